import type { Edition } from "../model/edition.ts";
import type { Figure } from "../model/figure.ts";
import type { IsoDate } from "../model/unit.ts";
import { addDays } from "./dates.ts";
import type { Desk, History } from "./desk.ts";
import type { FigureMaker } from "./figures.ts";
import { type Momentum, momentumOf, returnsOf, WEEKDAYS_A_YEAR } from "./momentum.ts";

/**
 * Why an asset has no momentum. "none": it has one. "missing": no observation at all. "stale": the newest one is too old. "not-positive":
 * a price that is not above zero lies in the window, and across it there is no return. "short": fewer prices than the longest lookback
 * needs. "thin": so many prices, but on too few of the days. "still": they do not differ.
 */
export const momentumGaps = ["none", "missing", "stale", "not-positive", "short", "thin", "still"] as const;
export type MomentumGap = (typeof momentumGaps)[number];

/** Momentum of an asset as figures; all null with the gap that says why. */
export interface AssetMomentum {
  readonly gap: MomentumGap;
  /** The newest observation, of whatever age; null where there is none. */
  readonly newest: IsoDate | null;
  /** The first observation of those looked at; null where there is none. */
  readonly begins: IsoDate | null;
  /** The newest price that is not above zero, where that is the gap. */
  readonly notPositive: Figure | null;
  /** Directional strength, -100 to +100. */
  readonly strength: Figure | null;
  /** Ex-ante, percent a year. */
  readonly volatility: Figure | null;
  /** sign(strength) * target / volatility, multiples of the capital. */
  readonly position: Figure | null;
  /** Compounded return of each lookback, percent, in the order of the settings. */
  readonly returns: readonly Figure[];
  /** Whether all lookbacks have the sign of the strength. */
  readonly agrees: boolean;
}

/** What trades every day has so many observations a year. */
const CALENDAR_DAYS_A_YEAR = 365;

/**
 * So many observations feed a model: weights of 60/61 a day leave 0.02 % to what lies before them, Wilder's averages less than a
 * ten-millionth.
 */
export const MODEL_OBSERVATIONS = 504;

/**
 * Time-series momentum of one series on the desk's day.
 *
 * @param history its last `MODEL_OBSERVATIONS` valid observations; null where there are none
 */
export function assetMomentum(
  desk: Desk,
  history: History | null,
  { settings, make }: { readonly settings: Edition["models"]; readonly make: FigureMaker },
): AssetMomentum {
  const none = nothingOf(history);
  if (!history) return { ...none, gap: "missing" };
  const { series } = history.window;
  if (!desk.latest(series)) return { ...none, gap: "stale" };
  const needed = Math.max(...settings.lookbacks) + 1;
  const last = lastNotPositive(history);
  const usable = history.values.length - 1 - last;
  if (usable < needed) {
    if (last < 0) return { ...none, gap: "short" };
    return { ...none, gap: "not-positive", notPositive: notPositiveFigure(history, last, make) };
  }
  const after = addDays(history.dates.at(-needed)!, -1);
  const coverage = desk.history(series, { after })?.window.coverage ?? 0;
  if (coverage < desk.patience.coverage) return { ...none, gap: "thin" };
  const daysPerYear = isEveryDay(desk, series) ? CALENDAR_DAYS_A_YEAR : WEEKDAYS_A_YEAR;
  const { lookbacks, targetVolatility } = settings;
  const found = momentumOf(returnsOf(history.values), {
    lookbacks,
    target: targetVolatility / 100,
    daysPerYear,
  });
  if (!found) return { ...none, gap: "still" };
  return { ...none, gap: "none", ...figuresFrom(found, history, { make, daysPerYear, targetVolatility }) };
}

/** Whether a series has an observation on every calendar day. */
export function isEveryDay(desk: Desk, series: string): boolean {
  return desk.series(series)?.calendar === "every-day";
}

function nothingOf(history: History | null): AssetMomentum {
  return {
    gap: "missing",
    newest: history?.window.to ?? null,
    begins: history?.window.from ?? null,
    notPositive: null,
    strength: null,
    volatility: null,
    position: null,
    returns: [],
    agrees: false,
  };
}

/** The row of the newest price that is not above zero; -1 where all are. */
function lastNotPositive({ values }: History): number {
  return values.findLastIndex((value) => value <= 0);
}

function notPositiveFigure({ dates, values, window }: History, row: number, make: FigureMaker): Figure {
  const method = "the newest price that is not above zero";
  const [value, asOf] = [values[row]!, dates[row]!];
  return make.derived("not-positive", { value, unit: window.unit, asOf, inputs: [window], method });
}

interface Form {
  readonly make: FigureMaker;
  readonly daysPerYear: number;
  readonly targetVolatility: number;
}

function figuresFrom(
  { lookbacks, strength, volatility, position }: Momentum,
  { window }: History,
  { make, daysPerYear, targetVolatility }: Form,
): Pick<AssetMomentum, "strength" | "volatility" | "position" | "returns" | "agrees"> {
  const returns = lookbacks.map(({ observations, compounded }) =>
    make.derived(`return-${observations}`, {
      value: compounded * 100,
      unit: "percent",
      inputs: [window],
      method: `compounded return over ${observations} observations`,
    }),
  );
  const sigma = make.derived("volatility", {
    value: volatility * 100,
    unit: "percent",
    inputs: [window],
    method: `sqrt(${daysPerYear} * exponentially weighted variance of daily returns), weights 60/61 a day, estimated to the day before`,
  });
  const directional = make.derived("strength", {
    value: strength,
    unit: "score",
    inputs: [...returns, sigma],
    method: "compounded return / (daily sd * sqrt(lookback)), clipped to 2, mean of the lookbacks * 50",
  });
  const multiple = make.derived("position", {
    value: position,
    unit: "ratio",
    inputs: [directional, sigma],
    method: `sign of the strength * ${targetVolatility}% / ex-ante volatility`,
  });
  const sign = Math.sign(strength);
  const agrees = sign !== 0 && lookbacks.every((one) => one.sign === sign);
  return { strength: directional, volatility: sigma, position: multiple, returns, agrees };
}
