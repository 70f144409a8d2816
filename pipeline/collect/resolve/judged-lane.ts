import type { Suspicion } from "../../finance/plausibility/column.ts";
import { suspicionsOf } from "../../finance/plausibility/suspicions.ts";
import type { SeriesPlan } from "../../model/edition.ts";
import type { Judgement } from "../../model/judgement.ts";
import type { Lane } from "../../model/telling.ts";
import type { IsoDate } from "../../model/unit.ts";

/** A lane with the rows that nobody should build on, by date. */
export interface JudgedLane {
  readonly lane: Lane;
  readonly suspects: ReadonlyMap<IsoDate, Suspicion>;
}

export type Judged = Pick<SeriesPlan, "plausible" | "unit" | "accepted" | "tolerance">;

/** Looks at each lane of a series by its own history; a row that another lane confirms, or a person accepted, is let through. */
export function judgedLanes(
  lanes: readonly Lane[],
  plan: Judged,
  repeated: ReadonlyMap<string, readonly Suspicion[]> = new Map(),
): readonly JudgedLane[] {
  return lanes.map((lane) => {
    const { plausible, unit, accepted } = plan;
    const { dates, values } = lane;
    const again = (repeated.get(lane.source) ?? []).filter(({ from }) => standsStill(lane, from));
    const found = [...suspicionsOf({ dates, values, plausible, unit, accepted }), ...again];
    const others = lanes.filter((other) => other !== lane);
    const suspects = new Map<IsoDate, Suspicion>();
    for (const suspicion of found)
      for (const date of datesIn(lane, suspicion))
        if (!plan.accepted.includes(date) && !isConfirmed(lane, date, others, plan))
          suspects.set(date, suspicion);
    return { lane, suspects };
  });
}

/** The value of a date is that of the valid row before it. */
function standsStill({ dates, values }: Lane, date: IsoDate): boolean {
  const row = indexOf(dates, date);
  const before = values.findLastIndex((value, index) => index < row && value !== null);
  return row >= 0 && before >= 0 && values[row] === values[before];
}

function datesIn({ dates, values }: Lane, { from, to }: Suspicion): readonly IsoDate[] {
  return dates.filter((date, index) => date >= from && date <= to && values[index] !== null);
}

function isConfirmed(lane: Lane, date: IsoDate, others: readonly Lane[], { tolerance }: Judged): boolean {
  const value = valueOn(lane, date);
  return others.some((other) => isClose(value, valueOn(other, date), tolerance));
}

/** Whether two values say the same; no, where one is missing or nothing says how far apart they may be. */
export function isClose(one: number | null, other: number | null, tolerance: number | undefined): boolean {
  // A hair for what binary makes of 4.17 - 4.15.
  return (
    one !== null && other !== null && tolerance !== undefined && Math.abs(one - other) <= tolerance + 1e-9
  );
}

export function valueOn({ dates, values }: Pick<Lane, "dates" | "values">, date: IsoDate): number | null {
  const index = indexOf(dates, date);
  return index < 0 ? null : (values[index] ?? null);
}

/** The place of a date in a sorted column, or -1. */
export function indexOf(dates: readonly IsoDate[], date: IsoDate): number {
  let [low, high] = [0, dates.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = dates[middle]!;
    if (found === date) return middle;
    if (found < date) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** One judgement for each suspicion that left rows out. */
export function judgementsOf(
  series: string,
  { lane, suspects }: JudgedLane,
  used: IsoDate | null,
): Judgement[] {
  const bySuspicion = Map.groupBy(suspects, ([, suspicion]) => suspicion);
  return [...bySuspicion].map(([{ rule, message }, rows]) => {
    const dates = rows.map(([date]) => date).sort();
    const [from, to] = [dates[0]!, dates.at(-1)!];
    const span = from === to ? `The value of ${from} is` : `${dates.length} values from ${from} to ${to} are`;
    return {
      series,
      // What is newer than anything that was used is what today's figure would have been.
      verdict: used === null || to > used ? "refused" : "noted",
      rule,
      message: `${span} not used, from ${lane.source}: ${message}`,
      remedy:
        "Compare it with another source; if it is true, add its date to `accepted` of this series in content/sources.yaml.",
    };
  });
}
