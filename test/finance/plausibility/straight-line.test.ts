import { describe, expect, it } from "vitest";
import { suspicionsOf } from "../../../pipeline/finance/plausibility/suspicions.ts";
import { column, marks, walk } from "./made-up-series.ts";

const found = (values: readonly number[], unit: "index" | "percent" = "percent") => {
  const given = column(values, { unit });
  return marks(suspicionsOf(given), given.dates);
};
/** Rows between two known ones filled in, to `decimals`. */
const filled = (values: readonly number[], from: number, to: number, decimals = 2) =>
  values.map((value, row) =>
    row > from && row < to
      ? Number(
          (values[from]! + ((values[to]! - values[from]!) * (row - from)) / (to - from)).toFixed(decimals),
        )
      : value,
  );

describe("values on a straight line", () => {
  const spread = walk(500, { rate: true, volatility: 0.06 });

  it("are doubted where the series is usually rough", () => {
    expect(found(spread)).toEqual([]);
    const [mark = ""] = found(filled(spread, 300, 360));
    const [, from, to] = /^straight-line (\d+)\.\.(\d+)$/.exec(mark)!.map(Number);
    expect(from).toBeLessThanOrEqual(303);
    expect(to).toBeGreaterThanOrEqual(357);
  });

  it("are doubted in the newest rows, and stretch after stretch, though the lines would become the history", () => {
    const quarters = [260, 300, 340, 380, 420, 460].reduce(
      (values, from) => filled(values, from, from + 39),
      spread,
    );
    expect(found(quarters).length).toBeGreaterThanOrEqual(5);
    expect(found(filled(spread, 450, 499)).at(-1)).toMatch(/\.\.499$/);
  });

  it("are doubted when filled in without rounding", () => {
    const price = walk(400);
    expect(found(filled(price, 300, 330, 6), "index")[0]).toMatch(/^straight-line 30\d\.\.3[23]\d$/);
  });

  it("are not doubted where few rows lie on a line", () => {
    expect(found(filled(spread, 300, 306))).toEqual([]);
  });

  it("are not doubted where the series is smooth by nature: an index of prices, an average, a trend", () => {
    const prices = Array.from({ length: 400 }, (_, row) => Number((250 * 1.0002 ** row).toFixed(3)));
    const average = spread.map(
      (_, row) =>
        spread.slice(Math.max(0, row - 90), row + 1).reduce((a, b) => a + b) / Math.min(91, row + 1),
    );
    expect(found(prices, "index")).toEqual([]);
    expect(found(average.map((value) => Number(value.toFixed(2))))).toEqual([]);
  });

  it("are not doubted in a rate near zero that creeps up by a point of the last place", () => {
    expect(found(Array.from({ length: 400 }, (_, row) => 0.05 + Math.floor(row / 30) / 100))).toEqual([]);
  });
});
