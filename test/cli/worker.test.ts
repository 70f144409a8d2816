import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { collectOrder } from "../../pipeline/cli/jobs/collect-job.ts";
import { openQueue } from "../../pipeline/world/queue/open-queue.ts";
import { cli, finished, smallProject } from "../support/command-line.ts";
import { startPostgres, type TestPostgres } from "../support/postgres.ts";
import { type Host, sourceMirror } from "../support/source-mirror.ts";
import { workerProcess } from "../support/worker-process.ts";

const DAY = "2025-11-05";
const MOMENT = "Wed, 05 Nov 2025 22:30:00 GMT";
const DATABASE_PASSWORD = "owner-s3cret";
const SMTP_PASSWORD = "relay-s3cret";

const cboe: Host = () => ({
  body: "DATE,OPEN,HIGH,LOW,CLOSE\n11/04/2025,18,20,17,19\n11/05/2025,19,19.5,17.5,18.01\n",
});
const HOSTS = { "cdn.cboe.com": cboe };

/** A mirror whose pages take their while. */
async function slowMirror(ms: number): Promise<string> {
  const server = createServer(({ url }, response) => {
    const answer = () => {
      response.writeHead(url === "/" ? 200 : 404, { date: MOMENT });
      response.end();
    };
    if (url === "/") answer();
    else setTimeout(answer, ms);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  afterAll(() => server.closeAllConnections());
  afterAll(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const brief = (source: string, mirror: string | null) => ({ date: DAY, source, mirror, backfillFrom: null });

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
  await postgres.sql(
    postgres.address({}),
    `CREATE ROLE desk LOGIN SUPERUSER PASSWORD '${DATABASE_PASSWORD}'`,
    "CREATE ROLE reader LOGIN PASSWORD 'r'",
  );
}, 60_000);

/** A new database, as the desk is let in. */
async function deskDatabase(): Promise<string> {
  const database = new URL(await postgres.database()).pathname.slice(1);
  return postgres.address({ user: "desk", password: DATABASE_PASSWORD, database });
}

const command = (root: string, database: string, ...words: readonly string[]) => {
  const { FRED_API_KEY: _, TRACKER_MIRROR: __, ...own } = process.env;
  const environment = { ...own, TRACKER_DATABASE: database };
  return finished(process.execPath, [cli, ...words, "--root", root], environment);
};

describe("a worker", () => {
  it("asks sources for `collect`, which prints what it prints alone, and tells its numbers and no secret", async () => {
    const mirror = await sourceMirror(MOMENT, HOSTS);
    const root = smallProject();
    const [database, alone] = [await deskDatabase(), await deskDatabase()];
    const secrets = { TRACKER_DATABASE: database, TRACKER_SMTP_MAIN_PASSWORD: SMTP_PASSWORD };
    const words = ["collect", DAY, "--mirror", mirror.address];
    const worker = workerProcess(root, { ...secrets, TRACKER_LOG: "debug" }, "--metrics", "0");
    const [byWorker, here] = await Promise.all([
      command(root, database, ...words),
      command(root, alone, ...words, "--here"),
    ]);
    expect(byWorker.faults).toEqual([]);
    expect([byWorker.exit, byWorker.out]).toEqual([here.exit, here.out]);
    expect(byWorker.out).toMatch(/^cboe +ok +1 /m);
    const { port } = await worker.said("The worker tells its numbers.");
    const page = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).text();
    const numbers = await page("/metrics");
    expect(numbers).toContain('tracker_source_answers_total{source="cboe",verdict="ok"} 1');
    expect(numbers).toContain('tracker_source_addresses{source="cboe",verdict="ok"} 1');
    expect(numbers).toMatch(/tracker_jobs\{kind="collect",state="done"\} 1\d/);
    expect(await page("/health")).toBe('{"status":"ok"}\n');
    const done = worker.lines().filter(({ msg }) => msg === "A job is done.");
    expect(done.length).toBeGreaterThan(10);
    for (const line of worker.lines()) expect(line).toHaveProperty("worker");
    for (const line of done)
      expect(line).toMatchObject({
        kind: "collect",
        job: expect.any(String),
        issue: DAY,
      });
    expect(worker.lines().find(({ source }) => source === "cboe")).toMatchObject({
      level: "debug",
      job: expect.any(String),
    });
    for (const secret of [DATABASE_PASSWORD, SMTP_PASSWORD]) expect(worker.text()).not.toContain(secret);
    const status = await command(root, database, "status", "--queue");
    expect([status.exit, status.out]).toEqual([0, expect.stringMatching(/^collect +done +1\d /m)]);
  }, 90_000);

  it("finishes on SIGTERM what runs and ends by itself within a second", async () => {
    const [database, mirror] = [await deskDatabase(), await slowMirror(2000)];
    const queue = openQueue(database);
    await queue.put(collectOrder(brief("cboe", mirror)));
    const worker = workerProcess(
      smallProject(),
      { TRACKER_DATABASE: database, TRACKER_LOG: "debug" },
      "--metrics",
      "0",
    );
    await worker.said("A job begins.");
    worker.child.kill("SIGTERM");
    await worker.said("The worker takes no more jobs.");
    await queue.put(collectOrder(brief("stooq", mirror)));
    const { time } = await worker.said("A job is done.");
    expect(await worker.ended).toEqual([0, null]);
    expect(Date.now() - Date.parse(String(time))).toBeLessThan(1000);
    const left = (await queue.standing()).filter(({ count }) => count > 0);
    expect(left.map(({ state, count }) => [state, count])).toEqual([
      ["waiting", 1],
      ["done", 1],
    ]);
    await queue.close();
  });

  it("ends at once on the second SIGTERM", async () => {
    const [database, mirror] = [await deskDatabase(), await slowMirror(20_000)];
    const queue = openQueue(database);
    await queue.put(collectOrder(brief("cboe", mirror)));
    const worker = workerProcess(smallProject(), { TRACKER_DATABASE: database, TRACKER_LOG: "debug" });
    await worker.said("A job begins.");
    worker.child.kill("SIGTERM");
    await worker.said("The worker takes no more jobs.");
    const begun = performance.now();
    worker.child.kill("SIGTERM");
    expect(await worker.ended).toEqual([null, "SIGTERM"]);
    expect(performance.now() - begun).toBeLessThan(1000);
    await queue.close();
  });
});

describe("orders", () => {
  it("stay where nobody waits for them any longer", async () => {
    const [database, root] = [await deskDatabase(), smallProject()];
    const mirror = await sourceMirror(MOMENT, HOSTS);
    const { signal, out, err } = await interrupted(
      root,
      database,
      "collect",
      DAY,
      "--mirror",
      mirror.address,
    );
    expect(signal).toBe(1);
    expect(err).toContain("Nobody waits any longer; workers go on with what was ordered.");
    expect(out).toMatch(/^\d+ sources still wait for workers, or are with them: run it again/m);
    const queue = openQueue(database);
    const waiting = (await queue.standing()).find(
      ({ kind, state }) => kind === "collect" && state === "waiting",
    );
    expect(waiting!.count).toBeGreaterThan(10);
    await queue.close();
  });

  it("bear no password of a mirror", async () => {
    const ran = await command(
      smallProject(),
      await deskDatabase(),
      "collect",
      DAY,
      "--mirror",
      "http://me:s3cret@127.0.0.1:1",
    );
    expect(ran.faults[0]).toMatch(/^The mirror's address holds a user or a password.*--here\.$/);
    expect([ran.exit, ran.err.includes("s3cret")]).toEqual([2, false]);
  });
});

/** Runs a command that is told to end when its orders are there. */
async function interrupted(root: string, database: string, ...words: readonly string[]) {
  const { spawn } = await import("node:child_process");
  const { text } = await import("node:stream/consumers");
  const { FRED_API_KEY: _, TRACKER_MIRROR: __, ...own } = process.env;
  const child = spawn(process.execPath, [cli, ...words, "--root", root], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...own, TRACKER_DATABASE: database },
  });
  const ended = Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((done) => child.on("close", done)),
  ]);
  const queue = openQueue(database);
  const isThere = async () =>
    (await queue.standing()).some(({ state, count }) => state === "waiting" && count > 0);
  while (!(await isThere())) await new Promise((go) => setTimeout(go, 50));
  await queue.close();
  child.kill("SIGINT");
  const [out, err, signal] = await ended;
  return { out, err, signal };
}
