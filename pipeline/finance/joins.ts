import type { Window } from "../model/series.ts";
import type { IsoDate } from "../model/unit.ts";
import type { History } from "./desk.ts";

/** Several series on the days that all of them have: `values[i]` is the i-th series' column, as long as `dates`. */
export interface Joined {
  readonly dates: readonly IsoDate[];
  readonly values: readonly (readonly number[])[];
  readonly windows: readonly Window[];
}

/**
 * The inner join of dates. A cross-asset statistic joins first and takes differences after: joined changes span the same days for all,
 * where each series' own changes would not after a holiday of one market.
 *
 * @returns dates oldest first; empty columns where the series share no day
 * @see methods.md, section 0, "Calendars"
 */
export function joinOf(histories: readonly History[]): Joined {
  const [first, ...others] = histories;
  if (!first) return { dates: [], values: [], windows: [] };
  const at = histories.map(() => 0);
  const dates: IsoDate[] = [];
  const values = histories.map((): number[] => []);
  first.dates.forEach((date, row) => {
    const rows = others.map((other, index) => {
      while (at[index]! < other.dates.length && other.dates[at[index]!]! < date) at[index]! += 1;
      return other.dates[at[index]!] === date ? at[index]! : -1;
    });
    if (rows.includes(-1)) return;
    dates.push(date);
    values[0]!.push(first.values[row]!);
    others.forEach((other, index) => {
      values[index + 1]!.push(other.values[rows[index]!]!);
    });
  });
  return { dates, values, windows: histories.map(({ window }) => window) };
}
