import { tradingDays } from "../../../pipeline/finance/trading-days.ts";
import type { Series } from "../../../pipeline/model/series.ts";
import type { Snapshot } from "../../../pipeline/model/snapshot.ts";
import type { IsoDate } from "../../../pipeline/model/unit.ts";
import { calendars, seriesOf, snapshotOf } from "../../support/snapshots.ts";

export const DAY = "2025-11-05";
export const OAS = "US.ICE.IG.OAS";
export const CDX = "CDX.NA.IG.5Y";
export const HY = "US.ICE.HY.OAS";

export type Rows = Readonly<Record<IsoDate, number | null>>;

/** 100 bp on every bond day from January 2020 on, but where `rows` says otherwise. */
export function oas(rows: Rows = {}, span: { readonly from?: IsoDate; readonly to?: IsoDate } = {}): Series {
  return spread(OAS, rows, { level: 100, name: "ICE BofA US Corporate OAS", ...span });
}

/** 60 bp likewise. */
export function cdx(rows: Rows = {}, span: { readonly from?: IsoDate; readonly to?: IsoDate } = {}): Series {
  return spread(CDX, rows, { level: 60, name: "CDX North America IG 5-year", ...span });
}

/** 300 bp likewise. */
export function highYield(
  rows: Rows = {},
  span: { readonly from?: IsoDate; readonly to?: IsoDate } = {},
): Series {
  return spread(HY, rows, { level: 300, name: "ICE BofA US High Yield OAS", ...span });
}

/** The number of the on-the-run series from each of these days on. */
export function onTheRun(rows: Rows): Series {
  return seriesOf(`${CDX}.SERIES`, rows, { name: "series", unit: "count", calendar: "nyse" });
}

interface Sketch {
  readonly level: number;
  readonly name: string;
  readonly from?: IsoDate;
  readonly to?: IsoDate;
}

function spread(id: string, rows: Rows, { level, name, from = "2020-01-01", to = DAY }: Sketch): Series {
  const days = tradingDays(from, to, calendars.sifma).map((date): [IsoDate, number | null] => [date, level]);
  const all = { ...Object.fromEntries(days), ...rows };
  const sorted = Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
  return seriesOf(id, sorted, { name, unit: "bp", calendar: "sifma" });
}

/** A snapshot of that day with these series, cut off at it. */
export function spreadDay(series: readonly Series[], date: IsoDate = DAY): Snapshot {
  return snapshotOf(
    date,
    series.map((one) => {
      const end = one.dates.filter((day) => day <= date).length;
      return { ...one, dates: one.dates.slice(0, end), values: one.values.slice(0, end) };
    }),
  );
}
