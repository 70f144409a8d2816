import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { History } from "../../pipeline/finance/desk.ts";
import {
  joinedChanges,
  lastChanges,
  trackOfReturns,
  windowsOf,
} from "../../pipeline/finance/joined-changes.ts";
import type { Unit } from "../../pipeline/model/unit.ts";
import { origin } from "../support/snapshots.ts";

function historyOf(rows: Readonly<Record<string, number>>, unit: Unit = "price"): History {
  const dates = Object.keys(rows);
  const [from = "", to = ""] = [dates[0], dates.at(-1)];
  const window = { series: "X", unit, from, to, count: dates.length, coverage: null, origins: [origin] };
  return { dates, values: Object.values(rows), window };
}
const day = (number: number) => `2025-03-${String(number).padStart(2, "0")}`;

describe("changes of two markets", () => {
  it("do not reach over a hole of more than fourteen days, which would be one giant among daily ones", () => {
    const rows = { [day(3)]: 100, [day(4)]: 110, [day(18)]: 120, "2025-04-02": 300, "2025-04-03": 301 };
    expect(joinedChanges([{ history: historyOf(rows) }]).dates).toEqual([day(4), day(18), "2025-04-03"]);
    expect(joinedChanges([{ history: historyOf(rows) }]).starts).toEqual([day(3), day(4), "2025-04-02"]);
  });

  it("span the same days: joined first, then taken, so that one market's holiday is in both", () => {
    const price = historyOf({ [day(3)]: 100, [day(4)]: 110, [day(5)]: 121 });
    const rate = historyOf({ [day(3)]: 4.1, [day(5)]: 4.25 }, "percent");
    const found = joinedChanges([{ history: price }, { history: rate }]);
    expect(found.dates).toEqual([day(5)]);
    expect(found.starts).toEqual([day(3)]);
    expect(found.values[0]![0]).toBeCloseTo(100 * Math.log(1.21), 12);
    expect(found.values[1]![0]).toBeCloseTo(15, 10);
  });

  it("are simple returns where a track asks for them, and the same days are left out", () => {
    const price = historyOf({ [day(3)]: 100, [day(4)]: 110, [day(5)]: 99, [day(6)]: -1, [day(7)]: 5 });
    const found = joinedChanges([{ history: price, isSimple: true }]);
    expect(found.dates).toEqual([day(4), day(5)]);
    expect(found.values[0]![0]).toBeCloseTo(10, 12);
    expect(found.values[0]![1]).toBeCloseTo(-10, 12);
    const rate = historyOf({ [day(3)]: 4.1, [day(4)]: 4.25 }, "percent");
    expect(joinedChanges([{ history: rate, isSimple: true }]).values[0]![0]).toBeCloseTo(15, 10);
  });

  it("are bp of a spread as it is quoted", () => {
    const found = joinedChanges([{ history: historyOf({ [day(3)]: 81, [day(4)]: 79.5 }, "bp") }]);
    expect(found.values).toEqual([[-1.5]]);
  });

  it("leave out the days into and out of a price that is not above zero, as WTI's on 20 April 2020", () => {
    const oil = historyOf({ [day(3)]: 18, [day(4)]: -37, [day(5)]: 10, [day(6)]: 14 });
    const rate = historyOf({ [day(3)]: 4, [day(4)]: 4.1, [day(5)]: 4.2, [day(6)]: 4.3 }, "percent");
    const found = joinedChanges([{ history: oil }, { history: rate }]);
    expect(found.dates).toEqual([day(6)]);
    expect(found.values.map((column) => column.length)).toEqual([1, 1]);
  });

  it("are none of one observation, of no shared day and of nothing", () => {
    const one = historyOf({ [day(3)]: 100 });
    const other = historyOf({ [day(4)]: 100 });
    expect(joinedChanges([{ history: one }]).dates).toEqual([]);
    expect(joinedChanges([{ history: one }, { history: other }]).values).toEqual([[], []]);
    expect(joinedChanges([]).dates).toEqual([]);
    expect(windowsOf(joinedChanges([{ history: one }]))).toEqual([]);
  });

  it("name the levels that the last of them stand on", () => {
    const history = historyOf({ [day(3)]: 100, [day(4)]: 101, [day(5)]: 102, [day(6)]: 103 });
    const last = lastChanges(joinedChanges([{ history }]), 2);
    expect(windowsOf(last)[0]).toMatchObject({ from: day(4), to: day(6), count: 3, coverage: null });
    expect(lastChanges(last, 9).dates).toEqual([day(5), day(6)]);
  });
});

describe("a series of returns", () => {
  const open = [3, 4, 5, 6, 7].map(day);

  it("compounds over what a join leaves out", () => {
    const returns = historyOf({ [day(3)]: 1, [day(4)]: 2, [day(5)]: -1 }, "percent");
    const rate = historyOf({ [day(3)]: 4, [day(5)]: 4.1 }, "percent");
    const found = joinedChanges([trackOfReturns(returns, open), { history: rate }]);
    expect(found.values[0]![0]).toBeCloseTo(100 * Math.log(1.02 * 0.99), 12);
  });

  it("gives back simple returns where they are asked for, over several days compounded", () => {
    const returns = historyOf({ [day(3)]: 1, [day(4)]: 2, [day(5)]: -1, [day(6)]: 3 }, "percent");
    const rate = historyOf({ [day(3)]: 4, [day(5)]: 4.1, [day(6)]: 4.2 }, "percent");
    const track = { ...trackOfReturns(returns, open), isSimple: true };
    const [changes = []] = joinedChanges([track, { history: rate }]).values;
    expect(changes[0]).toBeCloseTo(100 * (1.02 * 0.99 - 1), 12);
    expect(changes[1]).toBeCloseTo(3, 12);
  });

  it("says nothing over a day without a return on which the market was open", () => {
    const returns = historyOf({ [day(3)]: 1, [day(5)]: 2, [day(6)]: -1, [day(7)]: 3 }, "percent");
    expect(joinedChanges([trackOfReturns(returns, open)]).dates).toEqual([day(6), day(7)]);
    // The join may leave the broken day itself out: the change that spans it is broken all the same.
    const rate = historyOf({ [day(3)]: 4, [day(6)]: 4.1, [day(7)]: 4.2 }, "percent");
    expect(joinedChanges([trackOfReturns(returns, open), { history: rate }]).dates).toEqual([day(7)]);
  });

  it("gives back each return as its log where nothing is missing", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 5, maxLength: 5 }),
        (values) => {
          const returns = historyOf(
            Object.fromEntries(open.map((date, row) => [date, values[row]!])),
            "percent",
          );
          const [changes = []] = joinedChanges([trackOfReturns(returns, open)]).values;
          for (const [row, change] of changes.entries())
            expect(change).toBeCloseTo(100 * Math.log(1 + values[row + 1]! / 100), 9);
        },
      ),
    );
  });
});
