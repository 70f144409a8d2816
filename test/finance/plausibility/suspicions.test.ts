import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addMonths } from "../../../pipeline/finance/dates.ts";
import { kindOf } from "../../../pipeline/finance/plausibility/column.ts";
import { suspicionsOf } from "../../../pipeline/finance/plausibility/suspicions.ts";
import { column, marks, walk, weekdays } from "./made-up-series.ts";

const found = (...given: Parameters<typeof column>) => {
  const made = column(...given);
  return marks(suspicionsOf(made), made.dates);
};
const calm = walk(400);
const changed = (at: number, change: (value: number, row: number) => number | null) =>
  calm.map((value, row) => (row >= at ? change(value, row) : value));
const only = (at: number, value: (value: number) => number | null) =>
  calm.map((own, row) => (row === at ? value(own) : own));

describe("a reader is not given a wrong price", () => {
  it("that is a hundred times or a tenth of itself, in the middle or in the newest row", () => {
    expect(found(calm)).toEqual([]);
    for (const at of [1, 200, 399])
      for (const factor of [0.001, 0.01, 0.1, 10, 100, 1000])
        expect(found(only(at, (value) => value * factor)), `${at} ${factor}`).toEqual([
          `factor ${at}..${at}`,
        ]);
  });

  it("that is in another unit in the first row, which has no history", () => {
    expect(found(only(0, (value) => value / 100))).toEqual(["factor 0..0"]);
  });

  it("that changed its unit for some days, which are few beside the rest", () => {
    expect(found(calm.map((value, row) => (row >= 300 && row < 330 ? value / 100 : value)))).toEqual([
      "factor 300..329",
    ]);
    expect(found(changed(395, (value) => value * 100))).toEqual(["factor 395..399"]);
  });

  it("of a series whose two units have about as many rows: nobody can tell which is right", () => {
    expect(found(changed(250, (value) => value / 100))).toEqual(["factor 0..399"]);
  });

  it("that is of another instrument, for the first two weeks or as long as it lasts", () => {
    expect(found(changed(300, (value) => value * 0.37))).toEqual(["jump 300..309"]);
    expect(found(changed(398, (value) => value * 0.37))).toEqual(["jump 398..399"]);
  });

  it("that was split and not adjusted, three for two or more", () => {
    for (const split of [1.5, 2, 3, 4, 5, 20])
      expect(found(changed(396, (value) => value / split)), `${split}`).toEqual(["jump 396..399"]);
  });

  it("that comes back at once, though as a jump it would pass", () => {
    expect(found(only(300, (value) => value * 0.76))).toEqual(["spike 300..300"]);
    expect(found(changed(300, (value) => value * 0.76))).toEqual([]);
  });

  it("that is outside the plausible bounds, missing rows between them or not, and learns nothing from it", () => {
    const values = changed(390, (value, row) => (row === 395 ? null : value / 1000));
    expect(found(values, { plausible: [20, 400] })).toEqual(["bounds 390..399"]);
    expect(
      found(
        only(200, () => 401),
        { plausible: [20, 400] },
      ),
    ).toEqual(["bounds 200..200"]);
    expect(
      found(
        only(200, () => Number.NaN),
        { plausible: [20, 400] },
      ),
    ).toEqual(["bounds 200..200"]);
    expect(
      found(
        only(200, () => Infinity),
        { plausible: [20, 400] },
      ),
    ).toEqual(["bounds 200..200"]);
  });

  it("of a rate: ten times itself, near zero as well, or some points off", () => {
    const rates = walk(400, { rate: true, volatility: 0.05 });
    const low = rates.map((rate) => Number((rate / 50).toFixed(2)));
    const at = (values: number[], row: number, value: (own: number) => number) =>
      found(
        values.map((own, index) => (index === row ? value(own) : own)),
        { unit: "percent" },
      );
    expect(found(rates, { unit: "percent" })).toEqual([]);
    expect(found(low, { unit: "percent" })).toEqual([]);
    expect(at(rates, 399, (own) => own * 100)).toEqual(["factor 399..399"]);
    expect(at(rates, 399, (own) => own / 10)).toEqual(["factor 399..399"]);
    expect(at(low, 399, (own) => own * 10)).toEqual(["factor 399..399"]);
    expect(at(rates, 399, (own) => own + 2.1)).toEqual(["jump 399..399"]);
  });
});

