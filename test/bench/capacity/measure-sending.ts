import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { OwnPostgres } from "../../support/own-postgres.ts";
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
    run: (mode: "send" | "small", count: number, lines = LINES) =>
      sendingRun(postgres, { work, mode, count, lines }),
    steps: () => stepsOf(postgres, work),
    letters: () => lettersAlone(work),
    close: () => rmSync(work, { recursive: true, force: true }),
  };
}

/** Connections to the mail server. */
const LINES = 5;

interface Asked {
  readonly work: string;
  readonly mode: string;
  readonly count: number;
  readonly lines: number;
}

async function sendingRun(postgres: OwnPostgres, { work, mode, count, lines }: Asked): Promise<SendingRun> {
  const address = await postgres.database();
  const environment = { ...process.env, TRACKER_DATABASE: address, LINES: String(lines) };
  const { port, ...sink } = await openSink();
  try {
    await said("send-run.ts", ["list", work, port, String(count)], environment);
    const before = await stateOf(postgres, address);
    const sinkBefore = sink.cpuMs();
    const told = JSON.parse(await said("send-run.ts", [mode, work, port, String(count)], environment));
    const sinkCpuMs = (sink.cpuMs() - sinkBefore) / count;
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
    await sink.close();
  }
}

/** How long a transaction of so many steps of the ledger takes by itself, and what of it is the sender's CPU; how long a page takes to be claimed. */
export type Steps = Readonly<Record<"1" | "5" | "20", { readonly ms: number; readonly cpuMs: number }>> & {
  readonly claimMs: number;
};

async function stepsOf(postgres: OwnPostgres, work: string): Promise<Steps> {
  const environment = { ...process.env, TRACKER_DATABASE: await postgres.database() };
  await said("send-run.ts", ["list", work, "0", "3000"], environment);
  return JSON.parse(await said("capacity/ledger-run.ts", ["3000"], environment)) as Steps;
}

/** Small letters over one connection with no ledger beside them: CPU of sender and mail server and the time of each, ms. */
export interface LettersAlone {
  readonly cpuMs: number;
  readonly sinkCpuMs: number;
  readonly ms: number;
}

async function lettersAlone(work: string): Promise<LettersAlone> {
  const { port, cpuMs, close } = await openSink();
  const many = 5000;
  const run = () => said("send-run.ts", ["unkept", work, port, String(many)], { ...process.env, LINES: "1" });
  try {
    await run();
    const before = cpuMs();
    const told = JSON.parse(await run());
    return { cpuMs: told.cpuMs, sinkCpuMs: (cpuMs() - before) / many, ms: 1000 / told.perSecond };
  } finally {
    await close();
  }
}

async function openSink() {
  const sink = spawn(process.execPath, [join(here, "mail-sink.ts")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return {
    port: await firstLine(sink.stdout),
    cpuMs: () => cpuOf(sink.pid!),
    async close() {
      sink.kill();
      await once(sink, "exit");
    },
  };
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
