import type { SampleMarket, SampleSector } from "../../../model/sample.ts";
import { type Column, type Day, emptyColumn, published } from "./days.ts";
import { normal, streams } from "./random.ts";

/** The eleven sectors, in the order of content/sample/market.yaml, on days on which NYSE is open. */
export interface Sectors {
  /** Own price return of the day, percent. */
  readonly returns: readonly Column[];
  /** Weight at the close of the day before, percent. */
  readonly weights: readonly Column[];
  step(
    day: Day,
    moves: { readonly indexPercent: number; readonly yieldBp: number; readonly volatility: number },
  ): void;
}

const RESIDUAL_SD = 0.0012;
/** Share of the gap to the level line that the quarterly change of share counts closes. */
const REBALANCED = 0.3;

/**
 * Sector returns from beta, yields and own moves, shifted so that with prior-close weights they sum to the index return but for a
 * residual of a few thousandths of a percentage point. Weights drift by methods.md 1.3 and are re-anchored in part after the third
 * Friday of March, June, September and December.
 */
export function sectorWalk(rows: number, { sectors, levels }: SampleMarket): Sectors {
  const returns = sectors.map(() => emptyColumn(rows));
  const weights = sectors.map(() => emptyColumn(rows));
  const span = (Date.parse(levels.at(-1)!.date) - Date.parse(levels[0]!.date)) / 86_400_000;
  let held = normalised(sectors.map(({ weight }) => weight[0]));
  let rebalanceDue = false;

  const rebalance = (row: number) => {
    const share = Math.min(1, row / span);
    const line = sectors.map(({ weight: [early, late] }) => early + share * (late - early));
    held = normalised(held.map((weight, index) => weight + REBALANCED * (line[index]! - weight)));
    rebalanceDue = false;
  };

  const step: Sectors["step"] = (day, moves) => {
    if (!day.open.nyse) return;
    if (rebalanceDue) rebalance(day.row);
    const own = ownReturns(sectors, day, moves);
    const offset =
      own.reduce((sum, value, index) => sum + (value * held[index]!) / 100, 0) - moves.indexPercent;
    const residual = day.move?.sectorScatter === 0 ? 0 : RESIDUAL_SD * normal(day.key, streams.residual);
    own.forEach((value, index) => {
      returns[index]![day.row] = published(value - offset + residual, 10_000);
      weights[index]![day.row] = published(held[index]!, 10_000);
    });
    held = normalised(held.map((weight, index) => weight * (1 + returns[index]![day.row]! / 100)));
    rebalanceDue = isThirdFriday(day.number);
  };
  return { returns, weights, step };
}

function ownReturns(
  sectors: readonly SampleSector[],
  { key, move }: Day,
  moves: Parameters<Sectors["step"]>[1],
): number[] {
  const calm = 0.6 + (0.4 * moves.volatility) / 16;
  return sectors.map(({ beta, perYieldBp, scatter }, index) => {
    const drawn = scatter * calm * (move?.sectorScatter ?? 1) * normal(key, streams.sector + index);
    const value = beta * moves.indexPercent + perYieldBp * moves.yieldBp + drawn;
    return move?.everySectorFalls ? Math.min(value, moves.indexPercent / 4) : value;
  });
}

/** w * (1 + r) / sum: the weights after a day, at 100 % exactly. */
function normalised(weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => (weight / sum) * 100);
}

/** The quarterly rebalance: after the close of the third Friday of March, June, September and December. */
function isThirdFriday(day: number): boolean {
  if ((day + 3) % 7 !== 4) return false;
  const date = new Date(day * 86_400_000);
  return date.getUTCMonth() % 3 === 2 && date.getUTCDate() >= 15 && date.getUTCDate() <= 21;
}
