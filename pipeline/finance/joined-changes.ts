import type { Window } from "../model/series.ts";
import type { IsoDate } from "../model/unit.ts";
import type { History } from "./desk.ts";
import { isHole } from "./gaps.ts";
import { joinOf } from "./joins.ts";
import { returnPercent } from "./return-percent.ts";

/** A history whose changes are to be held against others'. */
export interface Track {
  readonly history: History;
  /** Its values are prices, whatever the unit of its window. */
  readonly isPrice?: boolean;
  /** Changes of prices as simple returns, 100 (p(t) / p(t − 1) − 1), instead of logs. */
  readonly isSimple?: boolean;
  /** Days over which no change may be taken: something between this day and the observation before it is missing. */
  readonly brokenOn?: readonly IsoDate[];
}

/**
 * Returns of one day each as the level to which they compound, 100 (1 + r / 100) and on: a change of it spans whatever days a join leaves
 * between. It is broken where the market was open on a day without a return.
 *
 * @param history returns, percent
 * @param open the market's open days, the history's first and last day among them
 */
export function trackOfReturns(history: History, open: readonly IsoDate[]): Track {
  let [level, next] = [100, 0];
  const brokenOn: IsoDate[] = [];
  const values = history.values.map((value, row) => {
    const date = history.dates[row]!;
    let passed = 0;
    for (; next < open.length && open[next]! <= date; next += 1) passed += 1;
    if (row > 0 && passed > 1) brokenOn.push(date);
    level *= 1 + value / 100;
    return level;
  });
  return { history: { ...history, values }, isPrice: true, brokenOn };
}

/** Changes of several histories between the days that all of them share; `values[i]` is the i-th one's column, as long as `dates`. */
export interface JoinedChanges {
  /** The day on which each change ends. */
  readonly dates: readonly IsoDate[];
  /** The joined day on which each begins. */
  readonly starts: readonly IsoDate[];
  readonly values: readonly (readonly number[])[];
  readonly windows: readonly Window[];
}

/**
 * Joins the dates first and takes changes after, so that all changes span the same days: bp of rates and spreads (by 100 from percent),
 * 100 ln(p(t) / p(t − 1)) of prices and indices, which is percent; of tracks that ask for it 100 (p(t) / p(t − 1) − 1).
 *
 * A change into or out of a price that is not above zero, over a break, or over a hole of more than 14 calendar days (it would be one
 * giant among daily ones) cannot be said, and the day is left out for all.
 *
 * @see dates joined before differences: exchange and bond holidays differ
 */
export function joinedChanges(tracks: readonly Track[]): JoinedChanges {
  const joined = joinOf(tracks.map(({ history }) => history));
  const columns = tracks.map((track, index) =>
    changesIn(joined.values[index]!, { dates: joined.dates, unit: joined.windows[index]!.unit, track }),
  );
  const { dates, windows } = joined;
  const kept = rowsWithAll(columns, dates);
  // Mostly nothing is missing, and a column is taken as it is.
  const whole = kept.length === dates.length - 1;
  return {
    dates: whole ? dates.slice(1) : kept.map((row) => dates[row]!),
    starts: whole ? dates.slice(0, -1) : kept.map((row) => dates[row - 1]!),
    values: columns.map((column) =>
      whole ? Array.from(column.subarray(1)) : kept.map((row) => column[row]!),
    ),
    windows,
  };
}

/** Rows on which every column has a change, and that do not lie behind a hole. */
function rowsWithAll(columns: readonly Float64Array[], dates: readonly IsoDate[]): readonly number[] {
  const kept: number[] = [];
  for (let row = 1; row < dates.length; row += 1) {
    let isKept = !isHole(dates[row - 1]!, dates[row]!);
    for (const column of columns) isKept &&= !Number.isNaN(column[row]!);
    if (isKept) kept.push(row);
  }
  return kept;
}

/** The last `count` of them; fewer where there are fewer. */
export function lastChanges(changes: JoinedChanges, count: number): JoinedChanges {
  const from = Math.max(0, changes.dates.length - count);
  const { dates, starts, values, windows } = changes;
  return {
    dates: dates.slice(from),
    starts: starts.slice(from),
    values: values.map((column) => column.slice(from)),
    windows,
  };
}

/** The windows of the changes' own levels, as inputs of a figure; empty where there is no change. */
export function windowsOf({ dates, starts, windows }: JoinedChanges): readonly Window[] {
  const [from, to] = [starts[0], dates.at(-1)];
  if (from === undefined || to === undefined) return [];
  return windows.map((window) => ({ ...window, from, to, count: dates.length + 1, coverage: null }));
}

interface Column {
  readonly dates: readonly IsoDate[];
  readonly unit: Window["unit"];
  readonly track: Track;
}

/** A column of numbers alone, NaN where there is none: rows that hold one are left out before anybody sees them. */
function changesIn(levels: readonly number[], { dates, unit, track }: Column): Float64Array {
  const { brokenOn = [], isPrice = false, isSimple = false } = track;
  const priceChange = isSimple ? simpleChange : logChange;
  const changeOf = isPrice ? priceChange : changeBy(unit, priceChange);
  const changes = new Float64Array(levels.length).fill(Number.NaN);
  let next = 0;
  for (let row = 0; row < levels.length; row += 1) {
    let isBroken = row === 0;
    for (; next < brokenOn.length && brokenOn[next]! <= dates[row]!; next += 1) isBroken = true;
    if (!isBroken) changes[row] = changeOf(levels[row - 1]!, levels[row]!);
  }
  return changes;
}

type Change = (before: number, level: number) => number;

function changeBy(unit: Window["unit"], priceChange: Change): Change {
  if (unit === "percent") return (before, level) => (level - before) * 100;
  return unit === "bp" ? (before, level) => level - before : priceChange;
}

function logChange(before: number, level: number): number {
  return before > 0 && level > 0 ? 100 * Math.log(level / before) : Number.NaN;
}

function simpleChange(before: number, level: number): number {
  return returnPercent(level, before) ?? Number.NaN;
}
