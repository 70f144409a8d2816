import type { Drawn, Run } from "./drawn.ts";
import type { PdfPage } from "./pdf-pages.ts";

/** What a page shows, measured. Lengths in points from the lower left. */
export interface PageFacts {
  readonly width: number;
  readonly height: number;
  /** How far down the page its text and pictures reach, from 0 to 1 of the height between head and foot. */
  readonly used: number;
  /** Text that leaves the margins. */
  readonly beyond: readonly Overhang[];
}

/** Text outside the margins, and by how many points at its farthest. */
export interface Overhang {
  readonly words: string;
  readonly by: number;
}

interface Frame {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** The foot's rule stands in this share of the height. */
const FOOT_BELOW = 0.12;
/** Points by which text hangs over anyway: side bearings of letters, and pixels that the browser rounds. */
const HANG = 1.5;

export function pageFacts({ width, height }: PdfPage, drawn: Drawn): PageFacts {
  const frame = frameOf({ width, height }, drawn);
  const { top, bottom } = frame;
  const marked = drawn.runs.filter(({ mark }) => mark !== null);
  const beyond = marked.flatMap((run) => {
    const by = overhang(run, { ...frame, top: height });
    const words = by > HANG ? run.text().trim() : "";
    return words === "" ? [] : [{ words, by }];
  });
  const lowest = Math.min(top, ...marked.map(({ y }) => y), ...drawn.pictures.map((one) => one.bottom));
  const used = Math.min(1, (top - lowest) / (top - bottom));
  return { width, height, used, beyond };
}

/** Below the foot's rule there is room for nothing: what is there counts in full. */
function overhang({ x, endX, y, endY }: Run, { left, right, bottom, top }: Frame): number {
  const aside = Math.max(left - Math.min(x, endX), Math.max(x, endX) - right);
  const below = bottom - Math.min(y, endY);
  return Math.max(aside, below > 0 ? below + HANG : 0, Math.max(y, endY) - top);
}

/**
 * The margins, by the rules above the foot: what Chromium draws into the margins is not marked, and comes first. A page without a foot has its
 * paper as frame.
 */
function frameOf({ width, height }: Pick<PdfPage, "width" | "height">, { areas }: Drawn): Frame {
  const rules = areas.filter(({ mark, top }) => mark === null && top < height * FOOT_BELOW);
  if (rules.length === 0) return { left: 0, right: width, bottom: 0, top: height };
  const left = Math.min(...rules.map((rule) => rule.left));
  const right = Math.max(...rules.map((rule) => rule.right));
  return { left, right, bottom: Math.min(...rules.map((rule) => rule.bottom)), top: height - left };
}
