import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { embedded } from "../../../pipeline/world/database/embedded.ts";
import { type Lines, openLines } from "../../../pipeline/world/database/postgres/lines.ts";
import { onPostgres } from "../../../pipeline/world/database/postgres/postgres.ts";
import type { Database, Statements } from "../../../pipeline/world/database/sql.ts";
import { startPostgres, type TestPostgres } from "../../support/postgres.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const OWN = { holds: "notes", restore: "Put a copy in its place." };
const SQLITE = ["CREATE TABLE notes (id TEXT PRIMARY KEY, size INTEGER, bytes BLOB) STRICT"];
const POSTGRES = [`CREATE TABLE notes (id TEXT COLLATE "C" PRIMARY KEY, size BIGINT, bytes BYTEA)`];
const ADD = "INSERT INTO notes (id, size, bytes) VALUES (:id, :size, :bytes)";
const note = (id: string, size: number | null = null) => ({ id, size, bytes: null });

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);

/** A new store, as two processes open it. */
type Twice = () => Promise<readonly [Database, Database]>;

const inFile: Twice = async () => {
  const path = join(temporaryFolder(), "notes.sqlite");
  const open = () =>
    embedded({ ...OWN, path, applicationId: 0x54524b58, migrations: [SQLITE], patienceMs: 2000 });
  return [open(), open()];
};

const schemaOn = (lines: Lines, migrations = [POSTGRES]) =>
  onPostgres(lines, { ...OWN, schema: "tracker_notes", migrations });

const onServer: Twice = async () => {
  const address = await postgres.database();
  return [schemaOn(openLines(address)), schemaOn(openLines(address))];
};

describe.each([
  ["SQLite", inFile],
  ["PostgreSQL", onServer],
] as const)("a store in %s", (_, open) => {
  const ids = (db: Database) =>
    db.read([], async (look) => (await look.all("SELECT id FROM notes ORDER BY id")).map(({ id }) => id));

  it("holds nothing before something was written, and looking makes nothing", async () => {
    const [one, other] = await open();
    expect(await ids(one)).toEqual([]);
    expect(await one.read("nothing", async () => "something")).toBe("nothing");
    await other.write((db) => db.run(ADD, note("a")));
    expect(await ids(one)).toEqual(["a"]);
  });

  it("gives texts in the order of their bytes, numbers, bytes and nothing as they were given", async () => {
    const [db] = await open();
    const bytes = Uint8Array.of(0, 255, 7);
    const big = 2 ** 52 + 1;
    await db.write(async (into) => {
      for (const id of ["b", "Z", "ä", "a", "文", "'"]) await into.run(ADD, note(id));
      expect(await into.run(ADD, { id: "whole", size: big, bytes })).toBe(1);
    });
    expect(await ids(db)).toEqual(["'", "Z", "a", "b", "whole", "ä", "文"]);
    const row = await db.read(undefined, (look) =>
      look.get("SELECT * FROM notes WHERE id = :id", { id: "whole" }),
    );
    expect(row).toMatchObject({ id: "whole", size: big });
    expect(new Uint8Array(row!.bytes as Uint8Array)).toEqual(bytes);
    const none = await db.read(undefined, (look) => look.get("SELECT size FROM notes WHERE id = 'Z'"));
    expect(none).toEqual({ size: null });
  });

  it("keeps nothing of a change that throws", async () => {
    const [one, other] = await open();
    const change = one.write(async (db) => {
      await db.run(ADD, note("a"));
      throw new Error("no");
    });
    await expect(change).rejects.toThrow("no");
    expect(await ids(other)).toEqual([]);
    await one.write((db) => db.run(ADD, note("b")));
    expect(await ids(other)).toEqual(["b"]);
  });

  it("has writers take turns: none reads what another is about to change", async () => {
    const [one, other] = await open();
    await one.write((db) => db.run(ADD, note("sum", 0)));
    const add = async (db: Statements) => {
      const { size } = (await db.get("SELECT size FROM notes WHERE id = 'sum'"))!;
      await db.run("UPDATE notes SET size = :size WHERE id = 'sum'", { size: Number(size) + 1 });
    };
    await Promise.all(Array.from({ length: 20 }, (_, at) => (at % 2 ? one : other).write(add)));
    const sum = await one.read(null, (look) => look.get("SELECT size FROM notes WHERE id = 'sum'"));
    expect(sum).toEqual({ size: 20 });
  });

  it("shows one moment to who looks, whatever is written meanwhile", async () => {
    const [one, other] = await open();
    await one.write((db) => db.run(ADD, note("a")));
    const seen = await one.read([], async (look) => {
      const before = await look.all("SELECT id FROM notes");
      await other.write((db) => db.run(ADD, note("b")));
      return [before.length, (await look.all("SELECT id FROM notes")).length];
    });
    expect(seen).toEqual([1, 1]);
    expect(await ids(one)).toEqual(["a", "b"]);
  });
});

