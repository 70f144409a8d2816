/** A value at a day; null is a gap. */
export interface Dated {
  readonly x: number;
  readonly y: number | null;
}

/** So many points to a px column are drawn as they are: thirty years of days are three times as many. */
const CROWD = 4;

/**
 * A line with what can be seen of it: where more than four points share each px column, only the first, lowest, highest and
 * last of a column are kept, and where a gap begins.
 *
 * @param points by days, ascending; length n
 * @param columns px that they are drawn across
 * @returns the same points where they are few, else at most five a column
 */
export function thinned(points: readonly Dated[], columns: number): readonly Dated[] {
  if (points.length <= CROWD * columns) return points;
  const [start, end] = [points[0]!.x, points.at(-1)!.x];
  const columnOf = ({ x }: Dated) => Math.floor(((x - start) / (end - start)) * columns);
  const kept: Dated[] = [];
  for (let from = 0; from < points.length; ) {
    let to = from;
    while (to < points.length && columnOf(points[to]!) === columnOf(points[from]!)) to += 1;
    kept.push(...outlineOf(points.slice(from, to)));
    from = to;
  }
  return kept;
}

function outlineOf(column: readonly Dated[]): Dated[] {
  const known = column.filter(({ y }) => y !== null);
  const by = (better: (one: number, other: number) => boolean) =>
    known.reduce((best, one) => (better(one.y!, best.y!) ? one : best), known[0]!);
  const seen = new Set([
    known[0],
    by((one, other) => one < other),
    by((one, other) => one > other),
    known.at(-1),
    column.find(({ y }) => y === null),
  ]);
  return column.filter((one) => seen.has(one));
}
