import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { DayTold } from "../../pipeline/cli/backfill-days.ts";
import { buildCommand } from "../../pipeline/cli/build-command.ts";
import { lastCompletedDay } from "../../pipeline/desk/issue-day.ts";
import { addDays } from "../../pipeline/finance/dates.ts";
import { tradingDays } from "../../pipeline/finance/trading-days.ts";
import { realNow } from "../../pipeline/world/clock.ts";
import { outFiles, projectCopy, smallProject, writeFile } from "../support/command-line.ts";
import { come } from "../support/in-process.ts";
import { startPostgres, type TestPostgres } from "../support/postgres.ts";
import { type QueueStage, queueStage, type Running, until } from "../support/queue-stage.ts";
import { calendars } from "../support/snapshots.ts";

/** BACKFILL=full: whole issues of a year, and of BACKFILL_DAYS days where that is set; some ten minutes. */
const isFull = process.env.BACKFILL === "full";
const MANY = isFull ? Number(process.env.BACKFILL_DAYS ?? 250) : 15;
const DAYS = tradingDays("2024-01-02", "2025-09-05", calendars.nyse).slice(-MANY);
const [FROM, TO] = [DAYS[0]!, DAYS.at(-1)!];
const TIME = isFull ? 3_600_000 : 90_000;
const KILLS = isFull ? Math.min(8, Math.floor(MANY / 8)) : 1;

const project = isFull ? projectCopy : smallProject;
const options = isFull ? { sample: true } : { sample: true, only: "md" };
const words = (from = FROM, to = TO) => [
  ...["backfill", from, to, "--sample", "--json"],
  ...(isFull ? [] : ["--only", "md"]),
];

let postgres: TestPostgres;
let stage: QueueStage;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
beforeEach(async () => {
  stage = await queueStage(postgres);
});

const sha256Of = (path: string) => createHash("sha256").update(readFileSync(path)).digest("hex");
const hashesIn = (root: string) =>
  Object.fromEntries(outFiles(root).map((name) => [name, sha256Of(join(root, "out", name))]));

type ToldByJson = { readonly days: readonly DayTold[] } & Readonly<
  Record<"built" | "failed" | "left", number>
>;
const toldBy = ({ lines }: Running): ToldByJson =>
  JSON.parse(lines.slice(lines.indexOf("{"), lines.lastIndexOf("}") + 1).join("\n"));
const orders = (columns: string) => stage.sql(`SELECT ${columns} FROM tracker_jobs.job WHERE name = 'build'`);

/** Days that are whole: their records are written last. */
async function built(): Promise<number> {
  const [there] = await stage.sql("SELECT to_regclass('tracker_artifacts.places') IS NOT NULL AS is_there");
  if (!there!.is_there) return 0;
  const sql = "SELECT count(*)::int AS many FROM tracker_artifacts.places WHERE path LIKE '%/build.json'";
  return Number((await stage.sql(sql))[0]!.many);
}

/** The orders of a backfill whose command is gone before there is a worker. */
async function left(root: string, signal: NodeJS.Signals, range = words()) {
  const command = stage.start(root, ...range);
  await until(async () => ((await stage.states()).created ?? 0) > 0);
  command.kill(signal);
  return { command, exit: await command.ended };
}

/** A dead worker is missed after so long: what pg-boss takes at the least. */
const quickLeases = () =>
  stage.sql("UPDATE tracker_jobs.job SET heartbeat_seconds = 10, retry_delay = 1, retry_delay_max = 1");

