import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../pipeline/finance/dates.ts";
import { eventMoves } from "../../pipeline/finance/event-moves.ts";
import type { Unit } from "../../pipeline/model/unit.ts";
import { deskWith, seriesOf } from "../support/snapshots.ts";

const DATE = "2025-11-12";
const dayAt = (index: number, count: number) => addDays(DATE, index + 1 - count);

/** A history of these values on consecutive days that end on the day. */
function historyOf(values: readonly (number | null)[], unit: Unit = "percent") {
  const rows = Object.fromEntries(values.map((value, index) => [dayAt(index, values.length), value]));
  const series = seriesOf("X", rows, { unit, calendar: "every-day" });
  return deskWith(DATE, [series]).history("X", { after: "2000-01-01" })!;
}

/** Moves of 5 bp on every fifth day, of 1 bp on the others. */
const values: number[] = [];
for (let index = 0; index < 100; index += 1) {
  const step = index % 5 === 0 ? 0.05 : 0.01;
  values.push((values.at(-1) ?? 4) + (index % 2 ? step : -step));
}
const fifths = values.flatMap((_, index) => (index % 5 === 0 && index > 0 ? [dayAt(index, 100)] : []));

describe("what an event usually moves", () => {
  it("is the median of its days' absolute changes, against that of the others", () => {
    const found = eventMoves(historyOf(values), fifths)!;
    expect(found.onDays).toBeCloseTo(5, 9);
    expect(found.otherDays).toBeCloseTo(1, 9);
    expect(found).toMatchObject({ days: 19, from: fifths[0] });
  });

  it("is in percent for a price", () => {
    const prices = historyOf(
      Array.from({ length: 30 }, (_, index) => 100 * 1.01 ** index),
      "index",
    );
    const days = Array.from({ length: 8 }, (_, index) => dayAt(10 + 2 * index, 30));
    expect(eventMoves(prices, days)?.onDays).toBeCloseTo(1, 9);
  });

  it("looks at the last 24 days only, and at the others since the first of them", () => {
    const long = historyOf([...Array(300).fill(4), ...values]);
    const days = [...Array.from({ length: 30 }, (_, index) => dayAt(10 * index + 5, 400)), ...fifths];
    const found = eventMoves(long, days)!;
    expect(found.days).toBe(24);
    expect(found.from > dayAt(200, 400)).toBe(true);
  });

  it("is null for fewer than eight days, and where every day is one of the event", () => {
    expect(eventMoves(historyOf(values), fifths.slice(0, 7))).toBeNull();
    expect(eventMoves(historyOf(values), fifths.slice(0, 8))).not.toBeNull();
    const all = values.map((_, index) => dayAt(index, 100));
    expect(eventMoves(historyOf(values), all)).toBeNull();
  });

  it("leaves out days on which the series was not observed, and never takes them for zero", () => {
    const holes = values.map((value, index) => (index % 5 === 0 && index < 60 ? null : value));
    const found = eventMoves(historyOf(holes), fifths)!;
    expect(found.days).toBe(8);
    expect(found.onDays).toBeGreaterThan(3);
  });

  it("is null for a price that was not above zero", () => {
    expect(
      eventMoves(historyOf([...values.slice(0, 50), -3, ...values.slice(51)], "index"), fifths),
    ).toBeNull();
  });

  it("does not depend on the order of the days, and scales with the moves", () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(fifths, { minLength: 8 }),
        fc.integer({ min: 2, max: 9 }),
        (days, by) => {
          const once = eventMoves(historyOf(values), days)!;
          expect(once).toEqual(eventMoves(historyOf(values), [...days].sort()));
          const scaled = eventMoves(historyOf(values.map((value) => by * value)), days)!;
          // Differences of decimals such as 4.06 leave the last binary digits.
          expect(scaled.onDays / once.onDays).toBeCloseTo(by, 6);
        },
      ),
    );
  });
});
