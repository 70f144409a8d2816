import { describe, expect, it } from "vitest";
import { deskOf } from "../../../pipeline/finance/desk.ts";
import { absent } from "../../../pipeline/sections/absent.ts";
import { models } from "../../../pipeline/sections/models/models.ts";
import { snapshotOf } from "../../support/snapshots.ts";
import {
  DAY,
  editionOf,
  falling,
  idle,
  noted,
  PATIENCE,
  prices,
  returning,
  rising,
  viewOf,
  wordsOf,
} from "./model-days.ts";

describe("the models of an asset", () => {
  it("point with the trend, at full strength where it is two standard deviations everywhere", () => {
    const { rows, direction } = viewOf([falling, rising]);
    expect(rows.map(({ name, strength }) => [name, strength?.value])).toEqual([
      ["Asset A", expect.any(Number)],
      ["Asset B", expect.any(Number)],
    ]);
    expect(rows[0]!.strength!.value).toBeGreaterThan(60);
    expect(rows[1]!.strength!.value).toBeLessThan(-60);
    expect(direction).toBe("even");
  });

  it("hold a position whose volatility is the target", () => {
    for (const { position, volatility, strength } of viewOf([rising, falling, idle]).rows)
      expect(position!.value * volatility!.value).toBeCloseTo(40 * Math.sign(strength!.value), 9);
  });

  it("say of a level that returns how long half of the way takes, and pull it back", () => {
    const [row] = viewOf([returning]).rows;
    expect(row).toMatchObject({ reverts: "yes" });
    // -ln 2 / ln 0.7 is 1.9 days; 252 values know phi to within 0.1 of it.
    expect(row!.halfLife!.value).toBeGreaterThan(1.2);
    expect(row!.halfLife!.value).toBeLessThan(3.3);
    expect(Math.sign(row!.pull!.value)).toBe(-Math.sign(row!.z!.value));
  });

  it("leave a level without a pull that does not return", () => {
    expect(viewOf([rising]).rows[0]).toMatchObject({ reverts: "no", pull: null, halfLife: null });
  });

  it("keep their identities", () => {
    const found = models.identities!(viewOf([rising, falling, returning]));
    expect(found.length).toBe(4);
    for (const { left, right, tolerance } of found)
      expect(Math.abs(left - right)).toBeLessThanOrEqual(tolerance);
  });

  it("tell of moves once a series has enough of them, but not of one that another series tells", () => {
    const view = viewOf([rising, falling]);
    const desk = deskOf(snapshotOf(DAY, [rising, falling]), PATIENCE);
    const edition = editionOf([rising, falling]);
    const [one, other] = edition.models.assets;
    const mirrored = {
      ...edition,
      models: { ...edition.models, assets: [one!, { ...other!, mirrors: "A" }] },
    };
    expect(models.movers!(view, desk, edition).map(({ key }) => key)).toEqual(["A", "B"]);
    expect(models.movers!(view, desk, mirrored).map(({ key }) => key)).toEqual(["A"]);
  });

  it("tell of five-year highs and lows by the sample sd of 252 daily changes, near and far", () => {
    const view = viewOf([rising, falling]);
    const desk = deskOf(snapshotOf(DAY, [rising, falling]), PATIENCE);
    const levels = models.levels!(view, desk, editionOf([rising, falling]));
    expect(levels.map(({ key }) => key)).toEqual(
      expect.arrayContaining(["A.five-year-low", "B.five-year-high"]),
    );
    const returns = rising.values
      .slice(-252)
      .map((value, row) => (value! / rising.values.slice(-253)[row]! - 1) * 100);
    const mean = returns.reduce((sum, one) => sum + one, 0) / 252;
    const sd = Math.sqrt(returns.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 251);
    for (const { key, current, level, distance, daysMove } of levels) {
      expect(distance.value).toBeCloseTo(level.value - current.value, 6);
      if (key.startsWith("A."))
        expect(daysMove!.value).toBeCloseTo((Math.abs(level.value / current.value - 1) * 100) / sd, 9);
    }
    // A trend of a thousand days: far off, and told all the same.
    expect(levels.find(({ key }) => key === "A.five-year-low")!.daysMove!.value).toBeGreaterThan(20);
  });
});

describe("what cannot be said of an asset", () => {
  it("is n/a with the beginning of a history that is too short", () => {
    const short = prices("S", { from: "2025-05-21" });
    const [row] = viewOf([short]).rows;
    expect(row).toMatchObject({
      gap: "short",
      strength: null,
      position: null,
      rsi: null,
      reverts: "unknown",
    });
    expect(row!.z).not.toBeNull();
    expect(noted(wordsOf([rising, short]))[0]).toBe(
      "Note: Momentum, volatility and RSI are n/a for Asset S (its history here begins on 21 May 2025; 253 observations are needed).",
    );
  });

  it("is n/a with the price that is not above zero, within the window only", () => {
    const oil = prices("O", { also: { "2025-04-21": -36.98 } });
    const [row] = viewOf([oil]).rows;
    expect(row).toMatchObject({ gap: "not-positive", strength: null });
    expect(row!.notPositive).toMatchObject({ value: -36.98, asOf: "2025-04-21" });
    expect(noted(wordsOf([rising, oil]))[0]).toContain(
      "its price of −36.98 on 21 April 2025 lies in the window",
    );
    expect(viewOf([prices("O", { also: { "2023-04-20": -36.98 } })]).rows[0]!.gap).toBe("none");
  });

  it("is n/a where the newest observation is too old, or nothing is there", () => {
    const old = prices("O", { to: "2025-10-20" });
    const words = wordsOf([rising, old], [rising, old, prices("M")]);
    expect(words).toContain("Asset O (its newest observation is of 20 October 2025)");
    expect(words).toContain("Asset M (this issue's data hold no observation of it)");
    expect(words).not.toMatch(/^\| Asset [MO]/m);
    expect(words).toMatch(/^\| Asset A \|/m);
  });

  it("is n/a of prices that do not move, and of those spread over years", () => {
    const still = prices("Q", { scatter: 0 });
    expect(viewOf([still]).rows[0]).toMatchObject({ gap: "still", rsi: null, z: null, reverts: "unknown" });
    const sparse = {
      ...idle,
      values: idle.values.map((value, row) => (row % 4 === 0 || row > 1270 ? value : null)),
    };
    expect(viewOf([sparse]).rows[0]!.gap).toBe("thin");
    expect(wordsOf([rising, sparse, still])).toContain("leave too many days out");
  });

  it("leaves the section to say so where no asset has anything", () => {
    expect(models.compute(deskOf(snapshotOf(DAY, []), PATIENCE), editionOf([rising]))).toEqual(
      absent("no-asset"),
    );
  });

  it("leaves a section without any momentum a finding", () => {
    const words = wordsOf([prices("S", { from: "2025-05-21" })]);
    expect(words).toContain("### No asset has a history that carries its momentum");
    expect(words).not.toContain("trends are");
    expect(words).toMatch(/\| Asset S \| n\/a \| n\/a \| n\/a \| [+−]\d\.\d \|/);
    expect(wordsOf([prices("S", { from: "2025-10-21" })])).not.toContain("| Asset |");
  });
});