describe("PostgreSQL", () => {
  const written = async (migrations?: string[][]) => {
    const address = await postgres.database();
    await schemaOn(openLines(address), migrations).write((db) => db.run(ADD, note("a")));
    return address;
  };
  const count = async (db: Database) =>
    db.read(-1, async (look) => Number((await look.get("SELECT COUNT(*) AS n FROM notes"))!.n));

  it("is made once, though two begin at one moment and both have looked for it before", async () => {
    for (let round = 0; round < 5; round += 1) {
      const address = await postgres.database();
      const both = [1, 2, 3].map(() => schemaOn(openLines(address)));
      for (const one of both) expect(await count(one)).toBe(-1);
      await Promise.all(both.map((one, at) => one.write((db) => db.run(ADD, note(`new ${at}`)))));
      expect(await count(both[0]!)).toBe(3);
    }
  });

  it("leads an older layout forward once, though two begin at one moment", async () => {
    const address = await written();
    const second = ["ALTER TABLE notes ADD COLUMN by_whom TEXT"];
    const both = [1, 2].map(() => schemaOn(openLines(address), [POSTGRES, second]));
    const add = (id: string) => (db: Statements) =>
      db.run("INSERT INTO notes (id, by_whom) VALUES (:id, 'x')", { id });
    await Promise.all(both.map((db, at) => db.write(add(`new ${at}`))));
    expect(await count(both[0]!)).toBe(3);
    expect(await postgres.sql(address, "SELECT number FROM tracker_notes.layout")).toEqual([{ number: 2 }]);
  });

  it("of a newer version of the program is refused, and stays as it is", async () => {
    const address = await written([POSTGRES, ["ALTER TABLE notes ADD COLUMN later TEXT"]]);
    const older = schemaOn(openLines(address));
    const add = () => older.write((db) => db.run(ADD, note("b")));
    for (const work of [() => count(older), add])
      await expect(work()).rejects.toThrow(
        /^127\.0\.0\.1:\d+\/test_\w+ \[tracker_notes\]: A newer version of this program keeps notes there\. Update the program/,
      );
  });

  it("that lets nobody in says what to check, and never the password", async () => {
    const wrong = schemaOn(openLines(postgres.address({ user: "nobody", password: "s3cret" })));
    const fault = await count(wrong).catch((error: Error) => error);
    expect(String(fault)).toMatch(
      /The database does not let this user in\. Check user and password in TRACKER_DATABASE\./,
    );
    expect(String(fault)).not.toContain("s3cret");
    const nowhere = schemaOn(openLines(postgres.address({ database: "nowhere" })));
    await expect(count(nowhere)).rejects.toThrow("There is no such database.");
    const dead = schemaOn(openLines("postgres://a:s3cret@127.0.0.1:1/x", { patienceMs: 100 }));
    await expect(count(dead)).rejects.toThrow(
      /^127\.0\.0\.1:1\/x: The database does not answer \(ECONNREFUSED\)/,
    );
  });

  it("is read by a role that may only read, which is told that it may not write", async () => {
    const address = await written();
    const database = new URL(address).pathname.slice(1);
    await postgres.sql(
      address,
      "CREATE ROLE reader LOGIN PASSWORD 'r'",
      "GRANT USAGE ON SCHEMA tracker_notes TO reader",
      "GRANT SELECT ON ALL TABLES IN SCHEMA tracker_notes TO reader",
    );
    const reader = schemaOn(openLines(postgres.address({ user: "reader", password: "r", database })));
    expect(await count(reader)).toBe(1);
    await expect(reader.write((db) => db.run(ADD, note("b")))).rejects.toThrow(
      "The user of TRACKER_DATABASE may not write notes.",
    );
  });

  it("says of a text that it cannot keep which letter that is", async () => {
    const db = schemaOn(openLines(await written()));
    await expect(db.write((into) => into.run(ADD, note("a\u0000b")))).rejects.toThrow(
      "A text among notes holds the letter U+0000, which PostgreSQL keeps in no text.",
    );
    expect(await count(db)).toBe(1);
  });

  it("may restart and cut its lines: who comes meanwhile waits, and nothing is written twice", async () => {
    const address = await written();
    const db = schemaOn(openLines(address));
    expect(await count(db)).toBe(1);
    let tries = 0;
    const change = db.write(async (into) => {
      tries += 1;
      await into.run(ADD, note(`b${tries}`));
      if (tries === 1) await postgres.restart();
      return into.run(ADD, note("c"));
    });
    expect(await change).toBe(1);
    expect(await count(db)).toBe(3);
    await postgres.restart();
    expect(await count(db)).toBe(3);
  });

  it("does not wait for a writer for ever", async () => {
    const address = await written();
    const patient = schemaOn(openLines(address));
    const hasty = schemaOn(openLines(address, { patienceMs: 50 }));
    await patient.write(async () => {
      await expect(hasty.write((db) => db.run(ADD, note("b")))).rejects.toThrow(
        "Another process has been writing notes for too long.",
      );
    });
  });
});
