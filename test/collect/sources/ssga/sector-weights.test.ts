import { describe, expect, it } from "vitest";
import { sectorWeights } from "../../../../pipeline/collect/sources/ssga/sector-weights.ts";

const fund = (name: string, stocks: Record<string, number>) => ({
  fund: name,
  asOf: "2030-03-01",
  stocks: new Map(Object.entries(stocks)),
});

describe("sector weights by membership", () => {
  it("are shares of the stocks: 40 and 8 of 96 with 4 cash are 50 percent, whatever the sector fund's own caps", () => {
    const index = fund("spy", { AAA: 40, BBB: 48, CCC: 8 });
    const { weights, astray } = sectorWeights(index, [
      fund("xlk", { AAA: 25, CCC: 70, FUTURE: 5 }),
      fund("xlv", { BBB: 100 }),
    ]);
    expect([...weights]).toEqual([
      ["xlk", 50],
      ["xlv", 50],
    ]);
    expect(astray).toEqual([]);
  });

  it("leave out members in no file or in two, the heaviest named first", () => {
    const index = fund("spy", { AAA: 98, BBB: 0.5, CCC: 1.5 });
    const { weights, astray } = sectorWeights(index, [
      fund("xlk", { AAA: 90, CCC: 10 }),
      fund("xlv", { CCC: 100 }),
    ]);
    expect([...weights.values()]).toEqual([98, 0]);
    expect(astray).toEqual([
      { ticker: "CCC", percent: 1.5, files: 2 },
      { ticker: "BBB", percent: 0.5, files: 0 },
    ]);
  });
});
