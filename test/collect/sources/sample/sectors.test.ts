import { describe, expect, it } from "vitest";
import { ask, changes, sectorCodes, valuesIn } from "./asking.ts";

describe("the simulated sectors", () => {
  it("sum to the index but for a few thousandths of a percentage point", async () => {
    const answer = await ask("2026-11-20", { from: "2025-01-02" });
    const index = changes(answer, "SPX", (now, before) => (now / before - 1) * 100);
    const columns = sectorCodes.map((code) => ({
      own: valuesIn(answer, `SPX.SECTOR.${code}.RETURN`),
      weight: valuesIn(answer, `SPX.SECTOR.${code}.WEIGHT`),
    }));
    let largest = 0;
    for (const [date, percent] of index) {
      const sum = columns.reduce(
        (total, { own, weight }) => total + (own.get(date)! * weight.get(date)!) / 100,
        0,
      );
      const weights = columns.reduce((total, { weight }) => total + weight.get(date)!, 0);
      expect(Math.abs(weights - 100), date).toBeLessThan(0.001);
      largest = Math.max(largest, Math.abs(sum - percent));
    }
    expect(largest).toBeLessThan(0.006);
    expect(largest).toBeGreaterThan(0.001);
  });

  it("drift with their returns, and are re-anchored after the third Friday of a quarter's last month", async () => {
    const answer = await ask("2026-09-23", { from: "2026-09-14" });
    const misfit = (date: string, next: string) => {
      const grown = sectorCodes.map((code) => {
        const weight = valuesIn(answer, `SPX.SECTOR.${code}.WEIGHT`).get(date)!;
        return weight * (1 + valuesIn(answer, `SPX.SECTOR.${code}.RETURN`).get(date)! / 100);
      });
      const sum = grown.reduce((total, weight) => total + weight, 0);
      const found = sectorCodes.map((code) => valuesIn(answer, `SPX.SECTOR.${code}.WEIGHT`).get(next)!);
      return Math.max(...grown.map((weight, index) => Math.abs((weight / sum) * 100 - found[index]!)));
    };
    expect(misfit("2026-09-16", "2026-09-17")).toBeLessThan(0.0002);
    expect(misfit("2026-09-17", "2026-09-18")).toBeLessThan(0.0002);
    expect(misfit("2026-09-18", "2026-09-21")).toBeGreaterThan(0.01);
    expect(misfit("2026-09-21", "2026-09-22")).toBeLessThan(0.0002);
  });
});
