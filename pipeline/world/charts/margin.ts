import type { Face, Measure } from "./fonts.ts";
import { bold, partsOf, plain, widthOf, wrapped } from "./labels.ts";
import type { Run, Word } from "./marks.ts";
import type { Plot } from "./sketch.ts";
import { colours, type Part, sizes } from "./theme.ts";

/** A label right of the plot: its number on the height that it names, its words in small lines below. */
export interface MarginLabel {
  readonly height: number;
  readonly text: string;
  readonly size: number;
  /** Of its number; ink where left out. */
  readonly colour?: Part;
}

/** Lines of the words below a number are never wider than this share of the picture. */
const WIDEST = 0.2;
const NARROWEST = 56;
/** From the plot to the words. */
export const MARGIN_GAP = 10;
const LINE = 12;
const BETWEEN = 5;
/** Words may reach so far below the plot. */
const BELOW = 8;

interface Block {
  readonly lines: readonly { readonly runs: Run[]; readonly size: number; readonly colour: Part }[];
  readonly width: number;
}

function blockOf(
  { text, size, colour = colours.ink }: Omit<MarginLabel, "height">,
  width: number,
  measure: Measure,
): Block {
  const { number, words } = partsOf(text);
  const small: Face = { size: sizes.small, bold: false };
  const room = Math.max(NARROWEST, width * WIDEST);
  const below = wrapped(words, room, small, measure);
  const lines = [
    ...(number ? [{ runs: bold(number), size, colour }] : []),
    ...below.map((line) => ({ runs: plain(line), size: sizes.small, colour: colours.grey })),
  ];
  return { lines, width: Math.max(...lines.map((line) => widthOf(line, measure)), 0) };
}

/** How much room the labels need right of the plot, px. */
export function marginWidth(
  labels: readonly Omit<MarginLabel, "height">[],
  width: number,
  measure: Measure,
): number {
  const widest = Math.max(...labels.map((label) => blockOf(label, width, measure).width));
  return Math.ceil(MARGIN_GAP + widest) + 3;
}

/**
 * Sets the labels beside the heights that they name. The first keeps its place; each further one moves up or down to the
 * nearest free ground.
 */
export function marginWords(
  labels: readonly MarginLabel[],
  { plot, width }: { plot: Plot; width: number },
  measure: Measure,
): Word[] {
  const taken: { top: number; bottom: number }[] = [];
  return labels.flatMap(({ height, ...label }) => {
    const { lines } = blockOf(label, width, measure);
    const tall = LINE * lines.length + BETWEEN;
    const top = nearestFree(height - 7, tall, plot.bottom + BELOW, taken);
    taken.push({ top, bottom: top + tall });
    return lines.map((line, index) => ({
      ...line,
      x: plot.right + MARGIN_GAP,
      y: top + 11 + index * (LINE + 0.5),
      anchor: "start" as const,
    }));
  });
}

function nearestFree(
  wanted: number,
  tall: number,
  bottom: number,
  taken: readonly { top: number; bottom: number }[],
): number {
  const inside = Math.max(0, Math.min(wanted, bottom - tall));
  const tops = [inside, ...taken.flatMap((block) => [block.top - tall, block.bottom])];
  const free = tops.filter(
    (top) =>
      top >= 0 &&
      top + tall <= bottom &&
      taken.every((block) => top + tall <= block.top || top >= block.bottom),
  );
  return free.sort((one, other) => Math.abs(one - wanted) - Math.abs(other - wanted))[0] ?? inside;
}
