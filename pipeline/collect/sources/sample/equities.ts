import { type Column, type Day, emptyColumn, published } from "./days.ts";
import { normal, streams } from "./random.ts";

/** The equity index and its implied volatility, on days on which NYSE is open. */
export interface Equities {
  readonly index: Column;
  readonly volatility: Column;
  /** @returns the part of the day's return that its level line did not hold, percent */
  step(day: Day): number;
}

/** Daily sd of the index in percent at an implied volatility of 16: markets pay for more than they get. */
const SD_AT_16 = 0.74;
const PULL = 0.02;
const LEAST_VOLATILITY = 10;
const MOST_VOLATILITY = 75;

/** A return scaled by implied volatility, pulled towards its level line; volatility answers, more to a fall than to a rise. */
export function equityWalk(rows: number): Equities {
  const index = emptyColumn(rows);
  const volatility = emptyColumn(rows);
  let level = 0;
  let line = 0;
  let implied = 0;

  const step = ({ row, key, levels, open, move }: Day): number => {
    if (!open.nyse) return 0;
    if (level === 0) [level, line, implied] = [levels.index, levels.index, levels.volatility];
    const drift = levels.index / line - 1 + PULL * (line / level - 1);
    const drawn = drift + (SD_AT_16 / 100) * (implied / 16) * normal(key, streams.equity);
    const change = move?.indexPercent === undefined ? drawn : move.indexPercent / 100;
    const surprise = (change - drift) * 100;
    level = published(level * (1 + change), 100);
    line = levels.index;
    implied =
      move?.volatilityPoints === undefined
        ? answer(implied, surprise, { key, levels })
        : implied + move.volatilityPoints;
    index[row] = level;
    volatility[row] = published(implied, 100);
    return surprise;
  };
  return { index, volatility, step };
}

function answer(implied: number, surprise: number, { key, levels }: Pick<Day, "key" | "levels">): number {
  const scale = (implied + 40) / 56;
  const link = surprise < 0 ? -1.3 : -0.85;
  const moved =
    implied +
    0.1 * (levels.volatility - implied) +
    scale * (link * surprise + 0.5 * normal(key, streams.volatility));
  return Math.min(MOST_VOLATILITY, Math.max(LEAST_VOLATILITY, moved));
}
