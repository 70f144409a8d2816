import type { Patience } from "../model/edition.ts";
import type { Holidays, MarketCalendars } from "../model/holidays.ts";
import type { Observation, Series, Window } from "../model/series.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { IsoDate } from "../model/unit.ts";
import { daysBetween } from "./dates.ts";
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
  /** How old and how thin the data of this section may be. */
  readonly patience: Patience;
}

/** Where nobody says otherwise: any age will do, and a window needs four fifths of its days. */
const ANY_AGE: Patience = { missedDays: Number.POSITIVE_INFINITY, coverage: 0.8 };

/** The desk of one snapshot, for a section of that patience. */
export function deskOf(snapshot: Snapshot, patience: Patience = ANY_AGE): Desk {
  const series = (id: string) => snapshot.series[id] ?? null;
  const latestIndex = (found: Series, onOrBefore: IsoDate) => {
    let index = found.dates.length - 1;
    while (index >= 0 && (found.dates[index]! > onOrBefore || found.values[index] == null)) index -= 1;
    return index;
  };
  const latest = (id: string, onOrBefore = snapshot.date) => {
    const found = series(id);
    const observation = found && observationAt(found, latestIndex(found, onOrBefore));
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
      if (!found) return null;
      let index = latestIndex(found, snapshot.date) - 1;
      while (index >= 0 && found.values[index] == null) index -= 1;
      return observationAt(found, index);
    },
    on(id, date) {
      const found = latest(id, date);
      return found?.date === date ? found : null;
    },
    history(id, { after, upTo = snapshot.date }) {
      const found = series(id);
      return found && historyOf(found, { after, upTo }, snapshot);
    },
  };
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
export const families = ["ZQ.", "OIS.FOMC.", "SPX.SECTOR."] as const;

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

/** Row `index` of a series as an observation; null outside it or where the value is missing. */
function observationAt(series: Series, index: number): Observation | null {
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

function historyOf(
  series: Series,
  span: { after: IsoDate; upTo: IsoDate },
  { calendars }: Snapshot,
): History | null {
  const dates: IsoDate[] = [];
  const values: number[] = [];
  series.dates.forEach((date, index) => {
    const value = series.values[index];
    if (date <= span.after || date > span.upTo || value == null) return;
    dates.push(date);
    values.push(value);
  });
  const from = dates[0];
  const to = dates.at(-1);
  if (from === undefined || to === undefined) return null;
  const { id, unit, calendar, origins } = series;
  const expected = expectedDays(span, calendar === "every-day" ? null : calendars[calendar]);
  const coverage = expected === null ? null : Math.min(1, values.length / expected);
  return { dates, values, window: { series: id, unit, from, to, count: values.length, coverage, origins } };
}

/** Days in (after, upTo] on which the market was open; null where the calendar does not reach so far back. */
function expectedDays({ after, upTo }: { after: IsoDate; upTo: IsoDate }, holidays: Holidays | null) {
  if (!holidays) return daysBetween(after, upTo);
  if (after < holidays.knownFrom || upTo > holidays.knownTo) return null;
  return openDays(after, upTo, holidays);
}
