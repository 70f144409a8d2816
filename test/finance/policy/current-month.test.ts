import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { restOfMonth } from "../../../pipeline/finance/policy/current-month.ts";
import { dailyRate, meanOf, publishedTo } from "./markets.ts";

describe("the rest of the running month", () => {
  it("is what the price leaves for it, worked by hand for November 2025", () => {
    // Five days at 3.87 are known by Wednesday the 5th: 30 x 3.8575 - 5 x 3.87 = 96.375, over 25 days 3.855.
    const overnight = publishedTo("2025-11-05", () => 3.87);
    const rest = restOfMonth(96.1425, "2025-11-05", overnight)!;
    expect(rest.days).toBe(25);
    expect(rest.percent).toBeCloseTo(3.855, 10);
    expect(rest.uncertaintyBp).toBeCloseTo((0.125 * 30) / 25, 12);
  });

  it("counts the weekend as realised once Friday's rate is out", () => {
    const friday = publishedTo("2025-11-07", () => 3.87);
    expect(restOfMonth(96.13, "2025-11-07", friday)!.days).toBe(21);
  });

  it("finds the rate again after a decision in the month", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -60, max: 60, noNaN: true }),
        fc.integer({ min: 18, max: 29 }),
        (step, day) => {
          const rateOn = dailyRate(4.33, new Map([["2025-09-17", step]]));
          const asOf = `2025-09-${day}`;
          const rest = restOfMonth(100 - meanOf("2025-09", rateOn), asOf, publishedTo(asOf, rateOn))!;
          expect(Math.abs(rest.percent - rateOn("2025-09-30")) * 100).toBeLessThan(1e-6);
        },
      ),
      { numRuns: 50, seed: 20251105 },
    );
  });

  it("is not told where a rate of the month is missing, or where no day is left", () => {
    const whole = publishedTo("2025-10-31", () => 4);
    expect(restOfMonth(96, "2025-10-31", whole)).toBeNull();
    const holed = {
      ...whole,
      newest: { date: "2025-10-20", value: 4 },
      on: (day: string) => (day === "2025-10-08" || day > "2025-10-20" ? null : 4),
    };
    expect(restOfMonth(96, "2025-10-20", holed)).toBeNull();
  });
});
