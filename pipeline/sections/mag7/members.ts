import { assetMomentum, MODEL_OBSERVATIONS } from "../../finance/asset-momentum.ts";
import { assetReversion } from "../../finance/asset-reversion.ts";
import { contributionPp } from "../../finance/attribution.ts";
import type { Desk } from "../../finance/desk.ts";
import { type FigureMaker, figuresOf } from "../../finance/figures.ts";
import { returnPercent } from "../../finance/return-percent.ts";
import { lowOf } from "../../finance/statistics.ts";
import { historySince } from "../../finance/windows.ts";
import type { Edition } from "../../model/edition.ts";
import type { Figure } from "../../model/figure.ts";
import type { Observation } from "../../model/series.ts";
import type { Member } from "./view.ts";

/** Years that hold the observations which the models are fed, days without a close among them. */
export const YEARS = 3;

type Named = Edition["mag7"]["members"][number];

/** The id under which a member's weight in the index stands. */
export function weightSeriesOf({ symbol }: Pick<Named, "symbol">): string {
  return `SPX.MEMBER.${symbol}.WEIGHT`;
}

/** One of the seven on the day; each figure null where it cannot be said. */
export function memberOf(desk: Desk, named: Named, { models: settings, mag7 }: Edition): Member {
  const { name, symbol, series } = named;
  const make = figuresOf("mag7", symbol.toLowerCase());
  const history = desk.tail(series, MODEL_OBSERVATIONS);
  const { gap, newest, begins, notPositive, strength, position } = assetMomentum(desk, history, {
    settings,
    make,
  });
  const { rsi } = assetReversion(desk, history, { settings, make });
  const dayReturn = dayReturnOf(desk, series, make);
  const weight = make.observed("weight", weightOf(desk, named));
  return {
    name,
    symbol,
    series,
    dayReturn,
    weight,
    contribution: weight && dayReturn && contributionOf(weight, dayReturn, make),
    ...sinceLowOf(desk, series, { since: mag7.lowSince, make }),
    gap,
    newest,
    begins,
    notPositive,
    strength,
    position,
    rsi,
  };
}

/** What is in the index has a weight above zero; anything else is a fault of its source. */
function weightOf(desk: Desk, named: Named): Observation | null {
  const observed = desk.on(weightSeriesOf(named), desk.date);
  return observed && observed.value > 0 ? observed : null;
}

/** close / close of the trading day before - 1, percent; null without both above zero. A gap makes no return of one day. */
export function dayReturnOf(desk: Desk, series: string, make: FigureMaker): Figure | null {
  const [close, before] = [desk.on(series, desk.date), desk.on(series, desk.previousDate)];
  const value = close && before && returnPercent(close.value, before.value);
  if (!close || !before || value === null) return null;
  const method = "(close / previous close - 1) * 100";
  return make.derived("return", { value, unit: "percent", inputs: [close, before], method });
}

function contributionOf(weight: Figure, dayReturn: Figure, make: FigureMaker): Figure {
  return make.derived("contribution", {
    value: contributionPp(weight.value, dayReturn.value),
    unit: "pp",
    inputs: [weight, dayReturn],
    method: "weight at the close before * own return / 100",
  });
}

function sinceLowOf(
  desk: Desk,
  series: string,
  { since, make }: { readonly since: string; readonly make: FigureMaker },
): Pick<Member, "low" | "sinceLow"> {
  const history = since <= desk.date ? historySince(desk, series, { from: since }) : null;
  const close = desk.on(series, desk.date);
  if (!history || !close) return { low: null, sinceLow: null };
  const { date, value } = lowOf(history);
  if (value <= 0) return { low: null, sinceLow: null };
  const method = `lowest close since ${since}, first day`;
  const low = make.derived("low", {
    value,
    unit: history.window.unit,
    asOf: date,
    inputs: [history.window],
    method,
  });
  const sinceLow = make.derived("since-low", {
    value: (close.value / value - 1) * 100,
    unit: "percent",
    inputs: [close, low],
    method: "(close / lowest close - 1) * 100",
  });
  return { low, sinceLow };
}
