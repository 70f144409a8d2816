import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { barScale } from "../../../pipeline/world/charts/bar-scale.ts";

describe("the scale of labelled bars", () => {
  it("gives all length to bars and labels: worked by hand", () => {
    // 100 px: bars 4 and -1 with 10 px of label each share 80 px, 16 px a unit; zero stands at 10 + 16 = 26 px.
    const { min, max } = barScale(
      [
        { value: 4, room: 10 },
        { value: -1, room: 10 },
      ],
      100,
    );
    expect(min).toBeCloseTo(-26 / 16, 12);
    expect(max).toBeCloseTo(74 / 16, 12);
  });

  it("keeps every label inside, whatever the values", () => {
    const bar = fc.record({
      value: fc.integer({ min: -5000, max: 5000 }),
      room: fc.integer({ min: 0, max: 60 }),
    });
    fc.assert(
      fc.property(fc.array(bar, { minLength: 1, maxLength: 20 }), (bars) => {
        const { min, max } = barScale(bars, 400);
        const pixel = (value: number) => ((value - min) / (max - min)) * 400;
        for (const { value, room } of bars) {
          if (value < 0) expect(pixel(value) - room).toBeGreaterThanOrEqual(-1e-6);
          else if (value > 0) expect(pixel(value) + room).toBeLessThanOrEqual(400 + 1e-6);
        }
        expect(pixel(0)).toBeGreaterThanOrEqual(-1e-6);
        expect(pixel(0)).toBeLessThanOrEqual(400 + 1e-6);
      }),
    );
  });

  it("stands bars that are all zero at the lower end", () => {
    expect(barScale([{ value: 0, room: 20 }], 100)).toEqual({ min: 0, max: 1 });
  });
});
