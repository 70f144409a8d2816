import { monthText } from "./date-ticks.ts";
import type { Letters } from "./fonts.ts";
import { bold, plain, shortened } from "./labels.ts";
import { lonelyDots } from "./lonely.ts";
import { type Marks, type Pixel, rule, type Shape, type Word } from "./marks.ts";
import type { PanelPlot, PanelsSpec } from "./panel-layout.ts";
import { colours } from "./theme.ts";
import { tickText } from "./value-ticks.ts";

const RADIUS = 2.75;
/** From a gridline to the number on it, and from a line's end to its label, px. */
const [ABOVE, BESIDE] = [3, 7];
/** Between the two dates, px. */
const BETWEEN = 6;

interface Laid {
  readonly plots: readonly PanelPlot[];
  readonly lines: readonly (readonly Pixel[])[];
}

/** Names, gridlines with their numbers, ends, and under the lowest panels the dates. */
export function panelMarks(spec: PanelsSpec, { plots, lines }: Laid, letters: Letters): Marks {
  const all = spec.panels.map((panel, index) => {
    const [plot, line] = [plots[index]!, lines[index]!];
    return {
      under: gridOf(spec, plot),
      over: [...lonelyDots(line, colours.positive), ...endDot(line)],
      words: [
        ...nameWords(spec, { panel, plot }, letters),
        ...numberWords(spec, { panel, plot }, letters),
        ...endWords(spec, { panel, plot }, letters),
        ...(plot.isLast ? dateWords(spec, plot, letters) : []),
      ],
    };
  });
  return {
    under: all.flatMap(({ under }) => under),
    over: all.flatMap(({ over }) => over),
    words: all.flatMap(({ words }) => words),
  };
}

interface Placed {
  readonly panel: PanelsSpec["panels"][number];
  readonly plot: PanelPlot;
}

/** A level is a hairline; zero, from which all else is measured, is ink. */
function gridOf({ scale }: PanelsSpec, plot: PanelPlot): Shape[] {
  const { values } = plot.ticks;
  const [low = 0, high = 0] = [values[0], values.at(-1)];
  const crossesZero = scale === "own" && low < 0 && high > 0;
  const from = scale === "own" || plot.isFirst ? 0 : plot.edge;
  return [...values, ...(crossesZero ? [0] : [])].map((value) =>
    rule(
      { x: scale === "own" ? plot.edge : from, y: plot.y(value) },
      { x: plot.right, y: plot.y(value) },
      value === 0 ? colours.ink : colours.hairline,
    ),
  );
}

/** Its name; on a common scale, whose gridlines do not say it, its lowest and highest value below. */
function nameWords({ scale }: PanelsSpec, { panel, plot }: Placed, { measure, sizes }: Letters): Word[] {
  const { edge, end, name: y } = plot;
  const text = shortened(panel.name, end - edge, { size: sizes.label, bold: true }, measure);
  const name: Word = {
    x: edge,
    y,
    anchor: "start",
    size: sizes.label,
    colour: colours.ink,
    runs: bold(text),
  };
  if (scale === "own" || !panel.ends) return [name];
  const { low, high } = panel.ends;
  const reach = { x: edge, y: y + sizes.tick + ABOVE, anchor: "start", size: sizes.tick } as const;
  return [name, { ...reach, colour: colours.grey, runs: plain(`${low.text}–${high.text}`) }];
}

/** The numbers of the gridlines: of its own scale in each panel, of a common one left of each row. */
function numberWords({ scale }: PanelsSpec, { panel, plot }: Placed, { sizes }: Letters): Word[] {
  const style = { anchor: "start", size: sizes.tick, colour: colours.grey } as const;
  const { ticks, edge, y } = plot;
  if (scale === "common")
    return plot.isFirst
      ? ticks.values.map((value) => ({
          x: 0,
          y: y(value) - ABOVE,
          ...style,
          runs: plain(tickText(value, ticks.decimals, "")),
        }))
      : [];
  if (!panel.ends) return [];
  const { low, high } = panel.ends;
  return (low.value === high.value ? [low] : [low, high]).map(({ text, value }) => ({
    x: edge,
    y: y(value) - ABOVE,
    ...style,
    runs: plain(text),
  }));
}

/** Where the line ends: its last known value, which may lie before its last date. */
function endDot(line: readonly Pixel[]): Shape[] {
  const last = line.findLast(({ y }) => !Number.isNaN(y));
  return last ? [{ kind: "dot", x: last.x, y: last.y, radius: RADIUS, colour: colours.positive }] : [];
}

function endWords({ nothing }: PanelsSpec, { panel, plot }: Placed, { sizes }: Letters): Word[] {
  const { left, right, top, bottom } = plot;
  if (!panel.ends) {
    const middle = { x: left, y: (top + bottom) / 2, anchor: "start", size: sizes.label } as const;
    return [{ ...middle, colour: colours.grey, runs: plain(nothing) }];
  }
  const { text, value } = panel.ends.last;
  const y = plot.y(value) + sizes.label * 0.36;
  return [
    { x: right + BESIDE, y, anchor: "start", size: sizes.label, colour: colours.ink, runs: bold(text) },
  ];
}

/** The months in which the lines begin and end, at both ends of the panel. */
function dateWords({ dates }: PanelsSpec, plot: PanelPlot, { measure, sizes }: Letters): Word[] {
  const style = { y: plot.bottom + sizes.tick + ABOVE, size: sizes.tick, colour: colours.grey } as const;
  const [first, last] = [monthText(dates[0]!), monthText(dates.at(-1)!)];
  const begin: Word = { x: plot.left, anchor: "start", ...style, runs: plain(first) };
  const end: Word = {
    x: plot.end,
    anchor: "end",
    ...style,
    runs: plain(last),
  };
  const face = { size: sizes.tick, bold: false };
  const room = end.x - begin.x - BETWEEN;
  return measure(first, face) + measure(last, face) > room ? [begin] : [begin, end];
}
