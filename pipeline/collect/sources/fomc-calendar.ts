import { Parser } from "htmlparser2";
import { isDate } from "../../finance/dates.ts";
import type { IsoDate } from "../../model/unit.ts";
import { monthNumber } from "../imports/month-number.ts";
import { quoted } from "../imports/quoted.ts";
import type { Reading, Rows, WireFormat } from "../wire-format.ts";

const PLACE = "https://www.federalreserve.gov/monetarypolicy/fomccalendars.htm";
/** Scheduled decisions a year. */
const USUAL = 8;
/** Tags within each other. */
const MOST_DEPTH = 500;

/**
 * Days of scheduled rate decisions, past and announced. The one symbol is `decisions`: 1 on a decision day, 2 on one with new
 * projections (*). Notation votes, unscheduled and cancelled meetings are left out and remarked on.
 */
export const fomcCalendar: WireFormat = {
  id: "fomc-calendar",
  lagDays: 0,
  errands: (wanted) =>
    wanted.length === 0 ? [] : [{ pages: [{ url: PLACE, limitBytes: 2_000_000, gapMs: 1000 }], wanted }],
  read([page], { wanted }) {
    const text = new TextDecoder().decode(page?.bytes);
    if (text.trim() === "") return { verdict: "empty", reason: "The calendar came as an empty page." };
    const entries = entriesIn(text);
    if ("wrong" in entries) return { verdict: "shape_changed", reason: entries.wrong };
    const decisions = entries.filter((entry) => "value" in entry).sort((a, b) => (a.date < b.date ? -1 : 1));
    const twice = decisions.find(({ date }, index) => decisions[index - 1]?.date === date);
    if (twice)
      return { verdict: "shape_changed", reason: `The decision of ${twice.date} stands there twice.` };
    return answer(decisions, entries, wanted);
  },
};

interface Decision {
  readonly date: IsoDate;
  /** 2 with projections. */
  readonly value: 1 | 2;
}

/** What is left out is a remark. */
type Entry = Decision | { readonly remark: string };
type Wrong = { readonly wrong: string };

function answer(
  decisions: readonly Decision[],
  entries: readonly Entry[],
  wanted: Parameters<WireFormat["errands"]>[0],
): Reading {
  const known = wanted.filter(({ symbol }) => symbol === "decisions");
  const rows = known.map(({ series }): Rows => {
    return { series, dates: decisions.map(({ date }) => date), values: decisions.map(({ value }) => value) };
  });
  const unknown = wanted
    .filter((one) => !known.includes(one))
    .map(({ series, symbol }) => `${series} asks for ${quoted(symbol)}; the calendar has only decisions.`);
  const leftOut = entries.flatMap((entry) => ("remark" in entry ? [entry.remark] : []));
  return {
    verdict: "ok",
    rows,
    headlines: [],
    remarks: [...leftOut, ...unusualYears(decisions), ...unknown],
  };
}

