import type { IsoDate } from "../../../model/unit.ts";
import { columnsOf } from "../../read/dated-rows.ts";
import { empty, shapeChanged } from "../../read/refusal.ts";
import type { Page, Rows } from "../../wire-format.ts";
import { inOrder, type Observations, type Version } from "./observations.ts";
import { incomplete, isDay, replyOf, type Slice, sliceOf, unexpected } from "./reply.ts";

/** FRED refuses a window with more: "exceeds the maximum number of vintage dates allowed (2000)". */
const MOST_VINTAGES = 2000;

/** A stretch of real time; both ends are days on which FRED changed the series. */
export interface VintageWindow {
  readonly start: IsoDate;
  readonly end: IsoDate;
}

/** What one reply of `series/vintagedates` holds. */
export interface VintageDates extends Slice {
  readonly days: readonly IsoDate[];
}

/** @throws Unreadable */
export function readVintageDates(page: Page): VintageDates {
  const { entries, ...slice } = sliceOf(replyOf(page), "vintage_dates");
  const odd = entries.findIndex((day) => !isDay(day));
  if (odd >= 0) throw unexpected("vintage_dates", "a list of dates", entries[odd]);
  return { ...slice, days: entries as readonly IsoDate[] };
}

/** The days on which FRED changed the series, oldest first. @throws Unreadable where the replies do not make a whole */
export function vintageDays(lists: readonly VintageDates[]): readonly IsoDate[] {
  const gap = gapIn(lists);
  if (gap) throw incomplete("vintage dates", gap.found, gap.count);
  const days = lists.flatMap((list) => list.days);
  if (days.length === 0) throw empty("FRED has no vintage dates of the series.");
  if (days.every((day, index) => index === 0 || days[index - 1]! < day)) return days;
  throw shapeChanged("FRED's vintage dates are not in order, oldest first and each once.");
}

/** Windows that FRED will answer. Between them nothing changed, so that nothing falls through. */
export function vintageWindows(days: readonly IsoDate[]): readonly VintageWindow[] {
  return Array.from({ length: Math.ceil(days.length / MOST_VINTAGES) }, (_, index) => {
    const within = days.slice(index * MOST_VINTAGES, (index + 1) * MOST_VINTAGES);
    return { start: within[0]!, end: within.at(-1)! };
  });
}

/**
 * What became public on each day: the dates that were new or had another value than before, oldest day first.
 *
 * FRED clips `realtime_start` to the window that was asked for: a row that begins with its window may only go on with what the window
 * before ended with, and is news only if its value is another one. What a later version no longer holds is not told: FRED takes old rows
 * of some series away (ICE), and they are true all the same.
 *
 * @param lists every reply of `series/observations`, oldest window first, beginning with the first vintage
 * @throws Unreadable where the windows do not follow each other, or hold what they should not
 */
export function vintageTellings(series: string, lists: readonly Observations[]): readonly Rows[] {
  refuseGaps(series, lists);
  for (const list of lists) refuseStray(list);
  const news = newsIn(inOrder(lists.flatMap(({ versions }) => versions)));
  return [...Map.groupBy(news, ({ current }) => current.from)].map(([publishedOn, versions]) => {
    return { series, publishedOn, ...columnsOf(versions) };
  });
}

function refuseGaps(series: string, lists: readonly Observations[]): void {
  let before: IsoDate = "";
  for (const [start, parts] of Map.groupBy(lists, ({ window }) => window.start)) {
    const gap = gapIn(parts);
    if (gap) throw incomplete(`versions of ${series} in the window from ${start}`, gap.found, gap.count);
    if (start <= before)
      throw shapeChanged(`The window from ${start} begins before the last one ended, ${before}.`);
    before = parts[0]!.window.end;
  }
}

/** A version from outside the window would be told of a day on which it was not news. */
function refuseStray({ window, versions }: Observations): void {
  const stray = versions.find(({ current: { from } }) => from < window.start || from > window.end);
  if (!stray) return;
  const found = `${stray.date} as of ${stray.current.from}, outside ${window.start} to ${window.end}`;
  throw shapeChanged(`FRED sent a version of another time than was asked for: ${found}.`);
}

/** Versions whose value is another one than the version before had. */
function newsIn(versions: readonly Version[]): readonly Version[] {
  const known = new Map<IsoDate, number | null>();
  return versions.filter(({ date, value }) => {
    // A date that nobody told of is undefined, which is not the null of "no observation".
    const isNews = known.get(date) !== value;
    known.set(date, value);
    return isNews;
  });
}

/** Where parts of one list do not make the whole; null where they do. */
function gapIn(parts: readonly Slice[]): { readonly found: number; readonly count: number } | null {
  const count = parts[0]?.count ?? 0;
  let found = 0;
  for (const part of parts) {
    if (part.offset !== found || part.count !== count) return { found, count };
    found += part.length;
  }
  return found === count ? null : { found, count };
}
