import type { Series } from "../../model/series.ts";
import type { IsoDate } from "../../model/unit.ts";
import type { JudgedLane } from "./judged-lane.ts";
import { usedOrigins } from "./used-origins.ts";

export type Columns = Pick<Series, "dates" | "values" | "lines" | "origins" | "originOf" | "revisedFrom">;

/** Lanes as one: each date from the first lane that has a value for it which can be used; its origin goes with it. */
export function mergeLanes(lanes: readonly JudgedLane[]): Columns | null {
  const [only, ...others] = lanes;
  if (!only) return null;
  if (others.length === 0 && only.suspects.size === 0) return columnsOf(only);
  const rows = new Map<IsoDate, readonly [lane: number, row: number]>();
  lanes.forEach(({ lane: { dates, values }, suspects }, place) => {
    dates.forEach((date, row) => {
      if (!rows.has(date) && values[row] !== null && !suspects.has(date)) rows.set(date, [place, row]);
    });
  });
  return columnsFrom(lanes, rows);
}

function columnsOf({ lane: { series: _, source: __, ...columns } }: JudgedLane): Columns {
  return columns;
}

function columnsFrom(
  lanes: readonly JudgedLane[],
  rows: ReadonlyMap<IsoDate, readonly [number, number]>,
): Columns {
  const dates = [...rows.keys()].sort();
  const picked = dates.map((date) => rows.get(date)!);
  const offsets = offsetsOf(lanes);
  const pick = <T>(column: (lane: JudgedLane["lane"], row: number) => T) =>
    picked.map(([place, row]) => column(lanes[place]!.lane, row));
  const revised = dates.flatMap((date, index) => {
    const before = lanes[picked[index]![0]]!.lane.revisedFrom?.[date];
    return before === undefined ? [] : [[date, before] as const];
  });
  const withLines = lanes.every(({ lane }) => lane.lines);
  return usedOrigins({
    dates,
    values: pick(({ values }, row) => values[row] ?? null),
    ...(withLines ? { lines: pick(({ lines }, row) => lines![row]!) } : {}),
    origins: lanes.flatMap(({ lane }) => lane.origins),
    originOf: picked.map(([place, row]) => offsets[place]! + (lanes[place]!.lane.originOf?.[row] ?? 0)),
    ...(revised.length > 0 ? { revisedFrom: Object.fromEntries(revised) } : {}),
  });
}

/** Where each lane's origins begin in the list of all. */
function offsetsOf(lanes: readonly JudgedLane[]): readonly number[] {
  const offsets: number[] = [];
  let next = 0;
  for (const { lane } of lanes) {
    offsets.push(next);
    next += lane.origins.length;
  }
  return offsets;
}
