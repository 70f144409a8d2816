import { beforeAll, describe, expect, it } from "vitest";
import { openLines } from "../../../pipeline/world/database/postgres/lines.ts";
import { openQueue } from "../../../pipeline/world/queue/open-queue.ts";
import { type Job, PRIORITY, type Queue } from "../../../pipeline/world/queue/queue.ts";
import { startPostgres, type TestPostgres } from "../../support/postgres.ts";
import { order, QUICK, quickQueue, workUntil } from "./working.ts";

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);

const newQueue = async (): Promise<Queue> => quickQueue(await postgres.database());
const does = async () => undefined;
const counts = async (queue: Queue) =>
  Object.fromEntries(
    (await queue.standing())
      .filter(({ kind }) => kind === "build")
      .map(({ state, count }) => [state, count] as const),
  );

describe("the queue", () => {
  it("gives today's issue before a backfill, and of equals the one put first", async () => {
    const queue = await newQueue();
    for (const key of ["2021-01-04", "2021-01-05"])
      await queue.put(order(key, { priority: PRIORITY.backfill }));
    await queue.put(order("2025-11-05", { priority: PRIORITY.today }));
    await queue.put(order("2025-11-04"));
    const done = await workUntil(queue, { build: does }, { ended: 4 });
    expect(done.map(({ job }) => job.key)).toEqual(["2025-11-05", "2025-11-04", "2021-01-04", "2021-01-05"]);
    expect(done.map(({ outcome }) => outcome)).toEqual(Array(4).fill("done"));
    await queue.close();
  });

  it("takes an order once while it waits or runs, and again when it is done", async () => {
    const queue = await newQueue();
    expect(await queue.put(order("a"))).toBe(true);
    expect(await queue.put(order("a"))).toBe(false);
    expect(await queue.put(order("a", { kind: "restate" }))).toBe(true);
    let whileItRan: boolean | null = null;
    const build = async () => {
      whileItRan = await queue.put(order("a"));
    };
    await workUntil(queue, { build }, { ended: 1 });
    expect(whileItRan).toBe(false);
    expect(await queue.putAll([order("a"), order("a"), order("b")])).toBe(2);
    expect(await counts(queue)).toEqual({ waiting: 2, running: 0, done: 1, dead: 0 });
    await queue.close();
  });

  it("tries what failed again, gives it up with the reason, and goes on with the others", async () => {
    const queue = await newQueue();
    await queue.put(order("poison", { retries: 1, priority: PRIORITY.today }));
    await queue.putAll(["a", "b", "c"].map((key) => order(key)));
    const build = async ({ key }: Job) => {
      if (key === "poison") throw new Error("No row at postgres://desk:s3cret@db/x?password=s3cret today.");
    };
    const ended = await workUntil(queue, { build }, { ended: 5 });
    expect(ended.map(({ job, outcome }) => `${job.key} ${job.attempt} ${outcome}`)).toEqual([
      "poison 1 to be retried",
      "a 1 done",
      "b 1 done",
      "c 1 done",
      "poison 2 dead",
    ]);
    expect(await queue.deadLetters("build")).toMatchObject([
      {
        key: "poison",
        brief: { date: "poison" },
        attempts: 2,
        reason: "No row at postgres://***@db/x?password=*** today.",
      },
    ]);
    expect(await counts(queue)).toEqual({ waiting: 0, running: 0, done: 3, dead: 1 });
    await queue.close();
  });

  it("tells of each key where its newest order stands, and what came of it", async () => {
    const queue = await newQueue();
    expect(await queue.told("build", ["a"])).toEqual([]);
    await queue.putAll([order("a"), order("b"), order("poison", { retries: 0 })]);
    const build = async ({ key, attempt }: Job) => {
      if (key === "poison") throw new Error("No such day.");
      return { key, attempt };
    };
    await workUntil(queue, { build }, { ended: 3 });
    await queue.putAll([order("b"), order("c")]);
    expect(await queue.told("build", ["poison", "a", "b", "never", "c"])).toEqual([
      { key: "poison", state: "dead", result: null, reason: "No such day." },
      { key: "a", state: "done", result: { key: "a", attempt: 1 }, reason: null },
      { key: "b", state: "waiting", result: null, reason: null },
      { key: "c", state: "waiting", result: null, reason: null },
    ]);
    await queue.close();
  });

  it("keeps what came of a job in letters that the database can hold", async () => {
    const queue = await newQueue();
    await queue.putAll([order("a"), order("b", { retries: 0 })]);
    const build = async ({ key }: Job) => {
      if (key === "b") throw new Error("It says \u0000 and \ud800.");
      return { said: ["nul \u0000", "half \ud800"] };
    };
    await workUntil(queue, { build }, { ended: 2 });
    expect(await queue.told("build", ["a", "b"])).toMatchObject([
      { state: "done", result: { said: ["nul \ufffd", "half \ufffd"] } },
      { state: "dead", reason: "It says \ufffd and \ufffd." },
    ]);
    await queue.close();
  });

  it("tries a dead letter again when a person says so", async () => {
    const queue = await newQueue();
    await queue.putAll([order("a"), order("b")]);
    const fails = async () => {
      throw new TypeError("no");
    };
    await workUntil(queue, { build: fails }, { ended: 2, isHopeless: (cause) => cause instanceof TypeError });
    const [first] = await queue.deadLetters("build");
    expect(first).toMatchObject({ key: "a", attempts: 1, reason: "no" });
    expect(await queue.retryDead("build", [first!.id])).toBe(1);
    expect(await queue.retryDead("build", [])).toBe(0);
    expect((await queue.deadLetters("build")).map(({ key }) => key)).toEqual(["b"]);
    const [again] = await workUntil(queue, { build: does }, { ended: 1 });
    expect(again).toMatchObject({ job: { key: "a", attempt: 1, brief: { date: "a" } }, outcome: "done" });
    expect(await queue.retryDead("build")).toBe(1);
    await queue.close();
  });

  it("tells a worker that hung for too long that its job is lost, and says so in the dead letter", async () => {
    const address = await postgres.database();
    const queue = quickQueue(address);
    await queue.put(order("a", { retries: 0 }));
    const hangs = ({ signal }: Job) =>
      new Promise<void>((_, stop) => signal.addEventListener("abort", () => stop(new Error("too late"))));
    const working = workUntil(queue, { build: hangs }, { ended: 1 });
    while ((await counts(queue)).running !== 1);
    const anHourAgo =
      "UPDATE tracker_jobs.job SET heartbeat_on = now() - interval '1 hour' WHERE state = 'active'";
    await postgres.sql(address, anHourAgo);
    expect(await working).toMatchObject([{ outcome: "lost", reason: "too late" }]);
    expect(await queue.deadLetters("build")).toMatchObject([
      { key: "a", reason: "Its worker died or was cut off: nothing more was heard of it." },
    ]);
    await queue.close();
  });

  it("leaves to other workers what it has no doer for, and counts how long it waits", async () => {
    const queue = await newQueue();
    expect(
      (await queue.standing()).every(({ count, oldestSeconds }) => count === 0 && oldestSeconds === null),
    ).toBe(true);
    await queue.putAll([order("a", { kind: "collect" }), order("b")]);
    await workUntil(queue, { build: does }, { ended: 1 });
    const waiting = (await queue.standing()).find(
      ({ kind, state }) => kind === "collect" && state === "waiting",
    )!;
    expect(waiting.count).toBe(1);
    expect(waiting.oldestSeconds).toBeGreaterThan(0);
    expect(waiting.oldestSeconds).toBeLessThan(30);
    await queue.close();
  });

  it("does not hand out before its time what was put for later", async () => {
    const queue = await newQueue();
    const begun = performance.now();
    await queue.put(order("later", { afterSeconds: 2 }));
    await workUntil(queue, { build: does }, { ended: 1 });
    expect(performance.now() - begun).toBeGreaterThan(2000);
    await queue.close();
  });

  it("loses little time between jobs that take none", async () => {
    const queue = await newQueue();
    expect(await queue.putAll(Array.from({ length: 100 }, (_, at) => order(`${at}`)))).toBe(100);
    const begun = performance.now();
    await workUntil(queue, { build: does }, { ended: 100 });
    // A pause between two looks would make 50 s of it.
    expect(performance.now() - begun).toBeLessThan(15_000);
    await queue.close();
  });

  it("takes no more than it was told to at a time", async () => {
    const queue = await newQueue();
    await queue.putAll(Array.from({ length: 12 }, (_, at) => order(`${at}`)));
    let running = 0;
    let most = 0;
    const build = async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((go) => setTimeout(go, 60));
      running -= 1;
    };
    await workUntil(queue, { build }, { ended: 12, concurrency: { build: 3 } });
    expect(most).toBe(3);
    await queue.close();
  });
});

