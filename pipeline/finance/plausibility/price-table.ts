import { badSplit } from "./bad-split.ts";
import type { Column, Suspicion } from "./column.ts";
import { dividendUnadjusted } from "./dividend-unadjusted.ts";
import type { PriceRow } from "./price-row.ts";
import { suspicionsOf } from "./suspicions.ts";

/**
 * Suspicions of a price table: its adjusted closes (its closes, where it has none) by their own history, and what its splits and
 * dividends say. Where a split explains a jump, the rows before it are suspect and not those after it.
 */
export function suspicionsOfTable(
  rows: readonly PriceRow[],
  plan: Omit<Column, "dates" | "values">,
): readonly Suspicion[] {
  const dates = rows.map(({ date }) => date);
  const values = rows.map(({ adjusted, close }) => adjusted ?? close);
  const splits = badSplit(rows);
  const explained = (found: Suspicion) =>
    found.rule === "jump" && splits.some(({ to }) => dates[dates.indexOf(to) + 1] === found.from);
  return [
    ...suspicionsOf({ ...plan, dates, values }).filter((found) => !explained(found)),
    ...splits,
    ...dividendUnadjusted(rows),
  ];
}
