import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../pipeline/finance/dates.ts";
import { changesOf, mostMoved, moverOf, pointsMoverOf } from "../../pipeline/finance/movers.ts";
import type { Mover } from "../../pipeline/model/told.ts";
import { deskWith, type SeriesSketch, seriesOf } from "../support/snapshots.ts";

const DATE = "2025-11-12";

/** A series of these values on consecutive days that end on the day. */
function ending(values: readonly (number | null)[], sketch: SeriesSketch = {}, date = DATE) {
  const rows = values.map((value, index) => [addDays(date, index + 1 - values.length), value] as const);
  return seriesOf("X", Object.fromEntries(rows), { name: "the X", calendar: "every-day", ...sketch });
}
const moverIn = (...series: Parameters<typeof ending>) =>
  moverOf(deskWith(DATE, [ending(...series)]), "X", "key-figures");

/** Up and down by `step` in turn, from 4. */
const swinging = (count: number, step = 0.01) =>
  Array.from({ length: count }, (_, at) => 4 + (at % 2) * step);

describe("a mover", () => {
  it("is measured by the changes before it, today's not among them", () => {
    // 100 changes of +1 and -1 bp in turn: mean 0, sum of squares 100, sample sd sqrt(100 / 99); then +5 bp from 4.00.
    const mover = moverIn([...swinging(101), 4.05])!;
    expect(mover).toMatchObject({ key: "X", name: "the X", change: { value: 5, unit: "bp" } });
    expect(mover.size.value).toBeCloseTo(5 / Math.sqrt(100 / 99), 9);
    expect(mover.size.method).toContain("100 changes before it");
    expect(mover.level.value).toBe(4.05);
  });

  it("of a price moves in percent, of a spread in bp, of a yield in bp", () => {
    const prices = [...swinging(101, 0.04), 4.2];
    expect(moverIn(prices, { unit: "price" })!.change).toMatchObject({ unit: "percent", value: 5 });
    expect(moverIn(prices, { unit: "bp" })!.change).toMatchObject({ unit: "bp", value: 0.2 });
    expect(moverIn(prices)!.change).toMatchObject({ unit: "bp", value: 20 });
  });

  it("of an index that is quoted in points moves in points, and may stand at zero", () => {
    const desk = deskWith(DATE, [ending([...swinging(101, 0.5), 6], { unit: "index" })]);
    expect(pointsMoverOf(desk, "X", "key-figures")!.change).toMatchObject({ unit: "index", value: 2 });
  });

  it("is nobody where nothing is of the day, little came before, nothing ever moved, or a price is not above zero", () => {
    expect(moverIn([...swinging(101), 4.05, null])).toBeNull();
    expect(moverIn(swinging(41))).toBeNull();
    expect(moverIn(swinging(42))).not.toBeNull();
    expect(moverIn(Array(101).fill(4))).toBeNull();
    expect(moverIn([...swinging(100), -1, 4], { unit: "price" })).toBeNull();
    expect(moverOf(deskWith(DATE, []), "X", "key-figures")).toBeNull();
  });

  it("has the same size whatever the unit of a spread, and whatever the order of its rows' arrival", () => {
    const steps = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 70, maxLength: 90 });
    fc.assert(
      fc.property(steps, fc.integer({ min: 2, max: 9 }), (moves, times) => {
        let level = 1000;
        const levels = moves.map((move) => (level += move));
        const size = (values: readonly number[]) => moverIn(values, { unit: "bp" })?.size.value ?? null;
        const [once, scaled] = [size(levels), size(levels.map((value) => value * times))];
        if (once === null) expect(scaled).toBeNull();
        else expect(scaled).toBeCloseTo(once, 9);
      }),
    );
  });
});

describe("changes", () => {
  it("are null for prices of which one is not above zero, never a return through zero", () => {
    const desk = deskWith(DATE, [ending([10, -37, 9], { unit: "price" })]);
    expect(changesOf(desk.tail("X", 9)!)).toBeNull();
  });
});

describe("what moved most", () => {
  const moved = (key: string, size: number, asOf = DATE): Mover => {
    const figure = (value: number) =>
      ({ kind: "figure", id: `a.${key}`, value, unit: "sd", asOf, inputs: [], method: "made up" }) as const;
    return { key, name: key, level: figure(1), change: figure(1), size: figure(size) };
  };

  it("is ranked by size whatever its sign, from one standard deviation on, six at most", () => {
    const sizes = [0.99, 1, -3, 2, 1.5, 1.2, 1.1, 1.3];
    const told = mostMoved(
      sizes.map((size, index) => moved(`k${index}`, size)),
      DATE,
    );
    expect(told.map(({ size }) => size.value)).toEqual([-3, 2, 1.5, 1.3, 1.2, 1.1]);
  });

  it("leaves out what is not of the issue's day, and orders equals by their key", () => {
    const told = mostMoved([moved("b", 2), moved("a", -2), moved("c", 9, "2025-11-10")], DATE);
    expect(told.map(({ key }) => key)).toEqual(["a", "b"]);
  });
});
