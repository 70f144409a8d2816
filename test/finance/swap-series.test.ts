import { describe, expect, it } from "vitest";
import { isNewSeries, seriesNumber } from "../../pipeline/finance/swap-series.ts";
import { deskWith, seriesOf } from "../support/snapshots.ts";

const CDX = "CDX.NA.IG.5Y";
const levels = seriesOf(CDX, { "2025-09-19": 48, "2025-09-22": 52 }, { unit: "bp" });

function isNew(numbers: Readonly<Record<string, number>> | null): boolean {
  const own = numbers ? [seriesOf(seriesNumber(CDX), numbers, { unit: "count" })] : [];
  const desk = deskWith("2025-09-22", [levels, ...own]);
  return isNewSeries(desk, desk.latest(CDX)!, desk.previous(CDX)!);
}

describe("the roll of a swap index", () => {
  it("is seen where the number of the series differs between a level and the one before it", () => {
    expect(isNew({ "2025-09-19": 44, "2025-09-22": 45 })).toBe(true);
    expect(isNew({ "2025-09-19": 44, "2025-09-22": 44 })).toBe(false);
  });

  it("holds until a new number is published, and is not guessed where none is known", () => {
    expect(isNew({ "2025-09-01": 44 })).toBe(false);
    expect(isNew({ "2025-09-22": 45 })).toBe(false);
    expect(isNew(null)).toBe(false);
  });
});
