import { describe, expect, it } from "vitest";
import { sectors } from "../../../pipeline/finance/attribution.ts";
import { deskOf } from "../../../pipeline/finance/desk.ts";
import { tradingDays } from "../../../pipeline/finance/trading-days.ts";
import type { Edition } from "../../../pipeline/model/edition.ts";
import type { Series } from "../../../pipeline/model/series.ts";
import { absent } from "../../../pipeline/sections/absent.ts";
import { rateSensitivity } from "../../../pipeline/sections/rate-sensitivity/rate-sensitivity.ts";
import type { View } from "../../../pipeline/sections/rate-sensitivity/view.ts";
import { sectionWords, shippedEdition } from "../../support/section-words.ts";
import { calendars, seriesOf, snapshotOf } from "../../support/snapshots.ts";

const DAY = "2025-11-05";
const days = tradingDays("2024-08-01", DAY, calendars.nyse).slice(-290);

/** Numbers from -0.5 to 0.5 that look random and are always the same. */
function scatter(seed: number): number[] {
  let state = seed;
  return days.map(() => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648 - 0.5;
  });
}

const [moves, market, own] = [scatter(3), scatter(5), scatter(9)];

/** Log returns in percent, day by day, as a price. */
function priceOf(id: string, percent: (row: number) => number, name = id): Series {
  let price = 100;
  const rows = days.map((day, row) => {
    price *= Math.exp(percent(row) / 100);
    return [day, price] as const;
  });
  return seriesOf(id, Object.fromEntries(rows), { name, unit: "price", calendar: "nyse" });
}

function yieldOf(id: string, name: string): Series {
  let level = 2;
  const rows = days.map((day, row) => {
    level += moves[row]! / 10;
    return [day, level] as const;
  });
  return seriesOf(id, Object.fromEntries(rows), { name });
}

// The yield moves by moves * 10 bp, and the market gives 0.05 % for each.
const spx = priceOf("SPX", (row) => 2 * market[row]! + 0.5 * moves[row]!, "S&P 500");
const shared = [spx, yieldOf("UST.2Y", "2-year Treasury"), yieldOf("UST.5Y.REAL", "5-year Treasury, real")];
const own$ = (row: number) => 0.2 * own[row]!;
const gold = priceOf("GOLD.GLD", (row) => -0.6 * moves[row]! + own$(row), "gold, by the fund GLD");
const fund = priceOf(
  "FUND.QQQ",
  (row) => 1.2 * (2 * market[row]! + 0.5 * moves[row]!) - 0.1 * moves[row]! + own$(row),
);

const edition: Edition = {
  ...shippedEdition,
  edition: "paid",
  rateSensitivity: {
    ...shippedEdition.rateSensitivity,
    sectors: false,
    assets: [
      { name: "Nasdaq 100", series: "FUND.QQQ" },
      { name: "Gold", series: "GOLD.GLD" },
    ],
  },
};
const withSectors: Edition = { ...edition, rateSensitivity: { ...edition.rateSensitivity, sectors: true } };

function viewOf(series: readonly Series[], settings: Edition = edition): View {
  const made = rateSensitivity.compute(deskOf(snapshotOf(DAY, series)), settings);
  if ("unavailable" in made) throw new Error(made.unavailable.kind);
  return rateSensitivity.view.parse(made);
}
const wordsOf = (series: readonly Series[], settings: Edition = edition) =>
  sectionWords(rateSensitivity, snapshotOf(DAY, series), settings);

