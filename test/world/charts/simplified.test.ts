import { describe, expect, it } from "vitest";
import { rowsSeen } from "../../../pipeline/world/charts/simplified.ts";

const pixels = (heights: readonly number[]) => heights.map((y, x) => ({ x, y }));
const GAP = Number.NaN;

describe("what can be seen of a line", () => {
  it("is its corners, and of a level line some days", () => {
    const corner = pixels(Array.from({ length: 41 }, (_, x) => (x <= 13 ? 0 : (x - 13) * 2)));
    const kept = rowsSeen(corner, 0.3);
    expect(kept).toContain(13);
    expect([kept[0], kept.at(-1)]).toEqual([0, 40]);
    expect(kept.length).toBeLessThan(12);
    expect(rowsSeen(pixels(Array(41).fill(5)), 0.3)).toHaveLength(9);
  });

  it("leaves no point out that lies further from the drawn line than it may", () => {
    const line = pixels(Array.from({ length: 400 }, (_, x) => 20 * Math.sin(x / 15) + 3 * Math.sin(x * 1.7)));
    const kept = rowsSeen(line, 0.5);
    expect(kept.length).toBeLessThan(400);
    for (const [at, row] of kept.slice(1).entries()) {
      const [from, to] = [line[kept[at]!]!, line[row]!];
      for (const { x, y } of line.slice(from.x, to.x)) {
        const there = from.y + ((x - from.x) / (to.x - from.x)) * (to.y - from.y);
        const slope = (to.y - from.y) / (to.x - from.x);
        expect(Math.abs(y - there) / Math.hypot(1, slope)).toBeLessThanOrEqual(0.5 + 1e-9);
      }
    }
  });

  it("keeps a gap, its two sides, and a value between two gaps", () => {
    const line = pixels([1, 1, GAP, GAP, 1, GAP, 1, 1]);
    expect(rowsSeen(line, 0.5)).toEqual([0, 1, 2, 4, 5, 6, 7]);
    expect(rowsSeen(pixels([GAP, GAP]), 0.5)).toEqual([0]);
    expect(rowsSeen([], 0.5)).toEqual([]);
  });
});
