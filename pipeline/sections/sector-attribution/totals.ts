import { breadthOf } from "../../finance/attribution.ts";
import { equalLessCapPp } from "../../finance/breadth.ts";
import type { Desk } from "../../finance/desk.ts";
import type { FigureMaker } from "../../finance/figures.ts";
import { returnPercent } from "../../finance/return-percent.ts";
import type { Figure } from "../../model/figure.ts";
import type { Row, View } from "./view.ts";

/** level(t) / level(t-1) - 1 in percent, closes of the day and the trading day before; null without both above zero. */
export function indexReturnOf(desk: Desk, series: string, make: FigureMaker): Figure | null {
  const [close, before] = [desk.on(series, desk.date), desk.on(series, desk.previousDate)];
  const value = close && before && returnPercent(close.value, before.value);
  if (!close || !before || value === null) return null;
  return make.derived("index-return", {
    value,
    unit: "percent",
    inputs: [close, before],
    method: "(close / previous close - 1) * 100",
  });
}

/** The fund of that name over the same two closes, and how far it was ahead of the index; null without both above zero. */
export function equalWeightOf(
  desk: Desk,
  { fund, index }: { readonly fund: string; readonly index: Figure },
  make: FigureMaker,
): View["equalWeight"] {
  const [close, before] = [desk.on(fund, desk.date), desk.on(fund, desk.previousDate)];
  const value = close && before && returnPercent(close.value, before.value);
  if (!close || !before || value === null) return null;
  const ownReturn = make.derived("equal-weight.return", {
    value,
    unit: "percent",
    inputs: [close, before],
    method:
      "(close of the fund / previous close - 1) * 100; a price without its dividends falls on the day they leave it",
  });
  const lead = make.derived("equal-weight.lead", {
    value: equalLessCapPp(ownReturn.value, index.value),
    unit: "pp",
    inputs: [ownReturn, index],
    method: "return of the equal-weight fund - index return",
  });
  return { name: desk.series(fund)!.name, ownReturn, lead };
}

/** The sum of the contributions and what it leaves of the index return. */
export function sumsOf(
  rows: readonly Row[],
  index: Figure,
  make: FigureMaker,
): Pick<View, "sum" | "residual"> {
  const inputs = rows.map(({ contribution }) => contribution);
  const sum = make.derived("sum", {
    value: inputs.reduce((total, { value }) => total + value, 0),
    unit: "pp",
    inputs,
    method: "sum of the contributions, unrounded",
  });
  const residual = make.derived("residual", {
    value: index.value - sum.value,
    unit: "pp",
    inputs: [index, sum],
    method: "index return - sum of contributions",
  });
  return { sum, residual };
}

/** Breadth as figures: by count, by weight, and the simple mean of own returns. */
export function breadthFigures(
  rows: readonly Row[],
  make: FigureMaker,
): Pick<View, "up" | "down" | "flat" | "upWeight" | "downWeight" | "meanReturn"> {
  const breadth = breadthOf(
    rows.map(({ weight, ownReturn }) => ({ weightPercent: weight.value, returnPercent: ownReturn.value })),
  );
  const returns = rows.map(({ ownReturn }) => ownReturn);
  const count = (name: string, value: number) =>
    make.derived(name, {
      value,
      unit: "count",
      inputs: returns,
      method: "sectors by sign of own return; under 0.005% is flat",
    });
  const weight = (name: string, value: number, moved: string) =>
    make.derived(name, {
      value,
      unit: "percent",
      inputs: rows.flatMap((row) => [row.weight, row.ownReturn]),
      method: `weight of the sectors that ${moved} / weight of all`,
    });
  return {
    up: count("up", breadth.up),
    down: count("down", breadth.down),
    flat: count("flat", breadth.flat),
    upWeight: weight("up-weight", breadth.upWeightPercent, "rose"),
    downWeight: weight("down-weight", breadth.downWeightPercent, "fell"),
    meanReturn: make.derived("mean-return", {
      value: breadth.meanReturnPercent,
      unit: "percent",
      inputs: returns,
      method: "simple mean of the sector returns",
    }),
  };
}