describe("a reader is given what is true, if extraordinary", () => {
  it("a step of the policy rate by a whole point after a year without one", () => {
    const rate = Array.from({ length: 600 }, (_, row) => (row < 400 ? 1.25 : 0.25));
    expect(found(rate, { unit: "percent" })).toEqual([]);
  });

  it("a crash of an eighth, a share's loss of a quarter, and volatility that doubles from one day to the next", () => {
    expect(found(changed(399, (value) => value * 0.87))).toEqual([]);
    expect(found(changed(399, (value) => value * 0.74))).toEqual([]);
    expect(
      found([...walk(399, { volatility: 0.05 }), 2.1 * walk(399, { volatility: 0.05 }).at(-1)!]),
    ).toEqual([]);
  });

  it("a day of ten usual moves that was taken back the next, in a series that is wild anyway", () => {
    const wild = walk(400, { volatility: 0.05 });
    const usual = 0.67 * 0.05;
    const spiked = (moves: number) =>
      wild.map((value, row) =>
        row === 300 ? wild[299]! * Math.exp(moves * usual) : row === 301 ? wild[299]! : value,
      );
    expect(found(spiked(10))).toEqual([]);
    expect(found(spiked(18))).toEqual(["spike 300..300"]);
  });

  it("a rate that stood at 0.01 for a year and is 0.10 today", () => {
    const rate = Array.from({ length: 400 }, (_, row) => (row < 399 ? 0.01 : 0.1));
    expect(found(rate, { unit: "percent" })).toEqual([]);
  });

  it("a step that a person has accepted: the level after it is history", () => {
    const split = changed(300, (value) => value / 2);
    expect(found(split)).toEqual(["jump 300..309"]);
    expect(found(split, { accepted: [weekdays(400)[300]!] })).toEqual([]);
  });

  it("a large step after a gap of a year", () => {
    const dates = weekdays(400).map((date, row) =>
      row < 200 ? date : date.replace(/^2023|^2024/, (year) => String(Number(year) + 2)),
    );
    const values = changed(200, (value) => value * 1.9);
    expect(found(values)).toEqual(["jump 200..209"]);
    expect(found(values, { dates })).toEqual([]);
  });

  it("a monthly series: one month is doubted, not ten", () => {
    const months = Array.from({ length: 120 }, (_, row) => `${addMonths("2015-01", row)}-01`);
    const values = walk(120, { volatility: 0.003 }).map((value, row) => (row < 100 ? value : value * 0.5));
    expect(found(values, { dates: months })).toEqual(["jump 100..100"]);
  });

  it("nothing, one row, missing rows only", () => {
    expect(found([])).toEqual([]);
    expect(found([5])).toEqual([]);
    expect(found([null, null, 5, null, 5.1])).toEqual([]);
  });
});

describe("what it says", () => {
  it("is a sentence with the figures that were found and those that could be expected", () => {
    const [jump] = suspicionsOf(column(changed(399, () => 40.5)));
    expect(jump?.message).toMatch(
      /^The value went from [\d.]+ on 2024-07-11 to 40\.5 on 2024-07-12: a change of -[\d.]+%, where the rows before it \(usually [\d.]+%, at most [\d.]+%\) let one expect no more than -29\.5%\.$/,
    );
    const [factor] = suspicionsOf(column(only(399, (value) => value * 100)));
    expect(factor?.message).toMatch(
      / is followed by .* a factor of about 100, which is an error of unit before it is news/,
    );
    const [bounds] = suspicionsOf(
      column(
        only(399, () => 5),
        { plausible: [20, 400] },
      ),
    );
    expect(bounds?.message).toBe("5 on 2024-07-12 is outside the plausible 20 to 400.");
  });

  it("measures a series by its unit: ratios where zero cannot be reached", () => {
    expect(kindOf("percent", [0.1, 25])).toBe("rate");
    expect(kindOf("bp", [20, 1000])).toBe("price");
    expect(kindOf("bp", [-200, 300])).toBe("spread");
    expect(kindOf("price", [-50, 200])).toBe("level");
    expect(kindOf("index", [5, 150])).toBe("price");
  });
});

describe("whatever the walk", () => {
  const settings = { seed: 20251105, numRuns: 150 };
  const walks = fc.record({ seed: fc.nat(), volatility: fc.double({ min: 0.0005, max: 0.06, noNaN: true }) });

  it("a clean one is hardly ever doubted", () => {
    let alarms = 0;
    fc.assert(
      fc.property(walks, (given) => {
        alarms += suspicionsOf(column(walk(500, given).map((value) => value + 5))).length;
      }),
      settings,
    );
    // 75,000 rows.
    expect(alarms).toBe(0);
  });

  it("one row times a hundred always is, and nothing beside it", () => {
    fc.assert(
      fc.property(walks, fc.nat(499), (given, at) => {
        const values = walk(500, given).map((value, row) => (value + 5) * (row === at ? 100 : 1));
        const rows = found(values);
        expect(rows.map((mark) => mark.replace(/^\w+ /, ""))).toEqual([`${at}..${at}`]);
      }),
      settings,
    );
  });

  it("nothing is said of a day that the series does not have, and a second look says the same", () => {
    fc.assert(
      fc.property(fc.array(fc.option(fc.double()), { maxLength: 80 }), (values) => {
        const given = column(values);
        const first = suspicionsOf(given);
        for (const { from, to } of first)
          expect(given.dates.includes(from) && given.dates.includes(to) && from <= to).toBe(true);
        expect(suspicionsOf(given)).toEqual(first);
      }),
      settings,
    );
  });
});
