import { describe, expect, it } from "vitest";
import { retold } from "../../../pipeline/desk/correcting/retold-snapshot.ts";
import type { Series } from "../../../pipeline/model/series.ts";
import type { Snapshot } from "../../../pipeline/model/snapshot.ts";

const seriesOf = (rows: Readonly<Record<string, number | null>>, unit: Series["unit"] = "bp"): Series => ({
  ...{ id: "A", name: "A", unit, calendar: "nyse" },
  ...{ dates: Object.keys(rows), values: Object.values(rows) },
  origins: [{ source: "made up", place: "a", sha256: "0", retrievedAt: null }],
});
const snapshotOf = (series: Readonly<Record<string, Series>>) => ({ date: "2025-11-05", series }) as Snapshot;
const look = (kept: Series, now: Series | null) =>
  retold(snapshotOf({ A: kept }), snapshotOf(now ? { A: now } : {})).series.A!;

describe("what an issue saw, as its sources tell it now", () => {
  const kept = seriesOf({ "2025-11-03": 80, "2025-11-04": 83, "2025-11-05": null });

  it("has each value as it was revised", () => {
    expect(look(kept, seriesOf({ "2025-11-03": 80, "2025-11-04": 85 })).values).toEqual([80, 85, null]);
  });

  it("has nothing that came later, neither a new day nor one that was still empty", () => {
    const now = seriesOf({ "2025-10-31": 79, "2025-11-04": 83, "2025-11-05": 81, "2025-11-06": 82 });
    expect(look(kept, now)).toEqual(kept);
  });

  it("keeps what the source does not tell any more, or tells in another unit", () => {
    expect(look(kept, seriesOf({ "2025-11-04": null }))).toEqual(kept);
    expect(look(kept, null)).toEqual(kept);
    expect(look(kept, seriesOf({ "2025-11-04": 0.85 }, "percent"))).toEqual(kept);
  });
});
