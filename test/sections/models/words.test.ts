import { describe, expect, it } from "vitest";
import type { Series } from "../../../pipeline/model/series.ts";
import { models } from "../../../pipeline/sections/models/models.ts";
import { sectionWords, shippedEdition } from "../../support/section-words.ts";
import { snapshotOf } from "../../support/snapshots.ts";
import { DAY, falling, idle, noted, prices, returning, rising, viewOf, wordsOf } from "./model-days.ts";

describe("a close beyond all before it", () => {
  const last = (series: Series, value: number) => ({
    ...series,
    values: [...series.values.slice(0, -1), value],
  });

  it("is a five-year high where the history reaches back five years, strictly above", () => {
    const most = Math.max(...(idle.values as number[]));
    expect(viewOf([last(idle, most * 1.01)]).highs).toMatchObject({
      named: [{ name: "Asset C", begins: null }],
      others: null,
    });
    expect(viewOf([last(idle, most)]).highs).toBeNull();
    expect(wordsOf([last(idle, most * 1.01)])).toContain(
      "Asset C (by 1.00%) closed above every close of the five years before.",
    );
  });

  it("is told with the beginning of its history where that is shorter", () => {
    const short = prices("S", { from: "2025-05-21", scatter: 0, also: { "2025-10-10": 105, [DAY]: 107.1 } });
    const { highs, recentHighs } = viewOf([short]);
    expect(highs).toBeNull();
    expect(recentHighs!.named[0]!.beyond.value).toBeCloseTo(2, 9);
    expect(wordsOf([rising, short])).toContain(
      "Asset S closed at 107.10 (+7.10%), 2.00% above the high of its recorded history until then, 105.00 on 10 October 2025; that history begins only on 21 May 2025.",
    );
  });

  it("is a low below", () => {
    expect(wordsOf([last(idle, 1)])).toMatch(
      /Asset C \(by [\d.]+%\) closed below every close of the five years before\./,
    );
  });

  it("is one of several: a sentence for each kind, with three names at most", () => {
    const high = (id: string, percent = 1) => {
      const series = last(idle, Math.max(...(idle.values as number[])) * (1 + percent / 100));
      return { ...series, id, name: id };
    };
    const low = { ...last(idle, 1), id: "L", name: "L" };
    const four = wordsOf([high("P"), high("Q", 2), high("R"), high("S"), low]);
    expect(four).toContain(
      "Asset P (by 1.00%), Asset Q (by 2.00%), Asset R (by 1.00%) and one other closed above every close of the five years before. Asset L (by ",
    );
    expect(wordsOf(["P", "Q", "R", "S", "T"].map((id) => high(id)))).toContain("and two others closed above");
    expect(wordsOf([high("P"), high("Q")])).toContain(
      "Asset P (by 1.00%) and Asset Q (by 1.00%) closed above",
    );
  });

  it("is told in one sentence of several histories that are shorter", () => {
    const young = (name: string) =>
      prices(name, { from: "2025-05-21", scatter: 0, also: { "2025-10-10": 105, [DAY]: 107.1 } });
    expect(wordsOf([rising, young("S"), young("T")])).toContain(
      "Asset S (by 2.00%, since 21 May 2025) and Asset T (by 2.00%, since 21 May 2025) closed above every earlier close of histories that begin within the five years.",
    );
  });

  it("is none of an older day", () => {
    expect(viewOf([prices("O", { drift: 0.001, scatter: 0.0001, to: "2025-11-04" })]).highs).toBeNull();
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
      "Note: Returns are those of the closes as their source gives them (some funds' are adjusted for dividends), not in excess of the bill rate.",
    );
    const weekdays = viewOf([prices("K")]).rows[0]!.volatility!.method;
    expect(
      [weekdays, viewOf([coin]).rows[0]!.volatility!.method].map((method) => /sqrt\((\d+)/.exec(method)![1]),
    ).toEqual(["261", "365"]);
  });

  it("date a row that is of an older day", () => {
    expect(wordsOf([rising, prices("L", { to: "2025-11-04" })])).toContain("| Asset L (as of 4 November) |");
  });

  it("print no position: 2.7 times the capital against a momentum of nothing is no advice", () => {
    const words = wordsOf([rising, falling]);
    expect(words).not.toMatch(/position/i);
    expect(viewOf([rising]).rows[0]!.position).not.toBeNull();
  });

  it("have a column of pulls only where two or more revert", () => {
    const twin = { ...returning, id: "W", name: "W" };
    expect(wordsOf([rising, returning])).toContain("| Asset | momentum | volatility | RSI | distance |\n");
    expect(wordsOf([rising, returning])).not.toContain("none |");
    const words = wordsOf([rising, returning, twin]);
    expect(words).toContain(
      "| Asset | momentum | volatility | RSI | distance | pull |\n|---|---:|---:|---:|---:|---:|",
    );
    expect(words).toMatch(/^\| Asset A .* \| none \|$/m);
    expect(words).toMatch(/^\| Asset R .* \| [+−]\d+ \|$/m);
  });

  it("name a fund by its ticker in the row, and as source only what the rows do not tell", () => {
    const named = (id: string, name: string) => ({ ...rising, id, name });
    const series = [
      named("F", "gold, by the fund GLD"),
      named("B", "Bitcoin, close of the UTC day"),
      named("I", "index"),
    ];
    const assets = [
      { name: "Gold", series: "F" },
      { name: "Bitcoin", series: "B" },
      { name: "Index", series: "I" },
    ];
    const edition = { ...shippedEdition, models: { ...shippedEdition.models, assets } };
    const words = sectionWords(models, snapshotOf(DAY, series), edition);
    expect(words).toContain("| Gold (GLD) |");
    expect(words).toContain(
      "Source: closes by asset, the fund's where a row names one; Bitcoin, close of the UTC day; as of 5 November where a row names no other day.\n",
    );
  });
});
