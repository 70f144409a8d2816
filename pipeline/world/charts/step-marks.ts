import { dayNumber } from "../../finance/dates.ts";
import type { ChartSpec, Label } from "../../model/chart.ts";
import { dateMarks, valueWords } from "./axes.ts";
import type { Letters } from "./fonts.ts";
import { knockedOut } from "./knocked-out.ts";
import { bold, boxOf, partsOf, plain, runsOf, widthOf } from "./labels.ts";
import { marginWords } from "./margin.ts";
import type { Marks, Pixel, Shape, Word } from "./marks.ts";
import { bestPlace, freePlace, type Obstacles, withWords } from "./placing.ts";
import type { Plot } from "./sketch.ts";
import { colours, type Part } from "./theme.ts";
import type { ValueTicks } from "./value-ticks.ts";

export type StepsSpec = Extract<ChartSpec, { kind: "steps" }>;

/** A level of the path, from `day` on. */
interface Tread {
  readonly day: number;
  readonly label: Label;
}

interface Ground {
  readonly plot: Plot;
  readonly letters: Letters;
}

/** The rate today, then the steps. */
export function treadsOf({ start, steps }: StepsSpec): Tread[] {
  return [start, ...steps].map(({ date, label }) => ({ day: dayNumber(date), label }));
}

/** Range, dots and all words of a path: axes and end first, then start, steps and range where ground is left. */
export function stepMarks(spec: StepsSpec, ticks: ValueTicks, { plot, letters }: Ground): Marks {
  const { measure, sizes } = letters;
  const treads = treadsOf(spec);
  const last = treads.at(-1)!.label;
  const axis = dateMarks({ from: spec.start.date, to: spec.to, width: spec.width }, plot, letters);
  const beside = [{ text: last.text, size: sizes.end, height: plot.y(last.value) }];
  const fixed = [
    ...valueWords(ticks, spec.unitWord, { plot, sizes }),
    ...axis.words,
    ...marginWords(beside, { plot, width: spec.width }, letters),
  ];
  const obstacles: Obstacles = {
    within: { left: plot.left, top: 0, right: plot.right, bottom: plot.bottom },
    boxes: fixed.map((word) => boxOf(word, measure)),
    lines: [cornersOf(treads, plot)],
    heights: ticks.values.map(plot.y),
  };
  const start = bestPlace(startPlaces(treads, { plot, letters }), obstacles, measure);
  const between = treadWords(treads, { plot, letters }, withWords(obstacles, [start], measure));
  const range = rangeWords(spec, { plot, letters }, withWords(obstacles, [start, ...between], measure));
  const ground = { letters, groundAt: (y: number) => groundAt(y, spec, plot) };
  return {
    under: rangeBox(spec, plot),
    over: [
      ...knockedOut([start, ...between, ...range], obstacles, ground),
      ...axis.shapes,
      ...treads.slice(1).map((tread) => dotAt(tread, plot)),
    ],
    words: [...fixed, start, ...between, ...range],
  };
}

function dotAt({ day, label }: Tread, plot: Plot): Shape {
  return { kind: "dot", x: plot.x(day), y: plot.y(label.value), radius: 2.75, colour: colours.positive };
}

function cornersOf(treads: readonly Tread[], plot: Plot): Pixel[] {
  return treads.flatMap(({ day, label }, index) => {
    const next = treads[index + 1];
    const y = plot.y(label.value);
    return [
      { x: plot.x(day), y },
      { x: next ? plot.x(next.day) : plot.right, y },
    ];
  });
}

/** Over the first tread, or under it where the path climbs; its number alone where the words have no room. */
function startPlaces([first, second]: readonly Tread[], { plot, letters: { sizes } }: Ground): Word[] {
  const { text, value } = first!.label;
  const y = plot.y(value);
  const climbs = second !== undefined && second.label.value > value;
  const [over, under] = [y - 7, y + sizes.label + 5];
  const heights = climbs ? [under, under + 8, over, over - 8] : [over, over - 8, under, under + 8];
  // To the right of the top gridline's number, where the path begins beside it.
  const places = heights.flatMap((height) =>
    [0, 8, 16, 24].map((right) => [plot.left + right, height] as const),
  );
  const style = { anchor: "start", size: sizes.label, colour: colours.ink } as const;
  return [runsOf(text), bold(partsOf(text).number || text)].flatMap((runs) =>
    places.map(([x, height]) => ({ x, y: height, ...style, runs })),
  );
}

/**
 * The numbers of the treads between first and last, all over them or all under: where one has no room, none is shown. Treads of one
 * height say it once.
 */
function treadWords(treads: readonly Tread[], { plot, letters }: Ground, obstacles: Obstacles): Word[] {
  const levels = levelsOf(treads)
    .slice(1, -1)
    .map(({ tread, until }) => ({ label: tread.label, left: plot.x(tread.day), right: plot.x(until) }));
  const { measure, sizes } = letters;
  for (const shift of [-5, sizes.tick + 3]) {
    const words = levels.map((level) => treadWord(level, plot.y(level.label.value) + shift, sizes));
    const fit = words.every((word, index) => {
      const room = levels[index]!.right - levels[index]!.left - 8;
      return widthOf(word, measure) <= room && freePlace([word], obstacles, measure);
    });
    if (fit) return words;
  }
  return [];
}

/** Treads that print the same number, one after the other, are one level until the day of the next. */
function levelsOf(treads: readonly Tread[]): { tread: Tread; until: number }[] {
  const firsts = treads.filter((tread, index) => tread.label.value !== treads[index - 1]?.label.value);
  return firsts.map((tread, index) => ({ tread, until: firsts[index + 1]?.day ?? treads.at(-1)!.day }));
}

function treadWord(
  { label, left, right }: { label: Label; left: number; right: number },
  y: number,
  sizes: Letters["sizes"],
): Word {
  return {
    x: (left + right) / 2 + 1,
    y,
    anchor: "middle",
    size: sizes.tick,
    colour: colours.grey,
    runs: plain(partsOf(label.text).number),
  };
}

function rangeBox({ range }: StepsSpec, plot: Plot): Shape[] {
  if (!range) return [];
  const [top, bottom] = [plot.y(range.upper.value), plot.y(range.lower.value)];
  return [{ kind: "box", x: 0, y: top, width: plot.right, height: bottom - top, colour: colours.band }];
}

function groundAt(y: number, { range }: StepsSpec, plot: Plot): Part {
  const inside = range && y >= plot.y(range.upper.value) && y < plot.y(range.lower.value);
  return inside ? colours.band : colours.paper;
}

/** In the band at its right, or just outside it; left out where there is no free ground at all. */
function rangeWords({ range }: StepsSpec, { plot, letters }: Ground, obstacles: Obstacles): Word[] {
  if (!range) return [];
  const { measure, sizes } = letters;
  const [top, bottom] = [plot.y(range.upper.value), plot.y(range.lower.value)];
  const style = { size: sizes.tick, colour: colours.grey, runs: plain(range.label) };
  const line = sizes.tick + 1;
  const heights = [top + line, bottom - 4, (top + bottom) / 2 + sizes.tick * 0.35, top - 4, bottom + line];
  const places = heights.flatMap((y): Word[] => [
    { x: plot.right - 4, y, anchor: "end", ...style },
    { x: plot.left + 4, y, anchor: "start", ...style },
    { x: (plot.left + plot.right) / 2, y, anchor: "middle", ...style },
  ]);
  const word = freePlace(places, obstacles, measure);
  return word ? [word] : [];
}
