import { weekday } from "../../finance/dates.ts";
import type { IsoDate } from "../../model/unit.ts";
import { FULL_WEEKDAY, MONTH, monthNumber, NO_MORE, WEEKDAY, weekdayNumber, YEAR } from "./date-words.ts";
import {
  type Bearing,
  type Days,
  dayOf,
  dayOfWeekday,
  monthsFrom,
  workday,
  yearOfDay,
  yearOfMonths,
} from "./date-years.ts";
import type { DateMention } from "./sentence.ts";

/** A date as it was found: its words taken apart, the year perhaps still unknown. */
interface Found {
  readonly from: number;
  readonly to: number;
  readonly parts: Readonly<Record<string, string | undefined>>;
  readonly bearing: Bearing;
  /** The word before it, small. */
  readonly before: string;
}

const DAY = "(?:0?[1-9]|[12]\\d|3[01])(?!\\d)";
const NTH = "(?:st|nd|rd|th)?";
const NAMED = `(?:(?<week>${WEEKDAY}),?\\s(?:the\\s)?)?`;
const FORMS = [
  `(?<iso>${YEAR}([-./])(?:0[1-9]|1[0-2])\\2(?:0[1-9]|[12]\\d|3[01]))${NO_MORE}`,
  `${NAMED}(?<day>${DAY})${NTH}(?:\\s?[-–]\\s?(?<until>${DAY})${NTH})?\\s(?:of\\s)?(?<month>${MONTH})(?![\\p{L}])(?:,?\\s(?<year>${YEAR})${NO_MORE})?`,
  `${NAMED}(?<month>${MONTH})\\s(?<day>${DAY})${NTH}(?:\\s?[-–]\\s?(?<until>${DAY})${NTH})?${NO_MORE}(?!\\s(?:bps?|pp|basis)\\b)(?:,?\\s(?<year>${YEAR})${NO_MORE})?`,
  `(?<month>${MONTH}),?\\s(?<year>${YEAR})${NO_MORE}`,
  `(?<quarter>q[1-4]|[1-4]q)(?:[\\s']{0,2}(?<year>${YEAR}|(?<=[q'])\\d{2}))?${NO_MORE}`,
  `(?<weekday>${FULL_WEEKDAY})(?!\\p{L})`,
  `(?<relative>yesterday|today|tomorrow)(?!\\p{L})`,
  `(?<alone>${MONTH})(?![\\p{L}.]\\p{L}|\\p{L})`,
  `(?<from>${YEAR})[-–/](?<to>${YEAR}|\\d{2})${NO_MORE}(?!-)`,
  `(?<year>${YEAR})${NO_MORE}(?!-[\\p{L}\\d])(?!\\s(?:bps?|pp|basis|points?|times)\\b)`,
];
/** Not inside a word, a number, an address or an amount. */
const START = "(?<![\\p{L}\\d_$€£¥#@/&]|\\d[.,]|[+−])";
const DATES = FORMS.map((form) => new RegExp(`${START}(?:${form})`, "giu"));

