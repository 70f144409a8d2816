import { deskOf } from "../../../pipeline/finance/desk.ts";
import type { Edition } from "../../../pipeline/model/edition.ts";
import type { Series } from "../../../pipeline/model/series.ts";
import { models } from "../../../pipeline/sections/models/models.ts";
import { View } from "../../../pipeline/sections/models/view.ts";
import { madeUpNoise, madeUpPrices, type PricesSketch } from "../../support/made-up-prices.ts";
import { sectionWords, shippedEdition } from "../../support/section-words.ts";
import { seriesOf, snapshotOf } from "../../support/snapshots.ts";

export const DAY = "2025-11-05";
export const PATIENCE = { missedDays: 1, coverage: 0.8 };

export function editionOf(series: readonly Series[]): Edition {
  const assets = series.map(({ id, name }) => ({ name: `Asset ${name}`, series: id }));
  return { ...shippedEdition, models: { ...shippedEdition.models, assets } };
}
export const prices = (name: string, sketch: Partial<PricesSketch> = {}) =>
  madeUpPrices(name, { from: "2020-10-01", to: DAY, ...sketch });
export const viewOf = (series: readonly Series[], asked = series) =>
  View.parse(models.compute(deskOf(snapshotOf(DAY, series), PATIENCE), editionOf(asked)));
export const wordsOf = (series: readonly Series[], asked = series) =>
  sectionWords(models, snapshotOf(DAY, series), editionOf(asked));
export const noted = (words: string) => words.split("\n").filter((line) => line.startsWith("Note:"));

export const rising = prices("A", { drift: 0.002, seed: 1 });
export const falling = prices("B", { drift: -0.002, seed: 2 });
export const idle = prices("C", { seed: 3 });
/** Comes back to 100 by half within a day or two. */
export const returning = seriesOf(
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
