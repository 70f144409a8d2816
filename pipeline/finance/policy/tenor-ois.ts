import type { Holidays } from "../../model/holidays.ts";
import type { MeetingCalendar } from "../../model/meeting.ts";
import type { IsoDate } from "../../model/unit.ts";
import { daysBetween } from "../dates.ts";
import { tradingDayAfter } from "../trading-days.ts";
import { overnightOf, YEAR_DAYS } from "./dated-ois.ts";
import { leastSquares, type Solution } from "./least-squares.ts";
import { decisionsAhead, type ListEnd } from "./meeting-months.ts";
import { fixingsTo, type Growth, growthTo, parOfSwap, swapOf, type TenorSwap } from "./tenor-swaps.ts";
import { paymentOf, spotOf, tenors } from "./tenors.ts";

/** What the path from tenor swaps reads; rates in percent. */
export interface TenorMarket {
  readonly asOf: IsoDate;
  /** Par rate by tenor, `1W` to `24M`, all quoted on the as-of day. */
  readonly quotes: ReadonlyMap<string, number>;
  readonly calendar: MeetingCalendar;
  readonly fed: Holidays;
  /** The newest EFFR, and the decision which it does not carry yet. */
  readonly effr: number;
  readonly pending: { readonly decision: IsoDate; readonly effective: IsoDate } | null;
}

export interface TenorMeeting {
  readonly decision: IsoDate;
  readonly effective: IsoDate;
  readonly startPercent: number;
  readonly endPercent: number;
  readonly stepBp: number;
}

/** Meetings between two pillars that the swaps do not tell apart. */
export interface OpenStretch {
  readonly decisions: readonly IsoDate[];
  /** The overnight rate that compounds to what the swaps say of [from, to); null where they leave that open too. */
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly averagePercent: number | null;
  /** Sum of the steps of these decisions and of the next one after them; null unless the rates on both sides are told. */
  readonly stepSumBp: number | null;
}

export interface TenorPath {
  /** Meetings up to the first whose rate is not told. */
  readonly meetings: readonly TenorMeeting[];
  readonly end: ListEnd;
  /** How many of the unknown rates the quotes fix. */
  readonly rank: { readonly rank: number; readonly unknowns: number; readonly underdetermined: boolean };
  readonly open: readonly OpenStretch[];
}

/** A stretch of one overnight rate, from a decision's effective date to the next one's. */
interface Stretch {
  /** Null for the rate that holds today. */
  readonly decision: IsoDate | null;
  readonly start: IsoDate;
}

/**
 * The path of EFFR from par OIS of tenors 1W to 24M: overnight rates constant between the effective dates of decisions, found by
 * Gauss-Newton least squares on all quotes. Where exactly one new effective date lies between each two maturities the system is
 * triangular and this is the tenor-by-tenor solution. The rate before the first decision is EFFR, or what a swap that ends before it
 * says. Where two decisions lie between neighbouring maturities, their rates are not told and none is made up.
 *
 * Swaps that end after the known calendar are left out: of what lies under them not all is known.
 *
 * @throws RangeError for a tenor that is not of the list
 * @see methods.md 3.5
 */
export function tenorOisPath(market: TenorMarket): TenorPath {
  const system = systemOf(market);
  if (system === null)
    return {
      meetings: [],
      end: { why: "prices", decision: decisionsAhead(market)[0] ?? null },
      rank: { rank: 0, unknowns: 0, underdetermined: false },
      open: [],
    };
  const { rates, solution } = solve(system);
  const unknowns = system.isKnown.filter((known) => !known).length;
  const told = system.stretches.map((_, index) => tells(system, solution, axisOf(index, rates.length)));
  const found = { ...system, rates, solution, told };
  return {
    ...listOf(found, market),
    rank: { rank: solution.rank, unknowns, underdetermined: solution.rank < unknowns },
    open: openOf(found),
  };
}

interface System {
  readonly swaps: readonly TenorSwap[];
  readonly stretches: readonly Stretch[];
  /** True for the rate of today where EFFR gives it, and of a stretch which no swap touches. */
  readonly isKnown: readonly boolean[];
  readonly spot: IsoDate;
  readonly fed: Holidays;
  readonly effr: number;
  readonly growth: (rates: readonly number[]) => ReadonlyMap<IsoDate, Growth>;
}

function systemOf(market: TenorMarket): System | null {
  const { asOf, fed, calendar, effr, pending } = market;
  const spot = spotOf(asOf, fed);
  const swaps = swapsOf(market);
  const last = swaps.at(-1)?.maturity;
  if (last === undefined) return null;
  const coming = decisionsAhead({ asOf, calendar }).map((decision) => ({
    decision,
    start: tradingDayAfter(decision, fed),
  }));
  const now: Stretch = pending
    ? { decision: pending.decision, start: pending.effective }
    : { decision: null, start: asOf };
  const stretches = [now, ...coming.filter(({ start }) => start < last)];
  const second = stretches[1]?.start ?? last;
  const hasStub = swaps[0]!.maturity <= second;
  const paid = paymentOf(last, fed);
  const fixings = fixingsTo(paid, { spot, starts: stretches.map(({ start }) => start), fed });
  const dates = [
    spot,
    last,
    ...swaps.flatMap(({ periods }) => periods.flatMap(({ to, paid: on }) => [to, on])),
  ];
  return {
    swaps,
    stretches,
    isKnown: stretches.map((_, index) => index === 0 && (second <= spot || (!pending && !hasStub))),
    spot,
    fed,
    effr,
    growth: (rates) => growthTo(dates, fixings, rates),
  };
}

