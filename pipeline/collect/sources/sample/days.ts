import { dayNumber } from "../../../finance/dates.ts";
import type { Holidays, MarketCalendars } from "../../../model/holidays.ts";
import type { SampleMove } from "../../../model/sample.ts";
import type { Levels } from "./levels.ts";

/** Whether a market was open on a day, by day number; beyond the known calendar only weekends are shut. */
export interface OpenDays {
  readonly nyse: (day: number) => boolean;
  readonly sifma: (day: number) => boolean;
  readonly fed: (day: number) => boolean;
}

/** Look-ups that are asked thousands of times: sets of day numbers, not lists of dates. */
export function openDaysOf({ nyse, sifma, fed }: MarketCalendars): OpenDays {
  const openOf = ({ closed }: Holidays) => {
    const shut = new Set(closed.map(dayNumber));
    return (day: number) => (day + 3) % 7 < 5 && !shut.has(day);
  };
  return { nyse: openOf(nyse), sifma: openOf(sifma), fed: openOf(fed) };
}

/** The first open day from `day` on. */
export function openFrom(day: number, isOpen: (day: number) => boolean): number {
  let found = day;
  while (!isOpen(found)) found += 1;
  return found;
}

/** One calendar day of the simulation, as every part of the market sees it. */
export interface Day {
  /** Days since 1970-01-01. */
  readonly number: number;
  /** Days since the simulation's first: the row in every column. */
  readonly row: number;
  /** Where the day's draws start from. */
  readonly key: number;
  readonly levels: Levels;
  readonly open: { readonly nyse: boolean; readonly sifma: boolean; readonly fed: boolean };
  /** What a scenario wants of this day; null on all but the last. */
  readonly move: SampleMove | null;
}

/** Values by row; NaN inside the simulation is "nothing was published", and never leaves it. */
export type Column = Float64Array;

/** A column in which nothing was published yet. */
export function emptyColumn(rows: number): Column {
  return new Float64Array(rows).fill(Number.NaN);
}

/** Rounds to a fixed number of places as a publisher does; `scale` is 100 for two. */
export function published(value: number, scale: number): number {
  return Math.round(value * scale) / scale;
}
