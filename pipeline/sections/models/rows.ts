import { assetMomentum, MODEL_OBSERVATIONS } from "../../finance/asset-momentum.ts";
import { assetReversion } from "../../finance/asset-reversion.ts";
import type { Desk } from "../../finance/desk.ts";
import { figuresOf, slugOf } from "../../finance/figures.ts";
import type { Edition } from "../../model/edition.ts";
import type { NamedSeries } from "../../model/section-settings.ts";
import type { Row } from "./view.ts";

/** Years over which a close is a high or a low. */
export const YEARS = 5;

/** How the plan names a series that is a fund's. */
const FUND = /, by the fund (\S+)$/;

/** An asset by its models; null figures with the gap that says why. */
export function rowOf(desk: Desk, { name, series }: NamedSeries, settings: Edition["models"]): Row {
  const make = figuresOf("models", slugOf(series));
  const history = desk.tail(series, MODEL_OBSERVATIONS);
  const momentum = assetMomentum(desk, history, { settings, make });
  const reversion = assetReversion(desk, history, { settings, make });
  const title = desk.series(series)?.name ?? series;
  const fund = FUND.exec(title)?.[1] ?? null;
  return { name, series, title, fund, ...momentum, returns: [...momentum.returns], ...reversion };
}

/** Strongest first; those without a strength last, as the edition lists them. */
export function byStrength(rows: readonly Row[]): Row[] {
  const strengthOf = ({ strength }: Row) => strength?.value ?? Number.NEGATIVE_INFINITY;
  return [...rows].sort((a, b) => (strengthOf(a) === strengthOf(b) ? 0 : strengthOf(b) - strengthOf(a)));
}

/** Whether the table can say anything of it. */
export function isListed({ strength, volatility, rsi, z }: Row): boolean {
  return [strength, volatility, rsi, z].some((figure) => figure !== null);
}

/** The series' own names, funds left out, whose tickers stand in the rows, and names that are the label itself. */
export function instrumentsOf(rows: readonly Row[]): { name: string }[] {
  return rows
    .filter(({ fund, title, name, newest }) => newest !== null && !fund && !isSame(title, name))
    .map(({ title }) => ({ name: title }));
}

function isSame(title: string, name: string): boolean {
  return title.toLowerCase() === name.toLowerCase();
}
