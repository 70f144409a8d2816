import { describe, expect, it } from "vitest";
import { choice, dayKey, normal, uniform } from "../../../../pipeline/collect/sources/sample/random.ts";

const DAYS = Array.from({ length: 20_000 }, (_, index) => 16_000 + index);

/** Mean, variance and lag-one correlation. */
function momentsOf(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const lagged = values
    .slice(1)
    .reduce((sum, value, index) => sum + (value - mean) * (values[index]! - mean), 0);
  return { mean, variance, lag: lagged / values.length / variance };
}

describe("the draws of a day", () => {
  it("never change: past sample issues rest on them", () => {
    expect(dayKey(1, 20_000)).toMatchInlineSnapshot(`1957424456`);
    expect(normal(dayKey(1, 20_000), 1)).toMatchInlineSnapshot(`-0.3606994745709378`);
    expect(uniform(dayKey(1, 20_000), 1)).toMatchInlineSnapshot(`0.43903166172094643`);
  });

  // With 20,000 draws the standard errors are 0.007 for the mean and the lag, 0.01 for the variance: four of them.
  it("are normal with mean 0 and variance 1, independent from day to day and between streams", () => {
    const [left, right] = [1, 2].map((stream) => DAYS.map((day) => normal(dayKey(7, day), stream)));
    for (const values of [left!, right!]) {
      const { mean, variance, lag } = momentsOf(values);
      expect(Math.abs(mean)).toBeLessThan(0.028);
      expect(Math.abs(variance - 1)).toBeLessThan(0.04);
      expect(Math.abs(lag)).toBeLessThan(0.028);
    }
    const across = left!.reduce((sum, value, index) => sum + value * right![index]!, 0) / left!.length;
    expect(Math.abs(across)).toBeLessThan(0.028);
    expect(left!.filter((value) => Math.abs(value) > 1.96).length / left!.length).toBeCloseTo(0.05, 2);
  });

  it("choose every number alike", () => {
    const counts = [0, 0, 0, 0, 0];
    for (const day of DAYS) counts[choice(dayKey(3, day), 9, 5)]! += 1;
    for (const count of counts) expect(Math.abs(count - 4000)).toBeLessThan(4 * Math.sqrt(20_000 * 0.16));
  });
});
