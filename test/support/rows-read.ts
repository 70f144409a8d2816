import type { Statements } from "../../pipeline/world/database/sql.ts";

const READ = `SELECT COALESCE(SUM(seq_tup_read + COALESCE(idx_tup_fetch, 0)), 0)::float8 AS rows FROM pg_stat_xact_user_tables WHERE relname = `;

/** How many rows of a table PostgreSQL reads for what `work` asks, found by an index or not. */
export async function rowsRead(db: Statements, table: string, work: () => Promise<unknown>): Promise<number> {
  const read = async () => Number((await db.get(`${READ}'${table}'`))!.rows);
  const before = await read();
  await work();
  return (await read()) - before;
}
