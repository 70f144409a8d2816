import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tickText, valueTicks } from "../../../pipeline/world/charts/value-ticks.ts";

describe("gridlines", () => {
  it.each([
    // By hand: the step with the least empty height among 1, 2, 5 (25, 0.25, 30, 40 …) that needs 3 to 5 lines.
    [{ low: 74, high: 171 }, [60, 90, 120, 150, 180]],
    [{ low: 77, high: 164 }, [75, 100, 125, 150]],
    [{ low: 3.26, high: 4.33 }, [3.25, 3.5, 3.75, 4, 4.25]],
    [{ low: -12, high: 38 }, [-20, 0, 20, 40]],
    [{ low: 3.71, high: 4 }, [3.7, 3.8, 3.9, 4]],
    // Not −2.5, 0, 2.5, 5.
    [{ low: -2.4, high: 4.9 }, [-4, -2, 0, 2, 4]],
  ])("of %o stand on round values, five at most", ({ low, high }, values) => {
    const found = valueTicks({ low, high, foot: 0, most: 5 });
    expect(found.values).toEqual(values);
    expect(found.max).toBe(Math.max(high, values.at(-1)!));
  });

  it("leave room under the lowest point for its label", () => {
    const { values, max } = valueTicks({ low: 77, high: 171, foot: 0.08, most: 5 });
    expect((77 - values[0]!) / (max - values[0]!)).toBeGreaterThanOrEqual(0.08);
  });

  it("surround a value that never moves, zero too", () => {
    expect(valueTicks({ low: 81, high: 81, foot: 0, most: 5 }).values).toEqual([76, 78, 80, 82, 84]);
    expect(valueTicks({ low: 0, high: 0, foot: 0, most: 5 }).values).toEqual([-1, -0.5, 0, 0.5, 1]);
  });

  it("are found for equal values whose mean differs by binary noise, and for a picture too low for its label", () => {
    expect(
      valueTicks({ low: 4.499999999999997, high: 4.5, foot: 0.08, most: 5 }).values.length,
    ).toBeLessThanOrEqual(5);
    expect(valueTicks({ low: 77, high: 171, foot: 3, most: 4 }).values.length).toBeLessThanOrEqual(4);
  });

  it("always hold what is drawn on their axis, five at most, and leave less than two thirds of a step above the last", () => {
    const value = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((raw) => Number(raw.toFixed(3)));
    fc.assert(
      fc.property(value, value, fc.constantFrom(4, 5), (one, other, most) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)];
        const { values, max } = valueTicks({ low, high, foot: 0, most });
        expect(values[0]!).toBeLessThanOrEqual(low);
        expect(max).toBeGreaterThanOrEqual(high);
        const [last, before] = [values.at(-1)!, values.at(-2)!];
        expect((max - last) / (last - before)).toBeLessThan(0.67);
        expect(values.length).toBeGreaterThanOrEqual(2);
        expect(values.length).toBeLessThanOrEqual(most);
      }),
    );
  });

  it("print their numbers with true minus, thousands and the unit's own spacing", () => {
    expect(tickText(-1250, 0, "bp")).toBe("−1,250 bp");
    expect(tickText(4.5, 1, "%")).toBe("4.5%");
    expect(tickText(0, 2, "")).toBe("0.00");
  });
});
