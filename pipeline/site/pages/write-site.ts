import { createHash } from "node:crypto";
import { type FaultDetail, PipelineError } from "../../errors.ts";
import type { Placing } from "../../world/place-file.ts";
import type { Files } from "../../world/world.ts";
import type { SiteFile } from "./site-files.ts";

export interface WrittenSite {
  readonly written: number;
  readonly unchanged: number;
  readonly removed: number;
}

interface WriteWorld {
  readonly files: Pick<Files, "read" | "remove">;
  readonly placing: Placing;
}

/** What we made in the folder: SHA-256 by path; null: it was being made when the process ended. */
type Ours = Record<string, string | null>;

const LIST = ".tracker-site.json";
/** A list that somebody has changed must not lead out of the folder. */
const SAFE_PATH = /^(?!.*(?:^|\/)\.)[\w.-]+(?:\/[\w.-]+)*$/;

/**
 * Puts the files of a site into a folder, each whole and only where it is not there already. What we made and the site has no more is taken
 * away; what somebody else put there is neither replaced nor taken away.
 *
 * @throws PipelineError disk, before anything is written, with every file of somebody else's in the way
 */
export async function writeSite(
  folder: string,
  site: AsyncIterable<SiteFile>,
  world: WriteWorld,
): Promise<WrittenSite> {
  const list = await readList(folder, world.files);
  const wanted = await inTheWay(folder, site, { list, files: world.files });
  const keepList = (ours: Ours) => replace(`${folder}/${LIST}`, listBytes(ours), world);
  const paths = new Set(wanted.map(({ path }) => path));
  const changed = wanted.filter(({ isThere }) => !isThere);
  // Whoever dies in the middle leaves files that the next run knows as ours.
  if (changed.length > 0)
    await keepList({ ...list, ...Object.fromEntries(changed.map(({ path }) => [path, null])) });
  const ours: Ours = {};
  for (const { path, file, isThere } of wanted) {
    const bytes = isThere ? null : await file.bytes();
    if (bytes) await replace(`${folder}/${path}`, bytes, world);
    ours[path] = isThere ?? hashOf(bytes!);
  }
  const gone = Object.entries(list).filter(([path]) => !paths.has(path));
  const removed = await removeOurs(folder, gone, world.files);
  await keepList(ours);
  return { written: changed.length, unchanged: wanted.length - changed.length, removed };
}

interface Wanted {
  readonly path: string;
  readonly file: SiteFile;
  /** Hash of what lies there where it is what is wanted; else null. */
  readonly isThere: string | null;
}

async function inTheWay(
  folder: string,
  site: AsyncIterable<SiteFile>,
  { list, files }: { readonly list: Ours; readonly files: Pick<Files, "read"> },
): Promise<readonly Wanted[]> {
  const faults: FaultDetail[] = [];
  const wanted: Wanted[] = [];
  for await (const file of site) {
    const { path } = file;
    const there = await files.read(`${folder}/${path}`);
    const hash = there && hashOf(there);
    const isThere = hash !== null && hash === (file.sha256 ?? hashOf(await file.bytes())) ? hash : null;
    if (there && isThere === null && !Object.hasOwn(list, path)) faults.push(foreign(`${folder}/${path}`));
    wanted.push({ path, file, isThere });
  }
  if (faults.length > 0) throw new PipelineError(faults);
  return wanted;
}

function foreign(place: string): FaultDetail {
  return {
    code: "disk",
    place,
    message: "A file stands here that is none of the site's: nothing was written.",
    remedy: "Move it away, or name another folder.",
  };
}

async function removeOurs(
  folder: string,
  gone: readonly (readonly [path: string, hash: string | null])[],
  files: WriteWorld["files"],
): Promise<number> {
  const ours: string[] = [];
  for (const [path, hash] of gone) {
    const bytes = SAFE_PATH.test(path) ? await files.read(`${folder}/${path}`) : null;
    if (bytes && (hash === null || hashOf(bytes) === hash)) ours.push(`${folder}/${path}`);
  }
  await files.remove(ours);
  return ours.length;
}

async function readList(folder: string, files: Pick<Files, "read">): Promise<Ours> {
  const bytes = await files.read(`${folder}/${LIST}`);
  if (!bytes) return {};
  try {
    const list: unknown = JSON.parse(new TextDecoder().decode(bytes));
    const isList = typeof list === "object" && list !== null && !Array.isArray(list);
    const entries = isList ? Object.entries(list) : [];
    return Object.fromEntries(entries.filter(([, hash]) => hash === null || typeof hash === "string"));
  } catch {
    // Without it, what lies there is somebody's: nothing of it is replaced or taken away.
    return {};
  }
}

function listBytes(ours: Ours): Uint8Array {
  const sorted = Object.fromEntries(Object.entries(ours).sort(([one], [other]) => (one < other ? -1 : 1)));
  return new TextEncoder().encode(`${JSON.stringify(sorted, null, 1)}\n`);
}

/** Touches nothing where the same bytes lie there. */
async function replace(path: string, bytes: Uint8Array, { files, placing }: WriteWorld): Promise<void> {
  const there = await files.read(path);
  if (there && hashOf(there) === hashOf(bytes)) return;
  if (await placing.place(path, bytes, there)) return;
  throw new PipelineError({
    code: "disk",
    place: path,
    message: "Another program writes here at the same moment.",
    remedy: "Run it again when the other one has ended.",
  });
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
