import type { PoolClient } from "pg";
import { PipelineError } from "../../../errors.ts";
import type { Database, Row, Statements } from "../sql.ts";
import type { OwnSchema } from "./described.ts";
import type { Lines } from "./lines.ts";
import { numbered } from "./numbered.ts";
import { faultOf, isCut, unknownEnd } from "./postgres-fault.ts";
import { layoutOf, lockOf, migrate } from "./schema.ts";
import { vacuum } from "./vacuum.ts";

/** In UTC with milliseconds, as all moments are kept. */
const CLOCK = `to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A transaction whose line broke is begun anew this often. */
const TRIES = 3;

/**
 * A store in a schema of a PostgreSQL database. Nothing is asked before the first call, and the schema is made when it is first written.
 * Writers of one schema take turns, as those of an SQLite file do: what is true of one engine is true of the other.
 */
export function onPostgres(lines: Lines, own: OwnSchema): Database {
  // Known once it was seen: layouts only ever grow.
  let isReady = false;
  const attempt = <T>(work: (client: PoolClient) => Promise<T>): Promise<T> =>
    again(() => lines.use(work)).catch((cause) => {
      throw faultOf(lines.place, own, cause);
    });
  const ready = async (client: PoolClient): Promise<boolean> => {
    if (isReady) return true;
    const layout = await layoutOf(client, own, lines.place);
    if (layout === null) return false;
    if (layout < own.migrations.length) await migrate(client, own, lines.place);
    isReady = true;
    return true;
  };
  return {
    read: (nothing, look) =>
      attempt(async (client) =>
        (await ready(client)) ? transaction(client, reading(own), look, endsKnown) : nothing,
      ),
    write: (change) =>
      attempt(async (client) => {
        if (!(await ready(client))) await migrate(client, own, lines.place);
        isReady = true;
        return transaction(client, writing(own, lines.patienceMs), change, (cause) =>
          isCut(cause) ? unknownEnd(lines.place, own.holds, cause) : cause,
        );
      }),
    wipe: (tables) =>
      attempt(async (client) => {
        if (!(await ready(client))) return true;
        return vacuum(client, own, { tables, patienceMs: lines.patienceMs });
      }),
    clock: CLOCK,
    damaged: (row, message) =>
      new PipelineError({
        ...{
          code: "archive-damaged",
          place: `${lines.place} [${own.schema}.${row}]`,
          message,
          remedy: own.restore,
        },
      }),
    // Lines are shared with other stores.
    close: async () => undefined,
  };
}

/** One round trip in place of many. */
function reading(own: OwnSchema): string {
  return ["BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", ...waysIn(own)].join("; ");
}

function writing(own: OwnSchema, patienceMs: number): string {
  const turn = [
    `SET LOCAL lock_timeout TO ${patienceMs}`,
    `SELECT pg_advisory_xact_lock(${lockOf(own.schema)})`,
  ];
  return ["BEGIN", ...waysIn(own), ...turn].join("; ");
}

const BY_INDEX = ["seqscan", "hashjoin", "mergejoin"].map((way) => `SET LOCAL enable_${way} TO off`);

function waysIn({ schema, byIndex = false }: OwnSchema): readonly string[] {
  return [`SET LOCAL search_path TO ${schema}`, ...(byIndex ? BY_INDEX : [])];
}

/** What was only read may be read again. */
function endsKnown(cause: unknown): unknown {
  return cause;
}

async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (cause) {
      if (!isCut(cause) || tries === TRIES) throw cause;
    }
  }
}

async function transaction<T>(
  client: PoolClient,
  begin: string,
  work: (db: Statements) => Promise<T>,
  ofCommit: (cause: unknown) => unknown,
): Promise<T> {
  await client.query(begin);
  let done: T;
  try {
    done = await work(statementsOn(client));
  } catch (cause) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw cause;
  }
  await client.query("COMMIT").catch((cause) => {
    throw ofCommit(cause);
  });
  return done;
}

function statementsOn(client: PoolClient): Statements {
  const ask = (sql: string, values?: Row) => client.query<Record<string, never>>(numbered(sql, values));
  return {
    rowsAtOnce: 100,
    all: async (sql, values) => (await ask(sql, values)).rows,
    get: async (sql, values) => (await ask(sql, values)).rows[0],
    run: async (sql, values) => (await ask(sql, values)).rowCount ?? 0,
  };
}
