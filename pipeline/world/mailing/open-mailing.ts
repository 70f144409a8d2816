import { embedded } from "../database/embedded.ts";
import type { Lines } from "../database/postgres/lines.ts";
import { onPostgres } from "../database/postgres/postgres.ts";
import type { Database } from "../database/sql.ts";
import { POSTGRES_MIGRATIONS } from "./postgres-schema.ts";
import { APPLICATION_ID, MIGRATIONS } from "./schema.ts";

/** Another process writes for milliseconds: one that takes longer hangs. */
const PATIENCE_MS = 10_000;
/** What is written at a time, in pages of memory: of a long list each page is touched once for each transaction. */
const CACHE_KIB = 32_768;

const OWN = {
  holds: "readers and deliveries",
  restore:
    "Put a copy of the file in its place before anything is sent: without it nobody knows who got what.",
};

/** Where a project keeps readers and deliveries. */
export function mailingPath(root: string): string {
  return `${root}/.tracker/delivery.sqlite`;
}

/** Readers and deliveries in the project's own file. */
export function openMailingFile(
  path: string,
  { patienceMs = PATIENCE_MS }: { readonly patienceMs?: number } = {},
): Database {
  return embedded({
    ...{ ...OWN, path, applicationId: APPLICATION_ID, migrations: MIGRATIONS },
    ...{ patienceMs, cacheKib: CACHE_KIB },
  });
}

/** Readers and deliveries in a PostgreSQL database. */
export function openMailingOn(lines: Lines): Database {
  return onPostgres(lines, {
    ...{ holds: OWN.holds, schema: "tracker_mailing", migrations: POSTGRES_MIGRATIONS },
    restore:
      "Restore a backup of the database before anything is sent: without it nobody knows who got what.",
  });
}
