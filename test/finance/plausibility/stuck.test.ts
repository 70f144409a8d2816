import { describe, expect, it } from "vitest";
import { suspicionsOf } from "../../../pipeline/finance/plausibility/suspicions.ts";
import { column, marks, randomNumbers, walk } from "./made-up-series.ts";

const found = (values: readonly number[], unit: "index" | "percent" = "index") => {
  const given = column(values, { unit });
  return marks(suspicionsOf(given), given.dates);
};
const held = (values: readonly number[], from: number, to: number) =>
  values.map((value, row) => (row >= from && row <= to ? values[from]! : value));

describe("a value that is repeated", () => {
  const price = walk(400);

  it("is doubted from its first repeat on where the series moves every day, the newest row included", () => {
    expect(found(held(price, 300, 306))).toEqual(["stuck 301..306"]);
    expect(found(held(price, 393, 399))).toEqual(["stuck 394..399"]);
  });

  it("is not over a long weekend that a source filled", () => {
    expect(found(held(price, 300, 302))).toEqual([]);
  });

  it("is not where the series has not been known for long", () => {
    expect(found(held(price, 20, 40))).toEqual([]);
  });

  it("is not a policy rate", () => {
    const rate = Array.from({ length: 700 }, (_, row) => 4.5 - 0.25 * Math.floor(row / 45));
    expect(found(held(rate, 300, 699), "percent")).toEqual([]);
  });

  it("is not a rate that somebody sets or pins: one that stood still on every other day may stand still for months", () => {
    const pinned = Array.from({ length: 500 }, (_, row) => (4 + (Math.floor(row / 2) % 3)) / 100);
    expect(found(held(pinned, 440, 499), "percent")).toEqual([]);
  });

  it("is not a rate near zero that stands still on every third day", () => {
    const next = randomNumbers(7);
    let value = 10;
    const rate = Array.from({ length: 600 }, () => {
      value = next() < 0.35 ? value : value + (next() < 0.5 && value > 2 ? -1 : 1);
      return value / 100;
    });
    expect(found(rate, "percent")).toEqual([]);
  });

  it("is told with the share of still days and the longest run before it", () => {
    const [stuck] = suspicionsOf(column(held(price, 393, 399)));
    expect(stuck?.message).toMatch(
      /is repeated 6 times up to 2024-07-12, where [\d.]+ % of the rows before it stood still and never more than \d in a row\.$/,
    );
  });
});
