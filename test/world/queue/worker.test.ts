import { beforeAll, describe, expect, it } from "vitest";
import { openLog } from "../../../pipeline/world/log.ts";
import { openMetrics } from "../../../pipeline/world/metrics.ts";
import { serveMetrics } from "../../../pipeline/world/metrics-server.ts";
import type { Job } from "../../../pipeline/world/queue/queue.ts";
import { runWorker } from "../../../pipeline/world/queue/worker.ts";
import { startPostgres, type TestPostgres } from "../../support/postgres.ts";
import { order, quickQueue } from "./working.ts";

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);

function listening() {
  const lines: Record<string, unknown>[] = [];
  const log = openLog("debug", { write: (line: string) => void lines.push(JSON.parse(line)) });
  return { lines, log };
}

const isTrouble = ({ msg }: Record<string, unknown>) => msg === "The queue has trouble.";

describe("a worker", () => {
  it("writes down each job, and its numbers can be fetched while it works", async () => {
    const queue = quickQueue(await postgres.database());
    await queue.put(order("poison", { retries: 0 }));
    await queue.put(order("good"));
    const metrics = openMetrics(() => queue.standing());
    const served = await serveMetrics({ port: 0, metrics, health: () => queue.standing() });
    const page = async (path: string) => (await fetch(`http://127.0.0.1:${served.port}${path}`)).text();
    const { lines, log } = listening();
    const stop = new AbortController();
    let meanwhile = "";
    const build = async ({ key }: Job) => {
      if (key === "poison") throw new Error("no such row, token=s3cret");
      meanwhile = await page("/metrics");
      stop.abort();
    };
    await runWorker({ queue, name: "w1", log, metrics, doers: { build }, signal: stop.signal });
    expect(meanwhile).toContain('tracker_jobs{kind="build",state="running"} 1');
    expect(meanwhile).toContain('tracker_jobs{kind="build",state="dead"} 1');
    expect(await page("/metrics")).toContain('tracker_job_seconds_count{kind="build",outcome="done"} 1');
    expect(await page("/health")).toBe('{"status":"ok"}\n');
    const own = { worker: "w1", kind: "build", attempt: 1 };
    expect(lines).toMatchObject([
      { level: "info", msg: "The worker takes jobs.", worker: "w1", kinds: "build" },
      { level: "debug", msg: "A job begins.", issue: "poison", ...own },
      {
        level: "error",
        msg: "A job is given up.",
        issue: "poison",
        reason: "no such row, token=***",
        ...own,
      },
      { level: "debug", msg: "A job begins.", issue: "good", ...own },
      { level: "info", msg: "The worker takes no more jobs.", worker: "w1" },
      { level: "info", msg: "A job is done.", issue: "good", outcome: "done", ...own },
      { level: "info", msg: "The worker has ended.", worker: "w1" },
    ]);
    await served.close();
    await queue.close();
  });

  it("whose lines are cut, and which the database does not let in for a while, says so and goes on", async () => {
    const address = await postgres.database();
    const queue = quickQueue(address);
    const keys = Array.from({ length: 12 }, (_, at) => `${at}`);
    await queue.putAll(keys.map((key) => order(key)));
    const { lines, log } = listening();
    const stop = new AbortController();
    const done = new Set<string>();
    const build = async ({ key }: Job) => {
      await new Promise((go) => setTimeout(go, 30));
      done.add(key);
    };
    const shift = { doers: { build }, signal: stop.signal, concurrency: { build: 2 } };
    const working = runWorker({ queue, name: "w1", log, metrics: openMetrics(), ...shift });
    const cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'tracker'";
    for (let times = 0; times < 3; times += 1) {
      await new Promise((go) => setTimeout(go, 150));
      await postgres.sql(address, cut);
    }
    await postgres.restart();
    const name = new URL(address).pathname.slice(1);
    const letIn = (isOpen: boolean) => `ALTER DATABASE ${name} ALLOW_CONNECTIONS ${isOpen}`;
    await postgres.sql(postgres.address({}), letIn(false), cut);
    while (!lines.some(isTrouble)) await new Promise((go) => setTimeout(go, 50));
    await postgres.sql(postgres.address({}), letIn(true));
    await queue.put(order("after"));
    while (done.size < 13) await new Promise((go) => setTimeout(go, 50));
    stop.abort();
    await working;
    expect(lines.find(isTrouble)).toMatchObject({ level: "warn", trouble: expect.any(String), worker: "w1" });
    await queue.close();
  });
});
