import { dayNumber } from "../../finance/dates.ts";
import type { ChartSpec, Label } from "../../model/chart.ts";
import { dateMarks, valueWords } from "./axes.ts";
import type { Measure } from "./fonts.ts";
import { bold, boxOf, partsOf, plain, runsOf, widthOf } from "./labels.ts";
import { marginWords } from "./margin.ts";
import type { Marks, Pixel, Shape, Word } from "./marks.ts";
import { bestPlace, freePlace, type Obstacles, withWords } from "./placing.ts";
import type { Plot } from "./sketch.ts";
import { colours, sizes } from "./theme.ts";
import type { ValueTicks } from "./value-ticks.ts";

export type StepsSpec = Extract<ChartSpec, { kind: "steps" }>;

/** A level of the path, from `day` on. */
interface Tread {
  readonly day: number;
  readonly label: Label;
}

/** The rate today, then the steps. */
export function treadsOf({ start, steps }: StepsSpec): Tread[] {
  return [start, ...steps].map(({ date, label }) => ({ day: dayNumber(date), label }));
}

/** Range, dots and all words of a path: axes and end first, then start, steps and range where ground is left. */
export function stepMarks(spec: StepsSpec, ticks: ValueTicks, plot: Plot, measure: Measure): Marks {
  const treads = treadsOf(spec);
  const last = treads.at(-1)!.label;
  const axis = dateMarks({ from: spec.start.date, to: spec.to, width: spec.width }, plot, measure);
  const beside = [{ text: last.text, size: sizes.end, height: plot.y(last.value) }];
  const fixed = [
    ...valueWords(ticks, spec.unitWord, plot),
    ...axis.words,
    ...marginWords(beside, { plot, width: spec.width }, measure),
  ];
  const obstacles: Obstacles = {
    within: { left: plot.left, top: 0, right: plot.right, bottom: plot.bottom },
    boxes: fixed.map((word) => boxOf(word, measure)),
    line: cornersOf(treads, plot),
    heights: ticks.values.map(plot.y),
  };
  const start = bestPlace(startPlaces(treads, plot), obstacles, measure);
  const between = treadWords(treads, plot, withWords(obstacles, [start], measure), measure);
  const range = rangeWords(spec, plot, withWords(obstacles, [start, ...between], measure), measure);
  return {
    under: rangeBox(spec, plot),
    over: [...axis.shapes, ...treads.slice(1).map((tread) => dotAt(tread, plot))],
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
function startPlaces([first, second]: readonly Tread[], plot: Plot): Word[] {
  const { text, value } = first!.label;
  const y = plot.y(value);
  const climbs = second !== undefined && second.label.value > value;
  const heights = climbs ? [y + 16, y + 24, y - 7, y - 15] : [y - 7, y - 15, y + 16, y + 24];
  // To the right of the top gridline's number, where the path begins beside it.
  const places = heights.flatMap((height) =>
    [0, 8, 16, 24].map((right) => [plot.left + right, height] as const),
  );
  const style = { anchor: "start", size: sizes.label, colour: colours.ink } as const;
  return [runsOf(text), bold(partsOf(text).number || text)].flatMap((runs) =>
    places.map(([x, height]) => ({ x, y: height, ...style, runs })),
  );
}

/** The numbers of the treads between first and last, where every one of them has room: none is better than some. */
function treadWords(treads: readonly Tread[], plot: Plot, obstacles: Obstacles, measure: Measure): Word[] {
  const words: Word[] = [];
  for (const [index, tread] of treads.entries()) {
    const next = treads[index + 1];
    if (index === 0 || !next) continue;
    const busy = withWords({ ...obstacles, heights: [] }, words, measure);
    const word = treadWord(tread, plot.x(next.day), plot, { obstacles: busy, measure });
    if (!word) return [];
    words.push(word);
  }
  return words;
}

function treadWord(
  { day, label }: Tread,
  right: number,
  plot: Plot,
  { obstacles, measure }: { obstacles: Obstacles; measure: Measure },
): Word | null {
  const [left, y] = [plot.x(day), plot.y(label.value)];
  const style = { size: sizes.small, colour: colours.grey, runs: plain(partsOf(label.text).number) };
  if (widthOf(style, measure) > right - left - 8) return null;
  const places = [y - 5, y + 13].map((height) => ({
    x: (left + right) / 2 + 1,
    y: height,
    anchor: "middle" as const,
    ...style,
  }));
  return freePlace(places, obstacles, measure);
}

function rangeBox({ range }: StepsSpec, plot: Plot): Shape[] {
  if (!range) return [];
  const [top, bottom] = [plot.y(range.upper.value), plot.y(range.lower.value)];
  return [{ kind: "box", x: 0, y: top, width: plot.right, height: bottom - top, colour: colours.panel }];
}

/** In the band at its right, or just outside it; left out where there is no free ground at all. */
function rangeWords({ range }: StepsSpec, plot: Plot, obstacles: Obstacles, measure: Measure): Word[] {
  if (!range) return [];
  const [top, bottom] = [plot.y(range.upper.value), plot.y(range.lower.value)];
  const style = { size: sizes.small, colour: colours.grey, runs: plain(range.label) };
  const heights = [top + 11, bottom - 4, (top + bottom) / 2 + 3.5, top - 4, bottom + 11];
  const places = heights.flatMap((y): Word[] => [
    { x: plot.right - 4, y, anchor: "end", ...style },
    { x: plot.left + 4, y, anchor: "start", ...style },
    { x: (plot.left + plot.right) / 2, y, anchor: "middle", ...style },
  ]);
  const word = freePlace(places, obstacles, measure);
  return word ? [word] : [];
}
