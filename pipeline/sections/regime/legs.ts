import { daysBetween } from "../../finance/dates.ts";
import { type Desk, missedDaysOf } from "../../finance/desk.ts";
import type { FigureMaker } from "../../finance/figures.ts";
import { joinOf } from "../../finance/joins.ts";
import { standardDeviation } from "../../finance/statistics.ts";
import { openDays } from "../../finance/trading-days.ts";
import type { Figure } from "../../model/figure.ts";
import type { Window } from "../../model/series.ts";
import type { IsoDate } from "../../model/unit.ts";
import type { Freshness } from "./view.ts";

/** So many daily changes say what is usual, and so few are too few. */
const USUAL_CHANGES = 252;
const LEAST_CHANGES = 60;
/** Observations of a month; so many calendar days may lie between the first and the last of a move, or there is a hole in it. */
export const MONTH = 20;
const MOST_DAYS: Readonly<Record<number, number>> = { 1: 14, [MONTH]: 45 };

/** Two daily rates on the days that both have. */
export interface Legs {
  readonly freshness: Freshness;
  /** The levels of the last joined day. */
  readonly now: Ends;
  /** The levels so many joined days before; null where there are none, or a hole lies between. */
  ago(days: number): Ends | null;
  /** Sample standard deviation of the daily changes of (left - right) before the last, bp; null of fewer than 60. */
  readonly usual: Figure | null;
}

export interface Ends {
  readonly left: Figure;
  readonly right: Figure;
}

/**
 * The last joined day of two rates and the days before it. Null where they have none in common, or none that is recent enough for
 * the section.
 *
 * @param names what the figures of the two are called: `nominal`, `nominal-20-ago`
 */
export function legsOf(
  desk: Desk,
  {
    series,
    names,
    make,
  }: { readonly series: Readonly<Names>; readonly names: Readonly<Names>; readonly make: FigureMaker },
): Legs | null {
  const tails = [series.left, series.right].flatMap((id) => desk.tail(id, USUAL_CHANGES + 2) ?? []);
  if (tails.length < 2) return null;
  const { dates, values, windows } = joinOf(tails);
  const last = dates.at(-1);
  if (last === undefined || isTooOld(desk, series.left, last)) return null;
  const endsOn = (date: IsoDate, suffix: string): Ends | null => {
    const left = make.observed(names.left + suffix, desk.on(series.left, date));
    const right = make.observed(names.right + suffix, desk.on(series.right, date));
    return left && right && { left, right };
  };
  const now = endsOn(last, "");
  if (!now) return null;
  return {
    freshness: freshnessOf(desk, series.left, last),
    now,
    ago(days) {
      const date = dates[dates.length - 1 - days];
      if (date === undefined || daysBetween(date, last) > (MOST_DAYS[days] ?? Infinity)) return null;
      return endsOn(date, `-${days}-ago`);
    },
    usual: usualOf(values, windows, make),
  };
}

interface Names {
  readonly left: string;
  readonly right: string;
}

function isTooOld(desk: Desk, series: string, last: IsoDate): boolean {
  if (last === desk.date) return false;
  return (
    missedDaysOf(desk.series(series)!, last, desk.date, desk.snapshot.calendars) > desk.patience.missedDays
  );
}

/** Whether an older level is the market's last word or a missing one. */
function freshnessOf({ date, snapshot, series }: Desk, id: string, last: IsoDate): Freshness {
  if (last === date) return "current";
  const { calendar } = series(id)!;
  if (calendar === "every-day") return "stale";
  return openDays(last, date, snapshot.calendars[calendar]) === 0 ? "closed" : "stale";
}

function usualOf(
  [left, right]: readonly (readonly number[])[],
  windows: readonly Window[],
  make: FigureMaker,
): Figure | null {
  // Binary noise, cut off, would make a slope that never moved move.
  const gaps = left!.map((value, row) => Math.round((value - right![row]!) * 1e8) / 1e6);
  const changes = gaps.slice(1, -1).map((gap, row) => gap - gaps[row]!);
  const value = changes.length < LEAST_CHANGES ? null : standardDeviation(changes);
  if (!value) return null;
  const method = `sample standard deviation of the ${changes.length} daily changes of the difference before the last, joined days`;
  return make.derived("usual", { value, unit: "bp", inputs: windows, method });
}
