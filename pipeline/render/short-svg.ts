import { withSharedWords } from "./shared-words.ts";

/** A corner of a line, in tenths of a drawing's pixel. */
type Corner = readonly [x: number, y: number];

/** How far a line may leave its corners out, in tenths of a pixel: less than an eye sees. */
const SLACK = 2.5;
/** Lines from corner to corner, as the drawing thread writes them; curves and boxes stay as they are. */
const LINE = /^M-?[\d.]+ -?[\d.]+(?:L-?[\d.]+ -?[\d.]+)+$/;
/** What svg.ts says of all words of a drawing; web.css says it once for all drawings. */
const WORDS =
  ' text-rendering="geometricPrecision" style="font-variant-numeric:normal;font-feature-settings:normal"';
const CLOSED = '"/>';
/** A path with its course apart from how it is drawn; none is empty or holds others. */
const PATH = /<path ([^>]*?) ?\bd="([^"]*)" ?([^>]*?)\/>/g;

/**
 * A drawing's paths in fewer letters, for pages that hold it: to a tenth of a pixel, each corner from the one before, without corners that
 * lie on the line between others, and neighbours that are drawn alike as one. A line of five years of days is a third as long, and looks
 * the same.
 */
export function shortSvg(svg: string): string {
  return withSharedWords(withShortPaths(svg.replace(WORDS, "").replace(/<g [^>]*><\/g>(?=<\/svg>)/, "")));
}

function withShortPaths(svg: string): string {
  let look = "";
  let end = 0;
  let text = "";
  for (const { 0: whole, 1: before = "", 2: course = "", 3: after = "", index } of svg.matchAll(PATH)) {
    const own = `<path ${[before, after].filter(Boolean).join(" ")} d="`;
    if (own !== look || end !== index) text += `${look && CLOSED}${svg.slice(end, index)}${own}`;
    text += shortened(course);
    look = own;
    end = index + whole.length;
  }
  return `${text}${look && CLOSED}${svg.slice(end)}`;
}

function shortened(course: string): string {
  if (!LINE.test(course)) return course;
  const corners = course
    .slice(1)
    .split("L")
    .map((corner): Corner => {
      const [across = "", down = ""] = corner.split(" ");
      return [tenths(across), tenths(down)];
    });
  return written(thinned(corners));
}

function tenths(length: string): number {
  return Math.round(Number(length) * 10);
}

/** Douglas and Peucker: keeps what is further than the slack from the line between its kept neighbours. */
function thinned(corners: readonly Corner[]): readonly Corner[] {
  const kept = new Set([0, corners.length - 1]);
  const open: [from: number, to: number][] = [[0, corners.length - 1]];
  for (let span = open.pop(); span; span = open.pop()) {
    const far = furthest(corners, span);
    if (far === null) continue;
    kept.add(far);
    open.push([span[0], far], [far, span[1]]);
  }
  return corners.filter((_, at) => kept.has(at));
}

/** The corner furthest from the line between two others; null where none is beyond the slack. */
function furthest(corners: readonly Corner[], [from, to]: readonly [number, number]): number | null {
  const [start, end] = [corners[from]!, corners[to]!];
  let far: number | null = null;
  let most = SLACK * SLACK;
  for (let at = from + 1; at < to; at += 1) {
    const square = squareTo(corners[at]!, start, end);
    if (square <= most) continue;
    most = square;
    far = at;
  }
  return far;
}

/** The square of the way from a corner to the nearest place of the line between two others. */
function squareTo([x, y]: Corner, [x0, y0]: Corner, [x1, y1]: Corner): number {
  const [across, down] = [x1 - x0, y1 - y0];
  const square = across * across + down * down;
  const along = square === 0 ? 0 : ((x - x0) * across + (y - y0) * down) / square;
  const share = Math.min(1, Math.max(0, along));
  return (x - x0 - share * across) ** 2 + (y - y0 - share * down) ** 2;
}

function written(corners: readonly Corner[]): string {
  const [first, ...others] = corners;
  const steps = others.map(([x, y], at): Corner => [x - corners[at]![0], y - corners[at]![1]]);
  // A line of no length still shows its round end.
  const shown = steps.length === 1 ? steps : steps.filter(([across, down]) => across !== 0 || down !== 0);
  const [[across, down] = [0, 0]] = shown;
  if (shown.length === 1 && down === 0) return `M${joined(first!)}h${joined([across])}`;
  if (shown.length === 1 && across === 0) return `M${joined(first!)}v${joined([down])}`;
  return `M${joined(first!)}l${joined(shown.flat())}`;
}

/** Numbers of tenths with no more between them than SVG needs: `.5-1.2 3`. */
function joined(numbers: readonly number[]): string {
  let text = "";
  let pointed = false;
  for (const number of numbers) {
    const one = inTenths(number);
    // A sign begins a number, and so does a second point.
    const parted = text === "" || number < 0 || (pointed && one.startsWith("."));
    text += parted ? one : ` ${one}`;
    pointed = one.includes(".");
  }
  return text;
}

function inTenths(number: number): string {
  const size = Math.abs(number);
  const [whole, rest] = [Math.trunc(size / 10), size % 10];
  return `${number < 0 ? "-" : ""}${whole || (rest ? "" : "0")}${rest ? `.${rest}` : ""}`;
}
