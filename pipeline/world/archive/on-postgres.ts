import type { Lines } from "../database/postgres/lines.ts";
import { onPostgres } from "../database/postgres/postgres.ts";
import type { Archive } from "../world.ts";
import { archiveIn } from "./archive-in.ts";
import type { Store } from "./book.ts";
import { POSTGRES_TABLES } from "./postgres-schema.ts";

const OWN = {
  schema: "tracker_archive",
  holds: "the archive",
  restore:
    "Put a copy of the database in its place; without one, drop the schema and collect again: what the sources still serve comes back.",
  migrations: POSTGRES_TABLES,
  byIndex: true,
};

/** The archive in a PostgreSQL database. Nothing is asked before the first call and nothing created before the first visit is recorded. */
export function openArchiveOn(lines: Lines): Archive & { close(): void } {
  // Lines are closed by who opened them.
  return { ...archiveIn(storeOn(lines)), close: () => undefined };
}

/** PostgreSQL has nothing to say of its own: it looks at its pages' checksums whenever it reads them. */
export function storeOn(lines: Lines): Store {
  return { ...onPostgres(lines, OWN), enginesFindings: async () => [] };
}
