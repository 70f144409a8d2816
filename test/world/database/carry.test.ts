import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { carryOver } from "../../../pipeline/world/database/carry.ts";
import { embedded } from "../../../pipeline/world/database/embedded.ts";
import { openLines } from "../../../pipeline/world/database/postgres/lines.ts";
import { onPostgres } from "../../../pipeline/world/database/postgres/postgres.ts";
import type { Database } from "../../../pipeline/world/database/sql.ts";
import { startPostgres, type TestPostgres } from "../../support/postgres.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const OWN = { holds: "notes", restore: "Put a copy in its place." };
const TABLES = [{ name: "notes", key: ["number"] }];
const SQLITE = ["CREATE TABLE notes (number INTEGER PRIMARY KEY, note TEXT NOT NULL) STRICT"];
const POSTGRES = [
  "CREATE TABLE notes (number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, note TEXT NOT NULL)",
];
const ADD = "INSERT INTO notes (note) VALUES (:note)";

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);

async function both(migration = POSTGRES) {
  const path = join(temporaryFolder(), "notes.sqlite");
  const from = embedded({ ...OWN, path, applicationId: 1, patienceMs: 1000, migrations: [SQLITE] });
  const lines = openLines(await postgres.database());
  const to = onPostgres(lines, { ...OWN, schema: "tracker_notes", migrations: [migration] });
  return { holds: "notes", from, to, tables: TABLES };
}
const notesIn = (db: Database) =>
  db.read([], async (look) =>
    (await look.all("SELECT * FROM notes ORDER BY number")).map(({ note }) => note),
  );

it("a store is carried over whole, and goes on behind its last number", async () => {
  const store = await both();
  for (const note of ["a", "b", "c"]) await store.from.write((db) => db.run(ADD, { note }));
  expect((await carryOver(store)).map(({ table, rows }) => [table, rows])).toEqual([["notes", 3]]);
  await store.to.write((db) => db.run(ADD, { note: "d" }));
  expect(await notesIn(store.to)).toEqual(["a", "b", "c", "d"]);
  expect(await notesIn(store.from)).toEqual(["a", "b", "c"]);
});

it("a store that was never written leaves the database as it is", async () => {
  const store = await both();
  expect(await carryOver(store)).toEqual([]);
  expect(await store.to.read("nothing", async () => "something")).toBe("nothing");
});

it("a store that was carried over already stays as it is", async () => {
  const store = await both();
  await store.from.write((db) => db.run(ADD, { note: "a" }));
  const first = await carryOver(store);
  expect(await carryOver(store)).toEqual(first);
  expect(await notesIn(store.to)).toEqual(["a"]);
});

it("nothing is carried into a store that holds something else", async () => {
  const store = await both();
  await store.from.write((db) => db.run(ADD, { note: "a" }));
  await store.to.write((db) => db.run(ADD, { note: "b" }));
  await expect(carryOver(store)).rejects.toThrow(
    "notes: 1: The database holds other notes already: nothing of them was carried over. Name an empty database",
  );
  expect(await notesIn(store.to)).toEqual(["b"]);
});

it("a copy that comes out otherwise is taken back", async () => {
  const upper = [
    ...POSTGRES,
    "CREATE FUNCTION louder() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.note := upper(NEW.note); RETURN NEW; END $$",
    "CREATE TRIGGER louder BEFORE INSERT ON notes FOR EACH ROW EXECUTE FUNCTION louder()",
  ];
  const store = await both(upper);
  await store.from.write((db) => db.run(ADD, { note: "a" }));
  await expect(carryOver(store)).rejects.toThrow(
    "notes: The copy of notes is not what was read: it was taken back.",
  );
  expect(await notesIn(store.to)).toEqual([]);
});
