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
 * @see exchange and bond holidays differ on Columbus Day and Veterans Day
 */
export function joinOf(histories: readonly History[]): Joined {
  const windows = histories.map(({ window }) => window);
  const columns = histories.map(({ dates }) => dates);
  const rows = sharedRows(columns);
  return {
    dates: (rows[0] ?? []).map((row) => columns[0]![row]!),
    values: histories.map(({ values }, index) => rows[index]!.map((row) => values[row]!)),
    windows,
  };
}

/** For each column of dates, oldest first, its rows of the dates that all of them have: one walk along all columns at once. */
function sharedRows(columns: readonly (readonly IsoDate[])[]): readonly (readonly number[])[] {
  const found = columns.map((): number[] => []);
  const at = new Int32Array(columns.length);
  const [first = []] = columns;
  for (let row = 0; row < first.length; row += 1) {
    const date = first[row]!;
    let shared = true;
    for (let index = 1; index < columns.length && shared; index += 1) {
      const column = columns[index]!;
      while (at[index]! < column.length && column[at[index]!]! < date) at[index]! += 1;
      shared = column[at[index]!] === date;
    }
    if (!shared) continue;
    at[0] = row;
    for (let index = 0; index < found.length; index += 1) found[index]!.push(at[index]!);
  }
  return found;
}
