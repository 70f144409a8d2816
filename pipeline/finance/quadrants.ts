import { addMonths, monthOf } from "./dates.ts";
import type { History } from "./desk.ts";

/** One value a month without a hole in `months` (`YYYY-MM`), oldest first; null where nothing was published. */
export interface Monthly {
  readonly months: readonly string[];
  readonly values: readonly (number | null)[];
}

export const quadrants = ["goldilocks", "reflation", "stagflation", "disinflation"] as const;
export type Quadrant = (typeof quadrants)[number];

/** One axis in one month, as it stood with what had been seen up to that month. */
export interface AxisMonth {
  readonly month: string;
  /** Change over a year, percent; null where it or the month a year before is missing. */
  readonly level: number | null;
  /** Mean of the last three levels less mean of the three before, pp; null where one of the six is missing. */
  readonly acceleration: number | null;
  /** 1 accelerating, -1 slowing, with hysteresis; held where it cannot be measured, null before it first could. */
  readonly direction: 1 | -1 | null;
  /** The month from which that direction holds: the second of two that agreed. */
  readonly since: string | null;
  /** The last month with an acceleration, this one included: older than `month`, the direction is held over a gap. */
  readonly measured: string | null;
}

/** Both axes in one month and the quadrant that they make. */
export interface QuadrantMonth {
  readonly month: string;
  readonly growth: AxisMonth;
  readonly inflation: AxisMonth;
  readonly quadrant: Quadrant | null;
  /** The month from which this quadrant holds without a break. */
  readonly since: string | null;
  /** Growth over the year below zero: a level, apart from the direction; null where it is not known for this month. */
  readonly contracting: boolean | null;
}

/** An acceleration smaller than this, pp, says nothing. */
export const ACCELERATION_BAND_PP = 0.05;
/** So many months in a row turn a direction. */
const MONTHS_TO_TURN = 2;

/**
 * Change over a year of a monthly index, 100 (x(t) / x(t - 12 months) - 1), percent, for each month from the first to the last.
 *
 * @param observations dated anywhere in their month, in any order; of two in one month the one that comes last counts
 * @returns null in months without a value, without a value a year before, or where one of the two is not above zero
 */
export function yearOnYear({ dates, values }: Pick<History, "dates" | "values">): Monthly {
  const byMonth = new Map(dates.map((date, row) => [monthOf(date), values[row]!]));
  const known = [...byMonth.keys()].sort();
  const months = known.length === 0 ? [] : monthsBetween(known[0]!, known.at(-1)!);
  const index = months.map((month) => byMonth.get(month) ?? null);
  const yoy = index.map((now, at) => {
    const then = index[at - 12] ?? null;
    return now === null || then === null || now <= 0 || then <= 0 ? null : 100 * (now / then - 1);
  });
  return { months, values: yoy };
}

function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  for (let month = first; month <= last; month = addMonths(month, 1)) months.push(month);
  return months;
}

/**
 * Mean of values t-2..t less mean of values t-5..t-3, in the unit of the values.
 *
 * @returns as long as `values`; null where one of the six is missing: a gap is not filled, and three numbers are not a mean of two
 */
export function accelerations(values: readonly (number | null)[]): readonly (number | null)[] {
  const three = (end: number): number | null => {
    const [a, b, c] = [values[end - 2], values[end - 1], values[end]];
    return a == null || b == null || c == null ? null : a + b + c;
  };
  return values.map((_, at) => {
    const [last, before] = [three(at), three(at - 3)];
    return last === null || before === null ? null : (last - before) / 3;
  });
}

/**
 * The direction of one axis month by month. A direction begins with two months in a row whose acceleration is beyond the dead band
 * (0.05 pp, proposed) on one side, and is held until two in a row are beyond it on the other; a month within the band or without an
 * acceleration changes nothing, and breaks such a row. Month t knows nothing of later ones: what is given was known, or it is
 * not given.
 *
 * @param yoy changes over a year, percent, without a hole in its months
 * @see band and hysteresis are definitions of this project
 */
export function axisHistory(yoy: Monthly): readonly AxisMonth[] {
  const measured = accelerations(yoy.values);
  let held: Pick<AxisMonth, "direction" | "since" | "measured"> = {
    direction: null,
    since: null,
    measured: null,
  };
  let row: { sign: number; months: number } = { sign: 0, months: 0 };
  return yoy.months.map((month, at): AxisMonth => {
    const acceleration = measured[at] ?? null;
    const sign = acceleration === null ? 0 : signOf(acceleration);
    row = { sign, months: sign === row.sign ? row.months + 1 : 1 };
    if (acceleration !== null) held = { ...held, measured: month };
    if (sign !== 0 && row.months >= MONTHS_TO_TURN && sign !== held.direction)
      held = { ...held, direction: sign, since: month };
    return { month, level: yoy.values[at] ?? null, acceleration, ...held };
  });
}

/** A month at the band's edge is beyond it, whatever binary arithmetic made of the edge. */
function signOf(acceleration: number): 1 | -1 | 0 {
  if (Math.abs(acceleration) < ACCELERATION_BAND_PP - 1e-12) return 0;
  return acceleration > 0 ? 1 : -1;
}

/**
 * Growth by inflation: accelerating growth with slowing inflation is goldilocks (1), with accelerating inflation reflation (2); slowing
 * growth with accelerating inflation is stagflation (3), with slowing inflation disinflation (4).
 *
 * @see app.hedgeye.com/insights/78203, "A Sneak Peek Inside Our GIP Model", for the four by number
 */
export function quadrantOf(growth: 1 | -1, inflation: 1 | -1): Quadrant {
  if (growth > 0) return inflation > 0 ? "reflation" : "goldilocks";
  return inflation > 0 ? "stagflation" : "disinflation";
}

/**
 * The quadrant of each month from the first of either axis to the last of either. An axis that ends earlier, or has a gap, holds its
 * direction: `measured` of each axis says up to which month it was seen.
 *
 * @param growthYoy, inflationYoy changes over a year, percent, in so far as they were known on the day that asks
 * @see a definition of this project
 */
export function quadrantHistory(growthYoy: Monthly, inflationYoy: Monthly): readonly QuadrantMonth[] {
  const ends = [growthYoy, inflationYoy].flatMap(({ months }) => [
    ...months.slice(0, 1),
    ...months.slice(-1),
  ]);
  const months = ends.length === 0 ? [] : monthsBetween(ends.sort()[0]!, ends.at(-1)!);
  const [growth, inflation] = [growthYoy, inflationYoy].map((yoy) => axisHistory(stretched(yoy, months)));
  let [quadrant, since]: [Quadrant | null, string | null] = [null, null];
  return months.map((month, at): QuadrantMonth => {
    const [grows, inflates] = [growth![at]!, inflation![at]!];
    const made =
      grows.direction && inflates.direction ? quadrantOf(grows.direction, inflates.direction) : null;
    if (made !== quadrant) [quadrant, since] = [made, made && month];
    const contracting = grows.level === null ? null : grows.level < 0;
    return { month, growth: grows, inflation: inflates, quadrant, since, contracting };
  });
}

/** The same values over other months, null where there are none. */
function stretched({ months, values }: Monthly, over: readonly string[]): Monthly {
  const byMonth = new Map(months.map((month, at) => [month, values[at] ?? null]));
  return { months: over, values: over.map((month) => byMonth.get(month) ?? null) };
}
