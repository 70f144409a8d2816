import { createHash } from "node:crypto";
import { join, relative, sep } from "node:path";
import type { Lines } from "../database/postgres/lines.ts";
import { onlyAdded } from "../database/postgres/only-added.ts";
import { onPostgres } from "../database/postgres/postgres.ts";
import type { Database, Statements } from "../database/sql.ts";
import type { Files } from "../world.ts";

/** Bytes by their SHA-256, kept once however many days they stand in, and the names under which issues show them. */
const FIRST: readonly string[] = [
  `CREATE TABLE blobs (sha256 TEXT COLLATE "C" PRIMARY KEY, bytes BYTEA NOT NULL)`,
  ...onlyAdded("blobs"),
  `CREATE TABLE places (path TEXT COLLATE "C" PRIMARY KEY, sha256 TEXT NOT NULL REFERENCES blobs)`,
];

/** Where built issues are shared by machines. */
export function openArtifactsOn(lines: Lines): Database {
  return onPostgres(lines, {
    schema: "tracker_artifacts",
    holds: "built issues",
    restore: "Restore the schema from a backup, or drop it and build the issues again.",
    migrations: [FIRST],
  });
}

/**
 * The files of this machine, but for those below one folder: they are the database's, the same for every machine that sees it. What is
 * written there is also put on this machine's disk, for people; what is read there is what the database holds, whoever wrote it.
 *
 * @param folder absolute: a project's `out`
 */
export function sharedFiles(local: Files, database: Database, folder: string): Files {
  /** The name below the folder, null outside of it. */
  const shared = (path: string): string | null => {
    const name = relative(folder, path).split(sep).join("/");
    return name === ".." || name.startsWith("../") ? null : name;
  };
  return {
    async read(path) {
      const name = shared(path);
      if (name === null) return local.read(path);
      const sha256 = await database.read(null, (db) => hashAt(db, name));
      if (sha256 === null) return null;
      const here = await local.read(path).catch(() => null);
      if (here && sha256Of(here) === sha256) return here;
      const bytes = await database.read(null, (db) => bytesOf(db, sha256));
      if (bytes && sha256Of(bytes) === sha256) return bytes;
      throw database.damaged(`blobs ${sha256}`, "The bytes are not those that were recorded.");
    },
    async list(path) {
      const name = shared(path);
      if (name === null) return local.list(path);
      return database.read<readonly string[]>([], (db) => namesIn(db, name));
    },
    async write(path, files) {
      const name = shared(path);
      if (name !== null) await database.write((db) => putAll(db, name, files));
      await local.write(path, files);
    },
    async remove(paths) {
      const names = paths.map(shared).filter((name) => name !== null);
      if (names.length > 0)
        await database.write(async (db) => {
          for (const path of names) await db.run("DELETE FROM places WHERE path = :path", { path });
        });
      await local.remove(paths);
    },
  };
}

async function hashAt(db: Statements, path: string): Promise<string | null> {
  const row = await db.get("SELECT sha256 FROM places WHERE path = :path", { path });
  return row ? String(row.sha256) : null;
}

async function bytesOf(db: Statements, sha256: string): Promise<Uint8Array | null> {
  const row = await db.get("SELECT bytes FROM blobs WHERE sha256 = :sha256", { sha256 });
  return (row?.bytes as Uint8Array | undefined) ?? null;
}

/** What stands in a folder, files and folders, sorted. "0" is the letter behind "/". */
async function namesIn(db: Statements, folder: string): Promise<readonly string[]> {
  const from = folder === "" ? "" : `${folder}/`;
  const sql = "SELECT path FROM places WHERE path >= :low AND (:high = '' OR path < :high)";
  const rows = await db.all(sql, { low: from, high: folder === "" ? "" : `${folder}0` });
  const names = rows.map(({ path }) => String(path).slice(from.length).split("/", 1)[0]!);
  return [...new Set(names)].sort();
}

async function putAll(
  db: Statements,
  folder: string,
  files: Readonly<Record<string, Uint8Array>>,
): Promise<void> {
  for (const [name, bytes] of Object.entries(files)) {
    const sha256 = sha256Of(bytes);
    // Most files of a build that is made again are there already: only what is new travels.
    const isThere = await db.get("SELECT 1 AS there FROM blobs WHERE sha256 = :sha256", { sha256 });
    if (!isThere)
      await db.run("INSERT INTO blobs (sha256, bytes) VALUES (:sha256, :bytes)", { sha256, bytes });
    await db.run(
      "INSERT INTO places (path, sha256) VALUES (:path, :sha256) ON CONFLICT (path) DO UPDATE SET sha256 = :sha256",
      { path: join(folder, name).split(sep).join("/"), sha256 },
    );
  }
}

function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