describe("a backfill by two workers", () => {
  let expected: Readonly<Record<string, string>>;
  beforeAll(async () => {
    const root = project();
    for (const day of DAYS) await come(buildCommand, root, [day], options);
    expected = hashesIn(root);
    expect(Object.keys(expected).filter((name) => name.endsWith("/build.json"))).toHaveLength(MANY);
  }, TIME);

  it.runIf(isFull)("comes to what one process makes day by day, to the byte", { timeout: TIME }, async () => {
    await Promise.all([stage.worker(project()), stage.worker(project())]);
    const command = stage.start(project(), ...words());
    expect(await command.ended).toBe(0);
    expect(toldBy(command)).toMatchObject({ built: MANY, failed: 0, left: 0 });
    expect(await stage.files()).toEqual(expected);
  });

  it("comes to the same where workers and the command are killed", { timeout: TIME }, async () => {
    const desk = project();
    expect((await left(desk, "SIGKILL")).exit).toBe(null);
    await quickLeases();
    const workers = [await stage.worker(project()), await stage.worker(project())];
    let command = stage.start(desk, ...words());
    for (let kill = 1; kill <= KILLS; kill += 1) {
      await until(async () => (await built()) >= (kill * MANY) / (KILLS + 4), TIME);
      const [dies] = workers.splice(0, 1);
      dies!.kill("SIGKILL");
      command.kill("SIGKILL");
      await Promise.all([dies!.ended, command.ended]);
      if (isFull) workers.push(await stage.worker(project()));
      command = stage.start(desk, ...words());
    }
    expect(await command.ended).toBe(0);
    const { days, failed, left: stayed } = toldBy(command);
    expect({ failed, stayed, days: days.map(({ date }) => date) }).toEqual({
      failed: 0,
      stayed: 0,
      days: DAYS,
    });
    expect(await stage.files()).toEqual(expected);
    // Whoever died had something in his hands.
    const retried = await orders("retry_count");
    expect(retried.filter(({ retry_count }) => Number(retry_count) > 0).length).toBeGreaterThan(0);
    // What is built lies with those who built it and in the database.
    expect(outFiles(desk)).toEqual([]);
  });
});

describe("a backfill that waits for workers", () => {
  it("says at Ctrl-C that its orders stay, today's before the others, and puts none of them twice", async () => {
    const newest = lastCompletedDay(realNow(), calendars);
    const range = words(addDays(newest, -10), newest);
    const root = smallProject();
    const { command, exit } = await left(root, "SIGINT", range);
    expect(exit).toBe(1);
    expect(command.lines).toContain("Nobody waits any longer; workers go on with what was ordered.");
    const { days } = toldBy(command);
    expect(days.every(({ came }) => came === "left")).toBe(true);
    const put = await orders("id, singleton_key, priority");
    const expected = days.map(({ date }) => [date, date === newest ? 100 : -100]);
    expect(put.map((row) => [String(row.singleton_key).slice(0, 10), row.priority]).sort()).toEqual(expected);
    await left(root, "SIGINT", range);
    expect(await orders("id")).toHaveLength(put.length);
  });

  it("goes on with the other days where one has a fault, and tells it at once", async () => {
    const [desk, machine] = [smallProject(), smallProject()];
    for (const root of [desk, machine])
      writeFile(root, `content/issues/${DAYS[1]}/lead.md`, '{{figure "ig-spread.levle"}}');
    await stage.worker(machine);
    const command = stage.start(desk, ...["backfill", DAYS[0]!, DAYS[2]!, "--sample", "--only", "md"]);
    expect(await command.ended).toBe(1);
    const said = command.lines.join("\n");
    expect(said).toContain(`failed: ${DAYS[1]}\n  content/issues/${DAYS[1]}/lead.md:1: `);
    expect(said).toMatch(/: 2 built, 1 failed\.$/);
    expect(await orders("retry_count")).toEqual(Array(3).fill({ retry_count: 0 }));
  });

  it("leaves the queue alone where it is told to build here", async () => {
    const command = stage.start(smallProject(), ...words(DAYS[0], DAYS[1]), "--here");
    expect(await command.ended).toBe(0);
    expect(toldBy(command)).toMatchObject({ built: 2 });
    expect(await stage.states()).toEqual({});
  });
});

describe("a worker that is asked to end", () => {
  it("brings the days in its hands to their end, and takes no others", async () => {
    await left(smallProject(), "SIGINT", words());
    const worker = await stage.worker(smallProject());
    await until(async () => ((await stage.states()).active ?? 0) > 0);
    worker.kill("SIGTERM");
    expect(await worker.ended).toBe(0);
    expect(worker.lines.at(-1)).toContain("The worker has ended.");
    const { completed = 0, created = 0, ...others } = await stage.states();
    expect(others).toEqual({});
    expect(completed).toBeGreaterThan(0);
    expect(created).toBeGreaterThan(0);
    expect(await built()).toBe(completed);
  });
});
