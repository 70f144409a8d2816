import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { driftedWeights } from "../../pipeline/finance/drift.ts";
import {
  compounded,
  type Linked,
  linkCarino,
  linkFrongello,
  linkMenchero,
  type Period,
  periodsOf,
} from "../../pipeline/finance/linking.ts";

const methods = { linkCarino, linkMenchero, linkFrongello };
const eachMethod = Object.entries(methods);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/**
 * Four quarters of three countries, Bacon, Practical Portfolio Performance Measurement and Attribution, Table 8.1, as the tests of the R
 * package PortfolioAttribution have it (tests/testthat of anandkkumar/PortfolioAttribution, "Examples for linking approaches").
 */
const bacon = {
  wp: [
    [0.4, 0.3, 0.3],
    [0.7, 0.2, 0.1],
    [0.3, 0.5, 0.2],
    [0.3, 0.5, 0.2],
  ],
  wb: [
    [0.4, 0.2, 0.4],
    [0.4, 0.3, 0.3],
    [0.5, 0.4, 0.1],
    [0.4, 0.4, 0.2],
  ],
  rp: [
    [0.2, -0.05, 0.06],
    [-0.05, 0.03, -0.05],
    [-0.2, 0.08, -0.15],
    [0.1, -0.07, 0.25],
  ],
  rb: [
    [0.1, -0.04, 0.08],
    [-0.07, 0.04, -0.1],
    [-0.25, 0.05, -0.2],
    [0.05, -0.05, 0.1],
  ],
};

/** Allocation of the three countries, then selection: what weights and what stocks added to the benchmark. */
function quarters(): readonly Period[] {
  return bacon.wp.map((wp, quarter) => {
    const [wb, rp, rb] = [bacon.wb[quarter]!, bacon.rp[quarter]!, bacon.rb[quarter]!];
    const portfolio = sum(wp.map((weight, part) => weight * rp[part]!));
    const benchmark = sum(wb.map((weight, part) => weight * rb[part]!));
    const allocation = wp.map((weight, part) => (weight - wb[part]!) * (rb[part]! - benchmark));
    const selection = wp.map((weight, part) => weight * (rp[part]! - rb[part]!));
    return { portfolio, benchmark, effects: [...allocation, ...selection] };
  });
}

describe("the four quarters of Bacon's tables 8.1 to 8.5, printed to four places", () => {
  // The book adds up effects that it has already rounded: the R tests allow a whole last place, and so do these.
  const expectParts = ({ parts, total }: Linked, expected: readonly number[]) => {
    expect(total).toBeCloseTo(0.1327, 4);
    expected.forEach((value, part) => {
      expect(Math.abs(parts[part]! - value)).toBeLessThan(1e-4);
    });
  };

  it("are linked by Carino as in table 8.2", () => {
    expectParts(linkCarino(quarters()), [0.0165, -0.006, 0.0015, 0.0804, 0.0018, 0.0385]);
  });

  it("are linked by Menchero as in table 8.3", () => {
    expectParts(linkMenchero(quarters()), [0.0156, -0.0078, 0.0014, 0.0838, 0.0005, 0.0391]);
  });

  it("are linked by Frongello as in table 8.5", () => {
    expectParts(linkFrongello(quarters()), [0.0167, -0.0055, 0.0011, 0.0785, 0.0016, 0.0402]);
  });
});

describe("contributions to one return over four days, against 50 digits of Python's decimal", () => {
  const days = periodsOf([
    [0.012, -0.004, 0.001],
    [-0.02, 0.003, 0.0005],
    [0.007, 0.009, -0.002],
    [0, 0.006, -0.006],
  ]);
  const expectParts = ({ parts }: Linked, expected: readonly number[]) => {
    expected.forEach((value, part) => {
      expect(parts[part]).toBeCloseTo(value, 14);
    });
  };

  it("are linked by Carino", () =>
    expectParts(linkCarino(days), [-0.0012730215201566652, 0.01402410506015253, -0.0065066625399958665]));
  it("are linked by Menchero", () =>
    expectParts(linkMenchero(days), [-0.0012665864129213892, 0.014012774210241732, -0.006501766797320343]));
  it("are linked by Frongello", () =>
    expectParts(linkFrongello(days), [-0.0012335395, 0.013995630026, -0.006517669526]));
});

const contributions = fc
  .integer({ min: 1, max: 6 })
  .chain((parts) =>
    fc.array(
      fc.array(fc.double({ min: -0.03, max: 0.03, noNaN: true }), { minLength: parts, maxLength: parts }),
      { minLength: 1, maxLength: 60 },
    ),
  );

