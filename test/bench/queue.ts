// node test/bench/queue.ts [DAYS] [WORKERS,…]: days a second by workers of a queue, beside a backfill in one process; what the queue costs a job.
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { backfillCommand } from "../../pipeline/cli/backfill-command.ts";
import { readHolidays } from "../../pipeline/desk/settings/read-calendars.ts";
import { tradingDays } from "../../pipeline/finance/trading-days.ts";
import { realFiles } from "../../pipeline/world/files.ts";
import { openQueue } from "../../pipeline/world/queue/open-queue.ts";
import { ownPostgres } from "../support/own-postgres.ts";

const JOBS = 1000;
const program = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");
const many = Number(process.argv[2] ?? 40);
const counts = (process.argv[3] ?? "1,2,4").split(",").map(Number);
const work = mkdtempSync(join(tmpdir(), "tracker-bench-"));
const postgres = await ownPostgres();
const workers = new Set<ChildProcess>();
let machines = 0;

// What a backfill says on its way is not what is measured.
process.stderr.write = () => true;
try {
  const root = machine();
  const { nyse } = await readHolidays(root, { files: realFiles });
  // The first of them warm browsers and whatever is compiled.
  const days = tradingDays("2024-01-02", "2025-09-18", nyse).slice(-many - 8);
  const alone = await daysPerSecond(days, {});
  console.log(`${many} sample days with all forms, days a second\n`);
  told("in one process, without a database", alone, alone);
  const here = { TRACKER_DATABASE: await postgres.database() };
  told("in one process, with a database", await daysPerSecond(days, here, { here: true }), alone);
  for (const count of counts) {
    const shared = { TRACKER_DATABASE: await postgres.database() };
    await Promise.all(Array.from({ length: count }, () => startWorker(shared)));
    told(`${count} ${count === 1 ? "worker" : "workers"}`, await daysPerSecond(days, shared), alone);
    await endWorkers();
  }
  await emptyJobs();
} finally {
  await endWorkers();
  await postgres.stop();
  rmSync(work, { recursive: true, force: true });
}

type Variables = Readonly<Record<string, string>>;

function machine(): string {
  machines += 1;
  const root = join(work, String(machines));
  for (const folder of ["content", "templates", "assets"])
    cpSync(join(program, folder), join(root, folder), { recursive: true });
  return root;
}

async function daysPerSecond(days: readonly string[], variables: Variables, more = {}): Promise<number> {
  const environment = { ...process.env, ...variables };
  const invocation = { arguments: [], environment, root: program, terminal: false };
  const options = { sample: true, root: machine(), ...more };
  const built = async (some: readonly string[]) => {
    const { exit, text } = await backfillCommand(invocation, [some[0]!, some.at(-1)!], options);
    if (exit !== 0) throw new Error(text);
  };
  await built(days.slice(0, 8));
  const begun = performance.now();
  await built(days.slice(8));
  return (many * 1000) / (performance.now() - begun);
}

function told(name: string, perSecond: number, alone: number): void {
  console.log(`  ${name.padEnd(36)} ${perSecond.toFixed(2)}   ratio ${(perSecond / alone).toFixed(2)}`);
}

function startWorker(variables: Variables): Promise<void> {
  const words = [join(program, "pipeline/cli.ts"), "worker", "--kinds", "build", "--root", machine()];
  const child = spawn(process.execPath, words, {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, ...variables },
  });
  workers.add(child);
  return new Promise((resolve, reject) => {
    child.on("close", () => reject(new Error("A worker ended.")));
    createInterface({ input: child.stderr! }).on("line", (line) => {
      if (line.includes("The worker takes jobs.")) resolve();
    });
  });
}

async function endWorkers(): Promise<void> {
  const ended = [...workers].map((child) => new Promise((resolve) => child.on("close", resolve)));
  for (const child of workers) child.kill("SIGTERM");
  workers.clear();
  await Promise.all(ended);
}

/** Jobs in which nothing is done. */
async function emptyJobs(): Promise<void> {
  const queue = openQueue(await postgres.database());
  const stop = new AbortController();
  await queue.put({ kind: "restate", key: "makes the tables", brief: {} });
  const orders = Array.from({ length: JOBS }, (_, at) => ({
    kind: "build" as const,
    key: `2025-09-18 ${at}`,
    brief: { date: "2025-09-18" },
  }));
  const begun = performance.now();
  await queue.putAll(orders);
  const put = performance.now() - begun;
  let [first, last, ended] = [0, 0, 0];
  await queue.work({
    doers: { build: async () => ({ came: "built" }) },
    concurrency: { build: 2 },
    signal: stop.signal,
    onBegun: () => {
      first ||= performance.now();
    },
    onEnded: () => {
      ended += 1;
      last = performance.now();
      if (ended === JOBS) stop.abort();
    },
  });
  await queue.close();
  console.log(`\n  ${JOBS} empty jobs, two lanes of one worker: put in ${put.toFixed(0)} ms;`);
  console.log(
    `  each ${((last - first) / JOBS).toFixed(1)} ms from the first to the last, ${((2 * (last - first)) / JOBS).toFixed(1)} ms in its lane`,
  );
}
