import { createHash } from "node:crypto";
import { dayNumber, isDate, isoDate } from "../../../finance/dates.ts";
import type { Sources } from "../../../model/edition.ts";
import type { SampleMarket } from "../../../model/sample.ts";
import type { Series } from "../../../model/series.ts";
import type { CalendarId, IsoDate, Unit } from "../../../model/unit.ts";
import type { Assets } from "./assets.ts";
import type { Column } from "./days.ts";
import type { Macro } from "./macro.ts";
import type { Market } from "./market.ts";
import type { DatedValues, Quotes } from "./quotes.ts";

/** A series by id, both ends included; null where the simulation has none of it. */
export type Shelf = (id: string, span: { readonly from: IsoDate; readonly to: IsoDate }) => Series | null;

export interface ShelfSetting {
  readonly market: Market;
  readonly quotes: Quotes;
  readonly assets: Assets;
  readonly macro: Macro;
  readonly content: SampleMarket;
  readonly plans: Sources;
}

/** What a series is called where content/sources.yaml has no line for it. */
interface Label {
  readonly name: string;
  readonly unit: Unit;
  readonly calendar: CalendarId;
  readonly maxAgeDays?: number | undefined;
}

/** All that the simulated market publishes, as series. */
export function shelfOf({ market, quotes, assets, macro, content, plans }: ShelfSetting): Shelf {
  const columns = columnsOf(market, content);
  const dates: IsoDate[] = [];
  const dateAt = (row: number) => {
    dates[row] ??= isoDate(market.first + row);
    return dates[row];
  };
  return (id, { from, to }) => {
    const plan = plans.series[id];
    const label = plan ?? labelOf(id, content, plans);
    if (!label) return null;
    const column = columns[id] ?? assets(id);
    const publishedAfterDays = plan?.publishedAfterDays ?? 0;
    const rows = column
      ? published(column, dayNumber(from) - market.first, dateAt)
      : (quoted(quotes, id, from) ?? macro(id, { from, knownOn: to, publishedAfterDays }));
    if (!rows) return null;
    const cut = upTo(rows, to);
    return cut.dates.length > 0 ? seriesFrom(id, label, cut) : null;
  };
}

/** Rows up to a day, in columns of their own. */
function upTo({ dates, values }: DatedValues, to: IsoDate): Pick<Series, "dates" | "values"> {
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

/** The rows of a column from `start` on in which something was published. Counted first: a hundred columns that grow cost more. */
function published(column: Column, start: number, dateAt: (row: number) => IsoDate): DatedValues {
  const begin = Math.max(0, start);
  let count = 0;
  for (let row = begin; row < column.length; row += 1) if (!Number.isNaN(column[row])) count += 1;
  const dates = new Array<IsoDate>(count);
  const values = new Array<number>(count);
  let at = 0;
  for (let row = begin; row < column.length; row += 1) {
    const value = column[row]!;
    if (Number.isNaN(value)) continue;
    dates[at] = dateAt(row);
    values[at++] = value;
  }
  return { dates, values };
}

function quoted(quotes: Quotes, id: string, from: IsoDate): DatedValues | null {
  const month = /^ZQ\.(\d{4}-(?:0[1-9]|1[0-2]))$/.exec(id)?.[1];
  const decision = /^OIS\.FOMC\.(.+)$/.exec(id)?.[1];
  if (month) return quotes.future(month, from);
  return decision && isDate(decision) ? quotes.swap(decision, from) : null;
}

function labelOf(id: string, { sectors }: SampleMarket, plans: Sources): Label | null {
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
  const symbol = /^SPX\.MEMBER\.(.+)\.WEIGHT$/.exec(id)?.[1];
  const member = symbol === undefined ? undefined : plans.series[`EQ.${symbol}`];
  if (member) return { name: `${member.name}, weight in the S&P 500`, unit: "percent", calendar: "nyse" };
  const [, code, what] = /^SPX\.SECTOR\.([A-Z_]+)\.(RETURN|WEIGHT)$/.exec(id) ?? [];
  const sector = sectors.find((one) => one.code === code);
  if (!sector) return null;
  const name =
    what === "RETURN" ? `${sector.name}, S&P 500 sector return` : `${sector.name}, weight in the S&P 500`;
  return { name, unit: "percent", calendar: "nyse" };
}

function seriesFrom(
  id: string,
  { name, unit, calendar, maxAgeDays }: Label,
  columns: Pick<Series, "dates" | "values">,
): Series {
  const sha256 = createHash("sha256").update(columns.values.join("\n")).digest("hex");
  const origin = {
    source: "sample",
    place: `simulation/${id}`,
    sha256,
    retrievedAt: null,
    note: "simulated",
  };
  const label = { id, name, unit, calendar, ...(maxAgeDays === undefined ? {} : { maxAgeDays }) };
  return { ...label, ...columns, origins: [origin] };
}
