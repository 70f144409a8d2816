import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { addDays, addMonths, daysInMonth, monthOf, yearsBefore } from "../../pipeline/finance/dates.ts";
import { roundHalfAway } from "../../pipeline/finance/rounding.ts";
import { tradingDayAfter, tradingDayBefore, tradingDays } from "../../pipeline/finance/trading-days.ts";
import { type Edition, EditionSchema } from "../../pipeline/model/edition.ts";
import type { Series } from "../../pipeline/model/series.ts";
import type { Snapshot } from "../../pipeline/model/snapshot.ts";
import { calendars, meetings, seriesOf, snapshotOf } from "../support/snapshots.ts";

/**
 * Markets in which two published issues' own printed figures are true, made up around those figures: what an issue printed of 22 July
 * and of 5 November 2025 comes out again where it is right, and does not where it is not.
 */
interface Printed {
  readonly date: string;
  /** By sector: contribution in pp and own return in percent, as printed, and the weight chosen for them. */
  readonly sectors: Readonly<
    Record<string, readonly [contribution: number, ownReturn: number, weight: number]>
  >;
  /** Two closes of the index. */
  readonly closes: readonly [number, number];
  /** bp: level and five-year mean of the swap index, its level on the day before, and the OAS of that day. */
  readonly level: number;
  readonly levelBefore: number;
  readonly mean: number;
  readonly oas: number;
  /** What was said of by direction: the day before and the day. */
  readonly tenYear: readonly [number, number];
  readonly twoYear: readonly [number, number];
  readonly dollar: readonly [number, number];
  readonly move: readonly [number, number];
}

/** Weights lie where a printed pair allows them, |c| within half a hundredth, and sum to 100: (c -+ 0.005) / r. */
export const july: Printed = {
  date: "2025-07-22",
  sectors: {
    HEALTH_CARE: [0.14, 1.52, 9.13],
    CONSUMER_DISCRETIONARY: [0.07, 0.63, 10.92],
    CONSUMER_STAPLES: [0.05, 0.92, 5.3],
    FINANCIALS: [0.05, 0.33, 14.78],
    INDUSTRIALS: [0.05, 0.59, 8.27],
    UTILITIES: [0.03, 1.11, 2.59],
    REAL_ESTATE: [0.03, 1.46, 1.97],
    ENERGY: [0.02, 0.59, 3.18],
    MATERIALS: [0.02, 1.22, 1.54],
    INFORMATION_TECHNOLOGY: [-0.31, -0.92, 33.21],
    COMMUNICATION_SERVICES: [-0.05, -0.5, 9.11],
  },
  closes: [6_305.6, 6_309.62],
  level: 51.11,
  levelBefore: 51.2,
  mean: 62.75,
  oas: 81,
  tenYear: [4.38, 4.34],
  twoYear: [3.86, 3.84],
  dollar: [120.48, 120],
  move: [81, 80.6],
};

/** Information Technology's pair implies 40 % and Utilities' any weight below 25 %: chosen within what was printed. */
export const november: Printed = {
  date: "2025-11-05",
  sectors: {
    COMMUNICATION_SERVICES: [0.16, 1.59, 10.06],
    CONSUMER_DISCRETIONARY: [0.09, 0.86, 10.47],
    INDUSTRIALS: [0.05, 0.66, 7.58],
    HEALTH_CARE: [0.06, 0.64, 9.37],
    FINANCIALS: [0.03, 0.24, 12.5],
    INFORMATION_TECHNOLOGY: [-0.02, -0.05, 35.54],
    CONSUMER_STAPLES: [-0.02, -0.34, 5.88],
    MATERIALS: [0, 0.24, 1.6],
    ENERGY: [0, 0.1, 2.7],
    REAL_ESTATE: [0, -0.24, 1.9],
    UTILITIES: [0, -0.02, 2.4],
  },
  closes: [6_772, 6_796.29],
  level: 52.751,
  levelBefore: 53.6,
  mean: 61.9,
  oas: 81,
  tenYear: [4.09, 4.16],
  twoYear: [3.58, 3.63],
  dollar: [121.55, 121.6],
  move: [68, 72.42],
};

/** The edition as shipped, with the instrument whose levels were printed. */
export const edition: Edition = (() => {
  const text = readFileSync(new URL("../../content/tracker.yaml", import.meta.url), "utf8");
  const shipped = EditionSchema.parse(parse(text));
  return {
    ...shipped,
    papers: ["a4"],
    ig: { ...shipped.ig, series: "CDX.NA.IG.5Y", beside: ["US.ICE.IG.OAS"] },
  };
})();

/** EFFR of July 2025, and steps that make the printed -122.8 bp by December 2026 with 59 % of a cut in September. */
export const EFFR = 4.33;
const STEPS_BP = [-0.5, -14.75, -9, -11, -8, -12, -11.5, -11.5, -11.5, -11, -11, -11.05];

