import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { beforeAll, describe, expect, it } from "vitest";
import type { ApprovalAct } from "../../pipeline/model/approval.ts";
import {
  type Approvals,
  approvalsPath,
  openApprovals,
  openApprovalsOn,
} from "../../pipeline/world/approvals/approvals.ts";
import { openLines } from "../../pipeline/world/database/postgres/lines.ts";
import { startPostgres, type TestPostgres } from "../support/postgres.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const DATE = "2025-09-18";
const FORMS = { "issue.md": "a".repeat(64) };
const bound = { edition: "free", subject: "A day", recipients: "tier = free", forms: FORMS } as const;
const act = (by: string, more: Partial<ApprovalAct> = {}): ApprovalAct => ({
  date: DATE,
  act: "approve",
  by,
  at: "2025-09-18T21:00:00Z",
  note: null,
  bound,
  ...more,
});

function newPlace(): string {
  return approvalsPath(temporaryFolder());
}

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);

/** Opens one place again and again, as commands do. */
type Place = () => Promise<() => Approvals>;
const inFile: Place = async () => {
  const path = newPlace();
  return () => openApprovals(path);
};
const onServer: Place = async () => {
  const address = await postgres.database();
  return () => openApprovalsOn(openLines(address));
};

describe.each([
  ["SQLite", inFile],
  ["PostgreSQL", onServer],
] as const)("approvals in %s", (_, place) => {
  it("come back as they were recorded, those of a day in their order", async () => {
    const open = await place();
    const acts = [
      act("Editor One", { note: "\u201cgood\u201d; '--" }),
      act("Editor Two"),
      act("Editor One", { act: "withdraw", bound: null }),
    ];
    for (const one of [...acts, act("Editor One", { date: "2025-09-19" })]) await open().record(one);
    expect(await open().of(DATE)).toEqual(acts);
    expect(await open().of("2025-09-17")).toEqual([]);
  });

  it("are none where nobody has approved", async () => {
    const open = await place();
    expect(await open().of(DATE)).toEqual([]);
  });

  it("of many at one moment are all there, in a chain that holds", async () => {
    const open = await place();
    const people = Array.from({ length: 8 }, (_, at) => `Editor ${at}`);
    await Promise.all(people.map((by) => open().record(act(by))));
    expect((await open().of(DATE)).map(({ by }) => by).sort()).toEqual(people);
  });

  it("that are no act are refused before anything is written", async () => {
    const open = await place();
    expect(() => open().record({ ...act("Editor One"), act: "nod" as "approve" })).toThrow();
    expect(await open().of(DATE)).toEqual([]);
  });
});

it("approvals on PostgreSQL cannot be changed by SQL, and a row that was changed by force is told", async () => {
  const address = await postgres.database();
  const open = () => openApprovalsOn(openLines(address));
  for (const by of ["Editor One", "Editor Two"]) await open().record(act(by));
  for (const change of ["DELETE FROM", "TRUNCATE"])
    await expect(postgres.sql(address, `${change} tracker_approvals.acts`)).rejects.toThrow(
      "only ever added",
    );
  await postgres.sql(
    address,
    "SET session_replication_role = replica",
    "UPDATE tracker_approvals.acts SET act = replace(act, 'Editor One', 'Editor 1') WHERE id = 1",
  );
  await expect(open().of(DATE)).rejects.toThrow(
    /^127\.0\.0\.1:\d+\/test_\w+ \[tracker_approvals\.acts 1\]: The row is not what was recorded/,
  );
  await expect(open().record(act("Editor Three"))).rejects.toMatchObject({ code: "archive-damaged" });
});

