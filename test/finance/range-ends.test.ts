import { describe, expect, it } from "vitest";
import { addDays } from "../../pipeline/finance/dates.ts";
import { rangeEndsOf } from "../../pipeline/finance/range-ends.ts";
import { tradingDays } from "../../pipeline/finance/trading-days.ts";
import { calendars, deskWith, type SeriesSketch, seriesOf } from "../support/snapshots.ts";

const DATE = "2025-11-12";
const days = tradingDays(addDays(DATE, -1900), DATE, calendars.nyse);

/** Five years that swing by 1 in turn around 100, with these values on named days. */
function swinging(named: Readonly<Record<string, number>>, sketch: SeriesSketch = {}) {
  const rows = days.map((day, index) => [day, named[day] ?? 100 + (index % 2)] as const);
  return seriesOf("X", Object.fromEntries(rows), {
    name: "the X",
    unit: "price",
    calendar: "nyse",
    ...sketch,
  });
}
const ends = (named: Readonly<Record<string, number>>, sketch: SeriesSketch = {}) =>
  rangeEndsOf(deskWith(DATE, [swinging(named, sketch)]), "X", "models");

describe("the ends of a five-year range", () => {
  it("are its high and low with their first day, and how far they are", () => {
    const [high, low] = ends({ "2023-03-01": 120, "2024-03-01": 120, "2022-03-01": 80, [DATE]: 100 });
    expect(high).toMatchObject({
      key: "X.five-year-high",
      name: "the X",
      level: { value: 120, asOf: "2023-03-01" },
    });
    expect([high!.distance.value, high!.distance.unit]).toEqual([20, "price"]);
    expect(low).toMatchObject({
      kind: "low",
      level: { value: 80, asOf: "2022-03-01" },
      distance: { value: -20 },
    });
  });

  it("are measured by the sd of a day's change: a fifth away where a day moves about one percent", () => {
    const [high] = ends({ "2023-03-01": 120, [DATE]: 100 });
    // Changes of +1 and -0.9901 % in turn: their sample sd is a hair under 1 %.
    expect(high!.daysMove!.value).toBeGreaterThan(19.5);
    expect(high!.daysMove!.value).toBeLessThan(20.5);
  });

  it("of a yield are basis points away, and may lie below zero", () => {
    const [high] = ends({ "2023-03-01": 105.5, [DATE]: 100 }, { unit: "percent" });
    expect(high!.distance).toMatchObject({ value: 550, unit: "bp" });
    const below = rangeEndsOf(
      deskWith(DATE, [
        seriesOf("X", Object.fromEntries(days.map((day, at) => [day, -1 - (at % 3)])), { calendar: "nyse" }),
      ]),
      "X",
      "models",
    );
    expect(below.length).toBeGreaterThan(0);
  });

  it("are none where it stands at one, has no value of the day, no five years, or a price of zero", () => {
    expect(ends({ [DATE]: 130 }).map(({ kind }) => kind)).toEqual(["low"]);
    expect(ends({ [DATE]: 0 })).toEqual([]);
    const short = seriesOf("X", { "2025-11-11": 1, [DATE]: 2 }, { unit: "price", calendar: "nyse" });
    expect(rangeEndsOf(deskWith(DATE, [short]), "X", "models")).toEqual([]);
    const old = swinging({});
    const cut = { ...old, dates: old.dates.slice(0, -1), values: old.values.slice(0, -1), lines: [] };
    expect(rangeEndsOf(deskWith(DATE, [cut]), "X", "models")).toEqual([]);
    expect(rangeEndsOf(deskWith(DATE, []), "X", "models")).toEqual([]);
  });
});
