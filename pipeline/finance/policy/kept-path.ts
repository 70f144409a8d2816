import type { MarketCalendars } from "../../model/holidays.ts";
import type { MeetingCalendar } from "../../model/meeting.ts";
import type { Series } from "../../model/series.ts";
import type { IsoDate } from "../../model/unit.ts";
import type { Desk } from "../desk.ts";
import type { PolicyInput, Quoted } from "./quotes.ts";

/** All that a path is made of: the same of each give the same path. */
interface Sources {
  readonly calendars: MarketCalendars;
  readonly meetings: MeetingCalendar;
  readonly series: readonly (Series | null)[];
}

interface Kept<T> extends Sources {
  readonly path: T;
}

/** By the series of the effective rate, then by day, input and patience. Nothing here outlives its snapshots. */
const kept = new WeakMap<Series, Map<string, Kept<unknown>>>();

export interface Asked {
  readonly desk: Desk;
  readonly input: PolicyInput;
  readonly asOf: IsoDate;
  readonly quoted: Quoted;
}

/**
 * A day's path, made once for the same series and calendars: the histories of two sections and of the issues of neighbouring days look
 * at the same sixty days. Series are frozen, so the same object says the same; another one, and the path is made again.
 */
export function keptPath<T>({ desk, input, asOf, quoted }: Asked, make: () => T): T {
  const { snapshot, patience } = desk;
  const effr = desk.series("US.EFFR");
  if (!effr) return make();
  const { calendars, meetings } = snapshot;
  const paths = kept.get(effr) ?? new Map<string, Kept<unknown>>();
  kept.set(effr, paths);
  const key = `${asOf} ${input} ${patience.missedDays}`;
  const known = paths.get(key) as Kept<T> | undefined;
  const isSame =
    known !== undefined &&
    known.calendars === calendars &&
    known.meetings === meetings &&
    known.series.length === quoted.length &&
    quoted.every(([, id], index) => desk.series(id) === known.series[index]);
  if (isSame) return known.path;
  const path = make();
  paths.set(key, { calendars, meetings, series: quoted.map(([, id]) => desk.series(id)), path });
  return path;
}
