import { createReadStream, createWriteStream, existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createBrotliDecompress } from "node:zlib";
import { extract } from "tar-fs";
import { PipelineError } from "../../errors.ts";
import type { Environment, Machine } from "./machine.ts";

/** The packed browser: a folder of brotli archives, and the version that names its place in the cache. */
export interface PackedBrowser {
  readonly folder: string;
  readonly version: string;
}

/** Told of the folder in which it is unpacked, so that it can be cleared when a thread is ended in the middle. */
export interface Unpacking {
  folder(sibling: string): void;
  settled(sibling: string): void;
}

const DAY_MS = 86_400_000;
/** Unpacked by root, the files would belong to whoever packed them. */
const OURS = { chown: false };
const PART = ".part-";
const LIBRARIES = ["libnss3.so", "libnssutil3.so", "libnspr4.so", "libexpat.so.1"];

/**
 * The Chromium inside the npm package @sparticuz/chromium; null where it does not run.
 * The package is located, not imported: its own unpacking is not atomic and ignores the version.
 */
export function packedBrowser({ platform, arch }: Machine): PackedBrowser | null {
  if (platform !== "linux" || arch !== "x64") return null;
  try {
    const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
    const root = join(dirname(entry), "..");
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    return { folder: join(root, "bin"), version };
  } catch {
    return null;
  }
}

/**
 * Unpacks the browser into `cache`/chromium-<version>, once: into a sibling first, which is then renamed. Two
 * processes may do it at once, and one that is killed leaves nothing that could be taken for a browser.
 *
 * @returns the folder, with `chromium`, `fonts.conf`, `fonts/` and `lib/` in it
 */
export async function unpackBrowser(
  { folder: archives, version }: PackedBrowser,
  cache: string,
  unpacking?: Unpacking,
): Promise<string> {
  const folder = join(cache, `chromium-${version}`);
  if (existsSync(join(folder, "chromium"))) return folder;
  try {
    await mkdir(cache, { recursive: true });
    await removeLeftovers(cache);
    const sibling = await mkdtemp(`${folder}${PART}`);
    unpacking?.folder(sibling);
    try {
      await fillFolder(sibling, folder, archives);
      await putInPlace(sibling, folder);
    } finally {
      await rm(sibling, { recursive: true, force: true });
      unpacking?.settled(sibling);
    }
    return folder;
  } catch (cause) {
    throw unpackingFault(folder, cause);
  }
}

/**
 * The bundled browser's environment: its own fonts, and its own libraries where the machine lacks them.
 * Its fonts.conf in the package points elsewhere: then it finds no font and prints pages without words.
 */
export function bundledEnvironment(folder: string, { environment, root }: Machine): Environment {
  const fonts = { FONTCONFIG_PATH: folder, FONTCONFIG_FILE: join(folder, "fonts.conf") };
  const given = environment.LD_LIBRARY_PATH;
  if (LIBRARIES.every((name) => hasLibrary(name, root, given))) return { ...environment, ...fonts };
  const libraries = [join(folder, "lib"), given].filter(Boolean).join(":");
  return { ...environment, ...fonts, LD_LIBRARY_PATH: libraries };
}

function hasLibrary(name: string, root: string, given = ""): boolean {
  const usual = ["lib/x86_64-linux-gnu", "usr/lib/x86_64-linux-gnu", "lib64", "usr/lib64", "lib", "usr/lib"];
  const folders = [...given.split(":").filter(Boolean), ...usual.map((place) => join(root, place))];
  return folders.some((folder) => existsSync(join(folder, name)));
}

async function fillFolder(sibling: string, folder: string, archives: string): Promise<void> {
  const browser = createWriteStream(join(sibling, "chromium"), { mode: 0o755 });
  // All run in the thread pool of libuv. Settled, not only failed: what still writes would bring the folder back.
  const outcomes = await Promise.allSettled([
    inflate(join(archives, "chromium.br"), browser),
    inflate(join(archives, "fonts.tar.br"), extract(sibling, OURS)),
    inflate(join(archives, "al2023.tar.br"), extract(sibling, OURS)),
  ]);
  const failed = outcomes.find((outcome) => outcome.status === "rejected");
  if (failed) throw failed.reason;
  await writeFile(join(sibling, "fonts.conf"), fontSettings(folder));
}

/** 2 MB chunks: 1.2 s for the browser's 209 MB, 2.2 s with the 64 kB that Node takes by itself. */
function inflate(archive: string, into: Writable): Promise<void> {
  const source = createReadStream(archive, { highWaterMark: 2 ** 20 });
  return pipeline(source, createBrotliDecompress({ chunkSize: 2 ** 21 }), into);
}

function fontSettings(folder: string): string {
  const place = (name: string) => join(folder, name).replace(/&/g, "&amp;").replace(/</g, "&lt;");
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${place("fonts")}</dir><cachedir>${place("font-cache")}</cachedir></fontconfig>
`;
}

async function putInPlace(sibling: string, folder: string): Promise<void> {
  try {
    await rename(sibling, folder);
  } catch (cause) {
    if (existsSync(join(folder, "chromium"))) return; // another process was first
    if (!existsSync(folder)) throw cause;
    await rm(folder, { recursive: true, force: true });
    await rename(sibling, folder);
  }
}

async function removeLeftovers(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    if (!name.startsWith("chromium-") || !basename(name).includes(PART)) continue;
    const path = join(cache, name);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Number.POSITIVE_INFINITY }));
    if (Date.now() - mtimeMs > DAY_MS) await rm(path, { recursive: true, force: true });
  }
}

function unpackingFault(folder: string, cause: unknown): PipelineError {
  const code = (cause as NodeJS.ErrnoException).code ?? "";
  const full = code === "ENOSPC" || code === "EDQUOT";
  return new PipelineError({
    code: full || code === "EACCES" || code === "EROFS" ? "disk" : "browser-missing",
    place: folder,
    message: full
      ? "There is no room to unpack the browser, which takes 220 MB once."
      : `The browser that comes with the program could not be unpacked: ${(cause as Error).message}.`,
    remedy: full
      ? "Make room, or set XDG_CACHE_HOME to a folder on another disk."
      : "Run `npm ci` again, or set TRACKER_BROWSER to an installed Chrome or Chromium.",
    cause,
  });
}
