import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Queue } from "../../../pipeline/world/queue/queue.ts";
import { startPostgres, type TestPostgres } from "../../support/postgres.ts";
import { order, quickQueue, workUntil } from "./working.ts";

const script = fileURLToPath(new URL("working-process.ts", import.meta.url));

interface Working {
  readonly child: ChildProcess;
  readonly lines: () => readonly string[];
  /** Fulfilled when so many lines begin so, or it has ended. */
  said(beginning: string, times?: number): Promise<void>;
  /** Its exit code; null where it was killed. */
  readonly ended: Promise<number | null>;
}

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

function working(address: string, ...numbers: readonly number[]): Working {
  const child = spawn(process.execPath, [script, address, ...numbers.map(String)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  started.push(child);
  let text = "";
  child.stdout.on("data", (part) => {
    text += part;
  });
  const lines = () => text.split("\n").slice(0, -1);
  return {
    child,
    lines,
    said: (beginning, times = 1) =>
      new Promise((go) => {
        const look = () => lines().filter((line) => line.startsWith(beginning)).length >= times && go();
        child.stdout.on("data", look);
        child.on("close", () => go());
        look();
      }),
    ended: new Promise((done) => child.on("close", done)),
  };
}

interface Ran {
  readonly key: string;
  readonly from: number;
  readonly to: number;
}

/** Attempts that came to their end. */
function ranBy({ lines }: Working): readonly Ran[] {
  const words = lines().map((line) => line.split(" "));
  return words
    .filter(([what]) => what === "e")
    .map(([, key = "", , to]) => ({
      key,
      from: Number(words.findLast(([what, own]) => what === "b" && own === key)![3]),
      to: Number(to),
    }));
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((go) => setTimeout(go, 100));
}

async function endAll(workers: readonly Working[]): Promise<void> {
  for (const { child } of workers) child.kill("SIGTERM");
  expect(await Promise.all(workers.map(({ ended }) => ended))).toEqual(workers.map(() => 0));
}

const doneIn = async (queue: Queue) =>
  (await queue.standing()).find(({ kind, state }) => kind === "build" && state === "done")!.count;

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);

describe("workers of their own", () => {
  it("that are killed lose their job to another within the time stated", async () => {
    const address = await postgres.database();
    const queue = quickQueue(address);
    await queue.put(order("a"));
    const first = working(address, 60_000);
    await first.said("b a");
    first.child.kill("SIGKILL");
    await first.ended;
    const killed = performance.now();
    const second = working(address, 10);
    await second.said("e a");
    // leaseSeconds 10, watchSeconds 1, firstPauseSeconds 1, pollSeconds 0.5, and the start of the process.
    expect(performance.now() - killed).toBeLessThan(10_000 + 2000 + 2000 + 500 + 1500);
    expect(second.lines().find((line) => line.startsWith("b a"))).toMatch(/^b a 2 /);
    await until(async () => (await doneIn(queue)) === 1);
    await queue.close();
  });

  it("finish on SIGTERM what runs and take nothing new", async () => {
    const address = await postgres.database();
    const queue = quickQueue(address);
    await queue.putAll(["a", "b"].map((key) => order(key)));
    const worker = working(address, 1500);
    await worker.said("b a");
    worker.child.kill("SIGTERM");
    expect(await worker.ended).toBe(0);
    expect(worker.lines().map((line) => line.split(" ").slice(0, 2).join(" "))).toEqual([
      "ready",
      "b a",
      "e a",
      "drained",
    ]);
    expect((await queue.standing()).filter(({ count }) => count > 0)).toMatchObject([
      { state: "waiting", count: 1 },
      { state: "done", count: 1 },
    ]);
    await queue.close();
  });

  it("give back on SIGTERM what takes longer than their grace", async () => {
    const address = await postgres.database();
    const queue = quickQueue(address);
    await queue.put(order("a", { retries: 1 }));
    const worker = working(address, 4000, 0, 1000);
    await worker.said("b a");
    worker.child.kill("SIGTERM");
    expect(await worker.ended).toBe(0);
    const [next] = await workUntil(queue, { build: async () => undefined }, { ended: 1 });
    expect(next).toMatchObject({ job: { key: "a", attempt: 2 }, outcome: "done" });
    await queue.close();
  });

  it("never do one job at the same time, though their clocks are an hour off", async () => {
    const address = await postgres.database();
    const queue = quickQueue(address);
    const keys = Array.from({ length: 60 }, (_, at) => `${at}`);
    const both = [working(address, 60, 3_600_000), working(address, 60, -3_600_000)];
    await Promise.all(both.map((one) => one.said("ready")));
    await queue.putAll([...keys.map((key) => order(key)), order("later", { afterSeconds: 4 })]);
    const put = performance.timeOrigin + performance.now();
    await until(async () => (await doneIn(queue)) === keys.length + 1);
    await endAll(both);
    const ran = both.flatMap(ranBy);
    expect(ran.map(({ key }) => key).sort()).toEqual([...keys, "later"].sort());
    expect(ran.find(({ key }) => key === "later")!.from - put).toBeGreaterThan(3500);
    for (const one of both) expect(ranBy(one).length).toBeGreaterThan(5);
    await queue.close();
  });

  it("go on by themselves when the database has restarted", async () => {
    const address = await postgres.database();
    const queue = quickQueue(address);
    await queue.putAll(Array.from({ length: 40 }, (_, at) => order(`${at}`)));
    const both = [working(address, 100), working(address, 100)];
    await Promise.all(both.map((one) => one.said("e", 3)));
    await postgres.restart();
    await Promise.all(both.map((one) => one.said("e", 8)));
    await postgres.restart();
    expect(await queue.put(order("after"))).toBe(true);
    await until(async () => (await doneIn(queue)) === 41);
    await endAll(both);
    const keys = both.flatMap(ranBy).map(({ key }) => key);
    expect(new Set(keys).size).toBe(41);
    await queue.close();
  });
});
