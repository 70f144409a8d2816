import type { BarsSpec } from "./bar-rows.ts";
import { barScale } from "./bar-scale.ts";
import type { Face, Letters } from "./fonts.ts";
import { bold, plain, wrapped } from "./labels.ts";
import { type Marks, rule, type Word } from "./marks.ts";
import { noTicks, type Plot, quietOptions, ruler, type Sketch } from "./sketch.ts";
import { colours } from "./theme.ts";

/** A column's ground is never wider, so that few columns stay columns, px. */
const WIDEST_SLOT = 84;
const WIDEST_BAR = 38;
/** Of the height, left free beyond a column that stands alone: there is nothing to compare its length with. */
const LONE_SPARE = 0.35;
/** Between two dates side by side. */
const AIR = 8;

interface Columns {
  /** From one line of a date to the next, px. */
  readonly line: number;
  readonly slot: number;
  /** Every how many columns words stand, counted from the last. */
  readonly every: number;
  /** The dates on one or two lines, empty where no words stand; a year that has just been said is left out. */
  readonly dates: readonly (readonly string[])[];
}

/** Columns from one zero line over their dates, each with its value at its end, in the order given. */
export function columnsSketch({ bars, width, height }: BarsSpec, letters: Letters): Sketch {
  const columns = columnsOf({ bars, width }, letters);
  const foot = columns.line * Math.max(0, ...columns.dates.map((lines) => lines.length)) + 6;
  const spare = bars.length === 1 ? (height - foot) * LONE_SPARE : 0;
  const labelled = bars.map(({ label }) => ({ value: label.value, room: letters.sizes.label + 6 + spare }));
  const side = (width - columns.slot * bars.length) / 2;
  const { min, max } = barScale(labelled, height - foot - 1);
  return {
    configuration: {
      type: "bar",
      data: {
        labels: bars.map((_, index) => index),
        datasets: [
          {
            data: bars.map(({ label }) => label.value),
            // Rates fall or rise; neither is good or bad, so that one colour says enough.
            backgroundColor: colours.positive,
            barThickness: Math.min(WIDEST_BAR, columns.slot * 0.62),
            clip: false,
          },
        ],
      },
      options: {
        ...quietOptions({ left: side, top: 1, right: side, bottom: foot }),
        scales: { x: { type: "category", display: false, offset: true, ...noTicks }, y: ruler(min, max) },
      },
    },
    marks: (plot) => marksOf({ bars, width, sizes: letters.sizes }, columns, plot),
  };
}

function columnsOf({ bars, width }: Pick<BarsSpec, "bars" | "width">, letters: Letters): Columns {
  const { measure, sizes } = letters;
  const pitch = Math.min(WIDEST_SLOT, width / bars.length);
  const [light, heavy]: [Face, Face] = [
    { size: sizes.tick, bold: false },
    { size: sizes.label, bold: true },
  ];
  const lines = bars.map(({ name }) => dateLines(name, pitch - AIR, letters));
  const widest = Math.max(
    0,
    ...lines.flat().map((line) => measure(line, light)),
    ...bars.map(({ label }) => measure(label.text, heavy)),
  );
  const every = Math.ceil((widest + 3) / pitch);
  // Words wider than their column hang over the ends of the row.
  const slot = Math.min(pitch, (width - Math.max(0, widest + 2 - pitch)) / bars.length);
  let said = "";
  const dates = lines.map((own, index) => {
    if (!standsAt(index, bars.length, every)) return [];
    const [day, year = ""] = own;
    const repeated = year === said;
    said = year;
    return own.length < 2 || repeated ? [day!] : [day!, year];
  });
  return { line: sizes.tick + 2, slot, every, dates };
}

/** `10 Dec 2025` on one line where it fits, else its year below. */
function dateLines(name: string, width: number, { measure, sizes }: Letters): string[] {
  const face: Face = { size: sizes.tick, bold: false };
  const year = / (\d{4})$/.exec(name);
  if (measure(name, face) <= width) return [name];
  if (year) return [name.slice(0, year.index), year[1]!];
  const [first = name, ...rest] = wrapped(name, width, face, measure);
  return rest.length > 0 ? [first, rest.join(" ")] : [first];
}

function standsAt(index: number, count: number, every: number): boolean {
  return (count - 1 - index) % every === 0;
}

function marksOf(
  { bars, width, sizes }: Pick<BarsSpec, "bars" | "width"> & Pick<Letters, "sizes">,
  { line: pitch, every, dates }: Columns,
  plot: Plot,
): Marks {
  const zero = plot.y(0);
  const values = bars.flatMap(({ label }, index): Word[] => {
    if (!standsAt(index, bars.length, every)) return [];
    const end = plot.y(label.value);
    const y = label.value < 0 ? Math.max(end, zero + 1) + sizes.label + 2 : Math.min(end, zero - 1) - 5;
    const style = { size: sizes.label, colour: colours.ink, runs: bold(label.text) };
    return [{ x: plot.x(index), y, anchor: "middle", ...style }];
  });
  const names = dates.flatMap((lines, index) =>
    lines.map(
      (line, row): Word => ({
        x: plot.x(index),
        y: plot.bottom + sizes.tick + 3 + row * pitch,
        anchor: "middle",
        size: sizes.tick,
        colour: colours.grey,
        runs: plain(line),
      }),
    ),
  );
  const line = rule({ x: 0, y: zero }, { x: width, y: zero }, colours.ink);
  return { under: [], over: [line], words: [...values, ...names] };
}
