import type { Edition } from "../../model/edition.ts";
import type { MeetingCalendar } from "../../model/meeting.ts";
import type { Observation } from "../../model/series.ts";
import type { IsoDate } from "../../model/unit.ts";
import { addMonths, monthOf } from "../dates.ts";
import type { Desk } from "../desk.ts";
import { decisionsAhead, type FirstDay } from "./meeting-months.ts";
import { tenors } from "./tenors.ts";

/** What a path may be read from. */
export type PolicyInput = Edition["policy"]["input"] | NonNullable<Edition["policy"]["second"]>;

/** Contracts that a path may need. */
const MONTHS_AHEAD = 24;

/** Every series of an input that a path between two days may read. */
export function pricedFrom(
  input: PolicyInput,
  from: IsoDate,
  { date, meetings }: { readonly date: IsoDate; readonly meetings: MeetingCalendar },
): readonly string[] {
  const last = addMonths(monthOf(date), MONTHS_AHEAD);
  if (input === "futures") return monthsIn(monthOf(from), last).map((month) => `ZQ.${month}`);
  if (input === "tenor-ois") return tenors.map((tenor) => `OIS.TENOR.${tenor}`);
  return decisionsAhead({ asOf: from, calendar: meetings })
    .filter((decision) => monthOf(decision) <= last)
    .map((decision) => `OIS.FOMC.${decision}`);
}

/** Months (`YYYY-MM`) from the first to the last, both included. */
function monthsIn(first: string, last: string): readonly string[] {
  const months: string[] = [];
  for (let month = first; month <= last; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** What is quoted, by the contract month, decision or tenor that it is of, and its series. */
export type Quoted = readonly (readonly [of: string, series: string])[];

const contracts = new Map<string, Quoted>();
const swaps = new WeakMap<MeetingCalendar, Quoted>();
const tenorSwaps: Quoted = tenors.map((tenor) => [tenor, `OIS.TENOR.${tenor}`]);

/** All that may be quoted on a day; the same list for the same month or calendar, as each day of a history asks. */
export function quotedOn({ snapshot: { meetings } }: Desk, asOf: IsoDate, input: PolicyInput): Quoted {
  if (input === "tenor-ois") return tenorSwaps;
  if (input === "ois") {
    const known = swaps.get(meetings);
    const made =
      known ?? meetings.meetings.map(({ decision }) => [decision, `OIS.FOMC.${decision}`] as const);
    if (!known) swaps.set(meetings, made);
    return made;
  }
  const month = monthOf(asOf);
  const known = contracts.get(month);
  const made =
    known ?? monthsIn(month, addMonths(month, MONTHS_AHEAD)).map((of) => [of, `ZQ.${of}`] as const);
  if (!known) contracts.set(month, made);
  return made;
}

/** Prices of the day by contract month, decision or tenor, and those whose newest price is older. */
export function quotesOn(desk: Desk, asOf: IsoDate, quoted: Quoted) {
  const quotes = new Map<string, Observation>();
  const stale: Observation[] = [];
  for (const [of, series] of quoted) {
    const quote = desk.latest(series, asOf);
    if (quote?.date === asOf) quotes.set(of, quote);
    else if (quote && of > asOf) stale.push(quote);
  }
  return { quotes, stale };
}

/** The first day at a new rate as the day's prices count it: the series' own count where all agree, else the fact. */
export function firstDayIn(desk: Desk, quotes: ReadonlyMap<string, Observation>): FirstDay {
  const counts = [...quotes.values()].map(({ series }) => desk.series(series)?.newRateFrom);
  return counts.length > 0 && counts.every((count) => count === "next-day")
    ? "next-day"
    : "next-business-day";
}