describe("rate sensitivity", () => {
  it("gives the move for +10 bp alone and with the market, which takes out the market's own answer", () => {
    const { rows, most, counts } = viewOf([...shared, gold, fund]);
    const [nasdaq, metal] = [
      rows.find(({ name }) => name === "Nasdaq 100")!,
      rows.find(({ name }) => name === "Gold")!,
    ];
    // Made so: +0.5 % of the yield alone by way of the market, -0.1 % of its own; gold -0.6 % either way. Scatter of 0.06 % a day
    // leaves a standard error of about 0.01.
    expect(nasdaq.real.alone.value).toBeCloseTo(0.5, 0);
    expect(nasdaq.real.withMarket.value).toBeCloseTo(-0.1, 1);
    expect(nasdaq.real.market.value).toBeCloseTo(1.2, 1);
    expect(metal.real.withMarket.value).toBeCloseTo(-0.6, 1);
    expect(nasdaq.real).toMatchObject({ significant: true });
    expect(most!.name).toBe("Gold");
    expect(counts).toMatchObject({ said: { value: 2 }, significant: { value: 2 }, losing: { value: 2 } });
  });

  it("takes returns in percent and no logs, of the market too: what falls 20 % in a day falls 20", () => {
    const settings = {
      ...edition,
      rateSensitivity: { ...edition.rateSensitivity, assets: [{ name: "Twice", series: "TWICE" }] },
    };
    const simple = (id: string, percent: (row: number) => number) =>
      priceOf(id, (row) => 100 * Math.log(1 + percent(row) / 100));
    const big = (row: number) => 20 * market[row]! + 10 * moves[row]!;
    const series = [
      simple("SPX", big),
      ...shared.slice(1),
      simple("TWICE", (row) => 2 * big(row) + 0.01 * own[row]!),
    ];
    // Exact but for scatter of 0.01 %; of logs the market's beta would be off by hundredths.
    const [row] = viewOf(series, settings).rows;
    expect(row!.real.market.value).toBeCloseTo(2, 3);
    expect(row!.real.withMarket.value).toBeCloseTo(0, 2);
    expect(row!.real.alone.method).toContain("100 (p1 / p0 - 1)");
  });

  it("keeps the identity that joins the two versions", () => {
    const held = rateSensitivity.identities!(viewOf([...shared, gold, fund]));
    expect(held).toHaveLength(4);
    for (const { left, right, tolerance } of held) expect(Math.abs(left - right)).toBeLessThan(tolerance);
  });

  it("says the most sensitive with and without the market, and how many are significant", () => {
    const text = wordsOf([...shared, gold, fund]);
    expect(text).toMatch(
      /### (Real yields move Gold most: −0\.\d\d%|Most sensitive to real yields: Gold, −0\.\d\d% for)/,
    );
    expect(text).toMatch(
      /^That is with the S&P 500 held \(t −\d+\.\d\); alone it is −0\.\d\d%\. Of two assets and sectors, two answer significantly, both losses\.$/m,
    );
    expect(text).not.toMatch(/nearest to zero|keeps the sign/);
    expect(text).toContain(
      "*Move for +10 bp of the real yield (5-year Treasury, real) with the S&P 500 held, percent*",
    );
    expect(text).toContain("Newey-West errors with 5 lags");
  });

  it("says how many days there are where they are too few, those with as many together", () => {
    const late = (series: Series, count: number): Series => ({
      ...series,
      values: series.values.map((value, row) => (row < days.length - count ? null : value)),
    });
    const text = wordsOf([...shared, late(gold, 42), late(fund, 42)]);
    expect(text).toContain("### No answer to yields can be measured today");
    expect(text).toContain(
      "Note: Nasdaq 100 and Gold are n/a: 41 joined changes are at hand, and a regression takes 250.",
    );
    const one = wordsOf([...shared, late(gold, 2), fund]);
    expect(one).toContain("Note: Gold is n/a: 1 joined change is at hand, and a regression takes 250.");
    expect(wordsOf([...shared, late(gold, 1), fund])).toContain(
      "Note: Gold is n/a: no joined change is at hand",
    );
    expect(wordsOf([...shared, fund])).toContain("Note: Gold is n/a: this issue's data hold no observation.");
  });

  it("says nothing of a price that stands still or is not above zero", () => {
    const still = priceOf("GOLD.GLD", () => 0);
    expect(wordsOf([...shared, still, fund])).toContain(
      "Note: Gold is n/a: the changes do not vary enough for a regression.",
    );
    const negative = { ...gold, values: gold.values.map((value) => -value!) };
    expect(wordsOf([...shared, negative, fund])).toContain("Note: Gold is n/a: no joined change is at hand");
  });

  it("does not exist without its yields or its market", () => {
    const made = rateSensitivity.compute(deskOf(snapshotOf(DAY, [spx, gold])), edition);
    expect(made).toEqual(absent("no-current-observation", { names: ["UST.2Y"] }));
  });

  it("says of none that it is the most sensitive where no move is significant", () => {
    const noise = priceOf("GOLD.GLD", (row) => own$(row));
    const text = wordsOf([...shared, noise], {
      ...edition,
      rateSensitivity: { ...edition.rateSensitivity, assets: [{ name: "Gold", series: "GOLD.GLD" }] },
    });
    expect(text).toContain("### With the market held, nothing here answers real yields");
    expect(text).toContain("No move reaches a t-statistic of 1.96 with the S&P 500 as second factor.");
  });
});

