import { printDate } from "../../../finance/date-words.ts";
import { addDays, addMonths, yearsBefore } from "../../../finance/dates.ts";
import type { History } from "../../../finance/desk.ts";
import type { IsoDate } from "../../../model/unit.ts";
import type { Facts } from "../facts.ts";
import type { Rule, Ruled } from "../rule.ts";
import type { DateMention, Sentence, Span } from "../sentence.ts";
import { overlaps } from "../word-finder.ts";
import { amount } from "./amount.ts";
import { clauseOf, isUnsaid } from "./left-alone.ts";
import { nameOf, subjectBefore } from "./linked.ts";
import { historyOf } from "./subject-history.ts";

const END = "highs?|lows?|wides?|tights?|peaks?|troughs?";
/** "A new cycle tight", "hit the cycle tights": not where the cycle's tight is only named. */
const OF_CYCLE = new RegExp(
  `\\b(?:new|fresh|hit|hits|hitting|reached|sets?|setting|notched) (?:an? |the |its |their )?(?:new |fresh )?cycle[- ](${END})\\b(?! of)`,
  "giu",
);
/** "record high", "all-time low", "highest since", "lowest in", "8-month high", "high of the cycle". */
const RECORD = new RegExp(`\\b(?:record|all-time)[- ](?:closing )?(${END})\\b`, "giu");
const MOST =
  /\b(highest|lowest|widest|tightest|steepest|flattest)(?: (?:close|closing level|level|reading|print|yield|spread|value))?(?= (?:since|in|of|on record|ever)\b)/giu;
const WORDS = "one two three four five six seven eight nine ten eleven twelve".split(" ");
const SO_LONG = new RegExp(`\\b(\\d+|${WORDS.join("|")})[- ](year|yr|month|week)s?[- ](${END})\\b`, "giu");

/** What a superlative may follow beside the usual links. */
const VERBS = (
  "hit hits hitting reached reaches reaching reach set sets setting made makes making notched touched to for new fresh " +
  "rose fell climbed dropped slid drifted widened tightened rallied marking printed from"
).split(" ");

/** A stretch of time that a superlative speaks of: (after, the day before the issue]. Null reaches as far as anything does. */
interface Reach {
  readonly after: IsoDate | null;
  readonly said: Span;
  /** What is judged with it. */
  readonly covers: readonly Span[];
  /** "Its five-year high is 171 bp" names a level and claims nothing of today's: then a verb must stand before it. */
  readonly needsVerb: boolean;
}

const VERB =
  /\b(?:at|to|hit|hits|hitting|reach\w*|set|sets|setting|made|makes|making|notched|touched|printed|marking|closed|ended|(?:is|was) (?:a|an|the))\b/i;

/**
 * "The highest since 2022", "a record low", "an eight-month high": by the closes of the subject's series. A more extreme earlier close
 * contradicts it however short the history is; to verify it the history must reach back to the beginning of the stretch, and to verify
 * a record no history is long enough.
 */
export const superlative: Rule = (sentence, facts, taken) =>
  superlativesIn(sentence, facts).flatMap(({ side, reach }) => {
    const { said } = reach;
    if (taken.some((one) => overlaps(one, said)) || isUnsaid(sentence, said) || isLoose(sentence, said))
      return [];
    if (isOtherDay(sentence, facts, reach)) return [];
    const link = { also: VERBS, over: facts.moves(sentence) };
    const mention = subjectBefore(sentence, facts, said.from, link);
    const before = mention ? sentence.text.slice(mention.to, said.from) : "";
    if (!mention || (reach.needsVerb && !VERB.test(before))) return [];
    return [
      {
        ...said,
        kind: "superlative",
        covers: reach.covers,
        ...rulingOn(facts, mention.subject, side, reach),
      },
    ];
  });

interface Superlative {
  readonly side: 1 | -1;
  readonly reach: Reach;
}

function superlativesIn(sentence: Sentence, facts: Facts): readonly Superlative[] {
  const { text } = sentence;
  const records = [...text.matchAll(RECORD)].map((found) =>
    made(found, { after: null, covers: [], needsVerb: true }),
  );
  const most = [...text.matchAll(MOST)].flatMap((found) => {
    const window = windowAfter(sentence, facts, found.index + found[0].length);
    return window ? [made(found, window)] : [];
  });
  const ends = [...text.matchAll(SO_LONG)].map((found) => {
    const [, many, unit, end] = found as unknown as [string, string, string, string];
    const after = backFrom(facts.date, Number(many) || WORDS.indexOf(many.toLowerCase()) + 1, unit);
    return made({ index: found.index, 0: found[0], 1: end }, { after, covers: [], needsVerb: true });
  });
  const cycle = [...text.matchAll(OF_CYCLE)].map((found) =>
    made(found, { after: addDays(facts.edition.ig.cycleStart, -1), covers: [] }),
  );
  return [...records, ...cycle, ...most, ...ends];
}

function made(
  found: { readonly index: number; readonly 0: string; readonly 1?: string },
  { after, covers, needsVerb = false, from = found.index, to = found.index + found[0].length }: Window,
): Superlative {
  const side = /^(high|wide|peak|steep)/i.test(found[1]!) ? 1 : -1;
  return { side, reach: { after, said: { from, to }, covers, needsVerb } };
}

interface Window {
  readonly after: IsoDate | null;
  readonly covers: readonly Span[];
  readonly needsVerb?: boolean;
  readonly from?: number;
  readonly to?: number;
}

