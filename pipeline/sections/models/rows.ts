import { assetMomentum, MODEL_OBSERVATIONS } from "../../finance/asset-momentum.ts";
import { assetReversion } from "../../finance/asset-reversion.ts";
import type { Desk } from "../../finance/desk.ts";
import { figuresOf, slugOf } from "../../finance/figures.ts";
import type { Edition } from "../../model/edition.ts";
import type { NamedSeries } from "../../model/section-settings.ts";
import type { Row } from "./view.ts";

/** Years over which a close is a high or a low. */
export const YEARS = 5;

/** An asset by its models; null figures with the gap that says why. */
export function rowOf(desk: Desk, { name, series }: NamedSeries, settings: Edition["models"]): Row {
  const make = figuresOf("models", slugOf(series));
  const history = desk.tail(series, MODEL_OBSERVATIONS);
  const momentum = assetMomentum(desk, history, { settings, make });
  const reversion = assetReversion(desk, history, { settings, make });
  const title = desk.series(series)?.name ?? series;
  return { name, series, title, ...momentum, returns: [...momentum.returns], ...reversion };
}

/** Strongest first; those without a strength last, as the edition lists them. */
export function byStrength(rows: readonly Row[]): Row[] {
  const strengthOf = ({ strength }: Row) => strength?.value ?? Number.NEGATIVE_INFINITY;
  return [...rows].sort((a, b) => (strengthOf(a) === strengthOf(b) ? 0 : strengthOf(b) - strengthOf(a)));
}
