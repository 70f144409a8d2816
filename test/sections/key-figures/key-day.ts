import { tradingDays } from "../../../pipeline/finance/trading-days.ts";
import type { Series } from "../../../pipeline/model/series.ts";
import type { Snapshot } from "../../../pipeline/model/snapshot.ts";
import type { CalendarId, IsoDate, Unit } from "../../../pipeline/model/unit.ts";
import { calendars, seriesOf, snapshotOf } from "../../support/snapshots.ts";

export const DAY = "2025-11-05";
export const DAY_BEFORE = "2025-11-04";
/** More than five years before any day of these tests. */
const FIRST = "2020-06-01";

type Rows = Readonly<Record<IsoDate, number | null>>;

/** Series whose every day up to the has the same value, but for those named; null takes a day out. */
export interface KeyDay {
  readonly date?: IsoDate;
  readonly index?: Rows | null;
  readonly long?: Rows | null;
  readonly short?: Rows | null;
  readonly spread?: Rows | null;
  readonly volatility?: Rows | null;
  readonly more?: readonly Series[];
}

const series: Readonly<
  Record<string, { id: string; name: string; unit: Unit; calendar: "nyse" | "sifma"; base: number }>
> = {
  index: { id: "SPX", name: "S&P 500", unit: "index", calendar: "nyse", base: 6000 },
  long: { id: "UST.10Y", name: "10-year Treasury", unit: "percent", calendar: "sifma", base: 4.1 },
  short: { id: "UST.2Y", name: "2-year Treasury", unit: "percent", calendar: "sifma", base: 3.6 },
  spread: { id: "US.ICE.IG.OAS", name: "An OAS", unit: "bp", calendar: "sifma", base: 80 },
  volatility: { id: "VIX", name: "VIX", unit: "index", calendar: "nyse", base: 17 },
};

/** The days on which a market was open, to the issue's. */
export function openDates(calendar: Exclude<CalendarId, "every-day">, date: IsoDate = DAY): IsoDate[] {
  return tradingDays(FIRST, date, calendars[calendar]);
}

/** The snapshot of such a day. */
export function keyDay({ date = DAY, more = [], ...rows }: KeyDay = {}): Snapshot {
  const all = Object.entries(series).flatMap(([kind, { id, name, unit, calendar, base }]) => {
    const own = rows[kind as keyof typeof rows];
    if (own === null) return [];
    const flat = Object.fromEntries(openDates(calendar, date).map((day) => [day, base]));
    return [seriesOf(id, { ...flat, ...own }, { name, unit, calendar })];
  });
  return snapshotOf(date, [...all, ...more]);
}

/** Fed funds and the December contract of two days: 10 days of December at the rate before the meeting, 21 after it. */
export function pricedDecember(after: Rows, effr = 3.87): Series[] {
  const fixings = Object.fromEntries(openDates("fed").map((day) => [day, effr]));
  const prices = Object.fromEntries(
    Object.entries(after).map(([day, rate]) => [day, 100 - (10 * effr + 21 * (rate ?? 0)) / 31]),
  );
  return [
    seriesOf("US.EFFR", fixings, { name: "effective fed funds rate", calendar: "fed" }),
    seriesOf("ZQ.2025-12", prices, { unit: "price", calendar: "nyse" }),
  ];
}
