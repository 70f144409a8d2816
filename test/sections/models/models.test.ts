import { describe, expect, it } from "vitest";
import { deskOf } from "../../../pipeline/finance/desk.ts";
import type { Edition } from "../../../pipeline/model/edition.ts";
import type { Series } from "../../../pipeline/model/series.ts";
import { models } from "../../../pipeline/sections/models/models.ts";
import { View } from "../../../pipeline/sections/models/view.ts";
import { madeUpNoise, madeUpPrices, type PricesSketch } from "../../support/made-up-prices.ts";
import { sectionWords, shippedEdition } from "../../support/section-words.ts";
import { seriesOf, snapshotOf } from "../../support/snapshots.ts";

const DAY = "2025-11-05";
const PATIENCE = { missedDays: 1, coverage: 0.8 };

function editionOf(series: readonly Series[]): Edition {
  const assets = series.map(({ id, name }) => ({ name: `Asset ${name}`, series: id }));
  return { ...shippedEdition, models: { ...shippedEdition.models, assets } };
}
const prices = (name: string, sketch: Partial<PricesSketch> = {}) =>
  madeUpPrices(name, { from: "2020-10-01", to: DAY, ...sketch });
const viewOf = (series: readonly Series[], asked = series) =>
  View.parse(models.compute(deskOf(snapshotOf(DAY, series), PATIENCE), editionOf(asked)));
const wordsOf = (series: readonly Series[], asked = series) =>
  sectionWords(models, snapshotOf(DAY, series), editionOf(asked));
const noted = (words: string) => words.split("\n").filter((line) => line.startsWith("Note:"));

const rising = prices("A", { drift: 0.002, seed: 1 });
const falling = prices("B", { drift: -0.002, seed: 2 });
const idle = prices("C", { seed: 3 });
/** Comes back to 100 by half within a day or two. */
const returning = seriesOf(
  "R",
  (() => {
    let away = 0;
    const days = idle.dates;
    const noise = madeUpNoise(days.length, 9);
    return Object.fromEntries(
      days.map((day, row) => {
        away = 0.7 * away + noise[row]!;
        return [day, 100 + away];
      }),
    );
  })(),
  { unit: "price", calendar: "nyse" },
);

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

  it("tell of moves once a series has enough of them, and of highs and lows within reach", () => {
    const view = viewOf([rising, falling]);
    const desk = deskOf(snapshotOf(DAY, [rising, falling]), PATIENCE);
    expect(models.movers!(view, desk, shippedEdition).map(({ key }) => key)).toEqual(["A", "B"]);
    const levels = models.levels!(view, desk, shippedEdition);
    for (const { key, current, level, distance, daysMove } of levels) {
      expect(key).toMatch(/^[AB]\.five-year-(high|low)$/);
      expect(distance.value).toBeCloseTo(level.value - current.value, 9);
      expect(daysMove!.value).toBeLessThanOrEqual(5);
    }
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
      "Note: Momentum is n/a for Asset S (its history here begins on 21 May 2025; 253 observations are needed).",
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
    expect(words).toContain("| Asset M | n/a | n/a | n/a | n/a | n/a | n/a |");
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
    expect(models.compute(deskOf(snapshotOf(DAY, []), PATIENCE), editionOf([rising]))).toEqual({
      unavailable: "No asset of the list has an observation on or before 2025-11-05.",
    });
  });

  it("leaves a section without any momentum a finding", () => {
    const words = wordsOf([prices("S", { from: "2025-05-21" })]);
    expect(words).toContain("### No asset has a history that carries its momentum");
    expect(words).not.toContain("trends are");
  });
});

