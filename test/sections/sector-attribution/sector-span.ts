import { sectors } from "../../../pipeline/finance/attribution.ts";
import { driftedWeights } from "../../../pipeline/finance/drift.ts";
import { tradingDayBefore, tradingDays } from "../../../pipeline/finance/trading-days.ts";
import type { Series } from "../../../pipeline/model/series.ts";
import type { Snapshot } from "../../../pipeline/model/snapshot.ts";
import type { IsoDate } from "../../../pipeline/model/unit.ts";
import { calendars, seriesOf, snapshotOf } from "../../support/snapshots.ts";
import { weights } from "./sector-day.ts";

export interface SectorSpan {
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** A sector's own return of a day, percent; by default small and different for every sector and day. */
  readonly own?: (sector: number, day: number) => number;
  /** Percentage points by which the index's return misses the contributions, every day. */
  readonly miss?: number;
  /** Days and sectors without a return. */
  readonly without?: readonly { readonly date: IsoDate; readonly key: string }[];
  /** Days without a close of the index. */
  readonly noClose?: readonly IsoDate[];
  readonly fund?: Readonly<Record<IsoDate, number>>;
}

/** Sectors whose weights only drift, day by day, and the index that they make. */
export function sectorSpan({
  from,
  to,
  own = (sector, day) => (((sector * 7 + day * 5) % 11) - 5) / 10,
  miss = 0,
  without = [],
  noClose = [],
  fund = {},
}: SectorSpan): Snapshot {
  const days = tradingDays(from, to, calendars.nyse);
  const returns = days.map((_, day) => sectors.map((_one, sector) => own(sector, day)));
  const held = driftedWeights({
    weights: sectors.map(({ key }) => weights[key]!),
    returns: returns.map((day) => day.map((percent) => percent / 100)),
  });
  const closes: Record<IsoDate, number | null> = { [tradingDayBefore(from, calendars.nyse)]: 6000 };
  let index = 6000;
  days.forEach((date, day) => {
    const sum = returns[day]!.reduce((total, value, part) => total + (value * held[day]![part]!) / 100, 0);
    index *= 1 + (sum + miss) / 100;
    closes[date] = index;
  });
  for (const date of noClose) closes[date] = null;
  const each = sectors.flatMap(({ key }, part): Series[] => {
    const lacks = (date: IsoDate) => without.some((one) => one.date === date && one.key === key);
    const made = (what: string, figureOf: (day: number) => number) => {
      const rows = days.map((date, day) => [date, what === "RETURN" && lacks(date) ? null : figureOf(day)]);
      return seriesOf(`SPX.SECTOR.${key}.${what}`, Object.fromEntries(rows), { calendar: "nyse" });
    };
    return [made("WEIGHT", (day) => held[day]![part]!), made("RETURN", (day) => returns[day]![part]!)];
  });
  const named = { name: "S&P 500", unit: "index", calendar: "nyse" } as const;
  const proxy = { name: "S&P 500 equal weight, by the fund RSP", unit: "price", calendar: "nyse" } as const;
  return snapshotOf(to, [seriesOf("SPX", closes, named), ...each, seriesOf("FUND.RSP", fund, proxy)]);
}
