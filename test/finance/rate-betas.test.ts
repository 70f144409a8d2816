import { describe, expect, it } from "vitest";
import { asymmetryKind, asymmetryOf } from "../../pipeline/finance/asymmetry.ts";
import { rateBetas } from "../../pipeline/finance/rate-betas.ts";

const days = Array.from({ length: 40 }, (_, at) => at);
const rate = days.map((k) => ((7 * k) % 13) - 6);
const market = days.map((k) => (((11 * k) % 17) - 8) / 4);
const noise = days.map((k) => (((3 * k * k) % 19) - 9) / 20);
const asset = days.map((k) => 0.1 - 0.02 * rate[k]! + 0.8 * market[k]! + noise[k]!);

describe("betas to a yield", () => {
  it("are numpy's, with its Newey-West t of five lags (lstsq, and (X'X)^-1 S (X'X)^-1 written out)", () => {
    const found = rateBetas({ asset, rate, market }, 5)!;
    expect(found.alone).toBeCloseTo(0.037756840474961, 12);
    expect(found.withMarket).toBeCloseTo(-0.014780599402075, 12);
    expect(found.market).toBeCloseTo(0.794521959988182, 12);
    expect(found.marketToRate).toBeCloseTo(0.066124591292376, 12);
    expect(found.t).toBeCloseTo(-1.6567015955028586, 10);
  });

  it("differ by what the market itself does: alone = with market + market beta times the market's own beta", () => {
    const found = rateBetas({ asset, rate, market }, 5)!;
    expect(found.alone).toBeCloseTo(found.withMarket + found.market * found.marketToRate, 12);
    // The yield alone seems to lift what it in fact weighs down.
    expect(Math.sign(found.alone)).not.toBe(Math.sign(found.withMarket));
  });

  it("are null of the market itself, of a price or a yield that stands still, and of too few days", () => {
    const still = days.map(() => 0);
    expect(rateBetas({ asset: market, rate, market }, 5)).toBeNull();
    expect(rateBetas({ asset: still, rate, market }, 5)).toBeNull();
    expect(rateBetas({ asset, rate: still, market }, 5)).toBeNull();
    expect(rateBetas({ asset, rate, market: rate }, 5)).toBeNull();
    expect(rateBetas({ asset: [1, 2, 4], rate: [1, 3, 2], market: [2, 1, 1] }, 5)).toBeNull();
    expect(rateBetas({ asset: [], rate: [], market: [] }, 5)).toBeNull();
  });
});

describe("answers to rises and to falls", () => {
  it("are numpy's: betas and Newey-West t", () => {
    const found = asymmetryOf(rate, asset, 5)!;
    expect(found.up.value).toBeCloseTo(0.013886566066034, 12);
    expect(found.up.t).toBeCloseTo(0.160235394113525, 10);
    expect(found.down.value).toBeCloseTo(0.060332293368989, 12);
    expect(found.down.t).toBeCloseTo(0.688356375651629, 10);
    expect(found.n).toBe(40);
  });

  it("are null where the yield hardly ever rises, where the price stands still, and of too few days", () => {
    const falls = rate.map((value) => -Math.abs(value));
    const nineRises = falls.map((value, row) => (row < 9 ? row + 1 : value));
    const tenRises = falls.map((value, row) => (row < 10 ? row + 1 : value));
    const still = days.map(() => 1);
    expect(asymmetryOf(falls, asset, 5)).toBeNull();
    expect(asymmetryOf(nineRises, asset, 5)).toBeNull();
    expect(asymmetryOf(tenRises, asset, 5)).not.toBeNull();
    expect(asymmetryOf(rate, still, 5)).toBeNull();
    expect(asymmetryOf([1, -1], [1, 2], 0)).toBeNull();
  });

  it("are there for what is significant, whatever its sign", () => {
    const estimate = (t: number) => ({ value: t / 10, t });
    const kind = (up: number, down: number) =>
      asymmetryKind({ up: estimate(up), down: estimate(down), n: 100 });
    expect(kind(-2.5, 0.6)).toBe("rises");
    expect(kind(1.96, 1.95)).toBe("rises");
    expect(kind(0.4, -2.5)).toBe("falls");
    expect(kind(-2.5, 2.5)).toBe("both");
    expect(kind(-1.3, -1.9)).toBe("neither");
  });

  it("are none of a price that drifts upwards on days of either kind", () => {
    // The means of both kinds of day are far above zero; the size of the move adds nothing.
    const drifting = days.map((k) => 1 + noise[k]!);
    expect(asymmetryKind(asymmetryOf(rate, drifting, 5)!)).toBe("neither");
  });

  it("turn round with the sign of the yield", () => {
    const one = asymmetryOf(rate, asset, 5)!;
    const negated = rate.map((value) => -value);
    const other = asymmetryOf(negated, asset, 5)!;
    expect(other.up.value).toBeCloseTo(-one.down.value, 12);
    expect(other.up.t).toBeCloseTo(-one.down.t, 10);
  });
});