function unusualYears(decisions: readonly Decision[]): string[] {
  const counts = new Map<string, number>();
  for (const { date } of decisions) counts.set(date.slice(0, 4), (counts.get(date.slice(0, 4)) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count !== USUAL)
    .map(([year, count]) => `${year} has ${count} scheduled decisions where ${USUAL} are usual.`);
}

function entriesIn(html: string): readonly Entry[] | Wrong {
  if (!/<\/html>/i.test(html)) return { wrong: "The page does not end with </html>: it is cut short." };
  const panels = panelsIn(html).filter(({ pieces }) => pieces.length > 0);
  if (panels.length === 0) return { wrong: "The page has no panel with meetings of a year." };
  const entries: Entry[] = [];
  for (const panel of panels) {
    const read = readPanel(panel);
    if ("wrong" in read) return read;
    entries.push(...read);
  }
  if (entries.some((entry) => "value" in entry)) return entries;
  return { wrong: "The panels of the page hold no scheduled meeting." };
}

interface Panel {
  heading: string;
  /** Months and dates in the order in which they stand. */
  readonly pieces: { readonly kind: "month" | "date"; text: string }[];
}

/** Step by step and not as a tree, which a page of many thousand nested tags would make too deep to walk. */
function panelsIn(html: string): readonly Panel[] {
  const panels: Panel[] = [];
  let depth = 0;
  let panelDepth = Number.POSITIVE_INFINITY;
  let taken: { readonly depth: number; readonly add: (text: string) => void } | null = null;
  const parser = new Parser({
    onopentag(tag, { class: names = "" }) {
      depth += 1;
      // The parser's time grows with the square of the depth; what follows is not read.
      if (depth > MOST_DEPTH) parser.pause();
      const classes = names.split(/\s+/);
      if (classes.includes("panel") && classes.includes("panel-default")) {
        panels.push({ heading: "", pieces: [] });
        panelDepth = Math.min(panelDepth, depth);
      }
      const panel = panels.at(-1);
      if (panel && depth > panelDepth && !taken) taken = takerFor(tag, classes, panel, depth);
    },
    ontext: (text) => taken?.add(text),
    onclosetag() {
      if (taken?.depth === depth) taken = null;
      if (depth === panelDepth) panelDepth = Number.POSITIVE_INFINITY;
      depth -= 1;
    },
  });
  parser.end(html);
  return depth > MOST_DEPTH ? [] : panels;
}

function takerFor(tag: string, classes: readonly string[], panel: Panel, depth: number) {
  const kind = (["month", "date"] as const).find((name) => classes.includes(`fomc-meeting__${name}`));
  if (kind) {
    const piece = { kind, text: "" };
    panel.pieces.push(piece);
    const add = (text: string) => {
      piece.text += text;
    };
    return { depth, add };
  }
  if (tag !== "h4") return null;
  const add = (text: string) => {
    panel.heading += text;
  };
  return { depth, add };
}

function readPanel({ heading, pieces }: Panel): readonly Entry[] | Wrong {
  const year = /^\s*(\d{4})\s+FOMC Meetings\s*$/i.exec(heading)?.[1];
  if (!year)
    return { wrong: `A panel of meetings is headed ${quoted(heading.trim())}, not 2026 FOMC Meetings.` };
  const entries: Entry[] = [];
  for (let index = 0; index < pieces.length; index += 2) {
    const [month, date] = [pieces[index], pieces[index + 1]];
    if (month?.kind !== "month" || date?.kind !== "date")
      return { wrong: `The panel of ${year} has a month without a date, or a date without a month.` };
    const entry = readMeeting(year, month.text.trim(), date.text.trim().replace(/\s+/g, " "));
    if ("wrong" in entry) return entry;
    entries.push(entry);
  }
  return entries;
}

/** `Apr/May` with `30-1`, `March` with `17-18*`, `August` with `22 (notation vote)`. */
function readMeeting(year: string, month: string, date: string): Entry | Wrong {
  const wrong = {
    wrong: `A meeting of ${year} has the month ${quoted(month)} and the date ${quoted(date)}.`,
  };
  const months = month.split("/").map((word) => monthNumber(word.trim()));
  const [first, last = first] = months;
  if (!first || !last || months.length > 2) return wrong;
  const [, from, to, star, words] =
    /^(\d{1,2})?(?:\s?[-–]\s?(\d{1,2}))?\s?(\*)?\s?(?:\(([a-z ]{1,30})\))?\s?\*?$/i.exec(date) ?? [];
  const kind = words?.toLowerCase().trim();
  if (kind) return leftOut(kind, `${month} ${year}`) ?? wrong;
  if (!from || !to) return wrong;
  const [start, end] = [isoOf(year, first, from), isoOf(year, last, to)];
  // A span of two months is two neighbours: "Jan/Feb" with "31-1".
  if (!isDate(start) || !isDate(end) || end <= start || last - first > 1) return wrong;
  return { date: end, value: star ? 2 : 1 };
}

function leftOut(kind: string, when: string): Entry | null {
  const known = ["notation vote", "unscheduled", "cancelled", "canceled"];
  return known.includes(kind) ? { remark: `Left out of the calendar: ${when}, ${kind}.` } : null;
}

function isoOf(year: string, month: number, day: string): IsoDate {
  return `${year}-${String(month).padStart(2, "0")}-${day.padStart(2, "0")}`;
}
