import { dayNumber } from "../../../finance/dates.ts";
import type { SampleMarket, SampleSector } from "../../../model/sample.ts";
import { type Column, type Day, emptyColumn, published } from "./days.ts";
import { dayKey, normal, streams } from "./random.ts";

/** The eleven sectors, in the order of content/sample/sectors.csv, on days on which NYSE is open. */
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
/** Relative sd with which a re-anchored weight misses its line. */
const ANCHOR_SD = 0.02;

export interface SectorSetting {
  readonly rows: number;
  readonly market: SampleMarket;
  /** Nothing is simulated before the quarter of this day: weights are re-anchored in full, so nothing earlier matters. */
  readonly from: number;
}

/**
 * Sector returns from beta, yields and own moves, shifted so that with prior-close weights they sum to the index return but for a
 * residual of a few thousandths of a percentage point. Weights drift and are re-anchored after the third Friday of
 * March, June, September and December.
 */
export function sectorWalk({ rows, market, from }: SectorSetting): Sectors {
  const { sectors } = market;
  const returns = sectors.map(() => emptyColumn(rows));
  const weights = sectors.map(() => emptyColumn(rows));
  const begin = rebalanceBefore(from);
  let held = anchored(begin, market);

  const step: Sectors["step"] = (day, moves) => {
    if (day.number <= begin) return;
    if (day.open.nyse) {
      const own = ownReturns(sectors, day, moves);
      const offset =
        own.reduce((sum, value, index) => sum + (value * held[index]!) / 100, 0) - moves.indexPercent;
      const residual = day.move?.sectorScatter === 0 ? 0 : RESIDUAL_SD * normal(day.key, streams.residual);
      own.forEach((value, index) => {
        returns[index]![day.row] = published(value - offset + residual, 10_000);
        weights[index]![day.row] = published(held[index]!, 10_000);
      });
      held = normalised(held.map((weight, index) => weight * (1 + returns[index]![day.row]! / 100)));
    }
    if (isThirdFriday(day.number)) held = anchored(day.number, market);
  };
  return { returns, weights, step };
}

/** The weights set on a rebalance day: near the line between the first and the last weight of each sector, percent. */
function anchored(day: number, { seed, sectors, levels }: SampleMarket): number[] {
  const [first, last] = [dayNumber(levels[0]!.date), dayNumber(levels.at(-1)!.date)];
  const share = Math.min(1, Math.max(0, (day - first) / (last - first)));
  const key = dayKey(seed, day);
  return normalised(
    sectors.map(({ firstWeight, lastWeight }, index) => {
      return (
        (firstWeight + share * (lastWeight - firstWeight)) *
        (1 + ANCHOR_SD * normal(key, streams.anchor + index))
      );
    }),
  );
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

/** The last rebalance day before `day`. */
function rebalanceBefore(day: number): number {
  let found = day - 1;
  while (!isThirdFriday(found)) found -= 1;
  return found;
}

/** The third Friday of March, June, September and December: shares change after its close. */
function isThirdFriday(day: number): boolean {
  if ((day + 3) % 7 !== 4) return false;
  const date = new Date(day * 86_400_000);
  return date.getUTCMonth() % 3 === 2 && date.getUTCDate() >= 15 && date.getUTCDate() <= 21;
}
