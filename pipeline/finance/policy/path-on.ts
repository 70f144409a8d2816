import type { Edition } from "../../model/edition.ts";
import type { Input } from "../../model/figure.ts";
import type { MeetingCalendar } from "../../model/meeting.ts";
import type { Observation } from "../../model/series.ts";
import type { IsoDate } from "../../model/unit.ts";
import { addDays, addMonths, monthOf } from "../dates.ts";
import type { Desk } from "../desk.ts";
import { isTradingDay, tradingDayBefore } from "../trading-days.ts";
import { datedOisPath } from "./dated-ois.ts";
import { futuresPath } from "./futures-path.ts";
import {
  decisionsAhead,
  type ListEnd,
  type Overnight,
  type Pending,
  pendingDecision,
  withinClosings,
} from "./meeting-months.ts";
import type { Fixings } from "./weighted-rate.ts";

/** One meeting of a path, whatever it was priced from. */
export interface PathMeeting {
  readonly decision: IsoDate;
  readonly effective: IsoDate;
  readonly startPercent: number;
  readonly endPercent: number;
  readonly stepBp: number;
  /** Null where the meeting's own contract was needed, or where there are no contracts. */
  readonly misfitBp: number | null;
  readonly uncertaintyBp: number | null;
  /** The prices that this meeting's rates come from, and the effective rate where it stood in for one. */
  readonly inputs: readonly Input[];
  /** The meeting month's own contract where it was not needed and only measures the misfit. */
  readonly unused: Observation | null;
}

/** The policy path as priced on one day. */
export interface PolicyPath {
  readonly input: Edition["policy"]["input"];
  readonly asOf: IsoDate;
  readonly effr: Observation;
  /** A decision that `effr` does not carry yet. */
  readonly pending: Pending | null;
  readonly meetings: readonly PathMeeting[];
  readonly end: ListEnd;
  /** Prices that were left out because they are older than the day. */
  readonly stale: readonly Observation[];
}

/** Why there is no path on a day. */
export type NoPath = "no-effr" | "no-price" | "no-meeting";

/** Contracts that a path may need, and how long before the issue they are looked at for a history of paths. */
const MONTHS_AHEAD = 24;
const HISTORY_DAYS = 100;
/** The first path's month before, with room for a holiday at its beginning. */
const FIXING_DAYS = 70;

/** The series behind a path; every section that shows one asks for the same. */
export function policyNeeds(
  { policy }: Edition,
  date: IsoDate,
  meetings: MeetingCalendar,
): readonly { readonly series: string; readonly from: IsoDate }[] {
  const from = addDays(date, -HISTORY_DAYS);
  const rates = ["US.EFFR", "US.FED.TARGET.LOWER", "US.FED.TARGET.UPPER"];
  const last = addMonths(monthOf(date), MONTHS_AHEAD);
  const priced =
    policy.input === "futures"
      ? monthsIn(monthOf(from), last).map((month) => `ZQ.${month}`)
      : decisionsAhead({ asOf: from, calendar: meetings })
          .filter((decision) => monthOf(decision) <= last)
          .map((decision) => `OIS.FOMC.${decision}`);
  return [
    ...rates.map((series) => ({ series, from: addDays(from, -FIXING_DAYS) })),
    ...priced.map((series) => ({ series, from })),
  ];
}

/** Months (`YYYY-MM`) from the first to the last, both included. */
function monthsIn(first: string, last: string): readonly string[] {
  const months: string[] = [];
  for (let month = first; month <= last; month = addMonths(month, 1)) months.push(month);
  return months;
}

/** The path as of a day of the snapshot; null where there is none. */
export function policyPathOn(desk: Desk, edition: Edition, asOf: IsoDate = desk.date): PolicyPath | null {
  const path = policyPathOrWhy(desk, edition, asOf);
  return typeof path === "string" ? null : path;
}

