import type { z } from "zod";
import { PipelineError } from "./errors.ts";
import { type Finding, FindingSchema } from "./model/finding.ts";
import { type Ledger, LedgerSchema } from "./model/ledger.ts";
import { type Report, ReportSchema } from "./model/report.ts";
import type { Snapshot } from "./model/snapshot.ts";
import { SnapshotFileSchema } from "./model/snapshot-file.ts";
import { type IssuePlace, outFolder, placeName, placeWords } from "./rebuild/issue-place.ts";
import { otherEdition, readRecord } from "./rebuild/record.ts";
import type { World } from "./world/world.ts";

type Reading = Pick<World, "files">;

export function readSnapshot(place: IssuePlace, world: Reading): Promise<Snapshot> {
  return readProduct(place, "snapshot.json", SnapshotFileSchema, world);
}

export function readReport(place: IssuePlace, world: Reading): Promise<Report> {
  return readProduct(place, "report.json", ReportSchema, world) as Promise<Report>;
}

export function readLedger(place: IssuePlace, world: Reading): Promise<Ledger> {
  return readProduct(place, "ledger.json", LedgerSchema, world);
}

export function readFindings(place: IssuePlace, world: Reading): Promise<Finding[]> {
  return readProduct(place, "findings.json", FindingSchema.array(), world);
}

/**
 * @throws PipelineError artifact-missing where the issue was not built, where another edition lies in its folder, or what lies there is not
 * what a build writes
 */
async function readProduct<T>(
  issue: IssuePlace,
  name: string,
  schema: z.ZodType<T>,
  { files }: Reading,
): Promise<T> {
  const bytes = await files.read(`${outFolder(issue)}/${name}`);
  const place = `${placeName(issue)}/${name}`;
  const remedy = `Run: npx tracker build ${placeWords(issue)} with --data DIR or --sample.`;
  const wrong = (message: string, cause?: unknown) =>
    new PipelineError({ code: "artifact-missing", place, message, remedy, cause });
  if (!bytes) throw wrong("The issue was not built.");
  const stranger = otherEdition(issue, await readRecord(outFolder(issue), files));
  if (stranger !== null) throw wrong(stranger);
  try {
    return schema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw wrong("The file is not what a build writes.", cause);
  }
}
