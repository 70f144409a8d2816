import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { neweyWestErrors, ols } from "../../pipeline/finance/ols.ts";

/** Relative, so that it speaks of digits. */
function expectDigits(found: number, wanted: number, digits: number): void {
  expect(Math.abs(found / wanted - 1), `${found} for ${wanted}`).toBeLessThan(10 ** -digits);
}

// NIST Statistical Reference Datasets, Norris (lower difficulty) and Longley (higher difficulty), certified values; itl.nist.gov/div898/strd.
const norris: readonly (readonly [y: number, x: number])[] = [
  [0.1, 0.2],
  [338.8, 337.4],
  [118.1, 118.2],
  [888.0, 884.6],
  [9.2, 10.1],
  [228.1, 226.5],
  [668.5, 666.3],
  [998.5, 996.3],
  [449.1, 448.6],
  [778.9, 777.0],
  [559.2, 558.2],
  [0.3, 0.4],
  [0.1, 0.6],
  [778.1, 775.5],
  [668.8, 666.9],
  [339.3, 338.0],
  [448.9, 447.5],
  [10.8, 11.6],
  [557.7, 556.0],
  [228.3, 228.1],
  [998.0, 995.8],
  [888.8, 887.6],
  [119.6, 120.2],
  [0.3, 0.3],
  [0.6, 0.3],
  [557.6, 556.8],
  [339.3, 339.1],
  [888.0, 887.2],
  [998.5, 999.0],
  [778.9, 779.0],
  [10.2, 11.1],
  [117.6, 118.3],
  [228.9, 229.2],
  [668.4, 669.1],
  [449.2, 448.9],
  [0.2, 0.5],
];
const longley: readonly (readonly number[])[] = [
  [60323, 83.0, 234289, 2356, 1590, 107608, 1947],
  [61122, 88.5, 259426, 2325, 1456, 108632, 1948],
  [60171, 88.2, 258054, 3682, 1616, 109773, 1949],
  [61187, 89.5, 284599, 3351, 1650, 110929, 1950],
  [63221, 96.2, 328975, 2099, 3099, 112075, 1951],
  [63639, 98.1, 346999, 1932, 3594, 113270, 1952],
  [64989, 99.0, 365385, 1870, 3547, 115094, 1953],
  [63761, 100.0, 363112, 3578, 3350, 116219, 1954],
  [66019, 101.2, 397469, 2904, 3048, 117388, 1955],
  [67857, 104.6, 419180, 2822, 2857, 118734, 1956],
  [68169, 108.4, 442769, 2936, 2798, 120445, 1957],
  [66513, 110.8, 444546, 4681, 2637, 121950, 1958],
  [68655, 112.6, 482704, 3813, 2552, 123366, 1959],
  [69564, 114.2, 502601, 3931, 2514, 125368, 1960],
  [69331, 115.7, 518173, 4806, 2572, 127852, 1961],
  [70551, 116.9, 554894, 4007, 2827, 130081, 1962],
];
const columnOf = (rows: readonly (readonly number[])[], index: number) => rows.map((row) => row[index]!);

/** Forty made-up days with an autocorrelated error, as /tmp's numpy had them: x1, x2, y = 1.5 - 0.4 x1 + 0.25 x2 + e. */
function madeUp() {
  const index = Array.from({ length: 40 }, (_, at) => at);
  const x1 = index.map((k) => ((7 * k) % 13) - 6 + 0.5 * ((5 * k) % 7));
  const x2 = index.map((k) => ((11 * k) % 17) - 8);
  const shock = index.map((k) => (((3 * k * k) % 19) - 9) / 3);
  const e = shock.map((value, k) => value + (k > 0 ? 0.5 * shock[k - 1]! : 0));
  return { x1, x2, y: index.map((k) => 1.5 - 0.4 * x1[k]! + 0.25 * x2[k]! + e[k]!) };
}