/** All that the sections read on such a day. */
export function snapshotFrom(printed: Printed): Snapshot {
  const { date, closes, oas } = printed;
  return snapshotOf(date, [
    daily(date, "SPX", closes, { unit: "index", calendar: "nyse" }),
    daily(date, "UST.10Y", printed.tenYear, { unit: "percent", calendar: "sifma" }),
    daily(date, "UST.2Y", printed.twoYear, { unit: "percent", calendar: "sifma" }),
    daily(date, "VIX", [17.47, 17.5], { unit: "index", calendar: "nyse" }),
    daily(date, "MOVE", printed.move, { unit: "index", calendar: "nyse" }),
    daily(date, "USD.BROAD", printed.dollar, { unit: "index", calendar: "fed" }),
    daily(date, "US.ICE.IG.OAS", [oas + 0.5, oas], { unit: "bp", calendar: "sifma" }),
    spreadSeries(printed),
    ...sectorSeries(printed),
    ...policySeries(date),
  ]);
}

interface Kind {
  readonly unit: "index" | "percent" | "bp";
  readonly calendar: "nyse" | "sifma" | "fed";
}

/** Five years that end in two values. A little to and fro: a line that never moves has no standard deviation. */
function daily(date: string, id: string, [before, value]: readonly [number, number], kind: Kind): Series {
  const calendar = calendars[kind.calendar];
  const days = tradingDays(yearsBefore(date, 5), date, calendar);
  const rows = days.map((day, index) => [day, roundHalfAway(value * (1 - (index % 7) / 500), 2)] as const);
  const ends = { [tradingDayBefore(date, calendar)]: before, [date]: value };
  return seriesOf(id, { ...Object.fromEntries(rows), ...ends }, kind);
}

/** From 2020 on: the printed extremes on a day each, and between them the one value that makes the printed five-year mean. */
function spreadSeries({ date, mean, level, levelBefore }: Printed): Series {
  const days = tradingDays("2020-01-02", date, calendars.nyse);
  const named = new Map([
    ["2020-03-20", 151.8],
    ["2022-09-29", 111.2],
    ["2025-02-14", 46.1],
    [tradingDayBefore(date, calendars.nyse), levelBefore],
    [date, level],
  ]);
  const start = yearsBefore(date, 5);
  const inside = days.filter((day) => day > start);
  const told = inside.flatMap((day) => named.get(day) ?? []);
  const rest =
    (mean * inside.length - told.reduce((sum, value) => sum + value, 0)) / (inside.length - told.length);
  const rows = days.map((day) => [day, named.get(day) ?? rest]);
  return seriesOf("CDX.NA.IG.5Y", Object.fromEntries(rows), {
    name: "CDX North America IG 5-year",
    unit: "bp",
    calendar: "nyse",
  });
}

function sectorSeries({ date, sectors }: Printed): Series[] {
  return Object.entries(sectors).flatMap(([key, [, ownReturn, weight]]) => [
    seriesOf(`SPX.SECTOR.${key}.RETURN`, { [date]: ownReturn }, { calendar: "nyse" }),
    seriesOf(`SPX.SECTOR.${key}.WEIGHT`, { [date]: weight }, { calendar: "nyse" }),
  ]);
}

/** Futures that price the steps from the day's own month to December 2026, and EFFR as it stood up to the day before. */
function policySeries(date: string): Series[] {
  const { fed, nyse } = calendars;
  const before = tradingDayBefore(date, nyse);
  const coming = meetings.meetings.map(({ decision }) => decision).filter((one) => one > date);
  const changes = coming.slice(0, STEPS_BP.length).map((decision, index) => ({
    from: tradingDayAfter(decision, fed),
    bp: STEPS_BP[index] ?? 0,
  }));
  const rateOn = (day: string) =>
    EFFR + changes.filter(({ from }) => day >= from).reduce((sum, { bp }) => sum + bp, 0) / 100;
  const priceOf = (month: string) => {
    const days = Array.from({ length: daysInMonth(month) }, (_, index) => addDays(`${month}-01`, index));
    return 100 - days.reduce((sum, day) => sum + rateOn(day), 0) / days.length;
  };
  const months = Array.from({ length: 18 }, (_, index) => addMonths(monthOf(date), index));
  const fixings = tradingDays(addDays(date, -100), addDays(date, -1), fed);
  const constant = (id: string, value: number, unit: "percent" = "percent") =>
    seriesOf(id, Object.fromEntries([...fixings, date].map((day) => [day, value])), {
      unit,
      calendar: "every-day",
    });
  return [
    seriesOf("US.EFFR", Object.fromEntries(fixings.map((day) => [day, EFFR])), { calendar: "fed" }),
    constant("US.FED.TARGET.LOWER", 4.25),
    constant("US.FED.TARGET.UPPER", 4.5),
    ...months.map((month) => {
      const price = priceOf(month);
      return seriesOf(`ZQ.${month}`, { [before]: price, [date]: price }, { unit: "price", calendar: "nyse" });
    }),
  ];
}
