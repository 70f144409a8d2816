import type { Edition } from "../model/edition.ts";
import type { Figure } from "../model/figure.ts";
import type { Desk, History } from "./desk.ts";
import type { FigureMaker } from "./figures.ts";
import { DICKEY_FULLER_5, type HalfLife, halfLifeOf, meanReversionStrength } from "./half-life.ts";
import { rsiOf, SETTLED_BARS } from "./rsi.ts";
import { zScore } from "./statistics.ts";

/** Mean reversion of an asset as figures; each null where it cannot be said. */
export interface AssetReversion {
  /** Wilder's; null below 250 closes, when it still hangs on where they begin. */
  readonly rsi: Figure | null;
  /** The level against its own mean over the settings' window, sd. */
  readonly z: Figure | null;
  /** Whether the level returns to its mean, by Dickey and Fuller's test at 5 %; "unknown" where the history is too short or still. */
  readonly reverts: "yes" | "no" | "unknown";
  /** The pull back, -100 to +100; null unless it reverts and has a z. */
  readonly pull: Figure | null;
  /** Observations; null unless it reverts, and where phi is not above zero: then half is gone before the next observation. */
  readonly halfLife: Figure | null;
}

interface Making {
  readonly settings: Edition["models"];
  readonly make: FigureMaker;
}

/**
 * RSI, z-score and half-life of one series on the desk's day.
 *
 * @param history its last `MODEL_OBSERVATIONS` valid observations; null where there are none
 */
export function assetReversion(desk: Desk, history: History | null, making: Making): AssetReversion {
  const isHere = history !== null && desk.latest(history.window.series) !== null;
  if (!isHere) return { rsi: null, z: null, reverts: "unknown", pull: null, halfLife: null };
  const z = zFigure(desk, history, making);
  return { rsi: rsiFigure(history, making), z, ...halfLifeFigures(desk, history, { ...making, z }) };
}

function rsiFigure({ values, window }: History, { settings: { rsiBars }, make }: Making): Figure | null {
  const value = values.length < SETTLED_BARS ? null : rsiOf(values, rsiBars);
  if (value === null) return null;
  const method = `Wilder's RSI of ${rsiBars} bars: 100 G / (G + L)`;
  return make.derived("rsi", { value, unit: "index", inputs: [window], method });
}

function zFigure(desk: Desk, { window }: History, { settings: { zWindow }, make }: Making): Figure | null {
  const own = desk.tail(window.series, zWindow);
  const value = own && own.values.length === zWindow ? zScore(own.values) : null;
  if (!own || value === null) return null;
  const method = `(level - mean) / sample standard deviation of the last ${zWindow} observations, today's included`;
  return make.derived("z", { value, unit: "sd", inputs: [own.window], method });
}

function halfLifeFigures(
  desk: Desk,
  { window: { series } }: History,
  { settings: { halfLifeWindow }, make, z }: Making & { readonly z: Figure | null },
): Pick<AssetReversion, "reverts" | "pull" | "halfLife"> {
  const own = desk.tail(series, halfLifeWindow);
  const found = own && own.values.length === halfLifeWindow ? halfLifeOf(own.values) : null;
  if (!own || !found) return { reverts: "unknown", pull: null, halfLife: null };
  if (!found.isMeanReverting) return { reverts: "no", pull: null, halfLife: null };
  const { days } = found;
  const method = `-ln 2 / ln(phi) over ${halfLifeWindow} observations, where the Dickey-Fuller t is below ${DICKEY_FULLER_5}`;
  return {
    reverts: "yes",
    pull: z && pullFigure(z, found, make),
    halfLife:
      days === null
        ? null
        : make.derived("half-life", { value: days, unit: "days", inputs: [own.window], method }),
  };
}

function pullFigure(z: Figure, { isMeanReverting }: HalfLife, make: FigureMaker): Figure {
  const value = meanReversionStrength(z.value, isMeanReverting);
  return make.derived("pull", {
    value,
    unit: "score",
    inputs: [z],
    method: "-100 * z / 2, within -100 and +100",
  });
}