describe("a regression", () => {
  it("gives NIST's certified values for Norris to ten digits", () => {
    const fit = ols(columnOf(norris, 0), [columnOf(norris, 1)])!;
    expectDigits(fit.coefficients[0]!, -0.262323073774029, 10);
    expectDigits(fit.coefficients[1]!, 1.00211681802045, 10);
    expectDigits(fit.errors[0]!, 0.232818234301152, 10);
    expectDigits(fit.errors[1]!, 0.429796848199937e-3, 10);
    expectDigits(fit.residualDeviation, 0.884796396144373, 10);
    expectDigits(fit.rSquared!, 0.999993745883712, 12);
  });

  it("gives NIST's certified values for Longley, whose regressors nearly repeat each other, to eight digits", () => {
    const fit = ols(
      columnOf(longley, 0),
      [1, 2, 3, 4, 5, 6].map((one) => columnOf(longley, one)),
    )!;
    const certified = [
      [-3482258.63459582, 890420.383607373],
      [15.0618722713733, 84.9149257747669],
      [-0.35819179292591e-1, 0.334910077722432e-1],
      [-2.02022980381683, 0.488399681651699],
      [-1.03322686717359, 0.214274163161675],
      [-0.511041056535807e-1, 0.22607320006937],
      [1829.15146461355, 455.478499142212],
    ] as const;
    for (const [index, [coefficient, error]] of certified.entries()) {
      expectDigits(fit.coefficients[index]!, coefficient, 8);
      expectDigits(fit.errors[index]!, error, 8);
    }
    expectDigits(fit.residualDeviation, 304.854073561965, 10);
  });

  it("gives the Newey-West errors that numpy's (X'X)^-1 S (X'X)^-1 gives, with five lags and with none", () => {
    const { x1, x2, y } = madeUp();
    const fit = ols(y, [x1, x2])!;
    const wanted = {
      coefficients: [1.776753670227651, -0.374065525106251, 0.235304226684297],
      errors: [0.387635240906117, 0.095695163823825, 0.075524889514015],
      five: [0.487276737019958, 0.077535796976285, 0.055302103737035],
      none: [0.372601952773318, 0.086659141991723, 0.068265560799984],
    };
    const [five, none] = [neweyWestErrors(fit, 5), neweyWestErrors(fit, 0)];
    for (const index of [0, 1, 2]) {
      expectDigits(fit.coefficients[index]!, wanted.coefficients[index]!, 11);
      expectDigits(fit.errors[index]!, wanted.errors[index]!, 11);
      expectDigits(five[index]!, wanted.five[index]!, 11);
      expectDigits(none[index]!, wanted.none[index]!, 11);
    }
    expectDigits(fit.rSquared!, 0.35822963869328694, 11);
  });

  it("is null where a regressor says nothing of its own: constant, repeated, a sum of others, or too few days", () => {
    const y = [1, 2, 4, 3, 5];
    const x = [0.1, 0.3, 0.2, 0.5, 0.4];
    expect(ols(y, [[2, 2, 2, 2, 2]])).toBeNull();
    expect(ols(y, [[0.1, 0.1, 0.1, 0.1, 0.1]])).toBeNull();
    expect(ols(y, [x, x.map((value) => 3 * value + 1)])).toBeNull();
    expect(ols(y, [x, [1, 0, 2, 1, 3], x.map((value, at) => value + [1, 0, 2, 1, 3][at]!)])).toBeNull();
    expect(ols([1, 2], [[1, 3]])).toBeNull();
    expect(ols([1], [[1]])).toBeNull();
  });

  it("has no R² where y does not vary, and no NaN", () => {
    const fit = ols([0.1, 0.1, 0.1, 0.1], [[1, 2, 4, 3]])!;
    expect(fit.rSquared).toBeNull();
    expect(fit.coefficients[1]).toBe(0);
    expect(neweyWestErrors(fit, 2)).toEqual([0, 0]);
  });

  it("refuses columns of other lengths and lags that are none", () => {
    expect(() => ols([1, 2, 3], [[1, 2]])).toThrow(RangeError);
    const fit = ols([1, 2, 4, 3], [[1, 2, 3, 5]])!;
    for (const lags of [-1, 1.5, 4]) expect(() => neweyWestErrors(fit, lags)).toThrow(RangeError);
  });

  it("does not care in which order the days stand, nor for the scale and the origin of its columns", () => {
    const day = fc.tuple(fc.integer({ min: -999, max: 999 }), fc.integer({ min: -999, max: 999 }));
    fc.assert(
      fc.property(
        fc.array(day, { minLength: 6, maxLength: 40 }),
        fc.integer({ min: 1, max: 50 }),
        (days, scale) => {
          const [y, x] = [columnOf(days, 0), columnOf(days, 1)];
          const fit = ols(y, [x]);
          fc.pre(fit !== null);
          const turned = ols([...y].reverse(), [[...x].reverse()])!;
          const moved = ols(
            y.map((value) => 2 * value + 7),
            [x.map((value) => scale * value - 3)],
          )!;
          expect(turned.coefficients[1]).toBeCloseTo(fit!.coefficients[1]!, 9);
          expect(moved.coefficients[1]! * scale).toBeCloseTo(2 * fit!.coefficients[1]!, 8);
          const t = (one: typeof moved) => one.coefficients[1]! / neweyWestErrors(one, 2)[1]!;
          fc.pre(Number.isFinite(t(fit!)) && neweyWestErrors(fit!, 2)[1]! > 1e-6);
          expect(t(moved)).toBeCloseTo(t(fit!), 5);
        },
      ),
    );
  });
});
