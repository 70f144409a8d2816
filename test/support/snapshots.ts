import { readFileSync } from "node:fs";
import { holidaysOf, meetingsOf } from "../../pipeline/desk/settings/read-calendars.ts";
import { type Desk, deskOf } from "../../pipeline/finance/desk.ts";
import { tradingDayBefore } from "../../pipeline/finance/trading-days.ts";
import type { MarketCalendars } from "../../pipeline/model/holidays.ts";
import type { MeetingCalendar } from "../../pipeline/model/meeting.ts";
import type { Series } from "../../pipeline/model/series.ts";
import type { Snapshot } from "../../pipeline/model/snapshot.ts";
import type { CalendarId, IsoDate, Unit } from "../../pipeline/model/unit.ts";

const read = (name: string) => readFileSync(new URL(`../../content/calendar/${name}.csv`, import.meta.url));

/** The calendars that the product ships. */
export const calendars: MarketCalendars = holidaysOf(read("holidays"));
export const meetings: MeetingCalendar = meetingsOf(read("fomc"));

/** A made-up origin. */
export const origin = { source: "test", place: "made-up.csv", sha256: "0".repeat(64), retrievedAt: null };

export interface SeriesSketch {
  readonly name?: string;
  readonly unit?: Unit;
  readonly calendar?: CalendarId;
}

/** A series from `{ date: value }`, in the order given. */
export function seriesOf(
  id: string,
  rows: Readonly<Record<IsoDate, number | null>>,
  { name = id, unit = "percent", calendar = "sifma" }: SeriesSketch = {},
): Series {
  const dates = Object.keys(rows);
  const lines = dates.map((_, index) => index + 2);
  return { id, name, unit, calendar, dates, values: Object.values(rows), lines, origins: [origin] };
}

/** A snapshot of one day with these series and nothing else, unless `rest` says more. */
export function snapshotOf(date: IsoDate, series: readonly Series[], rest: Partial<Snapshot> = {}): Snapshot {
  return {
    date,
    previousDate: tradingDayBefore(date, calendars.nyse),
    simulated: false,
    notices: [],
    series: Object.fromEntries(series.map((one) => [one.id, one])),
    missing: [],
    headlines: [],
    refused: [],
    visits: [],
    judgements: [],
    calendars,
    meetings,
    releases: [],
    auctions: null,
    turns: [],
    ...rest,
  };
}

/** The desk of such a snapshot. */
export function deskWith(date: IsoDate, series: readonly Series[], rest: Partial<Snapshot> = {}): Desk {
  return deskOf(snapshotOf(date, series, rest));
}
