import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { driftedWeights } from "../../pipeline/finance/drift.ts";

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe("weights between two vendor files", () => {
  it("drift with own return over index return, worked by hand", () => {
    // 60 at +10 % and 40 at -5 %: 66 and 38 of 104.
    const rows = driftedWeights({ weights: [60, 40], returns: [[0.1, -0.05]] });
    expect(rows).toHaveLength(2);
    expect(rows[0]).toEqual([60, 40]);
    expect(rows[1]![0]).toBeCloseTo((100 * 66) / 104, 12);
    expect(rows[1]![1]).toBeCloseTo((100 * 38) / 104, 12);
  });

  it("keep their sum, and are the values of holdings that nobody touched", () => {
    const returns = fc.array(
      fc.array(fc.double({ min: -0.3, max: 0.3, noNaN: true }), { minLength: 4, maxLength: 4 }),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(returns, (days) => {
        const first = [10, 20, 30, 40];
        const last = driftedWeights({ weights: first, returns: days }).at(-1)!;
        const held = first.map((weight, part) =>
          days.reduce((value, day) => value * (1 + day[part]!), weight),
        );
        expect(sum(last)).toBeCloseTo(100, 9);
        held.forEach((value, part) => {
          expect(last[part]).toBeCloseTo((100 * value) / sum(held), 9);
        });
      }),
    );
  });

  it("are the same whatever their unit", () => {
    const returns = [
      [0.02, -0.01],
      [-0.03, 0.04],
    ];
    const [percent, fraction] = [
      driftedWeights({ weights: [70, 30], returns }),
      driftedWeights({ weights: [0.7, 0.3], returns }),
    ];
    percent.forEach((row, period) => {
      expect(row![0]! / 100).toBeCloseTo(fraction[period]![0]!, 14);
    });
  });

  it("are anchored anew where the vendor publishes", () => {
    const returns = [
      [0.1, 0],
      [0.1, 0],
      [0.1, 0],
    ];
    const rows = driftedWeights({
      weights: [50, 50],
      returns,
      anchors: [{ period: 2, weights: [40, 60] }],
    });
    expect(rows[2]).toEqual([40, 60]);
    expect(rows[3]![0]).toBeCloseTo((100 * 44) / 104, 12);
    expect(
      driftedWeights({ weights: [50, 50], returns: [], anchors: [{ period: 0, weights: [1, 99] }] }),
    ).toEqual([[1, 99]]);
  });

  it("are not known after a missing return, until the next anchor; a gap is never a return of zero", () => {
    const rows = driftedWeights({
      weights: [50, 50],
      returns: [
        [0.1, null],
        [0.1, 0],
        [0.1, 0],
      ],
      anchors: [{ period: 3, weights: [40, 60] }],
    });
    expect(rows).toEqual([[50, 50], null, null, [40, 60]]);
  });

  it("are refused where parts do not match, an anchor lies outside or all is lost", () => {
    expect(() => driftedWeights({ weights: [50, 50], returns: [[0.1]] })).toThrow("1 parts");
    expect(() =>
      driftedWeights({ weights: [50, 50], returns: [], anchors: [{ period: 1, weights: [1, 1] }] }),
    ).toThrow("period 1 of 0");
    expect(() => driftedWeights({ weights: [50, 50], returns: [[-1, -1]] })).toThrow(RangeError);
  });
});
