import { addDays, addMonths } from "../../../pipeline/finance/dates.ts";
import { tradingDays } from "../../../pipeline/finance/trading-days.ts";
import type { Series } from "../../../pipeline/model/series.ts";
import type { Snapshot } from "../../../pipeline/model/snapshot.ts";
import type { IsoDate, Unit } from "../../../pipeline/model/unit.ts";
import { calendars, type SeriesSketch, seriesOf, snapshotOf } from "../../support/snapshots.ts";

export const DAY = "2025-11-05";
export type Rows = Readonly<Record<IsoDate, number | null>>;

/** A rate on every bond day from 2020 on: its level, with a hundredth more on every other day, but where `rows` says otherwise. */
export function daily(
  id: string,
  level: number,
  { rows = {}, from = "2020-01-02", ...sketch }: SeriesSketch & { rows?: Rows; from?: IsoDate } = {},
): Series {
  const days = tradingDays(from, "2025-11-14", calendars.sifma);
  const wave = (at: number) => Math.round((level + 0.01 * (at % 2)) * 100) / 100;
  const all = { ...Object.fromEntries(days.map((date, at) => [date, wave(at)])), ...rows };
  const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
  return seriesOf(id, sorted, { name: NAMES[id] ?? id, ...sketch });
}

const NAMES: Readonly<Record<string, string>> = {
  "UST.2Y": "2-year Treasury",
  "UST.5Y": "5-year Treasury",
  "UST.10Y": "10-year Treasury",
  "UST.30Y": "30-year Treasury",
  "UST.5Y.REAL": "5-year Treasury, real",
  "US.BREAKEVEN.5Y": "5-year breakeven inflation",
  "US.ICE.HY.OAS": "ICE BofA US High Yield OAS",
  "US.INDPRO": "industrial production",
  "US.PAYROLLS": "nonfarm payrolls, thousands",
  "US.RETAIL": "retail sales, millions",
  "US.CPI.CORE": "consumer prices less food and energy",
  "US.CPI": "consumer prices, all items",
  "US.PCE.CORE": "consumption prices less food and energy",
  "US.FED.ASSETS": "Federal Reserve assets, billions",
  "US.RESERVES": "bank reserves, billions",
  "US.M2": "money stock M2, billions",
  "US.NFCI": "Chicago Fed financial conditions index",
};

/** A monthly index up to `last` whose change over the year grows by `step` pp a month; an acceleration of 3 steps. */
export function index(
  id: string,
  step: number,
  { last = "2025-08", rows = {}, unit = "index" }: { last?: string; rows?: Rows; unit?: Unit } = {},
): Series {
  const values: Record<IsoDate, number | null> = {};
  for (let at = 0; at < 48; at += 1) {
    const date = `${addMonths(last, at - 47)}-01`;
    const before = values[`${addMonths(last, at - 59)}-01`];
    values[date] = before == null ? 100 : before * (1 + (2 + step * (at - 47)) / 100);
  }
  const made = seriesOf(id, { ...values, ...rows }, { name: NAMES[id] ?? id, unit, calendar: "every-day" });
  return { ...made, maxAgeDays: 120 };
}

/** Such an index with its last month `bySpeed` pp off its path: 3 pp and more turn the acceleration, 0.9 of a step of 0.1 leave none. */
export function turned(
  id: string,
  step: number,
  { last = "2025-08", bySpeed = -3 * Math.sign(step) }: { last?: string; bySpeed?: number } = {},
): Series {
  const end = index(id, step, { last }).values.at(-1)!;
  return index(id, step, { last, rows: { [`${last}-01`]: end * (1 + bySpeed / 102) } });
}

/** A quantity every seventh day up to `last`, `change` percent (or, of an index, points) above what it was 13 weeks before. */
export function weekly(
  id: string,
  { level, before, last = "2025-10-29" }: { level: number; before: number; last?: IsoDate },
  sketch: SeriesSketch = {},
): Series {
  const rows = Array.from({ length: 30 }, (_, at) => [
    addDays(last, 7 * (at - 29)),
    at > 16 ? level : before,
  ]);
  const made = seriesOf(id, Object.fromEntries(rows), {
    name: NAMES[id] ?? id,
    unit: "count",
    calendar: "every-day",
    ...sketch,
  });
  return { ...made, maxAgeDays: 21 };
}

/** Everything that the section reads, quiet: yields that swing by a hundredth, growth up, inflation down, liquidity of both kinds. */
export function quietDay(): Readonly<Record<string, Series>> {
  const all = [
    daily("UST.2Y", 3.5),
    daily("UST.5Y", 3.7),
    daily("UST.10Y", 4.1),
    daily("UST.30Y", 4.6),
    daily("UST.5Y.REAL", 1.3),
    daily("US.BREAKEVEN.5Y", 2.4),
    daily("US.ICE.HY.OAS", 300, { unit: "bp" }),
    index("US.INDPRO", 0.1),
    index("US.PAYROLLS", 0.1),
    index("US.RETAIL", -0.1),
    index("US.CPI.CORE", -0.1, { last: "2025-09" }),
    index("US.CPI", -0.1, { last: "2025-09" }),
    index("US.PCE.CORE", -0.1),
    weekly("US.FED.ASSETS", { level: 6600, before: 6500 }),
    weekly("US.RESERVES", { level: 3000, before: 3100 }),
    index("US.M2", 0, { rows: { "2025-08-01": 110 }, unit: "count" }),
    weekly("US.NFCI", { level: -0.5, before: -0.4 }, { unit: "index" }),
  ];
  return Object.fromEntries(all.map((series) => [series.id, series]));
}

/** That day's snapshot, cut off at it: the quiet one, with these series in place of its own and without those. */
export function regimeDay(
  others: readonly Series[] = [],
  { date = DAY, without = [] }: { date?: IsoDate; without?: readonly string[] } = {},
): Snapshot {
  const all = { ...quietDay(), ...Object.fromEntries(others.map((one) => [one.id, one])) };
  const kept = Object.values(all).filter(({ id }) => !without.includes(id));
  return snapshotOf(
    date,
    kept.map((one) => {
      const end = one.dates.filter((day) => day <= date).length;
      const cut = <T>(column: readonly T[]) => column.slice(0, end);
      return { ...one, dates: cut(one.dates), values: cut(one.values), lines: cut(one.lines ?? []) };
    }),
  );
}
