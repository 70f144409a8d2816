import type { Pixel } from "./marks.ts";

/** So many stretches of a line are looked at one by one: even a level line keeps some of its days. */
const STRETCHES = 8;

/**
 * The points of a line that can be seen: none that is left out lies further than `within` px from the line that is drawn.
 *
 * Douglas and Peucker: of a stretch its ends are kept, and the point furthest from the straight line between them where it is further
 * than that, and so on in both halves.
 *
 * @param line pixels, x ascending; a gap is a pixel whose y is NaN
 * @returns rows of the line, ascending; of a gap its first row
 */
export function rowsSeen(line: readonly Pixel[], within: number): readonly number[] {
  const kept = new Set<number>();
  for (let from = 0; from < line.length; ) {
    const gap = line.findIndex(({ y }, row) => row >= from && Number.isNaN(y));
    const to = gap < 0 ? line.length : gap;
    keepUnbroken(line, { from, to: to - 1 }, within, kept);
    if (gap >= 0) kept.add(gap);
    from = to;
    while (from < line.length && Number.isNaN(line[from]!.y)) from += 1;
  }
  return [...kept].sort((one, other) => one - other);
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

function keepUnbroken(
  line: readonly Pixel[],
  { from, to }: Stretch,
  within: number,
  kept: Set<number>,
): void {
  if (to < from) return;
  const at = (part: number) => from + Math.round(((to - from) * part) / STRETCHES);
  kept.add(from);
  for (let part = 0; part < STRETCHES; part += 1) {
    kept.add(at(part + 1));
    keep(line, { from: at(part), to: at(part + 1) }, within, kept);
  }
}

function keep(line: readonly Pixel[], { from, to }: Stretch, within: number, kept: Set<number>): void {
  const furthest = furthestFrom(line, { from, to }, within);
  if (furthest === null) return;
  kept.add(furthest);
  keep(line, { from, to: furthest }, within, kept);
  keep(line, { from: furthest, to }, within, kept);
}

/** The point of a stretch that lies furthest from the straight line through its ends; null where none is beyond `within`. */
function furthestFrom(line: readonly Pixel[], { from, to }: Stretch, within: number): number | null {
  const [start, end] = [line[from]!, line[to]!];
  const [dx, dy] = [end.x - start.x, end.y - start.y];
  // Ends of one place have no line: what counts is how far a point is from them.
  const length = Math.hypot(dx, dy);
  let [furthest, most]: [number | null, number] = [null, length === 0 ? within * within : within * length];
  for (let row = from + 1; row < to; row += 1) {
    const { x, y } = line[row]!;
    const [across, down] = [x - start.x, y - start.y];
    const far = length === 0 ? across * across + down * down : Math.abs(dy * across - dx * down);
    if (far > most) [furthest, most] = [row, far];
  }
  return furthest;
}
