import type { Chart, ChartConfiguration, ChartType, Plugin } from "chart.js";
import { ChartJSNodeCanvas } from "chartjs-node-canvas";
import type { ChartSpec } from "../../model/chart.ts";
import type { Charts } from "../world.ts";
import { barsSketch } from "./bars.ts";
import { loadFonts, type Measure, measureWithCanvas } from "./fonts.ts";
import { lineSketch } from "./line.ts";
import type { Marks } from "./marks.ts";
import { paintShapes, paintWords } from "./paint.ts";
import type { Plot, Sketch } from "./sketch.ts";
import { sparkSketch } from "./spark.ts";
import { stepsSketch } from "./steps.ts";
import { svgDocument } from "./svg.ts";
import { colours } from "./theme.ts";

type Form = "svg" | "png";

/** Pixels of a PNG to one of the drawing. */
const SHARPNESS = 2;

/** Draws on the thread that calls it. Loading takes some 50 ms once. @throws Error if a font is missing */
export function chartsHere(): Pick<Charts, "svg" | "png"> {
  loadFonts();
  const measure = measureWithCanvas();
  const easels = new Map<Form, ChartJSNodeCanvas>();
  const easel = (form: Form) => easels.get(form) ?? easels.set(form, easelFor(form)).get(form)!;
  return {
    async svg(spec) {
      const { configuration, marks } = prepared(spec, "svg", measure);
      const drawn = await easel("svg").renderToBuffer(configuration);
      return svgDocument(spec, drawn.toString(), marks());
    },
    async png(spec) {
      return easel("png").renderToBuffer(prepared(spec, "png", measure).configuration);
    },
  };
}

/** One for all sizes: each further instance loads Chart.js anew, so a chart takes its size when it begins (`beforeInit`). */
function easelFor(form: Form): ChartJSNodeCanvas {
  return new ChartJSNodeCanvas({ width: 1, height: 1, ...(form === "svg" ? { type: "svg" } : {}) });
}

function sketchOf(spec: ChartSpec, measure: Measure): Sketch {
  switch (spec.kind) {
    case "bars":
      return barsSketch(spec, measure);
    case "line":
      return lineSketch(spec, measure);
    case "steps":
      return stepsSketch(spec, measure);
    case "spark":
      return sparkSketch(spec);
  }
}

function prepared(spec: ChartSpec, form: Form, measure: Measure) {
  const sketch = sketchOf(spec, measure);
  let laid: Marks = { under: [], over: [], words: [] };
  const plugin: Plugin = {
    id: "marks",
    beforeInit: (chart) => chart.resize(spec.width, spec.height),
    beforeDraw(chart) {
      laid = sketch.marks(plotOf(chart));
      if (form === "svg") return;
      chart.ctx.fillStyle = colours.paper;
      chart.ctx.fillRect(0, 0, spec.width, spec.height);
      paintShapes(chart.ctx, laid.under);
    },
    afterDraw(chart) {
      if (form === "svg") return;
      paintShapes(chart.ctx, laid.over);
      paintWords(chart.ctx, laid.words);
    },
  };
  const options = { ...sketch.configuration.options, devicePixelRatio: form === "png" ? SHARPNESS : 1 };
  const configuration = { ...sketch.configuration, options, plugins: [plugin] } as ChartConfiguration;
  return { configuration, marks: () => laid };
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
