import type { Patience } from "../model/edition.ts";
import type { Holidays, MarketCalendars } from "../model/holidays.ts";
import type { Observation, Series, Window } from "../model/series.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { IsoDate } from "../model/unit.ts";
import { daysBetween } from "./dates.ts";
import { readingsOf } from "./readings.ts";
import { openDays } from "./trading-days.ts";

/** Valid observations of one series in date order, with the window that names them as an input. */
export interface History {
  readonly dates: readonly IsoDate[];
  readonly values: readonly number[];
  readonly window: Window;
}

/** What a section may look at: one snapshot, never a clock. Every look-up is null where nothing was observed. */
export interface Desk {
  readonly snapshot: Snapshot;
  readonly date: IsoDate;
  readonly previousDate: IsoDate;
  series(id: string): Series | null;
  /**
   * The last valid observation on or before `onOrBefore` (the day if left out); null where its market was open on more days
   * since then than the section's patience allows.
   */
  latest(id: string, onOrBefore?: IsoDate): Observation | null;
  /** The valid observation before `latest`. */
  previous(id: string): Observation | null;
  /** Exactly that day's valid observation. */
  on(id: string, date: IsoDate): Observation | null;
  /** Valid observations in (after, upTo]; `upTo` is the day if left out. Null if there are none. */
  history(id: string, span: { readonly after: IsoDate; readonly upTo?: IsoDate }): History | null;
  /** The last `count` valid observations up to the day, fewer where there are fewer; its coverage is not known. Null if there are none. */
  tail(id: string, count: number): History | null;
  /** How old and how thin the data of this section may be. */
  readonly patience: Patience;
}

/** Where nobody says otherwise: any age will do, and a window needs four fifths of its days. */
const ANY_AGE: Patience = { missedDays: Number.POSITIVE_INFINITY, coverage: 0.8 };

/** The desk of one snapshot, for a section of that patience. */
export function deskOf(snapshot: Snapshot, patience: Patience = ANY_AGE): Desk {
  const series = (id: string) => snapshot.series[id] ?? null;
  /** The n-th valid observation counted back from the last one on or before a day; 0 is that one. */
  const back = (found: Series, onOrBefore: IsoDate, count: number) => {
    const { dates, rows } = validOf(found);
    const row = rows[countUpTo(dates, onOrBefore) - 1 - count];
    return row === undefined ? null : observationAt(found, row);
  };
  const latest = (id: string, onOrBefore = snapshot.date) => {
    const found = series(id);
    const observation = found && back(found, onOrBefore, 0);
    if (!found || !observation) return null;
    return isTooOld(found, { newest: observation.date, on: onOrBefore }, snapshot, patience)
      ? null
      : observation;
  };
  return {
    snapshot,
    patience,
    date: snapshot.date,
    previousDate: snapshot.previousDate,
    series,
    latest,
    previous(id) {
      const found = series(id);
      return found && back(found, snapshot.date, 1);
    },
    on(id, date) {
      const found = latest(id, date);
      return found?.date === date ? found : null;
    },
    history(id, { after, upTo = snapshot.date }) {
      const found = series(id);
      if (!found) return null;
      return keptHistory(snapshot, `${id} ${after} ${upTo}`, () => {
        const { dates } = validOf(found);
        const rows = { from: countUpTo(dates, after), to: countUpTo(dates, upTo) };
        return historyOf(found, rows, coverageOf(found, { after, upTo }, snapshot));
      });
    },
    tail(id, count) {
      const found = series(id);
      if (!found) return null;
      const to = countUpTo(validOf(found).dates, snapshot.date);
      return historyOf(found, { from: Math.max(0, to - count), to }, () => null);
    },
  };
}

// The five years of a yield are a window of several sections.
const histories = new WeakMap<Snapshot, Map<string, History | null>>();

function keptHistory(snapshot: Snapshot, key: string, make: () => History | null): History | null {
  const kept = histories.get(snapshot) ?? new Map<string, History | null>();
  histories.set(snapshot, kept);
  const known = kept.get(key);
  if (known !== undefined) return known;
  const made = make();
  kept.set(key, made);
  return made;
}

/** The valid rows of a series: its dates, its values, and where they stand in it. */
interface Valid {
  readonly dates: readonly IsoDate[];
  readonly values: readonly number[];
  readonly rows: readonly number[];
}

// Sections look into the same few columns hundreds of times, and issues of many days into the same series.
const valid = new WeakMap<Series, Valid>();

