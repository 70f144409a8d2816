import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { afterEach } from "vitest";
import { cli } from "./command-line.ts";
import type { TestPostgres } from "./postgres.ts";

/** A command that runs as a process of its own. */
export interface Running {
  /** What it said on both channels so far, by lines. */
  readonly lines: readonly string[];
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<number | null>;
  /** Resolves when it has said something like it; rejects when it ends before. */
  said(words: string): Promise<void>;
}

/** A desk of several machines: a database, and the commands that see it. */
export interface QueueStage {
  readonly address: string;
  start(root: string, ...words: readonly string[]): Running;
  /** A worker that has begun to look for jobs. */
  worker(root: string): Promise<Running>;
  /** SHA-256 of each shared file's bytes, by its path below out/: of a year they are gigabytes. */
  files(): Promise<Readonly<Record<string, string>>>;
  /** How many jobs are in each of pg-boss's states. */
  states(): Promise<Readonly<Record<string, number>>>;
  sql(statement: string): Promise<readonly Record<string, unknown>[]>;
}

const started = new Set<ChildProcess>();
// A worker without its database would wait for it for ever.
afterEach(() => {
  for (const child of started) child.kill("SIGKILL");
});

export async function queueStage(postgres: TestPostgres): Promise<QueueStage> {
  const address = await postgres.database();
  const sql: QueueStage["sql"] = (statement) => postgres.sql(address, statement);
  const start: QueueStage["start"] = (root, ...words) => running([...words, "--root", root], address);
  return {
    address,
    start,
    sql,
    async worker(root) {
      const worker = start(root, "worker", "--kinds", "build");
      await worker.said("The worker takes jobs.");
      return worker;
    },
    async files() {
      const rows = await sql(
        "SELECT path, encode(sha256(bytes), 'hex') AS hash FROM tracker_artifacts.places JOIN tracker_artifacts.blobs USING (sha256)",
      );
      return Object.fromEntries(rows.map(({ path, hash }) => [path as string, hash as string]));
    },
    async states() {
      const [there] = await sql("SELECT to_regclass('tracker_jobs.job') IS NOT NULL AS is_there");
      if (!there!.is_there) return {};
      const rows = await sql("SELECT state, count(*)::int AS many FROM tracker_jobs.job GROUP BY 1");
      return Object.fromEntries(rows.map(({ state, many }) => [state as string, many as number]));
    },
  };
}

function running(words: readonly string[], address: string): Running {
  const child = spawn(process.execPath, [cli, ...words], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, TRACKER_DATABASE: address },
  });
  started.add(child);
  const lines: string[] = [];
  for (const output of [child.stdout, child.stderr])
    createInterface({ input: output }).on("line", (line) => lines.push(line));
  let isOver = false;
  const ended = new Promise<number | null>((resolve) =>
    child.on("close", (exit) => {
      isOver = true;
      started.delete(child);
      resolve(exit);
    }),
  );
  return {
    lines,
    ended,
    kill: (signal) => void child.kill(signal),
    async said(words) {
      while (!lines.some((line) => line.includes(words))) {
        if (isOver) throw new Error(`It ended and never said ${words}: ${lines.join("\n")}`);
        await new Promise((go) => setTimeout(go, 10));
      }
    },
  };
}

/** Waits until it holds. @throws Error after a minute, or what is given */
export async function until(holds: () => Promise<boolean>, ms = 60_000): Promise<void> {
  const end = performance.now() + ms;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error("It has not come to hold.");
    await new Promise((go) => setTimeout(go, 50));
  }
}
