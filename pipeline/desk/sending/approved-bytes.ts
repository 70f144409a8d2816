import { PipelineError } from "../../errors.ts";
import type { Bound } from "../../model/approval.ts";
import { type IssuePlace, outFolder, placeName, placeWords } from "../../rebuild/issue-place.ts";
import { hashOf, readRecord } from "../../rebuild/record.ts";
import type { World } from "../../world/world.ts";

/** Kept beside the forms: from them one can say where a figure came from, and what a correction changes. */
export const PRODUCTS = ["snapshot.json", "report.json", "ledger.json", "findings.json", "build.json"];

/**
 * The bytes of an edition, forms and products, each read once: what is not what was approved or built is never handed on.
 *
 * @throws PipelineError artifact-missing, not-approved: with every file that is another one
 */
export async function readApproved(
  place: IssuePlace,
  bound: Bound,
  { files }: Pick<World, "files">,
): Promise<Readonly<Record<string, Uint8Array>>> {
  const folder = outFolder(place);
  const read = await readAll(folder, [...Object.keys(bound.forms), ...PRODUCTS], files);
  // The record last: a build that came in between has put another one there.
  const built = (await readRecord(folder, files))?.artifacts ?? {};
  const expected: Readonly<Record<string, string | undefined>> = { ...built, ...bound.forms };
  const other = [...read].filter(
    ([name, bytes]) => !bytes || (name !== "build.json" && hashOf(bytes) !== expected[name]),
  );
  if (other.length > 0)
    throw new PipelineError(
      other.map(([name, bytes]) => ({
        code: bytes ? "not-approved" : "artifact-missing",
        place: `${placeName(place)}/${name}`,
        message: bytes
          ? "The file has changed since it was looked at: another build came in between."
          : "The file is not there.",
        remedy: `Nothing was sent. See: npx tracker status ${placeWords(place)}.`,
      })),
    );
  return Object.fromEntries([...read].map(([name, bytes]) => [name, bytes!]));
}

async function readAll(
  folder: string,
  names: readonly string[],
  files: World["files"],
): Promise<ReadonlyMap<string, Uint8Array | null>> {
  const read = new Map<string, Uint8Array | null>();
  for (const name of names) read.set(name, await files.read(`${folder}/${name}`));
  return read;
}
