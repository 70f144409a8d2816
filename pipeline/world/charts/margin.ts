import type { Face, Letters } from "./fonts.ts";
import { bold, partsOf, plain, shortened, widthOf, wrapped } from "./labels.ts";
import type { Pixel, Run, Shape, Word } from "./marks.ts";
import { type Plot, STROKE } from "./sketch.ts";
import { colours, type Part } from "./theme.ts";

/** A label right of the plot: its number on the height that it names, its words in small lines below. */
export interface MarginLabel {
  readonly height: number;
  readonly text: string;
  readonly size: number;
  /** The stroke of the line that it names, shown before it: where two lines end side by side, hue alone would not tell them apart. */
  readonly key?: LineKey;
}

export interface LineKey {
  readonly colour: Part;
  readonly dash: readonly number[];
}

/** Lines of the words below a number are never wider than this share of the picture. */
const WIDEST = 0.2;
const NARROWEST = 56;
/** A single word may be so many times as wide, before it is cut. */
const LONG_WORD = 1.5;
/** From the plot to the words. */
export const MARGIN_GAP = 10;
/** A key is a piece of the line with its end, and has some room behind it: a dash alone beside a number reads as a minus. */
const KEY = 15;
const KEY_ROOM = KEY + 10;
const KEY_DOT = 2.5;
const BETWEEN = 5;
/** Words may reach so far below the plot. */
const BELOW = 8;

type DotShape = Extract<Shape, { kind: "dot" }>;

interface Block {
  readonly lines: readonly { readonly runs: Run[]; readonly size: number; readonly colour: Part }[];
  readonly width: number;
}
interface Place {
  readonly plot: Plot;
  /** Of the picture. */
  readonly width: number;
}

/** How much room the labels need right of the plot, px. */
export function marginWidth(
  labels: readonly Omit<MarginLabel, "height">[],
  width: number,
  letters: Letters,
): number {
  const widest = Math.max(...labels.map((label) => blockOf(label, width, letters).width));
  return Math.ceil(MARGIN_GAP + keyRoom(labels) + widest) + 3;
}

/**
 * Sets the labels beside the heights that they name. The first keeps its place; each further one moves up or down to the
 * nearest free ground.
 */
export function marginWords(labels: readonly MarginLabel[], place: Place, letters: Letters): Word[] {
  const { label, tick } = letters.sizes;
  const x = place.plot.right + MARGIN_GAP + keyRoom(labels);
  return settled(labels, place, letters).flatMap(({ lines, top }) =>
    lines.map((line, index) => ({
      ...line,
      x,
      y: top + label + index * (tick + 2.5),
      anchor: "start" as const,
    })),
  );
}

/** The key of each label that has one, on the middle of its number. */
export function marginKeys(labels: readonly MarginLabel[], place: Place, letters: Letters): Shape[] {
  const left = place.plot.right + MARGIN_GAP;
  return settled(labels, place, letters).flatMap(({ key, top, size }): Shape[] => {
    if (!key) return [];
    const y = top + letters.sizes.label - size * 0.36;
    const end = { x: left + KEY, y, radius: KEY_DOT };
    return [
      { kind: "rule", from: { x: left, y }, to: { x: end.x, y }, width: STROKE, ...key },
      ...lineEnd(end, key),
    ];
  });
}

/** Where a line ends: a dot, and a ring where the line is dashed. */
export function lineEnd({ x, y, radius }: Pixel & { radius: number }, { colour, dash }: LineKey): DotShape[] {
  const dot = { kind: "dot", x, y, radius, colour } as const;
  return dash.length === 0 ? [dot] : [dot, { ...dot, radius: radius - STROKE, colour: colours.paper }];
}

function keyRoom(labels: readonly Pick<MarginLabel, "key">[]): number {
  return labels.some(({ key }) => key) ? KEY_ROOM : 0;
}

function blockOf({ text, size, key }: Omit<MarginLabel, "height">, width: number, letters: Letters): Block {
  const { measure, sizes } = letters;
  const { number, words } = partsOf(text);
  const small: Face = { size: sizes.tick, bold: false };
  const room = Math.max(NARROWEST, width * WIDEST);
  const below = wrapped(words, room, small, measure);
  const lines = [
    ...(number ? [{ runs: bold(number), size, colour: key?.colour ?? colours.ink }] : []),
    ...below.map((line) => ({
      runs: plain(shortened(line, room * LONG_WORD, small, measure)),
      size: sizes.tick,
      colour: colours.grey,
    })),
  ];
  return { lines, width: Math.max(...lines.map((line) => widthOf(line, measure)), 0) };
}

function settled(labels: readonly MarginLabel[], { plot, width }: Place, letters: Letters) {
  const taken: { top: number; bottom: number }[] = [];
  return labels.map((label) => {
    const { lines } = blockOf(label, width, letters);
    const tall = (letters.sizes.tick + 2) * lines.length + BETWEEN;
    const wanted = label.height - letters.sizes.label + 4;
    const top = nearestFree({ wanted, tall, bottom: plot.bottom + BELOW }, taken);
    taken.push({ top, bottom: top + tall });
    return { ...label, lines, top };
  });
}

function nearestFree(
  { wanted, tall, bottom }: { wanted: number; tall: number; bottom: number },
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
