import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { openLines } from "../../../pipeline/world/database/postgres/lines.ts";
import { openMailingOn } from "../../../pipeline/world/mailing/open-mailing.ts";
import type { OwnPostgres } from "../../support/own-postgres.ts";
import { median } from "../rounds.ts";
import { cpuOf, cpuOfTree } from "./cpu.ts";

const here = fileURLToPath(new URL("..", import.meta.url));
const sizeOf = (tables: readonly string[]) =>
  `(${tables.map((name) => `pg_total_relation_size('tracker_mailing.${name}')`).join(" + ")})::float8`;
const READERS = sizeOf(["readers", "consents", "changes", "mailboxes"]);
const DELIVERIES = sizeOf(["deliveries"]);

/** One run of `send`'s loop on PostgreSQL. CPU is of each message. */
export interface SendingRun {
  readonly perSecond: number;
  readonly cpuMs: number;
  readonly databaseCpuMs: number;
  readonly sinkCpuMs: number;
  readonly transactions: number;
  readonly walBytes: number;
  readonly readerBytes: number;
  readonly deliveryBytes: number;
}

/** A folder with an issue to send, and runs of it. */
export async function openSending(postgres: OwnPostgres) {
  const work = mkdtempSync(join(tmpdir(), "tracker-capacity-"));
  await said("send-run.ts", ["issue", work]);
  return {
    run: (mode: "send" | "small", count: number) => sendingRun(postgres, { work, mode, count }),
    close: () => rmSync(work, { recursive: true, force: true }),
  };
}

async function sendingRun(
  postgres: OwnPostgres,
  { work, mode, count }: { readonly work: string; readonly mode: string; readonly count: number },
): Promise<SendingRun> {
  const address = await postgres.database();
  const environment = { ...process.env, TRACKER_DATABASE: address };
  const sink = spawn(process.execPath, [join(here, "mail-sink.ts")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const port = await firstLine(sink.stdout);
  try {
    await said("send-run.ts", ["list", work, port, String(count)], environment);
    const before = await stateOf(postgres, address);
    const sinkBefore = cpuOf(sink.pid!);
    const told = JSON.parse(await said("send-run.ts", [mode, work, port, String(count)], environment));
    const sinkCpuMs = (cpuOf(sink.pid!) - sinkBefore) / count;
    // What the engine counts is told a moment later.
    await new Promise((resolve) => setTimeout(resolve, 1200));
    const after = await stateOf(postgres, address);
    return {
      ...{ perSecond: told.perSecond, cpuMs: told.cpuMs, sinkCpuMs },
      databaseCpuMs: (after.cpuMs - before.cpuMs) / count,
      transactions: (after.commits - before.commits) / count,
      walBytes: (after.wal - before.wal) / count,
      readerBytes: after.readers / count,
      deliveryBytes: after.deliveries / count,
    };
  } finally {
    sink.kill();
    await once(sink, "exit");
  }
}

async function stateOf(postgres: OwnPostgres, address: string) {
  const asked = `SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int AS pid, pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 AS wal,
    (SELECT xact_commit FROM pg_stat_database WHERE datname = current_database())::float8 AS commits, ${READERS} AS readers, ${DELIVERIES} AS deliveries`;
  const [row] = (await postgres.sql(address, asked)) as unknown as readonly {
    readonly pid: number;
    readonly wal: number;
    readonly commits: number;
    readonly readers: number;
    readonly deliveries: number;
  }[];
  return { ...row!, cpuMs: cpuOfTree(row!.pid) };
}

/** A transaction of one mark, by itself, ms. */
export async function transactionMs(postgres: OwnPostgres): Promise<number> {
  const lines = openLines(await postgres.database());
  const file = openMailingOn(lines);
  const mark = (at: number) =>
    file.write((db) =>
      db.run("UPDATE deliveries SET state = state WHERE version = :version", { version: `${at}` }),
    );
  const took: number[] = [];
  for (let at = 0; at < 300; at += 1) {
    const begun = performance.now();
    await mark(at);
    took.push(performance.now() - begun);
  }
  await lines.close();
  return median(took.slice(100));
}

/** What a script of the bench says first. */
export async function said(
  script: string,
  words: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const child = spawn(process.execPath, [join(here, script), ...words], {
    env: environment,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit");
  const line = await firstLine(child.stdout);
  const [code] = await ended;
  if (code !== 0) throw new Error(`${script} ${words.join(" ")} ended with ${code}`);
  return line;
}

async function firstLine(out: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: out })) return line;
  throw new Error("It said nothing.");
}
