import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, expect, it } from "vitest";
import { approveCommand } from "../../pipeline/cli/approve-command.ts";
import { migrateCommand } from "../../pipeline/cli/migrate-command.ts";
import { statusCommand } from "../../pipeline/cli/status-command.ts";
import { subscribersCommand } from "../../pipeline/cli/subscribers-command.ts";
import { alone } from "../../pipeline/world/database/postgres/alone.ts";
import { openLines } from "../../pipeline/world/database/postgres/lines.ts";
import { cli, finished, projectCopy } from "../support/command-line.ts";
import { come } from "../support/in-process.ts";
import { makeUpIssue } from "../support/made-up-issue.ts";
import { startPostgres, type TestPostgres } from "../support/postgres.ts";

const DATE = "2025-09-18";

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterEach(() => {
  delete process.env.TRACKER_DATABASE;
});

/** A project with an approved issue and readers, in files. */
async function desk() {
  const root = projectCopy();
  await makeUpIssue(root, DATE);
  for (const name of ["ann", "bob", "zoe"])
    expect((await come(subscribersCommand, root, ["add", `${name}@example.net`])).exit).toBe(0);
  expect((await come(approveCommand, root, [DATE], { by: "Editor One" })).exit).toBe(0);
  return root;
}
const approvals = async (root: string) =>
  /approval +(\d of \d)/.exec((await come(statusCommand, root, [DATE])).text)?.[1];
const readers = async (root: string) => (await come(subscribersCommand, root, ["list"])).json;

it("a desk's files are carried into a database, and every command goes on with what stands there", async () => {
  const root = await desk();
  const before = { approvals: await approvals(root), readers: await readers(root) };
  expect(before).toMatchObject({ approvals: "1 of 1", readers: { count: 3 } });
  process.env.TRACKER_DATABASE = await postgres.database();
  expect(await approvals(root)).toBe("0 of 1");
  const { exit, text, json } = await come(migrateCommand, root, []);
  expect(exit).toBe(0);
  expect(text).toMatch(/^approvals +acts +1 +[0-9a-f]{16}$/m);
  expect(text).toMatch(/^readers and deliveries +readers +3 +[0-9a-f]{16}$/m);
  expect(text).toMatch(/^built issues +files +\d+ +[0-9a-f]{16}$/m);
  expect((json as { aside: unknown[] }).aside).toHaveLength(2);
  rmSync(join(root, "out"), { recursive: true });
  expect({ approvals: await approvals(root), readers: await readers(root) }).toEqual(before);
  expect((await come(subscribersCommand, root, ["add", "dora@example.net"])).exit).toBe(0);
  expect(await readers(root)).toMatchObject({ count: 4 });
});

it("the files stand aside afterwards: who goes on without the database finds no readers to send to twice", async () => {
  const root = await desk();
  process.env.TRACKER_DATABASE = await postgres.database();
  await come(migrateCommand, root, []);
  expect(readdirSync(join(root, ".tracker")).sort()).toEqual([
    "approvals.sqlite.carried-over",
    "delivery.sqlite.carried-over",
  ]);
  delete process.env.TRACKER_DATABASE;
  expect(await readers(root)).toMatchObject({ count: 0 });
  expect(await approvals(root)).toBe("0 of 1");
});

it("a second run, as after one that was ended, changes nothing", async () => {
  const root = await desk();
  process.env.TRACKER_DATABASE = await postgres.database();
  expect((await come(migrateCommand, root, [])).exit).toBe(0);
  expect((await come(migrateCommand, root, [])).exit).toBe(0);
  expect(await readers(root)).toMatchObject({ count: 3 });
});

