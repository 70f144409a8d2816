import { dayNumber } from "../../../finance/dates.ts";
import type { SampleMarket } from "../../../model/sample.ts";

/** Where the market would be without chance. */
export interface Levels {
  readonly index: number;
  readonly volatility: number;
  readonly wantedRate: number;
  readonly longYield: number;
  readonly spread: number;
}

/** The first day of the simulation. */
export function firstDay({ levels }: SampleMarket): number {
  return dayNumber(levels[0]!.date);
}

/** Levels by day, on straight lines between the rows of content/sample/levels.csv; days are asked in rising order. */
export function levelWalk({ levels }: SampleMarket): (day: number) => Levels {
  const rows = levels.map((row) => ({ ...row, day: dayNumber(row.date) }));
  let at = 0;
  return (day) => {
    while (at < rows.length - 2 && rows[at + 1]!.day <= day) at += 1;
    const [left, right] = [rows[at]!, rows[at + 1]!];
    const share = Math.min(1, Math.max(0, (day - left.day) / (right.day - left.day)));
    const between = (from: number, to: number) => from + share * (to - from);
    return {
      index: between(left.index, right.index),
      volatility: between(left.volatility, right.volatility),
      wantedRate: between(left.wantedRate, right.wantedRate),
      longYield: between(left.longYield, right.longYield),
      spread: between(left.spread, right.spread),
    };
  };
}
