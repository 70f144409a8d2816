import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { copyRows, holdingsOf } from "../../../pipeline/world/database/copy.ts";
import { embedded } from "../../../pipeline/world/database/embedded.ts";
import { openLines } from "../../../pipeline/world/database/postgres/lines.ts";
import { onPostgres } from "../../../pipeline/world/database/postgres/postgres.ts";
import { startPostgres, type TestPostgres } from "../../support/postgres.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const OWN = { holds: "notes", restore: "Put a copy in its place." };
const TABLES = [
  { name: "notes", key: ["by_whom", "number"] },
  { name: "empty", key: ["id"] },
];
const SQLITE = [
  "CREATE TABLE notes (number INTEGER NOT NULL, by_whom TEXT NOT NULL, bytes BLOB, note TEXT, PRIMARY KEY (by_whom, number)) STRICT",
  "CREATE TABLE empty (id INTEGER PRIMARY KEY) STRICT",
];
const POSTGRES = [
  `CREATE TABLE notes (by_whom TEXT COLLATE "C" NOT NULL, number BIGINT GENERATED ALWAYS AS IDENTITY, bytes BYTEA, note TEXT,
   PRIMARY KEY (by_whom, number))`,
  "CREATE TABLE empty (id BIGINT PRIMARY KEY)",
];

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);

async function both() {
  const file = { ...OWN, path: join(temporaryFolder(), "notes.sqlite"), applicationId: 1, patienceMs: 1000 };
  const from = embedded({ ...file, migrations: [SQLITE] });
  await from.write(async (db) => {
    for (let number = 0; number < 450; number += 1)
      await db.run("INSERT INTO notes VALUES (:number, :by, :bytes, :note)", {
        number: number * 7 - 50,
        by: ["Zoë", "adam", "文"][number % 3]!,
        bytes: number % 5 ? Uint8Array.of(number % 256, 0, 255) : null,
        note: number % 4 ? `line\nof ${number}'` : null,
      });
  });
  const lines = openLines(await postgres.database());
  return { from, to: onPostgres(lines, { ...OWN, schema: "tracker_notes", migrations: [POSTGRES] }) };
}

it("rows of all kinds come over, and both sides hold the same by count and hash", async () => {
  const { from, to } = await both();
  const read = await to.write((into) => from.read([], (db) => copyRows(db, into, TABLES)));
  const written = await to.read([], (db) => holdingsOf(db, TABLES));
  expect(read.map(({ table, rows }) => [table, rows])).toEqual([
    ["notes", 450],
    ["empty", 0],
  ]);
  expect(written).toEqual(read);
});

it("a row that is another one gives another hash", async () => {
  const { from, to } = await both();
  const read = await to.write((into) => from.read([], (db) => copyRows(db, into, TABLES)));
  await to.write((db) => db.run("UPDATE notes SET note = NULL WHERE number = -43"));
  const [notes] = await to.read([], (db) => holdingsOf(db, TABLES));
  expect(notes!.rows).toBe(450);
  expect(notes!.sha256).not.toBe(read[0]!.sha256);
});
