import { createHash } from "node:crypto";
import { userInfo } from "node:os";
import { basename, resolve } from "node:path";
import { readImport } from "../collect/imports/import-lane.ts";
import { refuseAll } from "../collect/read/row-faults.ts";
import { IMPORTED } from "../collect/resolve/archived-names.ts";
import type { Rows } from "../collect/wire-format.ts";
import { nearest } from "../desk/nearest.ts";
import { readConfig } from "../desk/settings/read-config.ts";
import { type FaultDetail, PipelineError } from "../errors.ts";
import type { Sources } from "../model/edition.ts";
import type { Telling, VisitRecord } from "../model/telling.ts";
import type { IsoInstant } from "../model/unit.ts";
import { allSections } from "../sections/all.ts";
import { realFiles } from "../world/files.ts";
import { keptOn } from "../world/kept.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import { mirrorOf, openOutside } from "./outside.ts";
import { projectRoot } from "./project-root.ts";
import { tableLines } from "./table.ts";

/** `import SERIES FILE`: licensed data by hand, whole or not at all, with the importer and the file's hash as origin. */
export async function importCommand(
  invocation: Invocation,
  [series = "", file = ""]: readonly string[],
  options: Options,
): Promise<Outcome> {
  const root = projectRoot(invocation, options);
  const bytes = await realFiles.read(resolve(file));
  if (!bytes) throw noFile(file);
  const { plans } = await readConfig(root, allSections, { files: realFiles, kept: keptOn(null) });
  if (!isKnown(series, plans)) throw unknownSeries(series, Object.keys(plans.series));
  const rows = readImport(series, bytes, basename(file));
  const by = typeof options.by === "string" ? options.by : userInfo().username;
  const outside = await openOutside(invocation, { root, mirror: mirrorOf(options, invocation) });
  try {
    refuseTomorrow(rows, basename(file), outside.now);
    const record = recordOf({ rows, bytes, file: basename(file), by, at: outside.now });
    const recorded = await outside.archive.record(record);
    const told = recorded.map(({ series: id, added, revised }) => [id, String(added), String(revised)]);
    const changed = recorded.filter(({ added, revised }) => added + revised > 0).length;
    const held = new Set(rows.map(({ series: id }) => id)).size;
    const sum = `${basename(file)}: ${changed} of ${held} series changed.`;
    const text = [...tableLines(["series", "new", "revised"], told), sum].join("\n");
    return { exit: 0, text, json: { file: basename(file), by, recorded } };
  } finally {
    await outside.close();
  }
}

interface Importing {
  readonly rows: readonly Rows[];
  readonly bytes: Uint8Array;
  readonly file: string;
  readonly by: string;
  readonly at: IsoInstant;
}

function recordOf({ rows, bytes, file, by, at }: Importing): VisitRecord {
  const importer = `imported by ${by.replace(/[\p{Cc}\p{Cf}]/gu, "").slice(0, 60)}`;
  const tellings = rows.map((one): Telling => {
    return { ...one, source: IMPORTED, note: one.note ? `${one.note}; ${importer}` : importer };
  });
  const newest = rows.map(({ dates }) => dates.at(-1) ?? "").sort();
  return {
    visit: {
      at,
      source: IMPORTED,
      place: file,
      verdict: "ok",
      reason: null,
      series: rows.map(({ series }) => series),
      newest: newest.at(-1) || null,
    },
    raw: { bytes, sha256: createHash("sha256").update(bytes).digest("hex") },
    validators: null,
    readWith: "",
    tellings,
    headlines: [],
  };
}

/** What is not planned by name, but by what it is: contracts, quotes and sectors. */
const FAMILIES = [
  /^(ZQ|FEDWATCH)(\.|$)/,
  /^OIS\.FOMC\.\d{4}-\d{2}-\d{2}$/,
  /^OIS\.TENOR\.\d{1,2}[WM]$/,
  /^SPX\.SECTOR\.[A-Z_]+\.(RETURN|WEIGHT\.CLOSE)$/,
  /^SPX\.MEMBER\.[A-Z.]+\.WEIGHT\.CLOSE$/,
];

/** A name that no section asks for would lie in the archive for ever. */
function isKnown(series: string, plans: Sources): boolean {
  return plans.series[series] !== undefined || FAMILIES.some((family) => family.test(series));
}

function unknownSeries(series: string, planned: readonly string[]): PipelineError {
  const message = `There is no series ${JSON.stringify(series)} in content/sources.yaml.`;
  const families =
    "Also: ZQ, FEDWATCH, OIS.FOMC.<date>, OIS.TENOR.<12M>, SPX.SECTOR.<NAME>.RETURN or .WEIGHT.CLOSE, SPX.MEMBER.<SYMBOL>.WEIGHT.CLOSE.";
  return new PipelineError({ code: "usage", message, remedy: `${nearest(series, planned)} ${families}` });
}

/** @throws PipelineError row-invalid with the rows that are dated after today */
function refuseTomorrow(rows: readonly Rows[], place: string, now: IsoInstant): void {
  const today = now.slice(0, 10);
  const late = rows.flatMap(({ series, dates }) =>
    dates.filter((date) => date > today).map((date) => ({ series, date })),
  );
  const faults = late.map(({ series, date }): FaultDetail => {
    const message = `${series} has a value for ${date}, which is after today, ${today}.`;
    return { code: "row-invalid", place, message, remedy: "Correct the date." };
  });
  refuseAll(faults, place);
}

function noFile(file: string): PipelineError {
  const message = "There is no such file.";
  return new PipelineError({ code: "file-missing", place: file, message, remedy: "Correct the path." });
}
