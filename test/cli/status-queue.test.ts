import { beforeAll, describe, expect, it } from "vitest";
import type { Command } from "../../pipeline/cli/command.ts";
import { statusCommand } from "../../pipeline/cli/status-command.ts";
import { workerCommand } from "../../pipeline/cli/worker-command.ts";
import { openQueue } from "../../pipeline/world/queue/open-queue.ts";
import { projectCopy } from "../support/command-line.ts";
import { type Came, come } from "../support/in-process.ts";
import { startPostgres, type TestPostgres } from "../support/postgres.ts";
import { order, quickQueue, workUntil } from "../world/queue/working.ts";

let postgres: TestPostgres;
let root: string;
beforeAll(async () => {
  postgres = await startPostgres();
  root = projectCopy();
  await postgres.sql(postgres.address({}), "CREATE ROLE reader LOGIN PASSWORD 'r'");
}, 60_000);

/** A command with that database. */
async function on(database: string | null, command: Command, options = {}): Promise<Came> {
  if (database !== null) process.env.TRACKER_DATABASE = database;
  try {
    return await come(command, root, [], options);
  } finally {
    delete process.env.TRACKER_DATABASE;
  }
}
const status = (database: string | null) => on(database, statusCommand, { queue: true });
const again = (database: string, kinds: string | true = true) =>
  on(database, workerCommand, { again: kinds });

/** Two builds wait, one is done, one was given up. */
async function someJobs(): Promise<string> {
  const database = await postgres.database();
  const queue = quickQueue(database);
  await queue.putAll([order("2025-11-05 paid", { retries: 0 }), order("2025-11-04 paid")]);
  const build = async ({ key }: { key: string }) => {
    if (key.startsWith("2025-11-05"))
      throw new Error("The relay refused <jane@readers.example>, password=s3cret.");
  };
  await workUntil(queue, { build }, { ended: 2 });
  await queue.putAll([order("2025-11-03 paid"), order("2025-11-02 paid")]);
  await queue.close();
  return database;
}

describe("status --queue", () => {
  it("tells jobs by kind and state with the oldest, what was given up and why, and exits 1", async () => {
    const database = await someJobs();
    const { exit, text, json } = await status(database);
    expect(exit).toBe(1);
    const lines = text.split("\n");
    expect(lines.slice(0, 4).map((line) => line.split(/ {2,}/))).toEqual([
      ["kind", "state", "jobs", "oldest"],
      ["build", "waiting", "2", expect.stringMatching(/^\d+ s$/)],
      ["build", "done", "1", expect.stringMatching(/^\d+ s$/)],
      ["build", "dead", "1", expect.stringMatching(/^\d+ s$/)],
    ]);
    expect(lines.slice(4)).toEqual([
      "",
      "Given up: build",
      expect.stringMatching(
        /^ {2}2025-11-05 paid: after 1 attempt, 20\d\d-\d\d-\d\d \d\d:\d\d UTC\. The relay refused <address>, password=\*\*\*$/,
      ),
      "  When the reason is mended: npx tracker worker --again build",
    ]);
    expect(json).toMatchObject({
      jobs: expect.arrayContaining([expect.objectContaining({ kind: "build", state: "dead", count: 1 })]),
      dead: [{ kind: "build", key: "2025-11-05 paid", attempts: 1 }],
    });
  });

  it("exits 0 where nothing was given up, and creates nothing where nobody has put a job yet", async () => {
    const database = await postgres.database();
    const { exit, text } = await status(database);
    expect([exit, text]).toEqual([0, "No jobs: nothing waits, nothing runs, nothing was given up."]);
    const schemas = "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'tracker%'";
    expect(await postgres.sql(database, schemas)).toEqual([]);
  });

  it("says what to set where there is no database", async () => {
    expect(await status(null)).toMatchObject({
      exit: 2,
      faults: [
        "TRACKER_DATABASE: It is not set: without a database there are no jobs. Set it to postgres://user:password@host:5432/database.",
      ],
    });
  });
});

