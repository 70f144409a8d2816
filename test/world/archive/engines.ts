import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { beforeAll } from "vitest";
import { openArchive } from "../../../pipeline/world/archive/archive.ts";
import type { Store } from "../../../pipeline/world/archive/book.ts";
import { inFile } from "../../../pipeline/world/archive/in-file.ts";
import { openArchiveOn, storeOn } from "../../../pipeline/world/archive/on-postgres.ts";
import { openLines } from "../../../pipeline/world/database/postgres/lines.ts";
import type { Archive } from "../../../pipeline/world/world.ts";
import { startPostgres, type TestPostgres } from "../../support/postgres.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** A place where nothing was ever recorded. */
export interface Engine {
  /** A path or an address, for other processes. */
  readonly where: string;
  /** As another process would. */
  open(): Archive & { close(): void };
  store(): Store;
  /** Statements of somebody who may do everything, past all that refuses them. @returns the rows of the last */
  sql(...statements: readonly string[]): Promise<readonly Record<string, unknown>[]>;
}

let postgres: TestPostgres;

/** For `describe.each`; each test file has a PostgreSQL server of its own. */
export function bothEngines(): readonly (readonly [name: string, fresh: () => Promise<Engine>])[] {
  beforeAll(async () => {
    postgres = await startPostgres();
  }, 60_000);
  return [
    ["SQLite", async () => onFile(join(temporaryFolder(), "archive.sqlite"))],
    ["PostgreSQL", async () => onServer(await postgres.database())],
  ];
}

function onFile(path: string): Engine {
  return {
    where: path,
    open: () => openArchive(path),
    store: () => inFile({ path, patienceMs: 1000 }),
    async sql(...statements) {
      const db = new DatabaseSync(path);
      const rows = statements.map((statement) => db.prepare(statement).all());
      db.close();
      return rows.at(-1)!;
    },
  };
}

function onServer(address: string): Engine {
  const begin = ["SET search_path TO tracker_archive", "SET session_replication_role TO replica"];
  return {
    where: address,
    open() {
      const lines = openLines(address);
      return { ...openArchiveOn(lines), close: () => void lines.close() };
    },
    store: () => storeOn(openLines(address)),
    sql: (...statements) => postgres.sql(address, ...begin, ...statements),
  };
}
