import { type Suspicion, say } from "./column.ts";
import type { PriceRow } from "./price-row.ts";

/** A dividend under so much of the price is lost in the rounding of the adjusted prices. */
const LEAST_SHARE = 0.001;
/** Less than half of the adjustment that is due is none. */
const LEAST_ADJUSTED = 0.5;

/**
 * Dividends that the adjusted prices do not know of.
 *
 * Up to the day before a dividend d, adjusted / close must be smaller by (1 - d / close) than from its ex-date on. A row of a week or
 * a month may hold the ex-date and end before the step shows, so that it is looked for on both sides of the row. All rows before
 * an unadjusted dividend are suspect.
 */
export function dividendUnadjusted(rows: readonly PriceRow[]): readonly Suspicion[] {
  return rows.flatMap((row, index) => {
    const [before, after] = [rows[index - 1], rows[index + 1]];
    const share = (row.dividend ?? 0) / (before?.close ?? Infinity);
    if (before === undefined || !(share >= LEAST_SHARE)) return [];
    const step = Math.max(stepOf(before, row), after === undefined ? 0 : stepOf(row, after));
    if (!(step < LEAST_ADJUSTED * -Math.log(Math.max(1 - share, 1e-9)))) return [];
    return [
      {
        rule: "dividend-unadjusted",
        from: rows[0]!.date,
        to: before.date,
        message: `The dividend of ${say(row.dividend!)} on ${row.date} is ${say(Number((100 * share).toPrecision(3)))} % of the close of ${say(before.close!)} before it, but the adjusted prices before it are lower by ${say(Number((100 * -Math.expm1(-step)).toPrecision(3)))} % only.`,
      },
    ];
  });
}

/** By how much, as a logarithm, the adjustment changes from one row to the next; Infinity, which doubts nothing, where it is not known. */
function stepOf(one: PriceRow, next: PriceRow): number {
  const [before, after] = [factorOf(one), factorOf(next)];
  return before === null || after === null ? Infinity : Math.max(0, Math.log(after / before));
}

function factorOf({ close, adjusted }: PriceRow): number | null {
  return close && adjusted && close > 0 && adjusted > 0 ? adjusted / close : null;
}
