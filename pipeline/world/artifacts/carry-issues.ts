import { createHash } from "node:crypto";
import { PipelineError } from "../../errors.ts";
import type { Holding } from "../database/copy.ts";
import type { Database } from "../database/sql.ts";
import type { Files } from "../world.ts";
import { sharedFiles } from "./shared-files.ts";

/** Folders of issues below `out`: `2025-09-18`, `2025-09-18-paid`. */
const ISSUE = /^\d{4}-\d{2}-\d{2}/;
/** No machine at all: what is read then is the database's. */
const nowhere: Files = {
  read: async () => null,
  list: async () => [],
  write: async () => undefined,
  remove: async () => undefined,
};

/**
 * Carries built issues from a folder of this machine into the database, issue by issue, and reads them back from there.
 *
 * @param folder absolute: a project's `out`
 * @returns how many files, and a SHA-256 over their names and bytes in order
 * @throws PipelineError database, where what is read back is not what was carried over
 */
export async function carryIssues(local: Files, database: Database, folder: string): Promise<Holding> {
  const shared = sharedFiles(nowhere, database, folder);
  const hash = createHash("sha256");
  let rows = 0;
  for (const issue of (await local.list(folder)).filter((name) => ISSUE.test(name))) {
    const files = await filesBelow(local, `${folder}/${issue}`);
    await shared.write(`${folder}/${issue}`, files);
    for (const [name, bytes] of Object.entries(files)) {
      const back = await shared.read(`${folder}/${issue}/${name}`);
      if (!back || Buffer.compare(back, bytes) !== 0) throw otherwise(`${issue}/${name}`);
      hash.update(`${issue}/${name} ${createHash("sha256").update(bytes).digest("hex")}\n`);
      rows += 1;
    }
  }
  return { table: "files", rows, sha256: hash.digest("hex") };
}

/** By path below the folder. */
async function filesBelow(local: Files, folder: string, below = ""): Promise<Record<string, Uint8Array>> {
  const found: Record<string, Uint8Array> = {};
  for (const name of await local.list(`${folder}/${below}`)) {
    const path = `${below}${name}`;
    const bytes = await local.read(`${folder}/${path}`).catch(() => null);
    if (bytes) found[path] = bytes;
    else Object.assign(found, await filesBelow(local, folder, `${path}/`));
  }
  return found;
}

function otherwise(place: string): PipelineError {
  return new PipelineError({
    code: "database",
    place,
    message: "The copy of this file is not what was read.",
    remedy: "Run again; if it stays so, tell those who keep this program.",
  });
}
