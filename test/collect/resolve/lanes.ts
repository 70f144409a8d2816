import type { Lane } from "../../../pipeline/model/telling.ts";
import type { IsoDate } from "../../../pipeline/model/unit.ts";
import { origin } from "../../support/snapshots.ts";

export type Days = Readonly<Record<IsoDate, number | null>>;

/** What one source told of a series: from one place, line after line from the second on. */
export function laneOf(source: string, days: Days, more: Partial<Lane> = {}): Lane {
  const dates = Object.keys(days);
  return {
    series: "X",
    source,
    dates,
    values: Object.values(days),
    lines: dates.map((_, index) => index + 2),
    origins: [{ ...origin, source, place: `https://${source}.example/x` }],
    ...more,
  };
}