describe("the sectors", () => {
  /** Returns in percent that compound to the log changes of `percent`; the days in `without` have none. */
  const returnsOf = (key: string, percent: (row: number) => number, without: readonly string[] = []) =>
    seriesOf(
      `SPX.SECTOR.${key}.RETURN`,
      Object.fromEntries(
        days.flatMap((day, row) =>
          without.includes(day) ? [] : [[day, 100 * (Math.exp(percent(row) / 100) - 1)]],
        ),
      ),
      { calendar: "nyse" },
    );
  const answer = (row: number) => -0.4 * moves[row]! + own$(row);

  it("stand beside the assets, from their own returns, as a price with those returns would", () => {
    const returns = sectors.map(({ key }) => returnsOf(key, answer));
    const view = viewOf([...shared, gold, fund, ...returns], withSectors);
    expect(view.rows).toHaveLength(13);
    const energy = view.rows.find(({ name }) => name === "Energy")!;
    const [same] = viewOf([...shared, priceOf("GOLD.GLD", answer)], {
      ...edition,
      rateSensitivity: { ...edition.rateSensitivity, assets: [{ name: "Same", series: "GOLD.GLD" }] },
    }).rows;
    expect(energy.real.withMarket.value).toBeCloseTo(same!.real.withMarket.value, 9);
    expect(wordsOf([...shared, gold, fund, ...returns], withSectors)).toContain(
      "sectors by their own daily returns",
    );
  });

  it("leave out the days around a missing return instead of taking two days for one", () => {
    const missing = [days.at(-20)!, days.at(-100)!];
    const returns = sectors.map(({ key }) => returnsOf(key, answer, missing));
    const view = viewOf([...shared, ...returns], withSectors);
    const window = view.rows[0]!.real.withMarket.inputs[0]!;
    // 250 changes end on the day; each missing return costs two of them.
    expect("from" in window && window.from).toBe(days.at(-255));
  });

  it("are named together where all have too few", () => {
    const returns = sectors.map(({ key }) => returnsOf(key, answer, days.slice(0, -30)));
    expect(wordsOf([...shared, gold, fund, ...returns], withSectors)).toMatch(
      /Note: Energy, Materials, .* and Real Estate are n\/a: 29 joined changes are at hand, and a regression takes 250\./,
    );
  });
});

it("asks for each series once, as far back as its window may reach", () => {
  const needs = rateSensitivity.needs(withSectors, DAY, { dates: [] } as never);
  expect(new Set(needs.map(({ series }) => series)).size).toBe(needs.length);
  expect(needs).toContainEqual({ series: "SPX.SECTOR.ENERGY.RETURN", from: "2024-09-07" });
});
