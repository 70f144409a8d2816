import { describe, expect, it } from "vitest";
import { deskOf } from "../../pipeline/finance/desk.ts";
import { returnPercent } from "../../pipeline/finance/return-percent.ts";
import { figuresIn } from "../../pipeline/finance/view-figures.ts";
import type { Edition } from "../../pipeline/model/edition.ts";
import type { Series } from "../../pipeline/model/series.ts";
import { anchors } from "../../pipeline/sections/anchors/anchors.ts";
import { igSpread } from "../../pipeline/sections/ig-spread/ig-spread.ts";
import { keyFigures } from "../../pipeline/sections/key-figures/key-figures.ts";
import { models } from "../../pipeline/sections/models/models.ts";
import { View as ModelsView } from "../../pipeline/sections/models/view.ts";
import { ratesShock } from "../../pipeline/sections/rates-shock/rates-shock.ts";
import { regime } from "../../pipeline/sections/regime/regime.ts";
import { madeUpNoise, madeUpPrices } from "../support/made-up-prices.ts";
import { sectionWords, shippedEdition } from "../support/section-words.ts";
import { seriesOf, snapshotOf } from "../support/snapshots.ts";

const PATIENCE = { missedDays: 1, coverage: 0.8 };
const machineWords = /NaN|Infinity|undefined|\bnull\b/;

describe("a price below zero: WTI at −37.63 on 20 April 2020, after 18.27", () => {
  const DAY = "2020-07-15";
  // 18.27 and -37.63 are the settlements of the May 2020 contract as published; all around them is made up.
  const oil: Series = {
    ...madeUpPrices("WTI", {
      from: "2015-07-15",
      to: DAY,
      seed: 4,
      also: { "2020-04-17": 18.27, "2020-04-20": -37.63 },
    }),
    id: "WTI",
    name: "WTI crude oil",
  };
  const other = madeUpPrices("SPX", { from: "2015-07-15", to: DAY, seed: 5 });
  const snapshot = snapshotOf(DAY, [oil, { ...other, id: "SPX", name: "S&P 500" }]);
  const assets = [
    { name: "Crude oil", series: "WTI" },
    { name: "S&P 500", series: "SPX" },
  ];
  const edition: Edition = { ...shippedEdition, models: { ...shippedEdition.models, assets } };

  it("has no return, into it or out of it", () => {
    expect(returnPercent(-37.63, 18.27)).toBeNull();
    expect(returnPercent(10.01, -37.63)).toBeNull();
    expect(returnPercent(0, 18.27)).toBeNull();
    expect(returnPercent(10.01, 0)).toBeNull();
    expect(returnPercent(11, 10)).toBeCloseTo(10, 12);
  });

  it("leaves the models of oil n/a with that price, and those of others as they are", () => {
    const view = ModelsView.parse(models.compute(deskOf(snapshot, PATIENCE), edition));
    const [row] = view.rows.filter(({ series }) => series === "WTI");
    expect(row).toMatchObject({ gap: "not-positive", strength: null, volatility: null, position: null });
    expect(row!.notPositive).toMatchObject({ value: -37.63, asOf: "2020-04-20" });
    expect(view.rows.find(({ series }) => series === "SPX")!.strength).not.toBeNull();
    expect(models.movers!(view, deskOf(snapshot, PATIENCE), edition).map(({ key }) => key)).toEqual(["SPX"]);
    expect(sectionWords(models, snapshot, edition)).toContain("its price of −37.63 on 20 April 2020");
  });

  it("changes by its dollars among the key figures, as long as it lies in the window", () => {
    const keyed = { ...shippedEdition, keyFigures: { ...shippedEdition.keyFigures, also: ["WTI"] } };
    const words = sectionWords(keyFigures, snapshotOf("2020-04-20", [oil]), keyed);
    expect(words).toMatch(/\| WTI crude oil \| −37\.63 \| −55\.90 \|/);
    expect(words).not.toMatch(machineWords);
  });
});

/** A daily series of the bond market's weekdays. */
function daily(id: string, value: (row: number) => number, unit: Series["unit"] = "percent"): Series {
  const { dates } = madeUpPrices(id, { from: "2015-01-05", to: "2025-11-05", seed: 1 });
  const rows = Object.fromEntries(dates.map((date, row) => [date, value(row)]));
  return { ...seriesOf(id, rows, { unit }), calendar: "sifma" };
}

describe("rates below zero", () => {
  const noise = madeUpNoise(4000, 3);
  const below = (shift: number) => (row: number) => Number((shift + 0.05 * noise[row]!).toFixed(2));
  const yields = ["UST.2Y", "UST.5Y", "UST.10Y", "UST.30Y"].map((id, place) =>
    daily(id, below(-0.9 + 0.1 * place)),
  );
  const dollar = {
    ...madeUpPrices("USD.BROAD", { from: "2015-01-05", to: "2025-11-05", seed: 2 }),
    id: "USD.BROAD",
  };
  const snapshot = snapshotOf("2025-11-05", [...yields, dollar, daily("US.BREAKEVEN.5Y", below(-0.2))]);

  it.each([
    ["anchors", anchors],
    ["rates-shock", ratesShock],
    ["regime", regime],
  ] as const)("are levels and changes like others: %s", (_, section) => {
    const view = section.compute(deskOf(snapshot, PATIENCE), shippedEdition);
    expect(view).not.toHaveProperty("unavailable");
    const figures = figuresIn(view);
    expect(figures.length).toBeGreaterThan(5);
    expect(figures.filter(({ value }) => !Number.isFinite(value))).toEqual([]);
    expect(sectionWords(section, snapshot)).not.toMatch(machineWords);
  });

  it("give no change in percent of a yield that is not above zero", () => {
    const view = ratesShock.compute(deskOf(snapshot, PATIENCE), shippedEdition);
    expect(view).toMatchObject({ main: { relative: null, change: { unit: "bp" } } });
  });
});

describe("equal highs", () => {
  const wave = daily("US.ICE.IG.OAS", (row) => 100 + (row % 500 === 250 ? 40 : row % 7), "bp");
  const snapshot = snapshotOf("2025-11-05", [wave]);

  it("are of the first day on which the level was reached", () => {
    const [, first] = wave.dates.flatMap((date, row) =>
      date > "2020-11-05" && wave.values[row] === 140 ? [[row, date] as const] : [],
    )[0]!;
    const view = igSpread.compute(deskOf(snapshot, PATIENCE), shippedEdition);
    const highs = figuresIn(view).filter(({ value, unit }) => unit === "bp" && value === 140);
    expect(highs.map(({ asOf }) => asOf)).toContain(first);
    expect(wave.values.filter((value) => value === 140).length).toBeGreaterThan(3);
  });
});
