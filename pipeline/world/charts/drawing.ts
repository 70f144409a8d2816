import type { VectorCanvas } from "canvas";
import type { Chart, ChartConfiguration, ChartType, Plugin } from "chart.js";
import { ChartJSNodeCanvas } from "chartjs-node-canvas";
import type { ChartLook, ChartSpec, DressedChart } from "../../model/chart.ts";
import type { Charts } from "../world.ts";
import { barsSketch } from "./bars.ts";
import { dotsSketch } from "./dots.ts";
import { type Letters, loadFont, type Measure, measureWithCanvas } from "./fonts.ts";
import { lineSketch } from "./line.ts";
import type { Drawn } from "./marks.ts";
import type { Wear } from "./paint.ts";
import { paintedPng } from "./painting.ts";
import { panelsSketch } from "./panels.ts";
import { plainLook } from "./plain-look.ts";
import type { Plot, Sketch } from "./sketch.ts";
import { sparkSketch } from "./spark.ts";
import { stepsSketch } from "./steps.ts";
import { svgDocument } from "./svg.ts";

/** Plugins that `chart.js/auto` brings and our charts have no use for, by id: each would be asked at every step of a drawing. */
const IDLE = ["colors", "decimation", "filler", "legend", "subtitle", "title", "tooltip"];
/**
 * Draws on the thread that calls it; what is asked for as SVG and as PNG, by one object, is drawn once. Loading takes some 50 ms once.
 *
 * @throws Error if a font is missing
 */
export function chartsHere(): Pick<Charts, "svg" | "png"> {
  const lettersOf = lettersOnce();
  lettersOf(plainLook);
  const easel = newEasel();
  // A chart is asked for as SVG first and as PNG soon after.
  const known = new WeakMap<DressedChart, Promise<Drawn>>();
  const drawn = (spec: DressedChart, letters: Letters): Promise<Drawn> => {
    const drawing = known.get(spec) ?? draw(spec, letters, easel);
    known.set(spec, drawing);
    return drawing;
  };
  return {
    async svg(spec) {
      const look = spec.look ?? plainLook;
      const wear = lettersOf(look);
      return svgDocument(spec, await drawn(spec, wear), wear);
    },
    async png(spec) {
      const look = spec.look ?? plainLook;
      const wear = lettersOf(look);
      return paintedPng(spec, await drawn(spec, wear), wear);
    },
  };
}

/** A look with its letters; an issue's charts all wear the same font, which is measured once. */
function lettersOnce(): (look: ChartLook) => Wear & Letters {
  const known = new Map<string, Measure>();
  return (look) => {
    const fontName = loadFont(look.font);
    const files = JSON.stringify(look.font);
    const measure = known.get(files) ?? measureWithCanvas(fontName);
    known.set(files, measure);
    return { look, fontName, measure, sizes: look.sizes };
  };
}

/** One for all sizes: each further instance loads Chart.js anew, so a chart takes its size when it begins (`beforeInit`). */
function newEasel(): ChartJSNodeCanvas {
  return new ChartJSNodeCanvas({
    width: 1,
    height: 1,
    type: "svg",
    chartCallback: ({ unregister }) => unregister(...IDLE.map((id) => ({ id }))),
  });
}

function sketchOf(spec: ChartSpec, letters: Letters): Sketch {
  switch (spec.kind) {
    case "bars":
      return barsSketch(spec, letters);
    case "line":
      return lineSketch(spec, letters);
    case "steps":
      return stepsSketch(spec, letters);
    case "spark":
      return sparkSketch(spec);
    case "dots":
      return dotsSketch(spec, letters);
    case "panels":
      return panelsSketch(spec, letters);
  }
}

async function draw(spec: ChartSpec, letters: Letters, easel: ChartJSNodeCanvas): Promise<Drawn> {
  const { configuration, marks } = sketchOf(spec, letters);
  let drawn: Drawn = { paths: [], marks: { under: [], over: [], words: [] } };
  const plugin: Plugin = {
    id: "marks",
    beforeInit: (chart) => chart.resize(spec.width, spec.height),
    afterDraw(chart) {
      drawn = { paths: (chart.canvas as VectorCanvas).paths, marks: marks(plotOf(chart)) };
    },
  };
  await easel.renderToBuffer({ ...configuration, plugins: [plugin] } as ChartConfiguration);
  return drawn;
}

function plotOf({ chartArea, scales }: Chart<ChartType>): Plot {
  const { left, top, right, bottom } = chartArea;
  return {
    left,
    top,
    right,
    bottom,
    x: (value) => scales.x!.getPixelForValue(value),
    y: (value) => scales.y!.getPixelForValue(value),
  };
}
