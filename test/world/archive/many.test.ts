import { describe, expect, it } from "vitest";
import { addDays } from "../../../pipeline/finance/dates.ts";
import { archiveIn } from "../../../pipeline/world/archive/archive-in.ts";
import type { Store } from "../../../pipeline/world/archive/book.ts";
import type { Statements } from "../../../pipeline/world/database/sql.ts";
import { bothEngines } from "./engines.ts";
import { toldFrom, visitOf } from "./telling-visits.ts";

describe.each(bothEngines())("what is told of many series, in %s", (_, engine) => {
  it("comes back bit by bit, of as many series as there are", async () => {
    const archive = (await engine()).open();
    const names = Array.from({ length: 150 }, (_, index) => `MANY.${String(index).padStart(3, "0")}`);
    const values = [0.1 + 0.2, -0, 5e-324, 1.7976931348623157e308, null, Number.MAX_SAFE_INTEGER, 1 / 3];
    const tellings = names.map((series, index) =>
      toldFrom("1969-12-30", values.slice(index % 5), {
        series,
        note: index % 2 ? "ä 文 'quoted' \u{1F4C8}" : "",
      }),
    );
    await archive.record(visitOf({ at: "2025-11-05T22:00:00Z", tellings }));
    const wanted = names.map((series) => ({ series, from: "0000-01-01" }));
    const lanes = await archive.lanes(wanted, null);
    expect(lanes.map(({ series }) => series)).toEqual(names);
    for (const [index, lane] of lanes.entries()) {
      expect(lane.values).toEqual(values.slice(index % 5));
      expect(lane.dates[0]).toBe("1969-12-30");
      expect(lane.origins[0]!.note).toBe(tellings[index]!.note);
    }
    expect(await archive.holdings()).toHaveLength(150);
    expect(await archive.verify()).toEqual([]);
    archive.close();
  });

  it("is read of sixty series by some ten statements, and recorded of twenty by some twenty-five", async () => {
    let count = 0;
    const archive = archiveIn(
      counting((await engine()).store(), () => {
        count += 1;
      }),
    );
    const names = Array.from({ length: 60 }, (_, index) => `MANY.${index}`);
    for (let visit = 0; visit < 40; visit += 1) {
      const tellings = names.map((series) => toldFrom("2025-01-01", [visit, 1], { series }));
      count = 0;
      await archive.record(
        visitOf({ at: `${addDays("2025-01-01", visit)}T22:00:00Z`, tellings: tellings.slice(0, 20) }),
      );
      expect(count).toBeLessThan(28);
      await archive.record(
        visitOf({ at: `${addDays("2025-01-01", visit)}T23:00:00Z`, tellings: tellings.slice(20) }),
      );
    }
    count = 0;
    expect(
      await archive.lanes(
        names.map((series) => ({ series, from: "2025-01-01" })),
        null,
      ),
    ).toHaveLength(60);
    expect(count).toBeLessThan(11);
    expect(await archive.verify()).toEqual([]);
  });
});

/** Tells of each statement. */
function counting(store: Store, tell: () => void): Store {
  const told =
    <A extends unknown[], T>(ask: (...asked: A) => T) =>
    (...asked: A) => {
      tell();
      return ask(...asked);
    };
  const counted = ({ all, get, run, rowsAtOnce }: Statements) => ({
    ...{ rowsAtOnce, all: told(all), get: told(get), run: told(run) },
  });
  return {
    ...store,
    read: (nothing, look) => store.read(nothing, (db) => look(counted(db))),
    write: (change) => store.write((db) => change(counted(db))),
  };
}
