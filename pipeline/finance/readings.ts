import type { Origin, Series, Window } from "../model/series.ts";

/** Where a window's rows were read. */
export type Readings = Pick<Window, "origins" | "readings">;

/**
 * Where rows of a series were read: of each source, by what it says of itself, the reading of the newest of them, newest first, and how many readings
 * there are in all. A series that is collected every evening has one for each of its days: all of them with each figure would be more than all
 * else in an issue, and stand in the series.
 *
 * @param rows places in the series, oldest first, at least one
 */
export function readingsOf({ origins, originOf }: Series, rows: readonly number[]): Readings {
  if (!originOf) return { origins: origins.slice(0, 1) };
  const seen = new Set<number>();
  const newest = new Map<string, Origin>();
  for (let at = rows.length - 1; at >= 0; at -= 1) {
    const number = originOf[rows[at]!]!;
    if (seen.has(number)) continue;
    seen.add(number);
    const origin = origins[number]!;
    const speaker = `${origin.source}\n${origin.note ?? ""}`;
    if (!newest.has(speaker)) newest.set(speaker, origin);
  }
  return counted([...newest.values()], seen.size);
}

/** Those of two windows together, as of a difference. */
export function bothReadings(one: Readings, other: Readings): Readings {
  return counted([...one.origins, ...other.origins], countOf(one) + countOf(other));
}

function counted(origins: Origin[], readings: number): Readings {
  return readings === origins.length ? { origins } : { origins, readings };
}

function countOf({ origins, readings = origins.length }: Readings): number {
  return readings;
}