function validOf(series: Series): Valid {
  const known = valid.get(series);
  if (known) return known;
  const rows: number[] = [];
  series.values.forEach((value, row) => {
    if (value !== null) rows.push(row);
  });
  const made = {
    rows,
    dates: rows.map((row) => series.dates[row]!),
    values: rows.map((row) => series.values[row]!),
  };
  valid.set(series, made);
  return made;
}

/** How many of the dates, oldest first, are on or before a day. */
function countUpTo(dates: readonly IsoDate[], day: IsoDate): number {
  let [low, high] = [0, dates.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (dates[middle]! <= day) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isTooOld(
  series: Series,
  { newest, on }: { readonly newest: IsoDate; readonly on: IsoDate },
  { calendars }: Snapshot,
  { missedDays }: Patience,
): boolean {
  if (newest === on || missedDays === Number.POSITIVE_INFINITY) return false;
  const { maxAgeDays } = series;
  return maxAgeDays === undefined
    ? missedDaysOf(series, newest, on, calendars) > missedDays
    : daysBetween(newest, on) > maxAgeDays;
}

/** Contracts and sectors come and go one by one: together they are one thing that is fresh or not. */
export const families = ["ZQ.", "OIS.FOMC.", "OIS.TENOR.", "SPX.SECTOR.", "SPX.MEMBER."] as const;

export function isOneOfMany(series: string): boolean {
  return families.some((family) => series.startsWith(family));
}

/** Days in (newest, on] on which the market of a series was open: so many observations are missing. */
export function missedDaysOf(
  { calendar }: Pick<Series, "calendar">,
  newest: IsoDate,
  on: IsoDate,
  calendars: MarketCalendars,
): number {
  // What has a value on every day is published by the Federal Reserve, on its own days.
  return openDays(newest, on, calendars[calendar === "every-day" ? "fed" : calendar]);
}

// Five sections ask for the same yield of the same day: they get the same observation, and whoever checks it has seen it.
const observations = new WeakMap<Series, Map<number, Observation | null>>();

/** Row `index` of a series as an observation; null outside it or where the value is missing. */
function observationAt(series: Series, index: number): Observation | null {
  const known = observations.get(series) ?? new Map<number, Observation | null>();
  observations.set(series, known);
  const before = known.get(index);
  if (before !== undefined) return before;
  const made = observationIn(series, index);
  known.set(index, made);
  return made;
}

function observationIn(series: Series, index: number): Observation | null {
  const value = series.values[index];
  const date = series.dates[index];
  if (value == null || date === undefined) return null;
  const origin = series.origins[series.originOf?.[index] ?? 0]!;
  const line = series.lines?.[index];
  const revised = series.revisedFrom?.[date];
  return {
    series: series.id,
    date,
    value,
    unit: series.unit,
    origin,
    ...(line === undefined ? {} : { line }),
    ...(revised === undefined ? {} : { revisedFrom: revised }),
  };
}

/** Valid rows [from, to) of a series with their window; null where there are none. */
function historyOf(
  series: Series,
  { from: first, to: end }: { readonly from: number; readonly to: number },
  coverageOf: (count: number) => number | null,
): History | null {
  if (end <= first) return null;
  const all = validOf(series);
  const dates = all.dates.slice(first, end);
  const { id, unit } = series;
  const readings = readingsOf(series, all.rows.slice(first, end));
  const [from, to] = [dates[0]!, dates.at(-1)!];
  const count = dates.length;
  const window = { series: id, unit, from, to, count, coverage: coverageOf(count), ...readings };
  return { dates, values: all.values.slice(first, end), window };
}

function coverageOf(
  { calendar }: Series,
  span: { readonly after: IsoDate; readonly upTo: IsoDate },
  { calendars }: Snapshot,
): (count: number) => number | null {
  return (count) => {
    const expected = expectedDays(span, calendar === "every-day" ? null : calendars[calendar]);
    return expected === null ? null : Math.min(1, count / expected);
  };
}

/** Days in (after, upTo] on which the market was open; null where the calendar does not reach so far back. */
function expectedDays({ after, upTo }: { after: IsoDate; upTo: IsoDate }, holidays: Holidays | null) {
  if (!holidays) return daysBetween(after, upTo);
  if (after < holidays.knownFrom || upTo > holidays.knownTo) return null;
  return openDays(after, upTo, holidays);
}
