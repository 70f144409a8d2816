import { setTimeout as sleep } from "node:timers/promises";
import type { Pool, PoolClient } from "pg";
import { isCut } from "./postgres-fault.ts";

/** Lines to one PostgreSQL database. */
export interface Lines {
  /** `host:port/database`: as faults name it, without user and password. */
  readonly place: string;
  /** How long a writer waits for another, and anybody for a database that restarts, ms. */
  readonly patienceMs: number;
  /** A line for `work`, given back after it; one that broke is thrown away. Who finds the database down waits for it. */
  use<T>(work: (client: PoolClient) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const PATIENCE_MS = 10_000;
/** Pauses between tries to reach it, ms; the last goes on. */
const PAUSES = [50, 100, 200, 500, 1000];
/** int8, bytea and numeric are told as texts otherwise. */
const INT8 = 20;

/**
 * Lines by an address `postgres://user:password@host:port/database`. Nothing is connected before the first use.
 *
 * @param most lines at a time
 */
export function openLines(
  address: string,
  { patienceMs = PATIENCE_MS, most = 4 }: { readonly patienceMs?: number; readonly most?: number } = {},
): Lines {
  let pool: Promise<Pool> | null = null;
  const pooled = () => {
    pool ??= newPool(address, patienceMs, most);
    return pool;
  };
  const connected = async () => {
    const end = performance.now() + patienceMs;
    for (let tries = 0; ; tries += 1) {
      try {
        return await (await pooled()).connect();
      } catch (cause) {
        if (!isCut(cause) || performance.now() > end) throw cause;
        await sleep(PAUSES[Math.min(tries, PAUSES.length - 1)]);
      }
    }
  };
  return {
    place: placeOf(address),
    patienceMs,
    async use(work) {
      const client = await connected();
      let broken: Error | undefined;
      // A line that breaks while nobody waits for its answer would end the process.
      const onError = (error: Error) => {
        broken = error;
      };
      client.on("error", onError);
      try {
        return await work(client);
      } catch (cause) {
        if (isCut(cause)) broken = cause as Error;
        throw cause;
      } finally {
        client.off("error", onError);
        client.release(broken);
      }
    },
    async close() {
      const open = pool;
      pool = null;
      if (open) await (await open).end();
    },
  };
}

async function newPool(address: string, patienceMs: number, most: number): Promise<Pool> {
  const { default: pg } = await import("pg");
  const pool = new pg.Pool({
    connectionString: address,
    max: most,
    // A command that is done leaves.
    allowExitOnIdle: true,
    connectionTimeoutMillis: patienceMs,
    application_name: "tracker",
    types: {
      getTypeParser: (type: number, format?: "text" | "binary") =>
        type === INT8 ? Number : pg.types.getTypeParser(type, format as "text"),
    },
  });
  // Of idle lines: the next use makes another.
  pool.on("error", () => undefined);
  return pool;
}

function placeOf(address: string): string {
  const { hostname, port, pathname } = new URL(address);
  return `${hostname}:${port || "5432"}${pathname}`;
}
