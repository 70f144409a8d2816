import type { IsoDate } from "../../model/unit.ts";
import { daysBetween } from "../dates.ts";
import { type Column, type Kind, kindOf } from "./column.ts";
import { medianOf } from "./median.ts";

/** More decimals than this are noise of binary fractions. */
const MOST_DECIMALS = 6;
/** What binary makes of a decimal fraction, as a share of the number. */
const HAIR = 1e-9;
/** Gaps that tell the usual spacing: one of these is the median whatever the length of the series. */
const GAPS_LOOKED_AT = 25;

/** What the rules walk along: the rows that have a plausible value, as flat arrays of equal length. */
export interface Track {
  readonly kind: Kind;
  readonly dates: readonly IsoDate[];
  /** Position in the track to row of the column. */
  readonly rows: Int32Array;
  readonly values: Float64Array;
  /** What changes are measured in: logarithms for prices, otherwise the values. */
  readonly heights: Float64Array;
  /** |height(k) - height(k - 1)|; 0 at the first. */
  readonly moves: Float64Array;
  /** The smallest step that the series' decimals allow. */
  readonly tick: number;
  readonly accepted: ReadonlySet<IsoDate>;
}

/** The rows within the plausible bounds. */
export function trackOf({ dates, values, plausible, unit, accepted = [] }: Column): Track {
  const kind = kindOf(unit, plausible);
  const rows = plausibleRows(values, plausible);
  const own = new Float64Array(rows.length);
  for (let k = 0; k < rows.length; k += 1) own[k] = values[rows[k]!]!;
  const heights = kind === "price" ? logarithms(own) : own;
  return {
    kind,
    dates,
    rows,
    values: own,
    heights,
    moves: movesOf(heights),
    tick: 10 ** -decimalsOf(own),
    accepted: new Set(accepted),
  };
}

/** Natural ones; a price is above zero, because its lowest plausible value is. */
function logarithms(values: Float64Array): Float64Array {
  const heights = new Float64Array(values.length);
  for (let k = 0; k < values.length; k += 1) heights[k] = Math.log(values[k]!);
  return heights;
}

function movesOf(heights: Float64Array): Float64Array {
  const moves = new Float64Array(heights.length);
  for (let k = 1; k < heights.length; k += 1) moves[k] = Math.abs(heights[k]! - heights[k - 1]!);
  return moves;
}

/** The date of a position. */
export function dateAt({ dates, rows }: Track, position: number): IsoDate {
  return dates[rows[position]!]!;
}

/** Calendar days from one row to another; the hour of an intraday row does not count. */
export function daysApart(from: IsoDate, to: IsoDate): number {
  return daysBetween(from.slice(0, 10), to.slice(0, 10));
}

/** Calendar days from row to row, the median; at least 1, also for rows of one day. */
export function spacingDays(track: Track): number {
  const gaps: number[] = [];
  const { rows } = track;
  const stride = Math.max(1, Math.floor(rows.length / GAPS_LOOKED_AT));
  for (let k = 1; k < rows.length; k += stride) gaps.push(daysApart(dateAt(track, k - 1), dateAt(track, k)));
  return Math.max(1, medianOf(Float64Array.from(gaps), 0, gaps.length) ?? 1);
}

function plausibleRows(values: Column["values"], [least, most]: Column["plausible"]): Int32Array {
  const rows = new Int32Array(values.length);
  let count = 0;
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row];
    if (value !== null && value !== undefined && value >= least && value <= most) {
      rows[count] = row;
      count += 1;
    }
  }
  return rows.slice(0, count);
}

/** The decimals that the values have, up to six. All are looked at only until one has so many. */
function decimalsOf(values: Float64Array): number {
  let [decimals, factor] = [0, 1];
  for (let k = 0; k < values.length && decimals < MOST_DECIMALS; k += 1) {
    while (decimals < MOST_DECIMALS && hasMore(values[k]! * factor)) {
      decimals += 1;
      factor *= 10;
    }
  }
  return decimals;
}

function hasMore(scaled: number): boolean {
  return Math.abs(scaled - Math.round(scaled)) > HAIR * Math.max(1, Math.abs(scaled));
}
