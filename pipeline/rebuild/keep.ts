import type { Artifacts } from "../model/artifacts.ts";
import type { Files } from "../world/world.ts";
import { type BuildRecord, encodedRecord, hashOf, recordName } from "./record.ts";

/** Where a build is put, and what an earlier one left there. */
export interface Place {
  readonly folder: string;
  readonly record: BuildRecord | null;
}

/**
 * Puts a build in its folder, its record last: whoever dies before that leaves the record of the earlier build, by which the next build
 * and `check` see that the files are no longer those. Forms that this build did not make are taken away: they may say something else.
 */
export async function keepBuild(
  artifacts: Artifacts,
  made: Omit<BuildRecord, "artifacts">,
  { folder, record }: Place,
  files: Pick<Files, "write" | "remove">,
): Promise<void> {
  const hashes = Object.fromEntries(Object.entries(artifacts).map(([name, bytes]) => [name, hashOf(bytes)]));
  const last = { [recordName]: encodedRecord({ ...made, artifacts: hashes }) };
  const left = Object.keys(record?.artifacts ?? {}).filter((name) => !Object.hasOwn(artifacts, name));
  if (left.length === 0) return files.write(folder, { ...artifacts, ...last });
  await files.write(folder, artifacts);
  await files.remove(left.map((name) => `${folder}/${name}`));
  await files.write(folder, last);
}
