import type { IsoDate } from "../model/unit.ts";
import { addDays, yearsBefore } from "./dates.ts";
import type { Desk, History } from "./desk.ts";

/** A history that begins later than this after a stated start does not reach back to it. */
const LATEST_START_DAYS = 10;

/** Valid observations of the calendar window (day − years, day], start exclusive, the latest included; null if there are none. */
export function windowOf(desk: Desk, series: string, years: number): History | null {
  return desk.history(series, { after: yearsBefore(desk.date, years) });
}

/** The same window, or null where it is covered too thinly for a statistic. A calendar that does not reach so far back counts as thin. */
export function coveredWindow(desk: Desk, series: string, years: number): History | null {
  const history = windowOf(desk, series, years);
  return history && isCovered(history, desk) ? history : null;
}

/**
 * Valid observations from `from` on, null unless they begin there and are covered: "lowest since October 2022" may not be said of
 * a history that starts in 2023.
 *
 * @param upTo the day if left out; a later day is that day
 */
export function historySince(
  desk: Desk,
  series: string,
  { from, upTo = desk.date }: { readonly from: IsoDate; readonly upTo?: IsoDate },
): History | null {
  const history = desk.history(series, {
    after: addDays(from, -1),
    upTo: upTo < desk.date ? upTo : desk.date,
  });
  const begins = history !== null && history.window.from <= addDays(from, LATEST_START_DAYS);
  return begins && isCovered(history, desk) ? history : null;
}

/** Below the section's floor a window says nothing of its years: statistics over it are null. */
export function isCovered({ window }: History, { patience }: Desk): boolean {
  return (window.coverage ?? 0) >= patience.coverage;
}
