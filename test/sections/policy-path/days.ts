import { addMonths, monthOf } from "../../../pipeline/finance/dates.ts";
import { parOf } from "../../../pipeline/finance/policy/dated-ois.ts";
import { tradingDayAfter, tradingDayBefore } from "../../../pipeline/finance/trading-days.ts";
import type { Edition } from "../../../pipeline/model/edition.ts";
import type { Series } from "../../../pipeline/model/series.ts";
import type { Snapshot } from "../../../pipeline/model/snapshot.ts";
import type { IsoDate } from "../../../pipeline/model/unit.ts";
import { dailyRate, meanOf } from "../../finance/policy/markets.ts";
import { parFrom } from "../../finance/policy/tenor-markets.ts";
import { shippedEdition } from "../../support/section-words.ts";
import { calendars, meetings, seriesOf, snapshotOf } from "../../support/snapshots.ts";

const { fed, nyse } = calendars;

/** A hand-made day: today's rate, what each coming meeting is priced to move, and how the day before saw it. */
export interface Day {
  readonly date: IsoDate;
  readonly effr: number;
  /** Steps of the coming meetings, bp; as many meetings are priced. */
  readonly stepsBp: readonly number[];
  /** Added to all coming rates in the prices of the day before, bp; null: that day has no prices. */
  readonly beforeBp?: number | null;
  readonly range?: readonly [lower: number, upper: number] | null;
  /** Added to a contract's average, bp: a price that does not fit the others. */
  readonly offBp?: Readonly<Record<string, number>>;
  readonly input?: Edition["policy"]["input"];
  /** Decided on the day itself: not yet in EFFR, but in the prices. */
  readonly decidedBp?: number;
}

/** The edition of that instrument. */
export function editionOf({ input = "futures" }: Day): Edition {
  return { ...shippedEdition, policy: { input, second: null } };
}

/** The snapshot of such a day. */
export function snapshotOn(day: Day, rest: Partial<Snapshot> = {}): Snapshot {
  const { date, effr, range = [4.25, 4.5], input = "futures" } = day;
  const first = `${addMonths(monthOf(date), -2)}-01`;
  const fixings: Record<IsoDate, number> = {};
  for (let one = tradingDayAfter(first, fed); one <= date; one = tradingDayAfter(one, fed))
    fixings[one] = effr;
  const limits = range === null ? [] : [limit("LOWER", date, range[0]), limit("UPPER", date, range[1])];
  const priced = input === "futures" ? contractsOf(day) : swapsOf(day);
  return snapshotOf(date, [seriesOf("US.EFFR", fixings, { calendar: "fed" }), ...limits, ...priced], rest);
}

function limit(side: string, date: IsoDate, percent: number): Series {
  return seriesOf(`US.FED.TARGET.${side}`, { [date]: percent }, { calendar: "every-day" });
}

/** The coming meetings with their steps. */
function pricedOf({ date, stepsBp }: Day): readonly (readonly [IsoDate, number])[] {
  const ahead = meetings.meetings.map(({ decision }) => decision).filter((decision) => decision > date);
  return stepsBp.map((step, index) => [ahead[index]!, step] as const);
}

/** The rates of both days: the issue's, and the day's before where it has any. */
function ratesOf(day: Day): readonly (readonly [IsoDate, (one: IsoDate) => number])[] {
  const { date, effr, beforeBp = 0, decidedBp } = day;
  const steps = [...(decidedBp === undefined ? [] : [[date, decidedBp] as const]), ...pricedOf(day)];
  const today = [date, dailyRate(effr, new Map(steps))] as const;
  if (beforeBp === null) return [today];
  const earlier = steps.map(
    ([decision, step], index) => [decision, index === 0 ? step + beforeBp : step] as const,
  );
  return [[tradingDayBefore(date, nyse), dailyRate(effr, new Map(earlier))] as const, today];
}

/** Contracts from the day's own month to the one after the last priced meeting. */
function contractsOf(day: Day): Series[] {
  const { date, offBp = {} } = day;
  const last = addMonths(monthOf(pricedOf(day).at(-1)![0]), 1);
  const series: Series[] = [];
  for (let month = monthOf(date); month <= last; month = addMonths(month, 1)) {
    if (month === last && changesIn(last)) break;
    const prices = ratesOf(day).map(([on, rate]) => [
      on,
      100 - meanOf(month, rate) - (on === date ? (offBp[month] ?? 0) / 100 : 0),
    ]);
    series.push(seriesOf(`ZQ.${month}`, Object.fromEntries(prices), { unit: "price", calendar: "nyse" }));
  }
  return series;
}

const changesIn = (month: string) => meetings.meetings.some(({ decision }) => monthOf(decision) === month);

/** Par rates of the priced meetings' swaps. */
export function swapsOf(day: Day): Series[] {
  const all = meetings.meetings.map(({ decision }) => decision);
  const decided = day.decidedBp === undefined ? [] : [day.date];
  return [...decided, ...pricedOf(day).map(([decision]) => decision)].map((decision) => {
    const next = all.find((other) => other > decision)!;
    const span = { from: tradingDayAfter(decision, fed), to: tradingDayAfter(next, fed), fed };
    const quotes = ratesOf(day).map(([on, rate]) => [on, parOf(rate(span.from), span)]);
    return seriesOf(`OIS.FOMC.${decision}`, Object.fromEntries(quotes));
  });
}

/** Par rates of monthly swaps up to a year, all of the day itself. */
export function tenorsOf(day: Day): Series[] {
  const rateOn = ratesOf(day).at(-1)![1];
  return Array.from({ length: 12 }, (_, index) => `${index + 1}M`).map((tenor) =>
    seriesOf(`OIS.TENOR.${tenor}`, { [day.date]: parFrom(tenor, day.date, rateOn) }),
  );
}

export const easing: Day = {
  date: "2025-07-22",
  effr: 4.33,
  stepsBp: [-1, -14.7, -12.8, -17.4, -11.6],
  beforeBp: 2.2,
};
export const tightening: Day = {
  date: "2023-03-10",
  effr: 4.57,
  stepsBp: [33.5, 26.9, 10.5],
  beforeBp: -3,
  range: [4.5, 4.75],
};
export const peaking: Day = { ...tightening, stepsBp: [33.5, 26.9, 10.5, -2.4, -8.5] };
export const troughing: Day = { ...easing, stepsBp: [-20, -30, -10, 4, 5] };
export const unlikely: Day = { ...easing, stepsBp: [-1, -6, -8] };
export const flat: Day = { ...easing, stepsBp: [0.2, -0.3, 0.1], beforeBp: 0 };
export const single: Day = {
  date: "2025-11-05",
  effr: 3.87,
  stepsBp: [-15.5],
  beforeBp: -1.6,
  range: [3.75, 4],
};
export const hike: Day = { ...single, stepsBp: [6], beforeBp: null };
export const still: Day = { ...single, stepsBp: [0] };
export const decided: Day = {
  date: "2025-10-29",
  effr: 4.12,
  decidedBp: -25,
  stepsBp: [-17, -6, -7],
  beforeBp: null,
  range: [4, 4.25],
};
export const offPath: Day = {
  ...easing,
  stepsBp: [-1, -14.7, -12.8, -17.4, -11.6, -10, -9],
  offBp: { "2026-01": 4 },
};
export const swaps: Day = { ...easing, input: "ois" };
export const decidedSwaps: Day = { ...decided, input: "ois" };
export const oneSwap: Day = { ...single, input: "ois" };
export const certain: Day = { ...single, stepsBp: [-40], range: null };
