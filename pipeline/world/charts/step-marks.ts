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
    lines: [cornersOf(treads, plot)],
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

/** The numbers of the treads between first and last, all over them or all under: where one has no room, none is shown. */
function treadWords(treads: readonly Tread[], plot: Plot, obstacles: Obstacles, measure: Measure): Word[] {
  const between = treads
    .slice(1, -1)
    .map((tread, index) => ({ tread, right: plot.x(treads[index + 2]!.day) }));
  for (const shift of [-5, 13]) {
    const words = between.map(({ tread, right }) => treadWord(tread, right, shift, plot));
    const fit = words.every((word, index) => {
      const room = between[index]!.right - plot.x(between[index]!.tread.day) - 8;
      return widthOf(word, measure) <= room && freePlace([word], obstacles, measure);
    });
    if (fit) return words;
  }
  return [];
}

function treadWord({ day, label }: Tread, right: number, shift: number, plot: Plot): Word {
  return {
    x: (plot.x(day) + right) / 2 + 1,
    y: plot.y(label.value) + shift,
    anchor: "middle",
    size: sizes.small,
    colour: colours.grey,
    runs: plain(partsOf(label.text).number),
  };
}

function rangeBox({ range }: StepsSpec, plot: Plot): Shape[] {
  if (!range) return [];
  const [top, bottom] = [plot.y(range.upper.value), plot.y(range.lower.value)];
  return [{ kind: "box", x: 0, y: top, width: plot.right, height: bottom - top, colour: colours.band }];
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
