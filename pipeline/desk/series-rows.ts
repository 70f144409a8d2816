import type { Source } from "../collect/source.ts";
import { PipelineError } from "../errors.ts";
import { sectors } from "../finance/attribution.ts";
import { isDate } from "../finance/dates.ts";
import type { Job } from "../job.ts";
import type { Sources } from "../model/edition.ts";
import type { Series } from "../model/series.ts";
import type { IsoDate } from "../model/unit.ts";
import { gatherNeeds } from "../stages.ts";
import type { World } from "../world/world.ts";
import { nearest } from "./nearest.ts";

/** One observation as a table has it; a missing one is null. */
export interface SeriesRow {
  readonly date: IsoDate;
  readonly value: number | null;
  readonly unit: string;
  readonly source: string;
  readonly place: string;
  readonly line: number | null;
}

/** What is asked of a series; both ends are included. */
export interface SeriesSpan {
  readonly id: string;
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
}

/**
 * The rows of one series, as an issue of the job's day would see them.
 *
 * @throws PipelineError usage for an id that there is not, file-missing where nothing is known of it
 */
export async function seriesRows(
  { id, from, to }: SeriesSpan,
  { job, source }: { readonly job: Job; readonly source: Source },
  world: Pick<World, "files" | "kept" | "archive">,
): Promise<readonly SeriesRow[]> {
  expectKnown(id, job.plans);
  const snapshot = await gatherNeeds(job, [{ series: id, from: from ?? "1900-01-01" }], source, world);
  const series = snapshot.series[id];
  if (!series) throw nothingOf(id, job.date);
  return rowsOf(series).filter(({ date }) => (!from || date >= from) && (!to || date <= to));
}

function rowsOf({ dates, values, lines, origins, originOf, unit }: Series): SeriesRow[] {
  return dates.map((date, row) => {
    const { source, place } = origins[originOf?.[row] ?? 0]!;
    return { date, value: values[row] ?? null, unit, source, place, line: lines?.[row] ?? null };
  });
}

/** A planned series, or one of a table: contracts, quotes by meeting, sectors. */
function expectKnown(id: string, { series }: Sources): void {
  if (Object.hasOwn(series, id) || isOfTable(id)) return;
  const inTables = sectors.flatMap(({ key }) => [`SPX.SECTOR.${key}.RETURN`, `SPX.SECTOR.${key}.WEIGHT`]);
  const known = [...Object.keys(series), ...inTables, "ZQ.2025-12", "OIS.FOMC.2025-12-10"];
  const message = `There is no series ${JSON.stringify(id)}.`;
  throw new PipelineError({ code: "usage", message, remedy: nearest(id, known) });
}

function isOfTable(id: string): boolean {
  if (/^ZQ\.\d{4}-(0[1-9]|1[0-2])$/.test(id)) return true;
  if (id.startsWith("OIS.FOMC.")) return isDate(id.slice("OIS.FOMC.".length));
  return sectors.some(({ key }) => id === `SPX.SECTOR.${key}.RETURN` || id === `SPX.SECTOR.${key}.WEIGHT`);
}

function nothingOf(id: string, date: IsoDate): PipelineError {
  return new PipelineError({
    code: "file-missing",
    place: id,
    message: `Nothing is known of the series up to ${date}.`,
    remedy: "Run npx tracker collect, import it, or name a folder that holds it with --data.",
  });
}

const COLUMNS = ["date", "value", "unit", "source", "place", "line"] as const;

/** Rows as CSV with a header; an empty value is a missing one, and no cell can be a spreadsheet's formula. */
export function csvOf(rows: readonly SeriesRow[]): string {
  const lines = rows.map((row) => COLUMNS.map((column) => cellOf(row[column])).join(","));
  return [COLUMNS.join(","), ...lines].join("\n");
}

/** A spreadsheet takes what begins with one of these for a formula; an apostrophe before it makes it a text. A number is none. */
const FORMULA = /^[\s]*[=+\-@]|^[\t\r]/;

function cellOf(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