describe("the file of approvals", () => {
  it("is none where nobody has approved, and no file appears by looking", async () => {
    const path = newPlace();
    expect(await openApprovals(path).of(DATE)).toEqual([]);
    expect(existsSync(path)).toBe(false);
  });

  it("of two processes at one moment are both there, also the first ones of all", async () => {
    const path = newPlace();
    const module = new URL("../../pipeline/world/approvals/approvals.ts", import.meta.url).href;
    const script = `const { openApprovals } = await import(${JSON.stringify(module)});
      await openApprovals(process.argv[1]).record(JSON.parse(process.argv[2]));`;
    const people = ["Editor One", "Editor Two", "Editor Three"];
    const exits = await Promise.all(
      people.map(
        (by) =>
          new Promise((resolve) => {
            const words = ["--input-type=module", "-e", script, path, JSON.stringify(act(by))];
            spawn(process.execPath, words, { stdio: "inherit" }).on("close", resolve);
          }),
      ),
    );
    expect(exits).toEqual([0, 0, 0]);
    expect((await openApprovals(path).of(DATE)).map(({ by }) => by).sort()).toEqual([...people].sort());
    expect(readdirSync(path.replace(/\/[^/]+$/, "")).filter((name) => name.includes(".tmp"))).toEqual([]);
  });

  it("cannot be changed or taken out by SQL, and a row that was changed by force is told", async () => {
    const path = newPlace();
    for (const by of ["Editor One", "Editor Two"]) await openApprovals(path).record(act(by));
    const db = new DatabaseSync(path);
    expect(() => db.exec("DELETE FROM acts")).toThrow(/only ever added/);
    expect(() => db.exec("UPDATE acts SET date = '2025-09-19'")).toThrow(/only ever added/);
    db.exec("DROP TRIGGER acts_stay");
    db.exec("UPDATE acts SET act = replace(act, 'Editor One', 'Editor 1') WHERE id = 1");
    db.exec(
      "CREATE TRIGGER acts_stay BEFORE UPDATE ON acts BEGIN SELECT RAISE(ABORT, 'acts are only ever added'); END",
    );
    db.close();
    await expect(openApprovals(path).of(DATE)).rejects.toMatchObject({ code: "archive-damaged" });
    await expect(openApprovals(path).record(act("Editor Three"))).rejects.toMatchObject({
      code: "archive-damaged",
    });
  });

  it.each([
    ["no SQLite file at all", Buffer.from("approved by everybody\n".repeat(50))],
    ["an empty file", Buffer.alloc(0)],
  ])("are not read out of %s", async (_, bytes) => {
    const path = newPlace();
    mkdirSync(path.replace(/\/[^/]+$/, ""), { recursive: true });
    writeFileSync(path, bytes);
    await expect(openApprovals(path).of(DATE)).rejects.toMatchObject({ code: "archive-damaged" });
    await expect(openApprovals(path).record(act("Editor One"))).rejects.toMatchObject({
      code: "archive-damaged",
    });
    expect(readFileSync(path)).toEqual(bytes);
  });

  it("wait for another writer, and name it where it does not end", async () => {
    const path = newPlace();
    await openApprovals(path).record(act("Editor One"));
    const other = new DatabaseSync(path);
    other.exec("BEGIN IMMEDIATE");
    const hurried = openApprovals(path, { patienceMs: 50 });
    await expect(hurried.record(act("Editor Two"))).rejects.toThrow(
      /Another process has been writing approvals for more than 0.05 seconds/,
    );
    expect(await hurried.of(DATE)).toHaveLength(1);
    other.exec("ROLLBACK");
    other.close();
    await hurried.record(act("Editor Two"));
    expect(await hurried.of(DATE)).toHaveLength(2);
  });

  it("that the disk has no space for are a fault, and the file is as it was", async () => {
    const path = newPlace();
    await openApprovals(path).record(act("Editor One"));
    const db = new DatabaseSync(path);
    db.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    db.close();
    const before = readFileSync(path);
    const module = new URL("../../pipeline/world/approvals/approvals.ts", import.meta.url).href;
    const script = `const { openApprovals } = await import(${JSON.stringify(module)});
      try { await openApprovals(process.argv[1]).record(JSON.parse(process.argv[2])); }
      catch (error) { process.stdout.write(error.code); }`;
    const child = spawn(
      "bash",
      [
        "-c",
        `ulimit -f 8; exec "$0" "$@"`,
        process.execPath,
        "--input-type=module",
        "-e",
        script,
        path,
        JSON.stringify(act("Editor Two", { note: "n".repeat(20_000) })),
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    let said = "";
    child.stdout.on("data", (bytes) => (said += bytes));
    await new Promise((resolve) => child.on("close", resolve));
    expect(said).toBe("disk");
    expect(readFileSync(path)).toEqual(before);
    expect(await openApprovals(path).of(DATE)).toHaveLength(1);
  });
});
