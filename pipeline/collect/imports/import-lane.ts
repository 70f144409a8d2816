import { PipelineError } from "../../errors.ts";
import type { Rows } from "../wire-format.ts";
import { readCdxCsv } from "./cdx-csv.ts";
import { readCmeSettlements } from "./cme-settlements.ts";
import { readDateValueCsv } from "./date-value-csv.ts";
import { readFedWatchCsv } from "./fedwatch-csv.ts";

/** Of these a value belongs to a contract, to a meeting and a range, to an index and a tenor: their family alone is no series. */
const WITHIN_FAMILY =
  /^(?:ZQ\.\d{4}-\d{2}|FEDWATCH\.\d{4}-\d{2}-\d{2}\.\d+-\d+|CDX\..+\.\d{1,2}Y(?:\.SERIES)?)$/;

/**
 * Rows of a file that a person saved, for one series or for a family of them: `ZQ.2025-12` or `ZQ`, `FEDWATCH.2025-12-10`,
 * `CDX.NA.IG.5Y` (with its `.SERIES`). What else the file holds is left.
 *
 * @param place the file as faults name it; of a FedWatch download the name is where the meeting stands
 * @throws PipelineError with every bad row of the file, or because it has nothing of that series
 */
export function readImport(series: string, bytes: Uint8Array, place: string): Rows[] {
  const all = readerFor(bytes, series)(bytes, place);
  const asked = all.filter((rows) => rows.series === series || rows.series.startsWith(`${series}.`));
  if (asked.length > 0) return asked;
  throw new PipelineError(nothingOf(series, all, place));
}

type Reader = (bytes: Uint8Array, place: string) => Rows[];

function readerFor(bytes: Uint8Array, series: string): Reader {
  const text = new TextDecoder().decode(bytes.subarray(0, 10_000)).trimStart();
  const names = (text.split(/\r?\n/, 1)[0] ?? "")
    .split(",")
    .map((name) => name.trim().replace(/^"(.*)"$/, "$1"));
  if (/^[{[]/.test(text)) return readCmeSettlements;
  if (names.includes("instrument")) return readCdxCsv;
  if (names[0] === "Date" && names.slice(1).every((name) => name.startsWith("("))) return readFedWatchCsv;
  return (all, place) => readDateValueCsv(all, place, demandOne(series, place));
}

/** @throws PipelineError if it is a family's name */
function demandOne(series: string, place: string): string {
  if (!/^(?:ZQ|FEDWATCH|CDX)(?:\.|$)/.test(series) || WITHIN_FAMILY.test(series)) return series;
  throw new PipelineError({
    code: "row-invalid",
    place,
    message: `The file is no download with ${series}, and as a date,value file it must be of one series.`,
    remedy: "Name one, such as ZQ.2025-12 or CDX.NA.IG.5Y, or give the file as it was downloaded.",
  });
}

function nothingOf(series: string, all: readonly Rows[], place: string) {
  const held = [...new Set(all.map((rows) => rows.series))];
  const more = held.length > 5 ? `, and ${held.length - 5} more` : "";
  const found = held.length === 0 ? "no row" : `${held.slice(0, 5).join(", ")}${more}`;
  return {
    code: "row-invalid" as const,
    place,
    message: `The file holds nothing of ${series}; it holds ${found}.`,
    remedy: "Import it for a series that it holds.",
  };
}
