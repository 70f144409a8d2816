import { createHash } from "node:crypto";
import { dayNumber, isDate, isoDate } from "../../../finance/dates.ts";
import type { Sources } from "../../../model/edition.ts";
import type { SampleMarket } from "../../../model/sample.ts";
import type { Series } from "../../../model/series.ts";
import type { CalendarId, IsoDate, Unit } from "../../../model/unit.ts";
import type { Column } from "./days.ts";
import type { Market } from "./market.ts";
import type { DatedValues, Quotes } from "./quotes.ts";

/** A series by id, both ends included; null where the simulation has none of it. */
export type Shelf = (id: string, span: { readonly from: IsoDate; readonly to: IsoDate }) => Series | null;

export interface ShelfSetting {
  readonly market: Market;
  readonly quotes: Quotes;
  readonly content: SampleMarket;
  readonly plans: Sources;
}

/** What a series is called where content/sources.yaml has no line for it. */
interface Label {
  readonly name: string;
  readonly unit: Unit;
  readonly calendar: CalendarId;
}

/** All that the simulated market publishes, as series. */
export function shelfOf({ market, quotes, content, plans }: ShelfSetting): Shelf {
  const columns = columnsOf(market, content);
  const dates: IsoDate[] = [];
  const dateAt = (row: number) => {
    dates[row] ??= isoDate(market.first + row);
    return dates[row];
  };
  return (id, { from, to }) => {
    const column = columns[id];
    const rows = column
      ? published(column, dayNumber(from) - market.first, dateAt)
      : quoted(quotes, id, from);
    const label = plans.series[id] ?? labelOf(id, content);
    if (!rows || !label) return null;
    const cut = upTo(rows, to);
    return cut.dates.length > 0 ? seriesFrom(id, label, cut) : null;
  };
}

function upTo({ dates, values }: DatedValues, to: IsoDate): DatedValues {
  let count = dates.length;
  while (count > 0 && dates[count - 1]! > to) count -= 1;
  return { dates: dates.slice(0, count), values: values.slice(0, count) };
}

function columnsOf(
  { equities, rates, credit, policy, sectors }: Market,
  content: SampleMarket,
): Record<string, Column> {
  const named = sectors
    ? content.sectors.flatMap(({ code }, index) => [
        [`SPX.SECTOR.${code}.RETURN`, sectors.returns[index]!],
        [`SPX.SECTOR.${code}.WEIGHT`, sectors.weights[index]!],
      ])
    : [];
  return {
    SPX: equities.index,
    VIX: equities.volatility,
    "UST.2Y": rates.twoYear,
    "UST.10Y": rates.tenYear,
    "US.ICE.IG.OAS": credit.oas,
    "CDX.NA.IG.5Y": credit.index,
    "CDX.NA.IG.5Y.SERIES": credit.series,
    "US.EFFR": policy.effr,
    "US.FED.TARGET.LOWER": policy.lower,
    "US.FED.TARGET.UPPER": policy.upper,
    ...Object.fromEntries(named),
  };
}

/** The rows of a column from `start` on in which something was published. */
function published(column: Column, start: number, dateAt: (row: number) => IsoDate): DatedValues {
  const dates: IsoDate[] = [];
  const values: number[] = [];
  for (let row = Math.max(0, start); row < column.length; row += 1) {
    const value = column[row]!;
    if (Number.isNaN(value)) continue;
    dates.push(dateAt(row));
    values.push(value);
  }
  return { dates, values };
}

function quoted(quotes: Quotes, id: string, from: IsoDate): DatedValues | null {
  const month = /^ZQ\.(\d{4}-(?:0[1-9]|1[0-2]))$/.exec(id)?.[1];
  const decision = /^OIS\.FOMC\.(.+)$/.exec(id)?.[1];
  if (month) return quotes.future(month, from);
  return decision && isDate(decision) ? quotes.swap(decision, from) : null;
}

function labelOf(id: string, { sectors }: SampleMarket): Label | null {
  if (id === "CDX.NA.IG.5Y.SERIES") {
    return { name: "CDX North America IG, series on the run", unit: "count", calendar: "nyse" };
  }
  if (id.startsWith("ZQ."))
    return { name: `30-day fed funds future, ${id.slice(3)}`, unit: "price", calendar: "nyse" };
  if (id.startsWith("OIS.FOMC.")) {
    return {
      name: `fed funds OIS from the decision of ${id.slice(9)} to the next`,
      unit: "percent",
      calendar: "fed",
    };
  }
  const [, code, what] = /^SPX\.SECTOR\.([A-Z_]+)\.(RETURN|WEIGHT)$/.exec(id) ?? [];
  const sector = sectors.find((one) => one.code === code);
  if (!sector) return null;
  const name =
    what === "RETURN" ? `${sector.name}, S&P 500 sector return` : `${sector.name}, weight in the S&P 500`;
  return { name, unit: "percent", calendar: "nyse" };
}

function seriesFrom(id: string, { name, unit, calendar }: Label, { dates, values }: DatedValues): Series {
  const sha256 = createHash("sha256").update(values.join("\n")).digest("hex");
  const origin = {
    source: "sample",
    place: `simulation/${id}`,
    sha256,
    retrievedAt: null,
    note: "simulated",
  };
  return { id, name, unit, calendar, dates: [...dates], values: [...values], origins: [origin] };
}
