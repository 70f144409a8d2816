import { sectors } from "../../../pipeline/finance/attribution.ts";
import { tradingDayBefore } from "../../../pipeline/finance/trading-days.ts";
import type { Series } from "../../../pipeline/model/series.ts";
import type { Snapshot } from "../../../pipeline/model/snapshot.ts";
import type { IsoDate } from "../../../pipeline/model/unit.ts";
import { calendars, seriesOf, snapshotOf } from "../../support/snapshots.ts";

export const DAY = "2025-11-05";
export const DAY_BEFORE = "2025-11-04";

/** Weights that sum to 100, by the key of the sector. */
export const weights: Readonly<Record<string, number>> = {
  ENERGY: 3,
  MATERIALS: 2,
  INDUSTRIALS: 8,
  CONSUMER_DISCRETIONARY: 11,
  CONSUMER_STAPLES: 5,
  HEALTH_CARE: 9,
  FINANCIALS: 13,
  INFORMATION_TECHNOLOGY: 35,
  COMMUNICATION_SERVICES: 10,
  UTILITIES: 2,
  REAL_ESTATE: 2,
};

export interface SectorDay {
  /** Own returns by sector, percent; `all` for those that are not named, else 0; null leaves one out. */
  readonly returns?: Readonly<Record<string, number | null>>;
  readonly all?: number;
  readonly weights?: Readonly<Record<string, number | null>>;
  /** Percent by which the index moves; left out, the sum of the contributions. */
  readonly index?: number;
  readonly date?: IsoDate;
  /** The day on which the sectors are dated, if not that of the issue. */
  readonly sectorDay?: IsoDate;
}

/** A snapshot of one day with an index and eleven sectors. */
export function sectorDay(day: SectorDay = {}): Snapshot {
  const { returns = {}, all = 0, date = DAY } = day;
  const before = tradingDayBefore(date, calendars.nyse);
  const each = sectors.map(({ key }) => ({
    key,
    weight: pick(day.weights, key, weights[key]!),
    own: pick(returns, key, all),
  }));
  const sum = each.reduce((total, { weight, own }) => total + ((weight ?? 0) / 100) * (own ?? 0), 0);
  const close = 6000 * (1 + (day.index ?? sum) / 100);
  const spx = seriesOf(
    "SPX",
    { [before]: 6000, [date]: close },
    { name: "S&P 500", unit: "index", calendar: "nyse" },
  );
  return snapshotOf(date, [spx, ...each.flatMap((one) => seriesPair(one, day.sectorDay ?? date))]);
}

function seriesPair(
  { key, weight, own }: { readonly key: string; readonly weight: number | null; readonly own: number | null },
  date: IsoDate,
): Series[] {
  const made = (what: string, value: number | null) =>
    seriesOf(`SPX.SECTOR.${key}.${what}`, { [date]: value }, { unit: "percent", calendar: "nyse" });
  return [made("WEIGHT", weight), made("RETURN", own)];
}

function pick(
  given: Readonly<Record<string, number | null>> | undefined,
  key: string,
  otherwise: number,
): number | null {
  const found = given?.[key];
  return found === undefined ? otherwise : found;
}