/** With a transaction open that has said so much. */
async function holding(address: string, statement: string, work: () => Promise<void>): Promise<void> {
  const lines = openLines(address);
  await lines.use(async (client) => {
    await client.query(`BEGIN; ${statement}`);
    await work();
    await client.query("ROLLBACK");
  });
  await lines.close();
}

describe("a database", () => {
  it("is laid out once, though several begin at one moment", async () => {
    const address = await postgres.database();
    const queues = Array.from({ length: 4 }, () => quickQueue(address));
    const put = await Promise.all(queues.map((queue, at) => queue.put(order(`${at % 2}`))));
    expect(put.filter(Boolean)).toHaveLength(2);
    await Promise.all(queues.map((queue) => queue.close()));
  });

  it("of a newer pg-boss is refused, and stays as it is", async () => {
    const address = await postgres.database();
    const first = quickQueue(address);
    await first.put(order("a"));
    await first.close();
    await postgres.sql(address, "UPDATE tracker_jobs.version SET version = 999");
    const queue = quickQueue(address);
    const work = () => workUntil(queue, { build: does }, { ended: 1 });
    for (const use of [() => queue.put(order("b")), work])
      await expect(use()).rejects.toThrow(
        /^127\.0\.0\.1:\d+\/test_\w+ \[tracker_jobs\]: A newer version of this program keeps jobs there\. Update/,
      );
    expect(await postgres.sql(address, "SELECT version FROM tracker_jobs.version")).toEqual([
      { version: 999 },
    ]);
    await queue.close();
  });

  it("that is away or lets nobody in says so, and never the password", async () => {
    const wrong = openQueue(postgres.address({ user: "nobody", password: "s3cret" }), QUICK);
    const dead = openQueue("postgres://a:s3cret@127.0.0.1:1/x", { ...QUICK, patienceMs: 100 });
    for (const [queue, sentence] of [
      [wrong, "The database does not let this user in. Check user and password in TRACKER_DATABASE."],
      [dead, "127.0.0.1:1/x: The database does not answer (ECONNREFUSED)."],
    ] as const) {
      const uses = [
        () => queue.put(order("a")),
        () => queue.standing(),
        () => workUntil(queue, { build: does }, { ended: 1 }),
      ];
      for (const use of uses) {
        const fault = await use().then(String, (error: Error) => `${error.name} ${error}`);
        expect(fault).toContain("PipelineError");
        expect(fault).toContain(sentence);
        expect(fault).not.toContain("s3cret");
      }
      await queue.close();
    }
  });

  it("that cuts a line in the middle of an order is told it again", async () => {
    const address = await postgres.database();
    const queue = quickQueue(address);
    await queue.put(order("a"));
    const waits = "FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
    let put: Promise<boolean> | null = null;
    await holding(address, "LOCK TABLE tracker_jobs.job", async () => {
      put = queue.put(order("b"));
      while ((await postgres.sql(address, `SELECT pg_terminate_backend(pid) ${waits}`)).length === 0);
    });
    expect(await put).toBe(true);
    await queue.close();
  });

  it("may be read by a role that may only read, which is told that it may not write", async () => {
    const address = await postgres.database();
    const owner = quickQueue(address);
    await owner.put(order("a"));
    await postgres.sql(
      address,
      "CREATE ROLE watcher LOGIN PASSWORD 'w'",
      "GRANT USAGE ON SCHEMA tracker_jobs TO watcher",
      "GRANT SELECT ON ALL TABLES IN SCHEMA tracker_jobs TO watcher",
    );
    const database = new URL(address).pathname.slice(1);
    const watcher = quickQueue(postgres.address({ user: "watcher", password: "w", database }));
    expect(await counts(watcher)).toEqual({ waiting: 1, running: 0, done: 0, dead: 0 });
    expect(await watcher.deadLetters("build")).toEqual([]);
    await expect(watcher.put(order("b"))).rejects.toThrow("The user of TRACKER_DATABASE may not write jobs.");
    await watcher.close();
    await owner.close();
  });
});
