import type { PoolClient } from "pg";
import type { OwnSchema } from "./described.ts";
import { newerSchema } from "./postgres-fault.ts";

/** Where each schema notes its layout. */
const LAYOUT = "layout";

/** The number of the schema's layout; null where nothing was ever written. @throws PipelineError where it is newer than this program */
export async function layoutOf(client: PoolClient, own: OwnSchema, place: string): Promise<number | null> {
  // Rows of the catalogue: to_regclass() goes on not finding what another one made while this transaction waited for its turn.
  const sql = "SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = $1 AND tablename = $2";
  const there = await client.query(sql, [own.schema, LAYOUT]);
  if (there.rows.length === 0) return null;
  const { rows } = await client.query(`SELECT number FROM ${own.schema}.${LAYOUT}`);
  const number = Number(rows[0]?.number);
  if (number > own.migrations.length) throw newerSchema(`${place} [${own.schema}]`, own);
  return number;
}

/** Leads a schema to the newest layout, all steps or none; of two at one moment the second waits and finds them taken. */
export async function migrate(client: PoolClient, own: OwnSchema, place: string): Promise<void> {
  await client.query(`BEGIN; SELECT pg_advisory_xact_lock(${lockOf(own.schema)})`);
  try {
    const from = await layoutOf(client, own, place);
    if (from !== own.migrations.length) {
      if (from === null) await client.query(`CREATE SCHEMA IF NOT EXISTS ${own.schema}`);
      await client.query(`SET LOCAL search_path TO ${own.schema}`);
      for (const statement of own.migrations.slice(from ?? 0).flat()) await client.query(statement);
      await client.query(
        from === null
          ? `CREATE TABLE ${LAYOUT} AS SELECT ${own.migrations.length} AS number`
          : `UPDATE ${LAYOUT} SET number = ${own.migrations.length}`,
      );
    }
    await client.query("COMMIT");
  } catch (cause) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw cause;
  }
}

/** A number for a name, of 32 bits (FNV-1a): what writers of a schema take turns by. */
export function lockOf(name: string): number {
  let hash = 0x811c9dc5;
  for (const letter of name) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193);
  return hash | 0;
}
