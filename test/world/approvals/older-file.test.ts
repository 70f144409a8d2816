import { createHash } from "node:crypto";
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, it } from "vitest";
import type { ApprovalAct } from "../../../pipeline/model/approval.ts";
import { approvalsPath, openApprovals } from "../../../pipeline/world/approvals/approvals.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const TABLES = [
  "CREATE TABLE acts (id INTEGER PRIMARY KEY, date TEXT NOT NULL, act TEXT NOT NULL, chk TEXT NOT NULL) STRICT",
  "CREATE TRIGGER acts_stay BEFORE UPDATE ON acts BEGIN SELECT RAISE(ABORT, 'acts are only ever added'); END",
  "CREATE TRIGGER acts_remain BEFORE DELETE ON acts BEGIN SELECT RAISE(ABORT, 'acts are only ever added'); END",
];
const act: ApprovalAct = {
  date: "2025-09-18",
  act: "withdraw",
  by: "Editor One",
  at: "2025-09-18T21:00:00Z",
  note: null,
  bound: null,
};

/** As the program wrote it before files had numbers of layouts. */
function olderFile(tables: readonly string[]): string {
  const path = approvalsPath(temporaryFolder());
  mkdirSync(dirname(path), { recursive: true });
  const db = new DatabaseSync(path);
  db.exec(`PRAGMA application_id = ${0x54524b41}; BEGIN; ${tables.join(";\n")}; COMMIT`);
  db.exec("PRAGMA journal_mode = WAL");
  const words = JSON.stringify(act);
  const check = createHash("sha256").update(`\n${words}`).digest("hex");
  db.prepare("INSERT INTO acts VALUES (1, ?, ?, ?)").run(act.date, words, check);
  db.close();
  return path;
}

it("approvals of an older version of the program are read, and go on", async () => {
  const approvals = openApprovals(olderFile(TABLES));
  expect(await approvals.of(act.date)).toEqual([act]);
  await approvals.record({ ...act, by: "Editor Two" });
  expect((await approvals.of(act.date)).map(({ by }) => by)).toEqual(["Editor One", "Editor Two"]);
});

it("approvals whose triggers somebody took away are refused", async () => {
  const approvals = openApprovals(olderFile(TABLES.slice(0, 1)));
  await expect(approvals.of(act.date)).rejects.toThrow(
    "The tables are not those in which this program keeps approvals",
  );
});