it("waits for nobody: while another carries, it is told so, and the files stay where they are", async () => {
  const root = await desk();
  const address = await postgres.database();
  process.env.TRACKER_DATABASE = address;
  const lines = openLines(address);
  const { exit, faults } = await alone(lines, "carrying files into this database", () =>
    come(migrateCommand, root, []),
  );
  expect(exit).toBe(1);
  expect(faults.join("\n")).toMatch(
    /Another process is carrying files into this database\. Wait until it has ended and run again\./,
  );
  expect(existsSync(join(root, ".tracker/delivery.sqlite"))).toBe(true);
  expect(await readers(root)).toMatchObject({ count: 0 });
  expect((await come(migrateCommand, root, [])).exit).toBe(0);
  expect(await readers(root)).toMatchObject({ count: 3 });
  await lines.close();
});

it("of two at one moment one is told to wait, or comes when all is done; nothing is there twice", async () => {
  const root = await desk();
  const environment = { ...process.env, TRACKER_DATABASE: await postgres.database() };
  const run = () => finished(process.execPath, [cli, "migrate", "--root", root], environment);
  const both = await Promise.all([run(), run()]);
  for (const { exit, err } of both)
    if (exit !== 0)
      expect(err).toMatch(
        /Another process is carrying files into this database\. Wait until it has ended and run again\./,
      );
  expect(both.map(({ exit }) => exit)).toContain(0);
  expect((await run()).exit).toBe(0);
  process.env.TRACKER_DATABASE = environment.TRACKER_DATABASE;
  expect(await readers(root)).toMatchObject({ count: 3 });
  expect(await approvals(root)).toBe("1 of 1");
  expect(readdirSync(join(root, ".tracker")).sort()).toEqual([
    "approvals.sqlite.carried-over",
    "delivery.sqlite.carried-over",
  ]);
}, 120_000);

it("a role that may only read is told so, and the files stay where they are", async () => {
  const root = await desk();
  const address = await postgres.database();
  const database = new URL(address).pathname.slice(1);
  process.env.TRACKER_DATABASE = address;
  await come(subscribersCommand, root, ["list"]);
  await postgres.sql(address, "CREATE ROLE looker LOGIN PASSWORD 'l'", "GRANT pg_read_all_data TO looker");
  process.env.TRACKER_DATABASE = postgres.address({ user: "looker", password: "l", database });
  const commands = [
    [migrateCommand, []],
    [subscribersCommand, ["add", "dora@example.net"]],
  ] as const;
  for (const [command, words] of commands) {
    const { exit, faults } = await come(command, root, words);
    expect(exit).toBe(1);
    expect(faults.join("\n")).toMatch(
      /The user of TRACKER_DATABASE may not write (approvals|readers and deliveries)\. Give it the right to create schemas/,
    );
  }
  expect(existsSync(join(root, ".tracker/delivery.sqlite"))).toBe(true);
  process.env.TRACKER_DATABASE = address;
  expect((await come(migrateCommand, root, [])).exit).toBe(0);
  process.env.TRACKER_DATABASE = postgres.address({ user: "looker", password: "l", database });
  expect(await readers(root)).toMatchObject({ count: 3 });
});

it("a database that holds other readers takes none, and the files stay where they are", async () => {
  const [root, other] = [await desk(), projectCopy()];
  process.env.TRACKER_DATABASE = await postgres.database();
  await come(subscribersCommand, other, ["add", "else@example.net"]);
  const { exit, faults } = await come(migrateCommand, root, []);
  expect(exit).toBe(1);
  expect(faults.join("\n")).toMatch(
    /The database holds other readers and deliveries already: nothing of them was carried over/,
  );
  expect(existsSync(join(root, ".tracker/delivery.sqlite"))).toBe(true);
});

it("a database that lets nobody in is told as what it is", async () => {
  process.env.TRACKER_DATABASE = postgres.address({ user: "nobody", password: "s3cret" });
  const { exit, faults } = await come(migrateCommand, projectCopy(), []);
  expect(exit).toBe(1);
  expect(faults.join()).toMatch(/The database does not let this user in\. Check user and password/);
});

it("without a database there is nowhere to go", async () => {
  const { exit, faults } = await come(migrateCommand, projectCopy(), []);
  expect(exit).toBe(2);
  expect(faults[0]).toMatch(
    /^TRACKER_DATABASE: No database is named that things could be carried into\. Set it to postgres:\/\//,
  );
});
