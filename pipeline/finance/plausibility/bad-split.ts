import { type Suspicion, say } from "./column.ts";
import type { PriceRow } from "./price-row.ts";

/** A source gets a split wrong on its day or some days before or after it: two weeks of trading days. */
const NEAR_ROWS = 10;
/** Undoing the split must take away so much of the step, as logarithms: the rest is what the price did by itself. */
const EXPLAINED = 0.7;
/** A split of less is a step like others: 20 % more shares. */
const LEAST_SPLIT = 0.18;
/** A row whose step back is as large again as so much of the step there is a spike of one row. */
const BACK = 0.5;

/**
 * Splits that were applied to some rows only. Prices are split-adjusted as they come, so at a split nothing may be seen of it; where
 * a step of its size stands near its day, the rows before the step are in the shares of another time, or the one row that steps
 * there and back is. A special dividend explains a step, too.
 */
export function badSplit(rows: readonly PriceRow[]): readonly Suspicion[] {
  return rows.flatMap(({ split, date }, index) => {
    const size = Math.abs(Math.log(split ?? 1));
    if (!split || split <= 0 || size < LEAST_SPLIT) return [];
    const at = stepNear(rows, index, size);
    return at === null ? [] : [told(rows, at, { split, date })];
  });
}

/** The first row within reach of a split that steps by its size, up or down. */
function stepNear(rows: readonly PriceRow[], index: number, size: number): number | null {
  const last = Math.min(rows.length - 1, index + NEAR_ROWS);
  for (let at = Math.max(1, index - NEAR_ROWS); at <= last; at += 1) {
    const step = Math.abs(stepAt(rows, at));
    if (step > EXPLAINED * size && Math.abs(step - size) < (1 - EXPLAINED) * Math.max(step, size)) return at;
  }
  return null;
}

/**
 * ln of the price of a row over the price of the row before it, with the dividend paid between them: that of the row, or that of a
 * week before it which ended before the ex-date showed; whichever explains more. 0 where a price is missing.
 */
function stepAt(rows: readonly PriceRow[], at: number): number {
  const [before, row] = [rows[at - 1], rows[at]];
  if (!before?.close || !row?.close || before.close <= 0 || row.close <= 0) return 0;
  let least = Infinity;
  for (const dividend of [0, row.dividend ?? 0, before.dividend ?? 0]) {
    const step = Math.log((row.close + dividend) / before.close);
    if (Math.abs(step) < Math.abs(least)) least = step;
  }
  return least;
}

function told(
  rows: readonly PriceRow[],
  at: number,
  { split, date }: { split: number; date: string },
): Suspicion {
  const [before, row] = [rows[at - 1]!, rows[at]!];
  const [there, back] = [stepAt(rows, at), stepAt(rows, at + 1)];
  const isSpike = Math.sign(back) === -Math.sign(there) && Math.abs(back) > BACK * Math.abs(there);
  const span = isSpike ? { from: row.date, to: row.date } : { from: rows[0]!.date, to: before.date };
  const which = isSpike ? "that row" : "every row before it";
  return {
    rule: "bad-split",
    ...span,
    message: `The close goes from ${say(before.close!)} on ${before.date} to ${say(row.close!)} on ${row.date}, about the split of ${say(split)} on ${date}, which split-adjusted prices must not show: ${which} is in other shares.`,
  };
}
