import { printDate } from "../finance/date-words.ts";
import { isDate } from "../finance/dates.ts";
import type {
  BarsChart,
  Chart,
  ChartSpec,
  DotsChart,
  Label,
  LineChart,
  PanelsChart,
  StepsChart,
} from "../model/chart.ts";
import type { Figure } from "../model/figure.ts";
import { printFigure, unitWord } from "./print-number.ts";

/**
 * The words of a chart's levels, points and lines by their names: `mean="five-year mean"`; of its own line by `end`, of a path by
 * `start` and `range`. What the template does not word bears its name.
 */
export type ChartWords = Readonly<Record<string, string>>;

const WIDTH = 640;

/** A chart with every label printed as the text prints it, so that text, table and chart cannot differ. */
export function wordChart(chart: Chart, words: ChartWords, alt: string): ChartSpec {
  switch (chart.kind) {
    case "bars":
      return wordBars(chart, alt);
    case "line":
      return wordLine(chart, words, alt);
    case "steps":
      return wordSteps(chart, words, alt);
    case "spark": {
      const { kind, id, values, end, decimals } = chart;
      return {
        kind,
        id,
        width: 120,
        height: 28,
        alt,
        values,
        end: label(end, printFigure(end, { decimals })),
      };
    }
    case "dots":
      return wordDots(chart, alt);
    case "panels":
      return wordPanels(chart, alt);
  }
}

function wordBars({ id, layout, bars, decimals }: BarsChart, alt: string): ChartSpec {
  return {
    kind: "bars",
    id,
    layout,
    alt,
    width: WIDTH,
    height: layout === "rows" ? 24 * bars.length + 12 : bars.length > 2 ? 250 : 160,
    bars: bars.map(({ label: name, figure }) => ({
      name: isDate(name) ? printDate(name, "short") : name,
      label: label(figure, printFigure(figure, { sign: "always", withUnit: false, decimals })),
    })),
  };
}

function wordLine(
  { id, unit, decimals, dates, values, end, levels, points, bands, others, shades }: LineChart,
  words: ChartWords,
  alt: string,
): ChartSpec {
  const bare = (figure: Figure) => printFigure(figure, { withUnit: false, decimals });
  return {
    kind: "line",
    id,
    alt,
    width: WIDTH,
    height: 280,
    unitWord: unitWord(unit),
    dates,
    values,
    end: endLabel(end, words.end),
    levels: levels.map(({ name, figure }) => ({
      label: label(figure, `${bare(figure)} ${words[name] ?? name}`),
    })),
    points: points.map(({ name, figure }) => ({
      date: figure.asOf,
      label: label(
        figure,
        `${printFigure(figure, { withUnit: false })} ${words[name] ?? name}, ${printDate(figure.asOf, "short")}`,
      ),
    })),
    bands,
    ...(others && {
      others: others.map(({ name, values, end }) => ({ values, end: endLabel(end, words[name] ?? name) })),
    }),
    ...(shades && shades.length > 0 && { shades }),
  };
}

/** `81 bp`, or with the words of its line `0.12 over 60 days`. */
function endLabel(figure: Figure, words: string | undefined): Label {
  const printed = printFigure(figure);
  return label(figure, words ? `${printed} ${words}` : printed);
}

function wordSteps(
  { id, unit, decimals, start, steps, to, range }: StepsChart,
  words: ChartWords,
  alt: string,
): ChartSpec {
  const printed = (figure: Figure) => printFigure(figure, { decimals });
  return {
    kind: "steps",
    id,
    alt,
    width: WIDTH,
    height: 260,
    unitWord: unitWord(unit),
    start: {
      date: start.date,
      label: label(start.figure, `${printed(start.figure)} ${words.start ?? "start"}`),
    },
    steps: steps.map(({ date, figure }) => ({ date, label: label(figure, printed(figure)) })),
    to,
    range: range && {
      lower: label(range.lower, printed(range.lower)),
      upper: label(range.upper, printed(range.upper)),
      label: `${words.range ?? "range"} ${printFigure(range.lower, { withUnit: false })}–${printed(range.upper)}`,
    },
  };
}

function wordDots({ id, unit, decimals, rows }: DotsChart, alt: string): ChartSpec {
  return {
    kind: "dots",
    id,
    alt,
    width: WIDTH,
    height: 32 * rows.length + 22,
    unitWord: unitWord(unit),
    rows: rows.map(({ label: name, figure, change, level }) => ({
      name,
      label: label(figure, printFigure(figure, { sign: "always", withUnit: false, decimals })),
      change: label(change, printFigure(change, { sign: "always" })),
      level: label(level, printFigure(level)),
    })),
  };
}

/** Side by side in the whole width, by how many there are. */
function acrossOf(count: number): number {
  if (count <= 4) return 2;
  return count <= 6 ? 3 : 4;
}

function wordPanels({ id, dates, scale, panels }: PanelsChart, alt: string): ChartSpec {
  const across = acrossOf(panels.length);
  return {
    kind: "panels",
    id,
    alt,
    width: WIDTH,
    height: 132 * Math.ceil(panels.length / across) + 12,
    across,
    dates,
    scale,
    nothing: "n/a",
    panels: panels.map(({ name, values, ends }) => ({
      name,
      values,
      ends: ends && {
        last: label(ends.last, printFigure(ends.last, { decimals: ends.decimals })),
        low: label(ends.low, printFigure(ends.low, { decimals: ends.decimals, withUnit: false })),
        high: label(ends.high, printFigure(ends.high, { decimals: ends.decimals, withUnit: false })),
      },
    })),
  };
}

function label(figure: Figure, text: string): Label {
  return { text, figure: figure.id, value: figure.value };
}

/** The figures whose labels stand on a chart. */
export function figuresOn(chart: Chart): readonly Figure[] {
  switch (chart.kind) {
    case "bars":
      return chart.bars.map(({ figure }) => figure);
    case "line":
      return [
        chart.end,
        ...chart.levels.map(({ figure }) => figure),
        ...chart.points.map(({ figure }) => figure),
        ...(chart.others ?? []).map(({ end }) => end),
      ];
    case "steps":
      return [
        chart.start.figure,
        ...chart.steps.map(({ figure }) => figure),
        ...(chart.range ? [chart.range.lower, chart.range.upper] : []),
      ];
    case "spark":
      return [chart.end];
    case "dots":
      return chart.rows.flatMap(({ figure, change, level }) => [figure, change, level]);
    case "panels":
      return chart.panels.flatMap(({ ends }) => (ends ? [ends.last, ends.low, ends.high] : []));
  }
}

/** Every label of a spec, with the figure it prints. */
export function labelsOn(spec: ChartSpec): readonly Label[] {
  switch (spec.kind) {
    case "bars":
      return spec.bars.map((bar) => bar.label);
    case "line":
      return [
        spec.end,
        ...spec.levels.map((level) => level.label),
        ...spec.points.map((point) => point.label),
        ...(spec.others ?? []).map(({ end }) => end),
      ];
    case "steps":
      return [
        spec.start.label,
        ...spec.steps.map((step) => step.label),
        ...(spec.range ? [spec.range.lower, spec.range.upper] : []),
      ];
    case "spark":
      return [];
    case "dots":
      return spec.rows.flatMap(({ label, change, level }) => [label, change, level]);
    case "panels":
      return spec.panels.flatMap(({ ends }) => (ends ? [ends.last, ends.low, ends.high] : []));
  }
}
