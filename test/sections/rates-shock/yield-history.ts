import { tradingDays } from "../../../pipeline/finance/trading-days.ts";
import type { Series } from "../../../pipeline/model/series.ts";
import type { Snapshot } from "../../../pipeline/model/snapshot.ts";
import type { IsoDate } from "../../../pipeline/model/unit.ts";
import { calendars, seriesOf, snapshotOf } from "../../support/snapshots.ts";

export const DAY = "2025-11-05";

export type Rows = Readonly<Record<IsoDate, number | null>>;
interface Span {
  readonly from?: IsoDate;
  readonly to?: IsoDate;
}

/** A yield that swings around 4 % by some basis points a day, in two decimals, but where `rows` says otherwise. */
export function yields(id: string, rows: Rows = {}, { from = "2019-01-02", to = DAY }: Span = {}): Series {
  const days = tradingDays(from, to, calendars.sifma).map((date, index): [IsoDate, number] => {
    return [date, Math.round(400 + 3 * Math.sin(index / 9) + 5 * Math.sin(index * 1.7)) / 100];
  });
  const name = `${/\d+/.exec(id)?.[0]}-year ${id.includes("SWAP") ? "SOFR swap" : "Treasury"}`;
  return seriesOf(id, { ...Object.fromEntries(days), ...rows }, { name });
}

/** The three yields of the shipped edition, with rows of the 30-year, up to a day. */
export function shockDay(rows: Rows = {}, others: readonly Series[] = [], date: IsoDate = DAY): Snapshot {
  const plain = ["UST.2Y", "UST.10Y"].map((id) => yields(id, {}, { to: date }));
  return snapshotOf(date, [...plain, yields("UST.30Y", rows, { to: date }), ...others]);
}
