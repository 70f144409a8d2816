import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { reachablePostgres } from "./reachable-postgres.ts";

/** A real PostgreSQL on loopback. */
export interface OwnPostgres {
  /** `postgres://…` of a new, empty database. */
  database(): Promise<string>;
  /** The same with another user, password or database. */
  address(change: { readonly user?: string; readonly password?: string; readonly database?: string }): string;
  /** Runs statements as its owner. */
  sql(address: string, ...statements: readonly string[]): Promise<readonly Record<string, unknown>[]>;
  /** As a machine that loses its power: what is connected is cut off. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const OWNER = { user: "postgres", password: "owner" };
/** Making a user takes less. */
const USER_MS = 2000;
let count = 0;

/**
 * Starts one; making its first files takes some two seconds. Whoever starts it stops it.
 *
 * @param folder a new one, that the server's own user can reach: the server refuses to be root
 */
export async function ownPostgres(folder = folderOnDisk()): Promise<OwnPostgres> {
  const port = await freePort();
  const EmbeddedPostgres = await reachablePostgres(folder);
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    ...OWNER,
    port,
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--no-sync", "--locale=C", "--encoding=UTF8"],
    postgresFlags: ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="],
    onLog: () => undefined,
    onError: () => undefined,
  });
  // A hook that is named within another one is never called: whatever ends this process, the folder goes.
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  await initialised(server);
  await server.start();
  const address: OwnPostgres["address"] = ({ user, password, database = "postgres" }) =>
    `postgres://${user ?? OWNER.user}:${password ?? OWNER.password}@127.0.0.1:${port}/${database}`;
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return {
    address,
    async database() {
      count += 1;
      const name = `test_${process.pid}_${count}`;
      await server.createDatabase(name);
      return address({ database: name });
    },
    async sql(of, ...statements) {
      const { default: pg } = await import("pg");
      const client = new pg.Client({ connectionString: of });
      await client.connect();
      try {
        let rows: Record<string, unknown>[] = [];
        for (const statement of statements) rows = (await client.query(statement)).rows;
        return rows;
      } finally {
        await client.end();
      }
    },
    async restart() {
      await server.stop();
      await server.start();
    },
    stop,
  };
}

/** On a machine that has no such user yet, two test files make it at one moment, and one of them comes too late to. */
async function initialised(server: { initialise(): Promise<void> }): Promise<void> {
  await server.initialise().catch(async (cause) => {
    if (!/new user/.test(String(cause))) throw cause;
    await sleep(USER_MS);
    await server.initialise();
  });
}

function folderOnDisk(): string {
  const folder = mkdtempSync(join(tmpdir(), "tracker-postgres-"));
  chmodSync(folder, 0o755);
  return folder;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
