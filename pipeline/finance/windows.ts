import { yearsBefore } from "./dates.ts";
import type { Desk, History } from "./desk.ts";

/** Below this share of its calendar's days a window says nothing of its years: statistics over it are null. */
export const COVERAGE_FLOOR = 0.8;

/** Valid observations of the calendar window (day − years, day], start exclusive, the latest included; null if there are none. */
export function windowOf(desk: Desk, series: string, years: number): History | null {
  return desk.history(series, { after: yearsBefore(desk.date, years) });
}

/** The same window, or null where it is covered too thinly for a statistic. A calendar that does not reach so far back counts as thin. */
export function coveredWindow(desk: Desk, series: string, years: number): History | null {
  const history = windowOf(desk, series, years);
  return history && (history.window.coverage ?? 0) >= COVERAGE_FLOOR ? history : null;
}
