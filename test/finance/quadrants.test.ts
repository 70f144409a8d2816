import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMonths } from "../../pipeline/finance/dates.ts";
import {
  accelerations,
  axisHistory,
  type Monthly,
  quadrantHistory,
  quadrantOf,
  yearOnYear,
} from "../../pipeline/finance/quadrants.ts";

/** Consecutive months from January 2024 on. */
const monthly = (values: readonly (number | null)[], from = "2024-01"): Monthly => ({
  months: values.map((_, at) => addMonths(from, at)),
  values,
});
/** Rates whose accelerations are these from the sixth month on: y(t) = 3 a(t) + sums of the months before. */
function ratesWith(wanted: readonly number[]): Monthly {
  const rates = [2, 2, 2, 2, 2];
  for (const one of wanted) {
    const at = rates.length;
    const before = rates[at - 5]! + rates[at - 4]! + rates[at - 3]!;
    rates.push(3 * one + before - rates[at - 1]! - rates[at - 2]!);
  }
  return monthly(rates);
}
const directions = (wanted: readonly number[]) =>
  axisHistory(ratesWith(wanted))
    .slice(5)
    .map(({ direction }) => direction);

describe("a change over a year", () => {
  const dates = Array.from({ length: 14 }, (_, at) => `${addMonths("2024-01", at)}-01`);
  const index = [100, ...Array.from({ length: 11 }, () => 101), 103, 102.01];

  it("is the index against the same month of the year before, percent", () => {
    const { months, values } = yearOnYear({ dates, values: index });
    expect(months.at(-1)).toBe("2025-02");
    expect(values.slice(0, 12)).toEqual(Array(12).fill(null));
    expect(values[12]).toBeCloseTo(3, 12);
    expect(values[13]).toBeCloseTo(1, 12);
  });

  it("is null in a month that nobody published, and in the month a year after it; neither is filled in", () => {
    const long = Array.from({ length: 30 }, (_, at) => `${addMonths("2024-01", at)}-01`);
    const present = long.filter((date) => date !== "2025-01-01");
    const { months, values } = yearOnYear({ dates: present, values: present.map(() => 100) });
    expect(months).toHaveLength(30);
    expect(values[months.indexOf("2025-01")]).toBeNull();
    expect(values[months.indexOf("2026-01")]).toBeNull();
    expect(values[months.indexOf("2025-02")]).toBe(0);
  });

  it("is nothing of nothing, nothing of one month, and null through zero", () => {
    expect(yearOnYear({ dates: [], values: [] })).toEqual({ months: [], values: [] });
    expect(yearOnYear({ dates: ["2024-01-01"], values: [100] }).values).toEqual([null]);
    expect(yearOnYear({ dates, values: [-5, ...index.slice(1)] }).values[12]).toBeNull();
  });

  it("does not depend on the order in which the rows came", () => {
    const rows = dates.map((date, at) => ({ date, value: index[at]! }));
    fc.assert(
      fc.property(fc.shuffledSubarray(rows, { minLength: rows.length }), (shuffled) => {
        const columns = {
          dates: shuffled.map(({ date }) => date),
          values: shuffled.map(({ value }) => value),
        };
        expect(yearOnYear(columns)).toEqual(yearOnYear({ dates, values: index }));
      }),
    );
  });

  it("does not change with the index's base", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 50, max: 200 }), { minLength: 13, maxLength: 30 }),
        fc.integer({ min: 2, max: 9 }),
        (levels, times) => {
          const at = levels.map((_, row) => `${addMonths("2020-01", row)}-15`);
          const once = yearOnYear({ dates: at, values: levels }).values;
          const scaled = yearOnYear({ dates: at, values: levels.map((level) => level * times) }).values;
          for (const [row, value] of once.entries())
            if (value === null) expect(scaled[row]).toBeNull();
            else expect(scaled[row]).toBeCloseTo(value, 9);
        },
      ),
    );
  });
});

describe("an acceleration", () => {
  it("is the mean of three less the mean of the three before, by hand", () => {
    // (4 + 5 + 9)/3 - (1 + 2 + 3)/3 = 6 - 2 = 4; one month on, (5 + 9 + 1)/3 - (2 + 3 + 4)/3 = 5 - 3 = 2.
    expect(accelerations([1, 2, 3, 4, 5, 9, 1])).toEqual([null, null, null, null, null, 4, 2]);
  });

  it("is null for as long as one of its six months is missing", () => {
    const gap = accelerations([1, 1, 1, 1, 1, 1, null, 1, 1, 1, 1, 1, 1]);
    expect(gap).toEqual([null, null, null, null, null, 0, null, null, null, null, null, null, 0]);
    expect(accelerations([])).toEqual([]);
  });

  it("knows nothing of levels, and turns with the sign", () => {
    const rates = fc.array(fc.integer({ min: -500, max: 900 }), { minLength: 6, maxLength: 24 });
    fc.assert(
      fc.property(rates, fc.integer({ min: -300, max: 300 }), (hundredths, shift) => {
        const base = accelerations(hundredths.map((value) => value / 100));
        const moved = accelerations(hundredths.map((value) => (shift - value) / 100));
        for (const [row, value] of base.entries())
          if (value === null) expect(moved[row]).toBeNull();
          else expect(moved[row]).toBeCloseTo(-value, 9);
      }),
    );
  });
});