describe.each(eachMethod)("what %s links", (_, link) => {
  it("sums to the compounded return to 1e-12", () => {
    fc.assert(
      fc.property(contributions, (days) => {
        const { parts, total } = link(periodsOf(days));
        const growth = days.reduce((grown, day) => grown * (1 + sum(day)), 1);
        expect(Math.abs(sum(parts) - (growth - 1))).toBeLessThan(1e-12);
        expect(total).toBeCloseTo(growth - 1, 12);
      }),
    );
  });

  it("sums to the compounded active return to 1e-12 where there is a benchmark", () => {
    const active = fc.array(
      fc.record({
        effects: fc.array(fc.double({ min: -0.02, max: 0.02, noNaN: true }), { minLength: 3, maxLength: 3 }),
        benchmark: fc.double({ min: -0.05, max: 0.05, noNaN: true }),
      }),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(active, (days) => {
        const periods = days.map((day) => ({ ...day, portfolio: day.benchmark + sum(day.effects) }));
        const grown = (pick: (period: Period) => number) =>
          periods.reduce((growth, period) => growth * (1 + pick(period)), 1);
        const expected = grown(({ portfolio }) => portfolio) - grown(({ benchmark }) => benchmark);
        expect(Math.abs(sum(link(periods).parts) - expected)).toBeLessThan(1e-12);
      }),
    );
  });

  it("is the contribution itself over one day", () => {
    fc.assert(
      fc.property(contributions, ([day]) => {
        // Two roundings of a few percent each.
        link(periodsOf([day!])).parts.forEach((part, index) => {
          expect(part).toBeCloseTo(day![index]!, 15);
        });
      }),
    );
  });

  it("is not disturbed by days on which nothing moved, nor by a whole that ends where it began", () => {
    const still = [0, 0, 0];
    const there = [0.01, 0.02, -0.01];
    const back = there.map((part) => -part / 1.02);
    const { parts, total } = link(periodsOf([still, there, still, back]));
    expect(total).toBeCloseTo(0, 15);
    expect(sum(parts)).toBeCloseTo(0, 15);
    expect(link(periodsOf([still, still])).parts).toEqual([0, 0, 0]);
  });

  it("does not hang on the order of the parts", () => {
    fc.assert(
      fc.property(contributions, (days) => {
        const turned = link(periodsOf(days.map((day) => [...day].reverse()))).parts;
        link(periodsOf(days)).parts.forEach((part, index) => {
          expect(turned[turned.length - 1 - index]).toBeCloseTo(part, 12);
        });
      }),
    );
  });

  it("is refused where it would be wrong: no days, uneven days, effects that miss their return, gaps", () => {
    expect(() => link([])).toThrow(RangeError);
    expect(() => link(periodsOf([[0.01], [0.01, 0.02]]))).toThrow("2 effects where the first has 1");
    expect(() => link([{ effects: [0.01], portfolio: 0.02, benchmark: 0 }])).toThrow("miss its return");
    expect(() => link(periodsOf([[0.01, Number.NaN]]))).toThrow(RangeError);
  });
});

describe.each([
  ["Carino", linkCarino],
  ["Menchero", linkMenchero],
] as const)("linking by %s", (_, link) => {
  it("does not hang on the order of the days", () => {
    fc.assert(
      fc.property(contributions, (days) => {
        const turned = link(periodsOf([...days].reverse())).parts;
        link(periodsOf(days)).parts.forEach((part, index) => {
          expect(turned[index]).toBeCloseTo(part, 11);
        });
      }),
    );
  });

  it("ends at a loss of everything", () => {
    expect(() => link(periodsOf([[0.01], [-1]]))).toThrow("not defined for a return of -100 % or below");
    expect(() => link([{ effects: [0.5], portfolio: -0.5, benchmark: -1 }])).toThrow(RangeError);
  });

  it("has the limits of its factors where portfolio and benchmark are equal", () => {
    // Equal on every day: k_t / k = (1 + R) / (1 + R_t), and M = (1 + R)^((n - 1) / n) with alpha 0.
    const even = [0.1, -0.05].map((own) => ({ effects: [0.02, -0.02], portfolio: own, benchmark: own }));
    const whole = 1.1 * 0.95;
    const factors = link === linkCarino ? whole / 1.1 + whole / 0.95 : 2 * Math.sqrt(whole);
    expect(link(even).parts[0]).toBeCloseTo(0.02 * factors, 14);
    expect(link(even).total).toBe(0);
  });
});

describe("the logarithmic factor", () => {
  it("passes from quotient to series without a step", () => {
    // Around 1e-6 both are right to rounding; 1 - x/2 of Carino is the ratio of the two days' factors.
    for (const small of [0.9e-6, 1.1e-6, -0.9e-6, 1e-9, 1e-300]) {
      const { parts } = linkCarino(
        periodsOf([
          [small, 0],
          [0, 0.02],
        ]),
      );
      const total = compounded([small, 0.02]);
      const k = Math.log1p(total) / total;
      // ln(1 + x) of a small x to four terms, independent of the code's branch.
      const log = small - small ** 2 / 2 + small ** 3 / 3 - small ** 4 / 4;
      expect(parts[0]! / (log / k)).toBeCloseTo(1, 9);
    }
  });
});

describe("linking in order of time", () => {
  it("is the buy-and-hold contribution where weights only drift: first weight times own compounded return", () => {
    const returns = fc.array(
      fc.array(fc.double({ min: -0.1, max: 0.1, noNaN: true }), { minLength: 3, maxLength: 3 }),
      { minLength: 1, maxLength: 40 },
    );
    fc.assert(
      fc.property(returns, (days) => {
        const first = [0.5, 0.3, 0.2];
        const weights = driftedWeights({ weights: first, returns: days });
        const daily = days.map((day, index) => day.map((own, part) => own * weights[index]![part]!));
        const { parts } = linkFrongello(periodsOf(daily));
        first.forEach((weight, part) => {
          const own = days.reduce((growth, day) => growth * (1 + day[part]!), 1) - 1;
          expect(Math.abs(parts[part]! - weight * own)).toBeLessThan(1e-12);
        });
      }),
    );
  });

  it("hangs on the order of the days: what came first is carried by nothing", () => {
    const [early, late] = [[0.1, 0] as const, [0, 0.1] as const];
    expect(linkFrongello(periodsOf([early, late])).parts).toEqual([0.1, 0.1 * 1.1]);
    expect(linkFrongello(periodsOf([late, early])).parts).toEqual([0.1 * 1.1, 0.1]);
  });

  it("goes on through a loss of everything", () => {
    expect(
      linkFrongello(
        periodsOf([
          [-0.6, -0.4],
          [0.1, 0.1],
        ]),
      ).parts,
    ).toEqual([-0.6, -0.4]);
  });
});
