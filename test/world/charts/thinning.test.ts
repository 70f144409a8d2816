import { describe, expect, it } from "vitest";
import { thinned } from "../../../pipeline/world/charts/thinning.ts";

const points = (values: readonly (number | null)[]) => values.map((y, x) => ({ x, y }));
const valuesOf = (line: readonly { y: number | null }[]) => line.map(({ y }) => y);

describe("a long line", () => {
  it("is drawn day by day as long as four days share a px", () => {
    const line = points([1, 5, 2, 8, 3, 3, 3, 3]);
    expect(thinned(line, 2)).toBe(line);
  });

  it("keeps first, lowest, highest and last of each px, in their order", () => {
    const [one, other] = [
      [3, 9, 4, 4, 1, 2],
      [5, 5, 5, 6, 5, 7],
    ];
    // The last day has a column of its own.
    expect(valuesOf(thinned(points([...one!, ...other!, 8]), 2))).toEqual([3, 9, 1, 2, 5, 7, 8]);
  });

  it("keeps a gap", () => {
    const line = points([1, 2, 3, 4, 5, null, null, 3, 3, 3, 3, 3, 3]);
    expect(valuesOf(thinned(line, 2))).toContain(null);
  });

  it("keeps the highest and lowest day of thirty years", () => {
    const line = points(
      Array.from({ length: 7_800 }, (_, day) => Math.sin(day / 9) + (day === 4_001 ? 40 : 0)),
    );
    const kept = valuesOf(thinned(line, 540)) as number[];
    expect(kept.length).toBeLessThan(4 * 541);
    expect(Math.max(...kept)).toBe(Math.max(...(valuesOf(line) as number[])));
    expect(Math.min(...kept)).toBe(Math.min(...(valuesOf(line) as number[])));
  });
});
