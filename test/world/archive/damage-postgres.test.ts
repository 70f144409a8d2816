import { beforeAll, describe, expect, it } from "vitest";
import { PipelineError } from "../../../pipeline/errors.ts";
import { bothEngines, type Engine } from "./engines.ts";
import { fullArchive } from "./full-archive.ts";
import { ALL, headlineOf, PLACE, visitOf } from "./telling-visits.ts";

const [, onServer] = bothEngines();
const fresh = onServer![1];
/** Before the first checkpoint. */
const MOMENT = "2025-11-08T00:00:00Z";

async function damageIn(place: Engine): Promise<readonly unknown[]> {
  const archive = place.open();
  const found = await archive.verify();
  archive.close();
  return found;
}

describe("an archive in PostgreSQL", () => {
  let place: Engine;
  beforeAll(async () => {
    place = await fresh();
    await fullArchive(place.open());
  });

  /** Changed by somebody who may do everything, looked at, and put back. */
  async function damagedBy(sql: string): Promise<readonly unknown[]> {
    const tables = ["places", "chains", "tellings", "raw", "visits", "repeats", "headlines", "checkpoints"];
    await place.sql(...tables.map((table) => `CREATE TABLE kept_${table} AS TABLE ${table}`));
    expect(await place.sql(`${sql} RETURNING 1 AS changed`)).not.toEqual([]);
    const found = await damageIn(place);
    await place.sql(
      ...tables.map((table) => `DELETE FROM ${table}`),
      ...tables.map((table) => `INSERT INTO ${table} TABLE kept_${table}`),
      ...tables.map((table) => `DROP TABLE kept_${table}`),
    );
    return found;
  }

  it("is whole to begin with", async () => {
    expect(await damageIn(place)).toEqual([]);
  });

  it.each([
    [
      "a value is another one",
      "UPDATE tellings SET vals = set_byte(vals, 3, get_byte(vals, 3) # 1) WHERE id = (SELECT max(id) FROM tellings WHERE chain = 1)",
    ],
    [
      "a day is another one",
      "UPDATE tellings SET days = set_byte(days, 0, get_byte(days, 0) # 1) WHERE id = 2",
    ],
    ["a line is another one", "UPDATE tellings SET lines = set_byte(lines, 0, 9) WHERE id = 1"],
    [
      "a checkpoint's value is another one",
      "UPDATE checkpoints SET vals = set_byte(vals, 3, 77) WHERE id = 1",
    ],
    ["a telling is taken away in the middle", "DELETE FROM tellings WHERE id = 33"],
    [
      "the last telling is taken away",
      "DELETE FROM tellings WHERE chain = 1 AND id = (SELECT max(id) FROM tellings WHERE chain = 1)",
    ],
    ["a telling was known earlier", "UPDATE tellings SET known_ms = known_ms - 1 WHERE id = 35"],
    ["a telling is given to another series", "UPDATE tellings SET chain = 3 - chain WHERE id = 36"],
    ["an address is another one", "UPDATE places SET place = 'https://rates.example/other.csv' WHERE id = 1"],
    ["a chain is renamed", "UPDATE chains SET series = 'UST.20Y' WHERE id = 2"],
    ["a chain was heard last at another time", "UPDATE chains SET told_at = '2025-11-30T00:00:00Z'"],
    ["a chain was looked at first at another time", "UPDATE chains SET first_ms = first_ms + 1"],
    ["a chain is gone", "DELETE FROM chains WHERE id = 1"],
    ["a headline says something else", "UPDATE headlines SET title = 'Third title' WHERE id = 1"],
    ["a headline is gone", "DELETE FROM headlines WHERE id = 3"],
    ["a visit is gone", "DELETE FROM visits WHERE id = 3"],
    ["a visit was another day", "UPDATE visits SET at = '2025-11-20T05:00:01Z' WHERE verdict = 'blocked'"],
    ["a repeat was at another time", "UPDATE repeats SET at_ms = at_ms + 1"],
    [
      "a body is another one",
      "UPDATE raw SET bytes = set_byte(bytes, 20, get_byte(bytes, 20) # 4) WHERE id = 2",
    ],
    ["a body is gone", "DELETE FROM raw WHERE id = 1"],
  ])("is found out where %s", async (_, sql) => {
    expect((await damagedBy(sql)).length).toBeGreaterThan(0);
    expect(await damageIn(place)).toEqual([]);
  });

  it("is named with its database, table and row, and with what to do", async () => {
    await place.sql("UPDATE tellings SET known_ms = known_ms + 1 WHERE id = 33");
    const archive = place.open();
    const fault = await archive.lanes(ALL, MOMENT).catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(PipelineError);
    expect((fault as Error).message).toMatch(
      /^127\.0\.0\.1:\d+\/test_\w+ \[tracker_archive\.tellings 33\]: It is not what was written of UST\.10Y by rates, or the one before it is gone\. Put a copy of the database in its place;/,
    );
    await place.sql("UPDATE tellings SET known_ms = known_ms - 1 WHERE id = 33");
    expect(await archive.lanes(ALL, MOMENT)).toHaveLength(3);
    archive.close();
  });

  it.each(["places", "tellings", "raw", "visits", "repeats", "headlines"])(
    "takes no change of %s from anybody to whom its rules apply",
    async (table) => {
      const rules = "SET session_replication_role TO origin";
      const column = table === "repeats" ? "visit" : "id";
      for (const sql of [
        `UPDATE ${table} SET ${column} = ${column} + 1000`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table}`,
      ])
        await expect(place.sql(rules, sql)).rejects.toThrow(`Rows of ${table} are only ever added.`);
      expect(await damageIn(place)).toEqual([]);
    },
  );

  it("numbers its rows without gaps after a visit that was not taken", async () => {
    const archive = place.open();
    const generation = await archive.generation();
    await place.sql("ALTER TABLE visits ADD CONSTRAINT no CHECK (at <> '2025-12-01T00:00:00Z')");
    const taken = (at: string) =>
      archive.record(visitOf({ at, headlines: [headlineOf({ id: at })], body: at }));
    await expect(taken("2025-12-01T00:00:00Z")).rejects.toThrow(/constraint "no"/);
    expect(await archive.generation()).toBe(generation);
    await taken("2025-12-01T00:00:01Z");
    expect(await archive.generation()).toBe(generation + 1);
    expect((await archive.lastVisit(PLACE))!.at).toBe("2025-12-01T00:00:01Z");
    expect(await archive.verify()).toEqual([]);
    archive.close();
  });
});
