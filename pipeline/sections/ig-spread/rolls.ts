import { addDays, yearsBefore } from "../../finance/dates.ts";
import type { Desk } from "../../finance/desk.ts";
import type { FigureMaker } from "../../finance/figures.ts";
import { seriesNumber } from "../../finance/swap-series.ts";
import type { Instrument } from "./view.ts";

/** Numbers that begin so many days into the window leave its first ones open: the count is then told from where they begin. */
const LATE_START_DAYS = 10;

/** So far back the numbers are asked for. */
export const NUMBERS_YEARS = 6;

/** How often a swap index rolled into a new series in five years, and when last; null for anything else, or without numbers. */
export function rollsOf(desk: Desk, series: string, make: FigureMaker): Instrument["rolls"] {
  const after = yearsBefore(desk.date, 5);
  // Numbers may be written only where they change: the one before the window is needed to see the first roll in it.
  const numbers = desk.history(seriesNumber(series), { after: yearsBefore(desk.date, NUMBERS_YEARS) });
  if (!numbers) return null;
  const { dates, values, window } = numbers;
  const rolled = dates.filter((date, row) => date > after && row > 0 && values[row] !== values[row - 1]);
  const count = make.derived("rolls", {
    value: rolled.length,
    unit: "count",
    inputs: [window],
    asOf: desk.date,
    method: "changes of the number of the series on the run, five calendar years",
  });
  const isLate = window.from > addDays(after, LATE_START_DAYS);
  return { count, last: rolled.at(-1) ?? null, since: isLate ? window.from : null };
}
