import { describe, expect, it } from "vitest";
import { addDays } from "../../../pipeline/finance/dates.ts";
import { archiveIn } from "../../../pipeline/world/archive/archive-in.ts";
import type { Store } from "../../../pipeline/world/archive/book.ts";
import { rowsRead } from "../../support/rows-read.ts";
import { bothEngines } from "./engines.ts";
import { toldFrom, visitOf } from "./telling-visits.ts";

const [, onServer] = bothEngines();
const NAMES = Array.from({ length: 30 }, (_, index) => `MANY.${index}`);
const VISITS = 40;
/** A checkpoint is made every sixteen tellings, and whoever reads takes what came after it. */
const AFTER_CHECKPOINT = 16;

const visitOn = (visit: number) =>
  visitOf({
    at: `${addDays("2025-01-01", visit)}T22:00:00Z`,
    tellings: NAMES.map((series) => toldFrom(addDays("2025-01-01", visit), [visit], { series })),
  });

/** Tells how many tellings each moment read. */
function watched(store: Store, tell: (rows: number) => void): Store {
  const told =
    <B extends Parameters<Parameters<Store["write"]>[0]>[0], T>(work: (db: B) => Promise<T>) =>
    async (db: B) => {
      let result: T;
      tell(
        await rowsRead(db, "tellings", async () => {
          result = await work(db);
        }),
      );
      return result!;
    };
  return {
    ...store,
    read: (nothing, look) => store.read(nothing, told(look)),
    write: (change) => store.write(told(change)),
  };
}

describe("an archive in PostgreSQL, whose tables were never counted", () => {
  it("reads the tellings that it needs, and no other, however many there are", async () => {
    let read = 0;
    const archive = archiveIn(
      watched((await onServer![1]()).store(), (rows) => {
        read += rows;
      }),
    );
    for (let visit = 0; visit < VISITS; visit += 1) await archive.record(visitOn(visit));
    read = 0;
    const wanted = NAMES.map((series) => ({ series, from: "2025-01-01" }));
    expect(await archive.lanes(wanted, null)).toHaveLength(NAMES.length);
    expect(read).toBeLessThanOrEqual(NAMES.length * AFTER_CHECKPOINT);
    read = 0;
    await archive.record(visitOn(VISITS));
    expect(read).toBeLessThanOrEqual(2 * NAMES.length * AFTER_CHECKPOINT);
  });
});
