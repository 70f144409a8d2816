import type { IsoDate } from "../../model/unit.ts";
import { addTo } from "../read/dated-rows.ts";
import type { Page, Rows } from "../wire-format.ts";
import {
  byPublication,
  contradiction,
  incomplete,
  isDay,
  type Observations,
  readObservations,
  type Slice,
  sliceOf,
  unexpected,
  type Version,
} from "./fred-observations.ts";
import { isRefusal, type Refusal, refusal, replyOf } from "./fred-reply.ts";

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

export function readVintageDates(page: Page): VintageDates | Refusal {
  const reply = replyOf(page);
  if (isRefusal(reply)) return reply;
  const list = sliceOf(reply, "vintage_dates");
  if (isRefusal(list)) return list;
  const { entries, offset, count, length } = list;
  const odd = entries.findIndex((day) => !isDay(day));
  if (odd >= 0) return refusal("shape_changed", unexpected("vintage_dates", "a list of dates", entries[odd]));
  return { offset, count, length, days: entries as readonly IsoDate[] };
}

/** The days on which FRED changed the series, oldest first, from all replies; or why these do not make a whole. */
export function vintageDays(lists: readonly VintageDates[]): readonly IsoDate[] | Refusal {
  const gap = gapIn(lists);
  if (gap) return incomplete("vintage dates", gap.found, gap.count);
  const days = lists.flatMap((list) => list.days);
  if (days.length === 0) return refusal("empty", "FRED has no vintage dates of the series.");
  if (days.every((day, index) => index === 0 || days[index - 1]! < day)) return days;
  return refusal("shape_changed", "FRED's vintage dates are not in order, oldest first and each once.");
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
 * @param windows every reply of `series/observations`, oldest window first, beginning with the first vintage
 */
export function readVintageTellings(series: string, windows: readonly Page[]): readonly Rows[] | Refusal {
  const lists: Observations[] = [];
  for (const page of windows) {
    const list = readObservations(page);
    if (isRefusal(list)) return list;
    lists.push(list);
  }
  return vintageTellings(series, lists);
}

/** The same from replies that were read before. */
export function vintageTellings(series: string, lists: readonly Observations[]): readonly Rows[] | Refusal {
  const inOrder = lists.flatMap(({ versions }) => versions).sort(byPublication);
  const wrong = windowsFault(series, lists) ?? contradictionFault(inOrder);
  return wrong ?? newsOf(series, inOrder);
}

function windowsFault(series: string, lists: readonly Observations[]): Refusal | null {
  const windows = new Map<IsoDate, Observations[]>();
  for (const list of lists) addTo(windows, list.window.start, list);
  let before: IsoDate = "";
  for (const [start, parts] of windows) {
    const gap = gapIn(parts);
    if (gap) return incomplete(`versions of ${series} in the window from ${start}`, gap.found, gap.count);
    if (start <= before)
      return refusal(
        "shape_changed",
        `The window from ${start} begins before the last one ended, ${before}.`,
      );
    before = parts[0]!.window.end;
  }
  return strayFault(lists);
}

/** A version from outside the window would be told of a day on which it was not news. */
function strayFault(lists: readonly Observations[]): Refusal | null {
  for (const { window, versions } of lists) {
    const stray = versions.find(({ current: { from } }) => from < window.start || from > window.end);
    if (!stray) continue;
    const found = `${stray.date} as of ${stray.current.from}, outside ${window.start} to ${window.end}`;
    return refusal("shape_changed", `FRED sent a version of another time than was asked for: ${found}.`);
  }
  return null;
}

function contradictionFault(inOrder: readonly Version[]): Refusal | null {
  const wrong = contradiction(inOrder);
  return wrong === null ? null : refusal("shape_changed", wrong);
}

function newsOf(series: string, inOrder: readonly Version[]): readonly Rows[] {
  const known = new Map<IsoDate, number | null>();
  const days = new Map<IsoDate, Version[]>();
  for (const version of inOrder) {
    // A date that nobody told of is undefined, which is not the null of "no observation".
    if (known.get(version.date) === version.value) continue;
    known.set(version.date, version.value);
    addTo(days, version.current.from, version);
  }
  return [...days].map(([publishedOn, news]) => ({
    series,
    publishedOn,
    dates: news.map(({ date }) => date),
    values: news.map(({ value }) => value),
  }));
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
