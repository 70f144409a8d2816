import type { Edition } from "../../model/edition.ts";
import type { Input } from "../../model/figure.ts";
import type { MeetingCalendar } from "../../model/meeting.ts";
import type { Observation } from "../../model/series.ts";
import type { IsoDate } from "../../model/unit.ts";
import { addDays, monthOf } from "../dates.ts";
import type { Desk } from "../desk.ts";
import { isTradingDay, tradingDayBefore } from "../trading-days.ts";
import { datedOisPath } from "./dated-ois.ts";
import { futuresPath } from "./futures-path.ts";
import { keptPath } from "./kept-path.ts";
import {
  type ListEnd,
  type Overnight,
  type Pending,
  pendingDecision,
  withinClosings,
} from "./meeting-months.ts";
import { firstDayIn, type PolicyInput, pricedFrom, quotedOn, quotesOn } from "./quotes.ts";
import { tenorOisPath } from "./tenor-ois.ts";
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
  readonly input: PolicyInput;
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

/** How long before the issue prices are looked at for a history of paths. */
const HISTORY_DAYS = 100;
/** The first path's month before, with room for a holiday at its beginning. */
const FIXING_DAYS = 70;
/** Until EFFR carries a decision, its own swap is where a path begins. */
const DECIDED_DAYS = 10;

/**
 * The series behind a path; every section that shows one asks for the same. Of the second input the prices of the day alone: what
 * somebody imported once and left is then not there, where it would be a stale source.
 */
export function policyNeeds(
  { policy: { input, second } }: Edition,
  date: IsoDate,
  meetings: MeetingCalendar,
): readonly { readonly series: string; readonly from: IsoDate }[] {
  const from = addDays(date, -HISTORY_DAYS);
  const rates = ["US.EFFR", "US.FED.TARGET.LOWER", "US.FED.TARGET.UPPER"];
  const beside =
    second === null || second === input
      ? []
      : pricedFrom(second, addDays(date, -DECIDED_DAYS), { date, meetings });
  return [
    ...rates.map((series) => ({ series, from: addDays(from, -FIXING_DAYS) })),
    ...pricedFrom(input, from, { date, meetings }).map((series) => ({ series, from })),
    ...beside.map((series) => ({ series, from: date })),
  ];
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
  return pathFrom(desk, input, asOf);
}

/** The path of the day from the edition's second input, read for itself; null where there is none or nothing is at hand. */
export function secondPathOn(desk: Desk, { policy: { input, second } }: Edition): PolicyPath | null {
  if (second === null || second === input) return null;
  const path = pathFrom(desk, second, desk.date);
  return typeof path === "string" ? null : path;
}

function pathFrom(desk: Desk, input: PolicyInput, asOf: IsoDate): PolicyPath | NoPath {
  const effr = desk.latest("US.EFFR", asOf);
  if (!effr) return "no-effr";
  const quoted = quotedOn(desk, asOf, input);
  return keptPath({ desk, input, asOf, quoted }, () => {
    const overnight = overnightFrom(desk, effr);
    const pending = pendingDecision({ asOf, ...decisionsOf(desk) }, overnight);
    const { quotes, stale } = quotesOn(desk, asOf, quoted);
    if (quotes.size === 0) return "no-price";
    const { meetings, end } = solvers[input](desk, { quotes, asOf, overnight, pending, effr });
    return meetings.length === 0 ? "no-meeting" : { input, asOf, effr, pending, meetings, end, stale };
  });
}

/** The decisions of which it can be told when they take effect. */
function decisionsOf({ snapshot: { meetings, calendars } }: Desk) {
  return { calendar: withinClosings(meetings, calendars.fed), fed: calendars.fed };
}

/** The overnight rate as a day of the snapshot knows it. */
export function overnightFrom(desk: Desk, effr: Observation): Overnight {
  return { newest: effr, on: fixingOn(desk, effr.date) };
}

/** EFFR by calendar day up to `newest`: a day off repeats the business day before, a business day without a fixing has none. */
function fixingOn(desk: Desk, newest: IsoDate): Overnight["on"] {
  const { fed } = desk.snapshot.calendars;
  return (day) => {
    const business = isTradingDay(day, fed) ? day : tradingDayBefore(day, fed);
    return business > newest ? null : (desk.on("US.EFFR", business)?.value ?? null);
  };
}

/** What all instruments read. */
interface Priced {
  readonly quotes: ReadonlyMap<string, Observation>;
  readonly asOf: IsoDate;
  readonly overnight: Overnight;
  readonly pending: Pending | null;
  readonly effr: Observation;
}
type Listed = Pick<PolicyPath, "meetings" | "end">;

function byFutures(desk: Desk, { quotes, asOf, overnight }: Priced): Listed {
  const market = { asOf, prices: valuesOf(quotes), ...decisionsOf(desk), overnight };
  const path = futuresPath(market, firstDayIn(desk, quotes));
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

function byTenors(desk: Desk, { quotes, asOf, pending, effr }: Priced): Listed {
  const market = { asOf, quotes: valuesOf(quotes), ...decisionsOf(desk), effr: effr.value, pending };
  const { meetings, end } = tenorOisPath(market);
  // One system: every quote has its say in every rate.
  const inputs = [...quotes.values(), ...(pending ? [] : [effr])];
  const listed = meetings.map((meeting) => ({
    ...meeting,
    misfitBp: null,
    uncertaintyBp: null,
    inputs,
    unused: null,
  }));
  return { meetings: listed, end };
}

const solvers = { futures: byFutures, ois: byOis, "tenor-ois": byTenors } as const;

function valuesOf(quotes: Priced["quotes"]): ReadonlyMap<string, number> {
  return new Map([...quotes].map(([of, { value }]) => [of, value]));
}

function quotesOf(names: readonly string[], quotes: Priced["quotes"]): readonly Observation[] {
  return names.flatMap((name) => quotes.get(name) ?? []);
}

/** The published rates of a span as one input: the observation of one day, or the window of many. */
export function effrIn(desk: Desk, fixings: Fixings | null): readonly Input[] {
  if (!fixings) return [];
  const { from, to } = fixings;
  const one = from === to ? desk.on("US.EFFR", from) : null;
  const window = desk.history("US.EFFR", { after: addDays(from, -1), upTo: to })?.window;
  return [one ?? window].filter((input) => input !== undefined);
}
