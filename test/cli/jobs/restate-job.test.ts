import { beforeAll, describe, expect, it } from "vitest";
import { restateCommand } from "../../../pipeline/cli/restate-command.ts";
import { openQueue } from "../../../pipeline/world/queue/open-queue.ts";
import { writeFile } from "../../support/command-line.ts";
import { changedFile, dataFolder } from "../../support/data-folder.ts";
import { madeUpReaders } from "../../support/delivered/made-up-readers.ts";
import { mailFolder } from "../../support/delivered/mail-folder.ts";
import { DATE, type RealIssue, realIssue } from "../../support/delivered/real-issue.ts";
import { importReaders } from "../../support/delivered/ten-thousand.ts";
import { come } from "../../support/in-process.ts";
import { startPostgres } from "../../support/postgres.ts";
import { workerProcess } from "../../support/worker-process.ts";

const data = dataFolder();
let issue: RealIssue;
let database: string;
/** Sent by one machine, which is carried into the database then; one source revises afterwards. */
beforeAll(async () => {
  const [postgres, server] = await Promise.all([startPostgres(), mailFolder()]);
  database = await postgres.database();
  const sections = "sections: [key-figures, ig-spread]\npaidOnly: []";
  issue = await realIssue({ data, sections, port: server.port });
  await importReaders(issue, madeUpReaders(2));
  await issue.expect(0, "send", DATE, "--late");
  for (const [name, text] of Object.entries(
    changedFile("fred/BAMLC0A0CM.csv", `${DATE},0.81`, `${DATE},0.88`),
  ))
    writeFile(data, name, text);
  await inDatabase(() => issue.expect(0, "migrate"));
}, 120_000);

/** The environment of `issue` was read before: what runs in this process and in new ones is told of the database alike. */
async function inDatabase<T>(work: () => Promise<T>): Promise<T> {
  process.env.TRACKER_DATABASE = database;
  (issue.environment as NodeJS.ProcessEnv).TRACKER_DATABASE = database;
  try {
    return await work();
  } finally {
    delete process.env.TRACKER_DATABASE;
  }
}

const restate = (options = {}) => inDatabase(() => come(restateCommand, issue.root, [], options));

describe("issues looked up again by workers", () => {
  it("come to what this process finds by itself, each by a job of its own", async () => {
    const here = await restate({ here: true });
    expect(here.text).toContain("2 issues looked at, 2 moved");
    workerProcess(issue.root, { TRACKER_DATABASE: database }, "--kinds", "restate");
    const byWorkers = await restate();
    expect({ ...byWorkers, json: null }).toEqual({ ...here, json: null });
    expect(byWorkers.json).toEqual(here.json);
    const queue = openQueue(database);
    const done = (await queue.standing()).find(({ kind, state }) => kind === "restate" && state === "done");
    expect(done!.count).toBe(2);
    await queue.close();
  }, 60_000);
});
