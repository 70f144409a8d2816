import { type Column, type Day, emptyColumn, published } from "./days.ts";
import type { Policy } from "./policy.ts";
import { normal, streams } from "./random.ts";

/** Treasury yields, percent, as published on days on which the bond market is open. */
export interface Rates {
  readonly twoYear: Column;
  readonly tenYear: Column;
  /** @returns the day's change of the ten-year yield before rounding, bp */
  step(day: Day, equitySurprise: number, policy: Policy): number;
}

const TWO_YEARS = 730;
const TERM_PREMIUM = 0.12;
const LEAST = 0.05;
/** How far the wanted rate follows a forced move of the yields: the two-year yield holds only part of it. */
const WANTED_PER_YIELD = 1.3;

/**
 * Yields around the policy path: the two-year one is the mean expected overnight rate of two years plus a premium, the ten-year one
 * wanders around its level; both share a part of their shocks with the wanted rate, and rise a little with equities.
 */
export function rateWalk(rows: number): Rates {
  const twoYear = emptyColumn(rows);
  const tenYear = emptyColumn(rows);
  const gap = { wanted: 0, long: 0, premium: 0 };
  const last = { two: 0, ten: 0, latentTen: 0 };

  const draw = ({ key, move }: Day, equitySurprise: number) => {
    if (move?.yieldsBp !== undefined) {
      gap.wanted += (move.yieldsBp / 100) * WANTED_PER_YIELD;
      return;
    }
    const common = normal(key, streams.policy);
    gap.wanted =
      0.985 * gap.wanted +
      0.055 * (0.8 * common + 0.6 * normal(key, streams.wantedRate)) +
      0.014 * equitySurprise;
    gap.long =
      0.985 * gap.long +
      0.05 * (0.75 * common + 0.66 * normal(key, streams.longYield)) +
      0.01 * equitySurprise;
    gap.premium = 0.97 * gap.premium + 0.013 * normal(key, streams.premium);
  };

  const step = (day: Day, equitySurprise: number, policy: Policy): number => {
    const { row, number, levels, open, move } = day;
    if (open.nyse || open.sifma) draw(day, equitySurprise);
    policy.want(day, levels.wantedRate + gap.wanted);
    if (!open.nyse && !open.sifma) return 0;
    const expected = policy.meanExpected(number, number + TWO_YEARS);
    const forced = move?.yieldsBp;
    const ten = forced === undefined ? Math.max(LEAST, levels.longYield + gap.long) : last.ten + forced / 100;
    const two =
      forced === undefined ? Math.max(LEAST, expected + TERM_PREMIUM + gap.premium) : last.two + forced / 100;
    const changeBp = row === 0 ? 0 : (ten - (forced === undefined ? last.latentTen : last.ten)) * 100;
    last.latentTen = ten;
    if (open.sifma) {
      twoYear[row] = last.two = published(two, 100);
      tenYear[row] = last.ten = published(ten, 100);
    }
    return changeBp;
  };
  return { twoYear, tenYear, step };
}