describe("a direction", () => {
  it("begins with two months in a row beyond the dead band", () => {
    expect(directions([0.2, 0.2])).toEqual([null, 1]);
    expect(directions([0.2, 0, 0.2, 0.2])).toEqual([null, null, null, 1]);
    expect(directions([-0.05, -0.05])).toEqual([null, -1]);
    expect(directions([0.049, 0.049])).toEqual([null, null]);
  });

  it("is held by one month against it and by any number within the band, and turned by two in a row", () => {
    expect(directions([0.2, 0.2, -0.2, 0.2])).toEqual([null, 1, 1, 1]);
    expect(directions([0.2, 0.2, 0, -0.04, 0.01])).toEqual([null, 1, 1, 1, 1]);
    expect(directions([0.2, 0.2, -0.2, -0.2])).toEqual([null, 1, 1, -1]);
    expect(directions([0.2, 0.2, -0.2, 0.01, -0.2])).toEqual([null, 1, 1, 1, 1]);
  });

  it("dates from the month that turned it, not from the first that went the other way", () => {
    const last = axisHistory(ratesWith([0.2, 0.2, -0.2, -0.2, -0.2])).at(-1)!;
    expect(last).toMatchObject({ month: "2024-10", direction: -1, since: "2024-09", measured: "2024-10" });
  });

  it("is held over a gap, which says up to when it was measured and starts the count anew", () => {
    const { months, values } = ratesWith([0.2, 0.2, -0.2, -0.2]);
    const history = axisHistory({ months, values: values.map((value, at) => (at === 7 ? null : value)) });
    expect(history.at(-1)).toMatchObject({ direction: 1, measured: "2024-07", acceleration: null });
  });

  it("of a month does not depend on what came later", () => {
    const rates = fc.array(fc.option(fc.integer({ min: -300, max: 600 }), { freq: 8 }), {
      minLength: 1,
      maxLength: 40,
    });
    fc.assert(
      fc.property(rates, fc.nat(), (hundredths, cut) => {
        const all = monthly(hundredths.map((value) => (value === null ? null : value / 100)));
        const end = 1 + (cut % hundredths.length);
        const early = { months: all.months.slice(0, end), values: all.values.slice(0, end) };
        expect(axisHistory(early)).toEqual(axisHistory(all).slice(0, end));
      }),
    );
  });
});

describe("a quadrant", () => {
  it("is growth by inflation", () => {
    // app.hedgeye.com/insights/78203, "A Sneak Peek Inside Our GIP Model": quad 1 growth up inflation down, 2 both up, 3 growth down inflation up, 4 both down.
    expect(quadrantOf(1, -1)).toBe("goldilocks");
    expect(quadrantOf(1, 1)).toBe("reflation");
    expect(quadrantOf(-1, 1)).toBe("stagflation");
    expect(quadrantOf(-1, -1)).toBe("disinflation");
  });

  it("changes with the axis that turns, and dates from then", () => {
    const growth = ratesWith([0.2, 0.2, 0.2, 0.2, 0.2]);
    const inflation = ratesWith([-0.2, -0.2, 0.2, 0.2, 0.2]);
    const told = quadrantHistory(growth, inflation).map(({ quadrant, since }) => [quadrant, since]);
    expect(told.slice(5)).toEqual([
      [null, null],
      ["goldilocks", "2024-07"],
      ["goldilocks", "2024-07"],
      ["reflation", "2024-09"],
      ["reflation", "2024-09"],
    ]);
  });

  it("holds an axis that was published later than the other, and says up to when it was seen", () => {
    const growth = ratesWith([0.2, 0.2]);
    const inflation = ratesWith([-0.2, -0.2, -0.2]);
    const last = quadrantHistory(growth, inflation).at(-1)!;
    expect(last).toMatchObject({ month: "2024-08", quadrant: "goldilocks", contracting: null });
    expect([last.growth.measured, last.inflation.measured]).toEqual(["2024-07", "2024-08"]);
    expect(last.growth.level).toBeNull();
  });

  it("keeps the level apart from the direction: growth may accelerate and still contract", () => {
    const growth = ratesWith([0.2, 0.2, 0.2]);
    const below = { ...growth, values: growth.values.map((value) => value! - 4) };
    const inflation = ratesWith([-0.2, -0.2, -0.2]);
    expect(quadrantHistory(growth, inflation).at(-1)!.contracting).toBe(false);
    expect(quadrantHistory(below, inflation).at(-1)).toMatchObject({
      quadrant: "goldilocks",
      contracting: true,
    });
  });

  it("is none of nothing, of one axis, and before both have a direction", () => {
    const nothing = { months: [], values: [] };
    expect(quadrantHistory(nothing, nothing)).toEqual([]);
    expect(quadrantHistory(ratesWith([0.2, 0.2]), nothing).at(-1)!.quadrant).toBeNull();
    expect(
      quadrantHistory(monthly([2, 2, 2, 2, 2, 2, 2]), ratesWith([0.2, 0.2])).at(-1)!.quadrant,
    ).toBeNull();
  });
});