/** Shortest first, up to the end of what is known of meetings and closings. */
function swapsOf({ asOf, quotes, calendar, fed }: TenorMarket): readonly TenorSwap[] {
  const unheard = [...quotes.keys()].filter((tenor) => !tenors.some((one) => one === tenor));
  if (unheard.length > 0) throw new RangeError(`there is no tenor ${unheard.join(", ")}`);
  const lastKnown = calendar.knownTo < fed.knownTo ? calendar.knownTo : fed.knownTo;
  const reach = daysBetween(asOf, lastKnown) - LONGEST_ROLL_DAYS;
  return [...quotes]
    .filter(([tenor]) => daysOf(tenor) <= reach)
    .map(([tenor, par]) => swapOf(tenor, par, { asOf, fed }))
    .sort((a, b) => (a.maturity < b.maturity ? -1 : 1));
}

/** From a day to spot, from a date to the business day after it and to its payment. */
const LONGEST_ROLL_DAYS = 21;

/** At most so many calendar days. */
function daysOf(tenor: string): number {
  const count = Number(tenor.slice(0, -1));
  return tenor.endsWith("W") ? 7 * count : 31 * count;
}

const axisOf = (index: number, size: number) =>
  Array.from({ length: size }, (_, at) => (at === index ? 1 : 0));

/** Newton's steps on the squares; par rates are so nearly linear in the rates that a few are enough. */
function solve({ swaps, isKnown, effr, growth }: System): { rates: readonly number[]; solution: Solution } {
  const rates = isKnown.map(() => effr / 100);
  for (let round = 1; ; round += 1) {
    const priced = growth(rates);
    const pars = swaps.map((swap) => parOfSwap(swap, priced));
    const rows = pars.map(({ slopes }) => slopes.filter((_, index) => !isKnown[index]));
    const misses = pars.map(({ par }, index) => swaps[index]!.parPercent / 100 - par);
    const solution = leastSquares(rows, misses);
    const moves = [...solution.values];
    isKnown.forEach((known, index) => {
      if (!known) rates[index]! += moves.shift()!;
    });
    if (round === 30 || Math.max(0, ...solution.values.map(Math.abs)) < 1e-14) return { rates, solution };
  }
}

/** Whether a combination of the rates is told; what is known has no part in it. */
function tells(
  { isKnown }: Pick<System, "isKnown">,
  solution: Solution,
  factors: readonly number[],
): boolean {
  const unknown = factors.filter((_, index) => !isKnown[index]);
  return unknown.every((factor) => factor === 0) || solution.tells(unknown);
}

interface Found extends System {
  readonly rates: readonly number[];
  readonly solution: Solution;
  readonly told: readonly boolean[];
}

function listOf({ stretches, rates, told }: Found, market: TenorMarket): Pick<TenorPath, "meetings" | "end"> {
  const meetings: TenorMeeting[] = [];
  for (let index = 1; index < stretches.length && told[index - 1] && told[index]; index += 1) {
    const { decision, start } = stretches[index]!;
    const [before, after] = [rates[index - 1]! * 100, rates[index]! * 100];
    const stepBp = (after - before) * 100;
    meetings.push({ decision: decision!, effective: start, startPercent: before, endPercent: after, stepBp });
  }
  const next = decisionsAhead(market)[meetings.length] ?? null;
  return { meetings, end: { why: next === null ? "calendar" : "prices", decision: next } };
}

/** Each run of rates that are not told, from the pillar before it to the pillar after it. */
function openOf(found: Found): readonly OpenStretch[] {
  const { stretches, told, rates } = found;
  const open: OpenStretch[] = [];
  for (let first = told.indexOf(false); first >= 0; first = told.indexOf(false, first)) {
    const after = told.indexOf(true, first);
    const end = after < 0 ? stretches.length : after;
    const isPinned = first > 0 && after >= 0;
    open.push({
      decisions: stretches.slice(first, end).flatMap(({ decision }) => decision ?? []),
      ...averageOf(found, first, end),
      stepSumBp: isPinned ? (rates[after]! - rates[first - 1]!) * 1e4 : null,
    });
    first = end;
  }
  return open;
}

/** The constant overnight rate of the pillars around a run, which the swaps tell although they do not tell its parts. */
function averageOf(found: Found, first: number, end: number): Omit<OpenStretch, "decisions" | "stepSumBp"> {
  const { swaps, stretches, spot, fed, rates, growth, solution } = found;
  const pillars = [spot, ...swaps.map(({ maturity }) => maturity)];
  const from = pillars.findLast((pillar) => pillar <= stretches[first]!.start) ?? spot;
  const closing = stretches[end]?.start;
  const to = pillars.find((pillar) => closing !== undefined && pillar >= closing) ?? pillars.at(-1)!;
  const priced = growth(rates);
  const [start, last] = [priced.get(from)!, priced.get(to)!];
  const factors = last.slopes.map((slope, index) => slope - start.slopes[index]!);
  if (!tells(found, solution, factors)) return { from, to, averagePercent: null };
  const par = ((Math.exp(last.log - start.log) - 1) * YEAR_DAYS * 100) / daysBetween(from, to);
  return { from, to, averagePercent: overnightOf(par, { from, to, fed }) };
}