describe("a close beyond all before it", () => {
  const last = (series: Series, value: number) => ({
    ...series,
    values: [...series.values.slice(0, -1), value],
  });

  it("is a five-year high where the history reaches back five years, strictly above", () => {
    const most = Math.max(...(idle.values as number[]));
    expect(viewOf([last(idle, most * 1.01)]).highs).toMatchObject([{ name: "Asset C", begins: null }]);
    expect(viewOf([last(idle, most)]).highs).toEqual([]);
    expect(wordsOf([last(idle, most * 1.01)])).toContain(
      "Asset C (by 1.00%) closed above every close of the five years before.",
    );
  });

  it("is told with the beginning of its history where that is shorter", () => {
    const short = prices("S", { from: "2025-05-21", scatter: 0, also: { "2025-10-10": 105, [DAY]: 107.1 } });
    const { highs, recent } = viewOf([short]);
    expect(highs).toEqual([]);
    expect(recent[0]!.beyond.value).toBeCloseTo(2, 9);
    expect(wordsOf([rising, short])).toContain(
      "Asset S closed at 107.10 (+7.10%), 2.00% above the high of its recorded history until then, 105.00 on 10 October 2025; that history begins only on 21 May 2025.",
    );
  });

  it("is a low below", () => {
    expect(wordsOf([last(idle, 1)])).toMatch(
      /Asset C \(by [\d.]+%\) closed below every close of the five years before\./,
    );
  });

  it("is none of an older day", () => {
    expect(viewOf([prices("O", { drift: 0.001, scatter: 0.0001, to: "2025-11-04" })]).highs).toEqual([]);
  });
});

describe("the words of the section", () => {
  it("name ends, and agree in number", () => {
    const words = wordsOf([rising, falling]);
    expect(words).toMatch(/### As many trends up as down, from Asset A to Asset B/);
    expect(words).toMatch(
      /The strongest upward trend is that of Asset A \(\+\d+\), the strongest downward one that of Asset B \(−\d+\), on a scale/,
    );
    expect(wordsOf([rising])).toContain("### Every trend points up, most of all in Asset A");
    expect(wordsOf([falling])).toContain("### Every trend points down, most of all in Asset B");
  });

  it("say which levels return by the test and which do not", () => {
    expect(wordsOf([rising, returning])).toMatch(
      /Of 2 levels only that of Asset R \(half-life \d\.\d days\) returns to its mean by the Dickey-Fuller test over 252 observations\./,
    );
    expect(wordsOf([rising])).toContain(
      "The only level that could be tested over 252 observations does not return",
    );
    expect(wordsOf([rising, falling])).toMatch(/none of 2 levels/i);
  });

  it("say where momentum and mean reversion disagree", () => {
    // A level that returns, and fell from far above its mean to a little above it: the trend of a year may still be up.
    const words = wordsOf([rising, returning]);
    const [row] = viewOf([returning]).rows;
    const opposed = row!.strength!.value * row!.pull!.value < 0;
    expect(words.includes("Momentum and mean reversion disagree there: Asset R")).toBe(opposed);
  });

  it("say of a level far from its mean whether that is along the trend", () => {
    const [high] = [Math.max(...(rising.values as number[]))];
    const fallen = { ...rising, id: "F", name: "F", values: [...rising.values.slice(0, -1), high * 0.86] };
    expect(wordsOf([fallen])).toMatch(
      /Two standard deviations or more from the 60-day mean, against the trend: Asset F \(−[\d.]+ sd, RSI \d+\)\./,
    );
    const soared = { ...rising, id: "U", name: "U", values: [...rising.values.slice(0, -1), high * 1.2] };
    expect(wordsOf([soared, fallen])).toMatch(
      /the 60-day mean: Asset U \(\+[\d.]+ sd, RSI \d+\) in the direction of the trend; Asset F \(−[\d.]+ sd, RSI \d+\) against it\./,
    );
    expect(wordsOf([idle])).toContain("No asset is two standard deviations from its 60-day mean.");
  });

  it("say what a day is where an asset trades on every one", () => {
    const coin = prices("K", { calendar: "every-day" });
    expect(noted(wordsOf([rising, coin])).at(-1)).toContain("Asset K trades on every calendar day");
    expect(noted(wordsOf([rising])).at(-1)).toBe(
      "Note: Returns are those of prices, not in excess of the bill rate.",
    );
    const weekdays = viewOf([prices("K")]).rows[0]!.volatility!.method;
    expect(
      [weekdays, viewOf([coin]).rows[0]!.volatility!.method].map((method) => /sqrt\((\d+)/.exec(method)![1]),
    ).toEqual(["261", "365"]);
  });

  it("date a row that is of an older day", () => {
    expect(wordsOf([rising, prices("L", { to: "2025-11-04" })])).toContain("| Asset L (as of 4 November) |");
  });
});