const BACK = /^(?:since|last)$/;
const AHEAD = /^(?:next|coming|by|until|till|through|before|into|for|upcoming)$/;
const AHEAD_AFTER = /^(?:'s)?\s(?:fomc\s)?(?:meeting|cut|hike|contract|decision|auction|expir)/i;
/** Before these "May" and "March" are months, and others may be cut short. */
const BEFORE_MONTH =
  /(?:^|[\s(])(?:in|by|since|until|till|from|to|of|for|through|before|after|last|next|this|late|early|mid|and|or|between|into|the)[\s-]$|[a-z]{3}[-–]$/i;

/**
 * Dates in a sentence, left to right, with the days that they mean on the issue's day. A year that is not said is the nearest past one;
 * for a day ahead by at most half a year and nearer than the last one, for a month that begins within three months, and behind words such as
 * "next", "by", "until" it is the next one; in "from March to December 2026" it is that of the other end.
 */
export function dateMentions(text: string, today: IsoDate): readonly DateMention[] {
  const found = founds(text);
  return found.flatMap((one, index) => mention(one, found[index + 1], text, today) ?? []);
}

/** The earliest of all forms at each place; of those that begin together the longest form, which is listed first. */
function founds(text: string): readonly Found[] {
  const all = DATES.flatMap((form) => [...text.matchAll(form)].map((match) => foundOf(match, text)));
  all.sort((a, b) => a.from - b.from || b.to - a.to);
  const kept: Found[] = [];
  for (const one of all) if (one.from >= (kept.at(-1)?.to ?? 0) && isMeant(one, text)) kept.push(one);
  return kept;
}

function foundOf({ 0: words, index, groups = {} }: RegExpMatchArray, text: string): Found {
  const from = index ?? 0;
  const to = from + words.trimEnd().length;
  const before =
    /(\p{L}+)\s(?:the\s)?$/u.exec(text.slice(Math.max(0, from - 24), from))?.[1]?.toLowerCase() ?? "";
  const after = text.slice(to, to + 24);
  const isAhead = AHEAD.test(before) || AHEAD_AFTER.test(after);
  return { from, to, parts: groups, before, bearing: BACK.test(before) ? "back" : isAhead ? "ahead" : null };
}

/** "May" and "march" are words too, "Mar" and "Jan" names. */
function isMeant({ from, to, parts: { alone } }: Found, text: string): boolean {
  if (alone === undefined) return true;
  if (!/^\p{Lu}/u.test(alone)) return false;
  const isFull = alone.length > 4 || /^(?:june|july)$/i.test(alone);
  const isOften = !/^(?:may|march|mar|jan)$/i.test(alone);
  if (isOften && (isFull || alone.endsWith(".") || /^[-–]\p{Lu}/u.test(text.slice(to, to + 2)))) return true;
  const isMarch = /^March$/.test(alone) && from > 0;
  return (
    isMarch ||
    BEFORE_MONTH.test(text.slice(Math.max(0, from - 12), from)) ||
    /^(?:'s\s)?\s?(?:FOMC|CPI|PCE|meeting|payrolls|jobs)/.test(text.slice(to, to + 12))
  );
}

function mention(found: Found, next: Found | undefined, text: string, today: IsoDate): DateMention | null {
  const { from, to, parts, bearing, before } = found;
  const make = (
    precision: DateMention["precision"],
    days: Days | null,
    wrongWeekday: string | null = null,
  ) => ({
    from,
    to,
    precision,
    first: days?.first ?? null,
    last: days?.last ?? null,
    wrongWeekday,
  });
  const year = yearSaid(parts.year) ?? yearOfOther(found, next, text);
  if (parts.iso) return make("day", oneDay(isoOf(parts.iso)));
  if (parts.day) return dayMention(found, year, today, make);
  if (parts.weekday)
    return make("weekday", oneDay(dayOfWeekday(today, weekdayNumber(parts.weekday), before)));
  if (parts.relative) return make("day", oneDay(relativeDay(parts.relative.toLowerCase(), today)));
  if (parts.quarter) {
    const month = Number(/[1-4]/.exec(parts.quarter)![0]) * 3 - 2;
    return make("quarter", monthsFrom(year ?? yearOfMonths(today, month, 3, bearing), month, 3));
  }
  const month = monthNumber(parts.month ?? parts.alone ?? "");
  if (month > 0) return make("month", monthsFrom(year ?? yearOfMonths(today, month, 1, bearing), month));
  return make("year", yearsOf(parts));
}

const oneDay = (day: IsoDate | null): Days | null => (day === null ? null : { first: day, last: day });

/** 2025, 25. */
function yearSaid(said: string | undefined): number | null {
  return said === undefined ? null : Number(said.length === 2 ? `20${said}` : said);
}

/** "from March to December 2026": March is of 2026; "from December to March 2026": December is of 2025. */
function yearOfOther({ to, parts }: Found, next: Found | undefined, text: string): number | null {
  const own = monthNumber(parts.month ?? parts.alone ?? "");
  const other = monthNumber(next?.parts.month ?? next?.parts.alone ?? "");
  const year = yearSaid(next?.parts.year);
  if (!next || own === 0 || other === 0 || year === null) return null;
  if (!/^\s?(?:-|–|to|through|and|until|or|,)\s?$/.test(text.slice(to, Math.min(next.from, to + 12))))
    return null;
  return own > other ? year - 1 : year;
}

function dayMention(
  { parts, bearing }: Found,
  said: number | null,
  today: IsoDate,
  make: (precision: "day", days: Days | null, wrongWeekday: string | null) => DateMention,
): DateMention {
  const month = monthNumber(parts.month!);
  const [day, until] = [Number(parts.day), Number(parts.until ?? parts.day)];
  const year = said ?? yearOfDay(today, month, day, bearing);
  const [first, last] = [dayOf(year, month, day), dayOf(year, month, until)];
  if (first === null || last === null) return make("day", null, null);
  const isWrong = parts.week !== undefined && weekdayNumber(parts.week) !== weekday(first);
  return make("day", { first, last }, isWrong ? parts.week! : null);
}

function isoOf(text: string): IsoDate | null {
  const [year, month, day] = text.split(/[-./]/).map(Number);
  return dayOf(year!, month!, day!);
}

function relativeDay(word: string, today: IsoDate): IsoDate {
  return word === "today" ? today : workday(today, word === "yesterday" ? -1 : 1);
}

/** 2022; 2021-22. */
function yearsOf({ year, from = year, to = year }: Found["parts"]): Days | null {
  if (!from || !to) return null;
  const last = to.length === 2 ? `${from.slice(0, 2)}${to}` : to;
  return last < from ? null : { first: `${from}-01-01`, last: `${last}-12-31` };
}
