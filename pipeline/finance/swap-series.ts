import type { Observation } from "../model/series.ts";
import type { Desk } from "./desk.ts";

/** The series that holds the number of a swap index's on-the-run series: `CDX.NA.IG.5Y.SERIES`. */
export function seriesNumber(series: string): string {
  return `${series}.SERIES`;
}

/** A swap index rolls into a new series twice a year: a level and the one before it are then of two instruments, and have no change. */
export function isNewSeries(desk: Desk, latest: Observation, previous: Observation): boolean {
  const numberOn = ({ series, date }: Observation) => desk.latest(seriesNumber(series), date)?.value;
  const [now, then] = [numberOn(latest), numberOn(previous)];
  return now !== undefined && then !== undefined && now !== then;
}