describe("worker --again", () => {
  it("lets what was given up wait again, of the kinds named, and ends", async () => {
    const database = await someJobs();
    expect((await again(database, "collect,restate")).text).toBe(
      "Nothing was given up: no job is to be tried again.",
    );
    expect(await again(database)).toMatchObject({
      exit: 0,
      text: "build: 1 job waits again",
      json: { again: { build: 1 } },
    });
    const { exit, text } = await status(database);
    expect(exit).toBe(0);
    expect(text).toMatch(/^build +waiting +3 /m);
  });

  it("refuses kinds that there are not, with whatever else is wrong", async () => {
    const wrong = { again: "bild", kinds: "send", metrics: "9464x" };
    const { exit, faults } = await on(await postgres.database(), workerCommand, wrong);
    expect([exit, faults.map((fault) => fault.split(":")[0])]).toEqual([
      2,
      ["--kinds", "--metrics is no port, nor an address with one", "--again"],
    ]);
  });
});

describe.each([
  ["status --queue", statusCommand, { queue: true }],
  ["worker", workerCommand, {}],
] as const)("%s refuses", (_, command, options) => {
  const refused = async (database: string) => {
    const { exit, faults } = await on(database, command, options);
    expect(exit).toBe(1);
    expect(faults).toHaveLength(1);
    return faults[0]!;
  };

  it("wrong credentials, and never tells them", async () => {
    const fault = await refused(postgres.address({ user: "desk", password: "s3cret" }));
    expect(fault).toMatch(
      /The database does not let this user in\. Check user and password in TRACKER_DATABASE\.$/,
    );
    expect(fault).not.toContain("s3cret");
  });

  it("jobs that a newer version keeps, and leaves them as they are", async () => {
    const database = await someJobs();
    await postgres.sql(database, "UPDATE tracker_jobs.version SET version = version + 1");
    expect(await refused(database)).toMatch(
      /\[tracker_jobs\]: A newer version of this program keeps jobs there\. Update the program on this machine/,
    );
  });

  it("a database that does not answer, after its patience", async () => {
    expect(await refused("postgres://a:s3cret@127.0.0.1:1/x")).toMatch(
      /^127\.0\.0\.1:1\/x: The database does not answer \(ECONNREFUSED\)\. Check that it runs/,
    );
  }, 40_000);
});

describe("a role that may only read", () => {
  it("looks at jobs, and is told that it may not do or put any", async () => {
    const database = await someJobs();
    await postgres.sql(
      database,
      "GRANT USAGE ON SCHEMA tracker_jobs TO reader",
      "GRANT SELECT ON ALL TABLES IN SCHEMA tracker_jobs TO reader",
    );
    const name = new URL(database).pathname.slice(1);
    const reader = postgres.address({ user: "reader", password: "r", database: name });
    const { exit, text } = await status(reader);
    expect([exit, text.includes("Given up: build")]).toEqual([1, true]);
    for (const refused of [await again(reader), await on(reader, workerCommand)])
      expect(refused).toMatchObject({
        exit: 1,
        faults: [
          expect.stringMatching(/The user of TRACKER_DATABASE may not write jobs\. Give it the right/),
        ],
      });
    const left = openQueue(database);
    expect((await left.standing()).find(({ state }) => state === "dead")!.count).toBe(1);
    await left.close();
  });

  it("also by a setting is told so", async () => {
    const database = await someJobs();
    const name = new URL(database).pathname.slice(1);
    await postgres.sql(database, `ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    expect((await status(database)).exit).toBe(1);
    expect((await on(database, workerCommand)).faults[0]).toContain("may not write jobs. Give it the right");
  });

  it("who may not even read is told so", async () => {
    const name = new URL(await someJobs()).pathname.slice(1);
    const stranger = postgres.address({ user: "reader", password: "r", database: name });
    expect(await status(stranger)).toMatchObject({
      exit: 1,
      faults: [expect.stringContaining("The user of TRACKER_DATABASE may not")],
    });
  });
});
