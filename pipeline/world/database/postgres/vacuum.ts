import { setTimeout as sleep } from "node:timers/promises";
import type { PoolClient } from "pg";
import type { OwnSchema } from "./described.ts";

const PAUSE_MS = 100;

/** Those of this database that look at an older moment: what they may still see is not taken away. */
const READERS = `SELECT pid || ' ' || xact_start AS reader FROM pg_stat_activity
  WHERE datname = current_database() AND backend_type = 'client backend' AND backend_xmin IS NOT NULL
    AND pid <> pg_backend_pid() AND xact_start IS NOT NULL`;

/**
 * Takes dead rows out of tables, so that no query finds them and their room is used again. What PostgreSQL may still hold after it: the bytes of
 * dead rows in the room between rows, until others are written there (`VACUUM FULL` writes the tables anew without them); the write-ahead log,
 * until its files are used again after some checkpoints; and, as long as whoever runs the database keeps them, archived logs, backups and what
 * lagging replicas have. A backup that is put back brings back who was removed after it was made.
 *
 * @returns false where somebody looked at an older moment for as long as the patience: then dead rows are still there
 */
export async function vacuum(
  client: PoolClient,
  { schema }: Pick<OwnSchema, "schema">,
  { tables, patienceMs }: { readonly tables: readonly string[]; readonly patienceMs: number },
): Promise<boolean> {
  const isFree = await readersHaveGone(client, patienceMs);
  await client.query(`VACUUM ${tables.map((table) => `${schema}.${table}`).join(", ")}`);
  return isFree;
}

async function readersHaveGone(client: PoolClient, patienceMs: number): Promise<boolean> {
  const readers = async () => (await client.query<{ reader: string }>(READERS)).rows.map((row) => row.reader);
  const before = new Set(await readers());
  const end = performance.now() + patienceMs;
  while ((await readers()).some((reader) => before.has(reader))) {
    if (performance.now() > end) return false;
    await sleep(PAUSE_MS);
  }
  return true;
}