/** The path as of a day of the snapshot, from prices of that very day: an older price is not used. */
export function policyPathOrWhy(
  desk: Desk,
  { policy: { input } }: Edition,
  asOf: IsoDate = desk.date,
): PolicyPath | NoPath {
  const effr = desk.latest("US.EFFR", asOf);
  if (!effr) return "no-effr";
  const overnight = { newest: effr, on: fixingOn(desk, effr.date) };
  const pending = pendingDecision({ asOf, ...decisionsOf(desk) }, overnight);
  const { quotes, stale } = quotesOn(desk, asOf, input);
  if (quotes.size === 0) return "no-price";
  const priced = { quotes, asOf, overnight, pending, effr };
  const { meetings, end } = input === "futures" ? byFutures(desk, priced) : byOis(desk, priced);
  return meetings.length === 0 ? "no-meeting" : { input, asOf, effr, pending, meetings, end, stale };
}

/** The decisions of which it can be told when they take effect. */
function decisionsOf({ snapshot: { meetings, calendars } }: Desk) {
  return { calendar: withinClosings(meetings, calendars.fed), fed: calendars.fed };
}

/** EFFR by calendar day up to `newest`: a day off repeats the business day before, a business day without a fixing has none. */
function fixingOn(desk: Desk, newest: IsoDate): Overnight["on"] {
  const { fed } = desk.snapshot.calendars;
  return (day) => {
    const business = isTradingDay(day, fed) ? day : tradingDayBefore(day, fed);
    return business > newest ? null : (desk.on("US.EFFR", business)?.value ?? null);
  };
}

/** Prices of the day by contract month or decision, and those whose newest price is older. */
function quotesOn(desk: Desk, asOf: IsoDate, input: PolicyPath["input"]) {
  const month = monthOf(asOf);
  const contracts =
    input === "futures"
      ? monthsIn(month, addMonths(month, MONTHS_AHEAD)).map((of) => [of, `ZQ.${of}`] as const)
      : desk.snapshot.meetings.meetings.map(({ decision }) => [decision, `OIS.FOMC.${decision}`] as const);
  const quotes = new Map<string, Observation>();
  const stale: Observation[] = [];
  for (const [of, series] of contracts) {
    const quote = desk.latest(series, asOf);
    if (quote?.date === asOf) quotes.set(of, quote);
    else if (quote && of > asOf) stale.push(quote);
  }
  return { quotes, stale };
}

/** What both instruments read. */
interface Priced {
  readonly quotes: ReadonlyMap<string, Observation>;
  readonly asOf: IsoDate;
  readonly overnight: Overnight;
  readonly pending: Pending | null;
  readonly effr: Observation;
}
type Listed = Pick<PolicyPath, "meetings" | "end">;

function byFutures(desk: Desk, { quotes, asOf, overnight }: Priced): Listed {
  const path = futuresPath({ asOf, prices: valuesOf(quotes), ...decisionsOf(desk), overnight });
  const meetings = path.meetings.map(({ months, fixings, ...meeting }) => ({
    ...meeting,
    inputs: [...quotesOf(months, quotes), ...effrIn(desk, fixings)],
    unused: meeting.misfitBp === null ? null : (quotes.get(monthOf(meeting.decision)) ?? null),
  }));
  return { meetings, end: path.end };
}

function byOis(desk: Desk, { quotes, asOf, pending, effr }: Priced): Listed {
  const path = datedOisPath({
    asOf,
    quotes: valuesOf(quotes),
    ...decisionsOf(desk),
    effr: pending ? null : effr.value,
  });
  const meetings = path.meetings.map(({ quotes: from, usesEffr, ...meeting }) => ({
    ...meeting,
    misfitBp: null,
    uncertaintyBp: null,
    inputs: [...quotesOf(from, quotes), ...(usesEffr ? [effr] : [])],
    unused: null,
  }));
  return { meetings, end: path.end };
}

function valuesOf(quotes: Priced["quotes"]): ReadonlyMap<string, number> {
  return new Map([...quotes].map(([of, { value }]) => [of, value]));
}

function quotesOf(names: readonly string[], quotes: Priced["quotes"]): readonly Observation[] {
  return names.flatMap((name) => quotes.get(name) ?? []);
}

/** The published rates of a span as one input: the observation of one day, or the window of many. */
function effrIn(desk: Desk, fixings: Fixings | null): readonly Input[] {
  if (!fixings) return [];
  const { from, to } = fixings;
  const one = from === to ? desk.on("US.EFFR", from) : null;
  const window = desk.history("US.EFFR", { after: addDays(from, -1), upTo: to })?.window;
  return [one ?? window].filter((input) => input !== undefined);
}
