import { roundHalfAway } from "../../finance/rounding.ts";
import type { Figure } from "../../model/figure.ts";
import type { Row, View } from "./view.ts";

/** An index that moves less than this, in percent, stands still beside a clear majority of its sectors. Ours, not published. */
const STILL_PERCENT = 0.1;
/** A clear majority: so many more sectors on one side than on the other. */
const CLEAR_LEAD = 5;

/** What kind of day it was, by count, by weight and against the index, all as a reader sees the figures. */
export function shapeOf(
  rows: readonly Row[],
  index: Figure,
  { up, down, upWeight, downWeight }: Pick<View, "up" | "down" | "upWeight" | "downWeight">,
): Pick<View, "day" | "still" | "spread" | "against" | "weighed" | "opposing"> {
  const move = asPrinted(index);
  const lead = up.value - down.value;
  return {
    day: move === 0 ? "flat" : move > 0 ? "up" : "down",
    still: Math.abs(move) < STILL_PERCENT,
    spread: spreadOf(rows.length, up.value, down.value),
    against: againstOf(move, lead),
    weighed: weighedOf(lead, upWeight.value - downWeight.value),
    opposing: rows.filter(({ ownReturn }) => asPrinted(ownReturn) * move < 0),
  };
}

function spreadOf(all: number, up: number, down: number): View["spread"] {
  if (up === all) return "all-up";
  if (down === all) return "all-down";
  return up + down === 0 ? "all-flat" : "mixed";
}

function againstOf(move: number, lead: number): View["against"] {
  if (Math.abs(move) < STILL_PERCENT && Math.abs(lead) >= CLEAR_LEAD)
    return lead > 0 ? "more-up-index-still" : "more-down-index-still";
  if (move < 0 && lead > 0) return "more-up-index-down";
  return move > 0 && lead < 0 ? "more-down-index-up" : "none";
}

function weighedOf(lead: number, weightLead: number): View["weighed"] {
  if (lead > 0 && weightLead < 0) return "more-up-less-weight";
  return lead < 0 && weightLead > 0 ? "more-down-less-weight" : "agree";
}

/** First and last by contribution and by own return, each with all that print the same. */
export function endsOf(
  rows: readonly Row[],
  byReturn: readonly Row[],
): Pick<View, "strongest" | "weakest" | "bestReturn" | "worstReturn" | "bestGaveMost" | "worstTookMost"> {
  const level = (sorted: readonly Row[], pick: (row: Row) => Figure, end: 0 | -1) =>
    sorted.filter((row) => asPrinted(pick(row)) === asPrinted(pick(sorted.at(end)!)));
  const strongest = level(rows, (row) => row.contribution, 0);
  const weakest = level(rows, (row) => row.contribution, -1);
  const bestReturn = level(byReturn, (row) => row.ownReturn, 0);
  const worstReturn = level(byReturn, (row) => row.ownReturn, -1);
  const share = (some: readonly Row[], others: readonly Row[]) => some.some((row) => others.includes(row));
  return {
    strongest,
    weakest,
    bestReturn,
    worstReturn,
    bestGaveMost: share(bestReturn, strongest),
    worstTookMost: share(worstReturn, weakest),
  };
}

/** As a reader sees it, to two places. */
export function asPrinted({ value }: Figure): number {
  return roundHalfAway(value, 2);
}
