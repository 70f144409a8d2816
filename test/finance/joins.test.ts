import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../pipeline/finance/dates.ts";
import { joinOf } from "../../pipeline/finance/joins.ts";
import { deskWith, seriesOf } from "../support/snapshots.ts";

const DATE = "2025-11-12";
type Rows = Readonly<Record<string, number | null>>;

function joined(...columns: readonly Rows[]) {
  const series = columns.map((rows, index) => seriesOf(`S${index}`, rows));
  const desk = deskWith(DATE, series);
  return joinOf(series.map(({ id }) => desk.tail(id, 1000)!));
}

describe("the inner join of dates", () => {
  it("keeps the days that all series have a value on, and no other", () => {
    const equities = { "2025-11-07": 1, "2025-11-10": 2, "2025-11-11": 3, "2025-11-12": 4 };
    const bonds = { "2025-11-07": 10, "2025-11-10": 20, "2025-11-11": null, "2025-11-12": 40 };
    const { dates, values } = joined(equities, bonds);
    expect(dates).toEqual(["2025-11-07", "2025-11-10", "2025-11-12"]);
    expect(values).toEqual([
      [1, 2, 4],
      [10, 20, 40],
    ]);
  });

  it("is empty for strangers and for nobody", () => {
    expect(joined({ "2025-11-07": 1 }, { "2025-11-10": 2 }).dates).toEqual([]);
    expect(joinOf([])).toEqual({ dates: [], values: [], windows: [] });
  });

  it("does not depend on which series comes first", () => {
    const column = fc.array(fc.option(fc.integer(), { nil: null }), { minLength: 1, maxLength: 30 });
    const rowsOf = (values: readonly (number | null)[]) =>
      Object.fromEntries([...values, 0].map((value, at) => [addDays("2025-09-01", at), value]));
    fc.assert(
      fc.property(column, column, column, (a, b, c) => {
        const [one, two] = [joined(rowsOf(a), rowsOf(b), rowsOf(c)), joined(rowsOf(c), rowsOf(a), rowsOf(b))];
        expect(two.dates).toEqual(one.dates);
        expect(two.values).toEqual([one.values[2], one.values[0], one.values[1]]);
      }),
    );
  });
});