/** "since March 2020", "in five years", "of the year", "of the cycle", "on record". */
function windowAfter(sentence: Sentence, facts: Facts, at: number): Window | null {
  const rest = sentence.text.slice(at);
  const ever = /^ (?:on record|ever)\b/i.exec(rest);
  if (ever) return { after: null, covers: [], to: at + ever[0].length };
  const ofThis = /^ (?:of|in) (?:the|this|its) (year|cycle|current cycle)\b/i.exec(rest);
  if (ofThis) {
    const isYear = /year/i.test(ofThis[1]!);
    const start = isYear ? `${facts.date.slice(0, 4)}-01-01` : facts.edition.ig.cycleStart;
    return { after: addDays(start, -1), covers: [], to: at + ofThis[0].length };
  }
  const since = /^ since (?:the |early |late |mid-)?/i.exec(rest);
  if (since) return sinceDate(sentence.dates.find(({ from }) => from === at + since[0].length));
  const numeral = sentence.numerals.find(({ from }) =>
    /^ in (?:about |over |more than )?$/i.test(sentence.text.slice(at, from)),
  );
  const unit = numeral && /^[ -](year|month|week)s?\b/i.exec(sentence.text.slice(numeral.to));
  if (!numeral || !unit) return null;
  return {
    after: backFrom(facts.date, numeral.value, unit[1]!),
    covers: [numeral],
    to: numeral.to + unit[0].length,
  };
}

/** Since a day, month or year: what came after its end is what the day must beat. */
function sinceDate(date: DateMention | undefined): Window | null {
  if (!date || date.last === null) return null;
  return { after: date.last, covers: [date], to: date.to };
}

function backFrom(date: IsoDate, value: number, unit: string): IsoDate {
  if (/^y/i.test(unit)) return yearsBefore(date, value);
  if (/^w/i.test(unit)) return addDays(date, -7 * value);
  const month = addMonths(date.slice(0, 7), -value);
  return `${month}-${date.slice(8) > "28" ? "28" : date.slice(8)}`;
}

/** "It was on October 6th that it reached a record": another day than the issue's. */
function isOtherDay({ dates, text }: Sentence, facts: Facts, { said, covers }: Reach): boolean {
  const clause = clauseOf(text, said);
  return dates.some(
    (date) =>
      (date.precision === "day" || date.precision === "weekday") &&
      overlaps(date, clause) &&
      !overlaps(date, said) &&
      !covers.some((one) => overlaps(one, date)) &&
      date.first !== facts.date,
  );
}

/** "Near record highs", "record territory", "off its high": no claim that a close can decide. */
function isLoose({ text }: Sentence, { from, to }: Span): boolean {
  const before = text.slice(0, from);
  if (
    /\b(?:near|nearly|close to|toward|towards|off|below|above|from|just|around|almost|within|intraday|second)\s+(?:its |their |the |a |an |new )*$/i.test(
      before,
    )
  )
    return true;
  return /^\s*(?:territory|zone|range)\b/i.test(text.slice(to)) || /\bintraday\b/i.test(text);
}

type Verdict = Pick<Ruled, "verdict" | "message" | "figures">;

function rulingOn(facts: Facts, subject: string, side: 1 | -1, { after }: Reach): Verdict {
  const name = nameOf(facts, subject);
  const history = historyOf(facts, subject);
  if (!history || history.dates.at(-1) !== facts.date)
    return (
      extremeFigure(facts, subject, side, after) ?? {
        verdict: "not verifiable",
        message: `No history of ${name} up to ${facts.date} is at hand.`,
        figures: [],
      }
    );
  const figures = [facts.level(subject)?.id ?? []].flat();
  return { ...extremeRuling(name, history, side, after), figures };
}

/** Where no series is at hand, as of a slope: the issue's own five-year extreme, if it is beyond the level and within the stretch. */
function extremeFigure(facts: Facts, subject: string, side: 1 | -1, after: IsoDate | null): Verdict | null {
  const level = facts.level(subject);
  const extreme = facts.of(subject, side === 1 ? "high" : "low")[0];
  if (!level || !extreme || level.unit !== extreme.unit || side * (extreme.value - level.value) <= 0)
    return null;
  if (after !== null && extreme.asOf <= after) return null;
  return {
    verdict: "contradicted",
    message: `${nameOf(facts, subject)} is at ${amount(level.value, level.unit)}; on ${printDate(extreme.asOf)} it was ${side === 1 ? "higher" : "lower"}, at ${amount(extreme.value, extreme.unit)}.`,
    figures: [level.id, extreme.id],
  };
}

function extremeRuling(name: string, history: History, side: 1 | -1, after: IsoDate | null) {
  const { dates, values, window } = history;
  const today = values.at(-1)!;
  const word = side === 1 ? "higher" : "lower";
  const level = amount(today, window.unit);
  const rows = values.map((value, index) => ({ value, date: dates[index]! }));
  const beyond = rows.filter(
    ({ value, date }) => side * value > side * today && (after === null || date > after),
  );
  // Against a record the most extreme close, else the last one.
  const told =
    after === null
      ? beyond.find(({ value }) => beyond.every((other) => side * other.value <= side * value))
      : beyond.at(-1);
  if (told)
    return {
      verdict: "contradicted" as const,
      message: `${name} closed at ${level}; on ${printDate(told.date)} it was ${word}, at ${amount(told.value, window.unit)}.`,
    };
  const start = dates[0]!;
  const stands = `${name} closed at ${level}, and no close was ${word} since`;
  if (after === null || start > after)
    return {
      verdict: "not verifiable" as const,
      message: `${stands} ${printDate(start)}, where its history begins: it does not reach back far enough to say more.`,
    };
  return { verdict: "verified" as const, message: `${stands} ${printDate(after)}.` };
}
