import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { PipelineError } from "../../errors.ts";
import { damaged } from "./archive-fault.ts";
import { APPLICATION_ID, VERSION } from "./schema.ts";

const HEADER_BYTES = 100;
const MAGIC = "SQLite format 3\0";

/** Bytes that are the same in every archive: a log is kept, format 4, UTF-8. Another one would be read otherwise or not at all. */
const FIXED = [
  [18, 2],
  [19, 2],
  [47, 4],
  [59, 1],
] as const;

/**
 * Looks at a file's header before SQLite does: an archive, of a version that is known here, and as long as it says.
 *
 * @see https://www.sqlite.org/fileformat.html#the_database_header
 * @throws PipelineError archive-damaged; usage where a later program wrote it
 */
export function expectWhole(path: string): void {
  // A process that closes the archive beside us puts pages into place between our two looks: then it fits at the next.
  for (let look = 1; ; look += 1) {
    const { header, bytes } = headerOf(path);
    if (header.length < HEADER_BYTES || header.toString("latin1", 0, 16) !== MAGIC)
      throw damaged(
        path,
        "header",
        `This is no SQLite file: it has ${bytes} bytes and does not begin like one.`,
      );
    if (header.readUInt32BE(68) !== APPLICATION_ID)
      throw damaged(path, "header", "This is no archive of this program: its application id is another one.");
    expectVersion(path, header.readUInt32BE(60));
    if (FIXED.some(([at, value]) => header[at] !== value))
      throw damaged(path, "header", "The header is not what was written.");
    const expected = pageBytes(header) * header.readUInt32BE(28);
    // With a log beside it, the newest pages stand there.
    if (bytes === expected || hasLog(path)) return;
    if (look === 3)
      throw damaged(
        path,
        "file",
        `The file should have ${expected} bytes and has ${bytes}: it was cut or is unfinished.`,
      );
  }
}

function expectVersion(path: string, version: number): void {
  if (version > VERSION && version < 1000)
    throw new PipelineError({
      code: "usage",
      place: path,
      message: `This archive was written by a later version of the program: its format is ${version}, the newest known here is ${VERSION}.`,
      remedy: "Update the program; nothing was changed in the file.",
    });
  if (version !== VERSION)
    throw damaged(
      path,
      "header",
      `Its format should be ${VERSION} and is ${version}: no program of ours wrote that.`,
    );
}

function headerOf(path: string): { header: Buffer; bytes: number } {
  const file = openSync(path, "r");
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    const read = readSync(file, header, 0, HEADER_BYTES, 0);
    return { header: header.subarray(0, read), bytes: fstatSync(file).size };
  } finally {
    closeSync(file);
  }
}

/** Two bytes; 1 stands for 65,536. */
function pageBytes(header: Buffer): number {
  const said = header.readUInt16BE(16);
  return said === 1 ? 65_536 : said;
}

function hasLog(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}
