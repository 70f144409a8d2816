import { isEveryDay } from "../../finance/asset-momentum.ts";
import { yearsBefore } from "../../finance/dates.ts";
import { moverOf } from "../../finance/movers.ts";
import { rangeEndsOf } from "../../finance/range-ends.ts";
import type { Identity } from "../../model/identity.ts";
import { absent } from "../absent.ts";
import { defineSection } from "../section.ts";
import { extremesOf } from "./extremes.ts";
import { byStrength, instrumentsOf, isListed, rowOf, YEARS } from "./rows.ts";
import { summaryOf } from "./summary.ts";
import { type Row, View } from "./view.ts";

const ID = "models";

/**
 * Momentum and mean reversion over the edition's assets: directional strength, ex-ante volatility and the position that follows, RSI,
 * distance from the mean and whether there is a way back to it.
 */
export const models = defineSection<View>({
  id: ID,
  title: "Momentum and mean reversion",
  view: View,
  needs({ models: { assets } }, date) {
    const from = yearsBefore(date, YEARS);
    return assets.map(({ series }) => ({ series, from }));
  },
  compute(desk, { models: settings }) {
    const { assets, lookbacks, zWindow, halfLifeWindow, rsiBars, targetVolatility } = settings;
    const rows = byStrength(assets.map((asset) => rowOf(desk, asset, settings)));
    if (rows.every(({ newest }) => newest === null)) return absent("no-asset");
    return {
      rows,
      listed: rows.filter(isListed),
      lookbacks: [...lookbacks],
      zWindow,
      halfLifeWindow,
      rsiBars,
      targetVolatility,
      ...summaryOf(rows),
      ...extremesOf(desk, assets),
      gaps: rows.filter(({ gap }) => gap !== "none"),
      needed: Math.max(...lookbacks) + 1,
      instruments: instrumentsOf(rows),
      everyDay: assets.filter(({ series }) => isEveryDay(desk, series)).map(({ name }) => name),
    };
  },
  movers: (_, desk, { models: { assets } }) =>
    assets.flatMap(({ series, mirrors }) => (mirrors ? [] : (moverOf(desk, series, ID) ?? []))),
  levels: ({ rows }, desk) => rows.flatMap(({ series }) => rangeEndsOf(desk, series, ID)),
  identities: ({ rows, targetVolatility }) =>
    rows.flatMap((row) => [...positionIdentity(row, targetVolatility), ...pullIdentity(row)]),
});

function positionIdentity({ name, strength, volatility, position }: Row, target: number): Identity[] {
  if (!strength || !volatility || !position) return [];
  return [
    {
      name: `${name}: position times volatility is the target, with the sign of the strength`,
      left: position.value * volatility.value,
      right: Math.sign(strength.value) * target,
      unit: "percent",
      tolerance: 1e-9,
      because: "a position is the target divided by the volatility",
    },
  ];
}

function pullIdentity({ name, z, pull }: Row): Identity[] {
  if (!z || !pull) return [];
  return [
    {
      name: `${name}: the pull goes back to the mean, half a strength for each standard deviation`,
      left: pull.value,
      right: -Math.max(-100, Math.min(100, z.value * 50)),
      unit: "score",
      tolerance: 1e-9,
      because: "the same distance, clipped at two standard deviations",
    },
  ];
}
