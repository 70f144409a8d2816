import type { Excursion } from "./excursions.ts";
import type { Track } from "./track.ts";

/** So much of a series must be in one unit for the rest to be in the wrong one; otherwise nobody can tell from the series alone. */
const CLEAR_MAJORITY = 0.8;

/** Rows in the wrong unit, or all rows where it cannot be told which unit is the wrong one. */
export interface Stretch {
  /** Positions, both included. */
  readonly from: number;
  readonly to: number;
  /** The first position after a tenfold step that shows it, and its power of ten. */
  readonly edge: number;
  readonly power: number;
  /** False where all rows are meant. */
  readonly majority: boolean;
}

/**
 * Tenfold steps cut a series into stretches of different units; those of the unit that nearly all rows are in are right. Where no
 * unit has 80 % of the rows, both may be wrong, and no row of the series can be trusted.
 */
export function unitStretches({ values }: Track, factors: readonly Excursion[]): readonly Stretch[] {
  const edges = factors.flatMap(edgesOf);
  const [first] = edges;
  if (first === undefined) return [];
  const parts = partsOf(edges, values.length);
  const rowsIn = Map.groupBy(parts, ({ unit }) => unit);
  const clear = [...rowsIn].find(([, own]) => rowsOf(own) >= CLEAR_MAJORITY * values.length)?.[0];
  if (clear === undefined)
    return [{ from: 0, to: values.length - 1, edge: first.at, power: first.power, majority: false }];
  return parts
    .map((part, index) => ({ ...part, ...(edges[index - 1] ?? first) }))
    .filter(({ unit }) => unit !== clear)
    .map(({ from, to, at, power }) => ({ from, to, edge: at, power, majority: true }));
}

interface Edge {
  readonly at: number;
  readonly power: number;
}

function edgesOf({ from, to, power, returned }: Excursion): readonly Edge[] {
  return returned
    ? [
        { at: from, power },
        { at: to + 1, power: -power },
      ]
    : [{ at: from, power }];
}

interface Part {
  readonly from: number;
  readonly to: number;
  /** The power of ten by which it is off the unit of the first row. */
  readonly unit: number;
}

function partsOf(edges: readonly Edge[], length: number): readonly Part[] {
  let unit = 0;
  return [{ at: 0, power: 0 }, ...edges].map(({ at, power }, index) => {
    unit += power;
    return { from: at, to: (edges[index]?.at ?? length) - 1, unit };
  });
}

function rowsOf(parts: readonly Part[]): number {
  return parts.reduce((sum, { from, to }) => sum + to - from + 1, 0);
}
