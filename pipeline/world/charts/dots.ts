import type { ChartSpec } from "../../model/chart.ts";
import type { Letters } from "./fonts.ts";
import { knockedOut } from "./knocked-out.ts";
import { bold, plain, shortened, wrapped } from "./labels.ts";
import { type Marks, rule, type Shape, type Word } from "./marks.ts";
import { noTicks, type Plot, quietOptions, ruler, type Sketch } from "./sketch.ts";
import { colours } from "./theme.ts";
import { tickText } from "./value-ticks.ts";

type DotsSpec = Extract<ChartSpec, { kind: "dots" }>;

/** The axis reaches at least so far to both sides: a quiet day looks quiet. */
const LEAST_REACH = 3;
const MANTISSAS = [1, 2, 3, 5, 10] as const;
/** Of the width, at most, for names. */
const NAMES_SHARE = 0.38;
const [STEM, RADIUS] = [2, 4];
/** From a dot to its number, and between names, dots and the column at the right, px. */
const [GAP, BETWEEN] = [7, 12];
const LEADING = 1.5;

interface Layout {
  readonly head: number;
  readonly pitch: number;
  readonly names: readonly (readonly string[])[];
  /** Where the axis begins and ends, px. */
  readonly left: number;
  readonly right: number;
  readonly reach: number;
}

/** Names at the left, a stem from the zero line to a dot with its number, change and level at the right, in the order given. */
export function dotsSketch(spec: DotsSpec, letters: Letters): Sketch {
  const { rows, width, height } = spec;
  const layout = layoutOf(spec, letters);
  const { left, right, reach, head } = layout;
  return {
    configuration: {
      type: "bar",
      data: {
        labels: rows.map((_, index) => index),
        datasets: [
          {
            data: rows.map(({ label }) => label.value),
            backgroundColor: colours.positive,
            barThickness: STEM,
            clip: false,
          },
        ],
      },
      options: {
        ...quietOptions({
          left,
          top: head,
          right: width - right,
          bottom: height - head - layout.pitch * rows.length,
        }),
        indexAxis: "y",
        scales: {
          x: ruler(-reach, reach),
          y: { type: "category", display: false, offset: true, ...noTicks },
        },
      },
    },
    marks: (plot) => marksOf(spec, layout, { plot, letters }),
  };
}

function layoutOf({ rows, width, height }: DotsSpec, { measure, sizes }: Letters): Layout {
  const head = sizes.tick + 8;
  const face = { size: sizes.label, bold: false };
  const room = width * NAMES_SHARE;
  const names = rows.map(({ name }) => {
    const [first = "", ...more] = wrapped(name, room, face, measure);
    return [first, more.join(" ")].filter(Boolean).map((line) => shortened(line, room, face, measure));
  });
  const widest = (widths: readonly number[]) => Math.ceil(Math.max(0, ...widths));
  const beside = widest(
    rows.flatMap(({ change, level }) => [
      measure(change.text, { size: sizes.label, bold: true }),
      measure(level.text, { size: sizes.tick, bold: false }),
    ]),
  );
  // A dot at either end of the axis still has its number beside it.
  const number =
    widest(rows.map(({ label }) => measure(label.text, { size: sizes.tick, bold: false }))) + GAP;
  return {
    head,
    pitch: (height - head) / rows.length,
    names,
    left: widest(names.flat().map((line) => measure(line, face))) + BETWEEN + number,
    right: width - beside - BETWEEN - number,
    reach: reachOf(rows.map(({ label }) => Math.abs(label.value))),
  };
}

/** The round end of an axis that holds all sizes on either side of zero. */
export function reachOf(sizes: readonly number[]): number {
  const most = Math.max(LEAST_REACH, ...sizes);
  const power = 10 ** Math.floor(Math.log10(most));
  return power * MANTISSAS.find((mantissa) => mantissa * power >= most)!;
}

interface Ground {
  readonly plot: Plot;
  readonly letters: Letters;
}

function marksOf(spec: DotsSpec, layout: Layout, ground: Ground): Marks {
  const { plot } = ground;
  const bottom = plot.top + layout.pitch * spec.rows.length;
  const zero = plot.x(0);
  const tracks = spec.rows.map((_, index) =>
    rule({ x: plot.left, y: plot.y(index) }, { x: plot.right, y: plot.y(index) }, colours.hairline),
  );
  const words = spec.rows.flatMap((_, index) => rowWords(spec, { ...layout, index }, ground));
  const numbers = numberWords(spec, ground);
  const heights = spec.rows.map((_, index) => plot.y(index));
  const halos = knockedOut(
    numbers,
    { heights, lines: [] },
    { letters: ground.letters, groundAt: () => colours.paper },
  );
  return {
    under: [...tracks, ...halos],
    over: [rule({ x: zero, y: plot.top }, { x: zero, y: bottom }, colours.ink), ...dotsOf(spec, plot)],
    words: [...axisWords(spec, layout, ground), ...words, ...numbers],
  };
}

function dotsOf({ rows }: DotsSpec, plot: Plot): Shape[] {
  return rows.map(({ label }, index) => ({
    kind: "dot",
    x: plot.x(label.value),
    y: plot.y(index),
    radius: RADIUS,
    colour: colours.positive,
  }));
}

/** The ends of the axis and its middle, the unit behind the last. */
function axisWords({ unitWord }: DotsSpec, { reach }: Layout, { plot, letters }: Ground): Word[] {
  const { tick } = letters.sizes;
  return [-reach, 0, reach].map((value) => {
    const text = tickText(value, 0, value === reach ? unitWord : "");
    return {
      x: plot.x(value),
      y: plot.top - 5,
      anchor: "middle",
      size: tick,
      colour: colours.grey,
      runs: plain(value > 0 ? `+${text}` : text),
    };
  });
}

/** The size of each move, outside of its dot. */
function numberWords({ rows }: DotsSpec, { plot, letters }: Ground): Word[] {
  const { tick } = letters.sizes;
  return rows.map(({ label }, index) => {
    const side = label.value < 0 ? -1 : 1;
    return {
      x: plot.x(label.value) + side * GAP,
      y: plot.y(index) + tick * 0.36,
      anchor: side < 0 ? "end" : "start",
      size: tick,
      colour: colours.grey,
      runs: plain(label.text),
    };
  });
}

/** Its name, and at the right its change above its level. */
function rowWords(
  spec: DotsSpec,
  { names, index }: Layout & { index: number },
  { plot, letters }: Ground,
): Word[] {
  const { label: size, tick } = letters.sizes;
  const { change, level } = spec.rows[index]!;
  const middle = plot.y(index);
  const lines = names[index]!;
  const first = middle + size * 0.36 - ((lines.length - 1) * (size + LEADING)) / 2;
  const upper = middle - LEADING;
  return [
    ...lines.map(
      (line, at): Word => ({
        x: 0,
        y: first + at * (size + LEADING),
        anchor: "start",
        size,
        colour: colours.ink,
        runs: plain(line),
      }),
    ),
    { x: spec.width, y: upper, anchor: "end", size, colour: colours.ink, runs: bold(change.text) },
    {
      x: spec.width,
      y: upper + tick + 2 * LEADING,
      anchor: "end",
      size: tick,
      colour: colours.grey,
      runs: plain(level.text),
    },
  ];
}
