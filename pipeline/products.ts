import type { z } from "zod";
import { PipelineError } from "./errors.ts";
import type { Job } from "./job.ts";
import { type Finding, FindingSchema } from "./model/finding.ts";
import { type Ledger, LedgerSchema } from "./model/ledger.ts";
import { type Report, ReportSchema } from "./model/report.ts";
import { type Snapshot, SnapshotSchema } from "./model/snapshot.ts";
import { outFolder } from "./rebuild/out-folder.ts";
import type { World } from "./world/world.ts";

type Place = Pick<Job, "root" | "date">;
type Reading = Pick<World, "files">;

export function readSnapshot(job: Place, world: Reading): Promise<Snapshot> {
  return readProduct(job, "snapshot.json", SnapshotSchema, world);
}

export function readReport(job: Place, world: Reading): Promise<Report> {
  return readProduct(job, "report.json", ReportSchema, world) as Promise<Report>;
}

export function readLedger(job: Place, world: Reading): Promise<Ledger> {
  return readProduct(job, "ledger.json", LedgerSchema, world);
}

export function readFindings(job: Place, world: Reading): Promise<Finding[]> {
  return readProduct(job, "findings.json", FindingSchema.array(), world);
}

/** @throws PipelineError artifact-missing where the issue was not built, or what lies there is not what a build writes */
async function readProduct<T>(
  job: Place,
  name: string,
  schema: z.ZodType<T>,
  { files }: Reading,
): Promise<T> {
  const bytes = await files.read(`${outFolder(job)}/${name}`);
  const place = `out/${job.date}/${name}`;
  const remedy = `Run: npx tracker build ${job.date} with --data DIR or --sample.`;
  if (!bytes)
    throw new PipelineError({ code: "artifact-missing", place, message: "The issue was not built.", remedy });
  try {
    return schema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    throw new PipelineError({
      code: "artifact-missing",
      place,
      message: "The file is not what a build writes.",
      remedy,
      cause,
    });
  }
}
