import { describe, expect, it } from "vitest";
import { figuresOn, labelsOn, wordChart } from "../../pipeline/fill/chart-words.ts";
import type { LineChart, PanelsChart } from "../../pipeline/model/chart.ts";
import { derivedFigure } from "../support/checked.ts";

const named = (id: string, value: number) => ({
  ...derivedFigure(value, "correlation"),
  id: `made-up.${id}`,
});
const [short, long] = [named("short", 0.12), named("long", -0.31)];
const one: LineChart = {
  kind: "line",
  id: "lines",
  unit: "correlation",
  decimals: 2,
  dates: ["2025-11-04", "2025-11-05"],
  values: [0.1, 0.12],
  end: short,
  levels: [],
  points: [],
  bands: [],
};
const two: LineChart = { ...one, others: [{ name: "long", values: [null, -0.31], end: long }] };

describe("a chart of two lines", () => {
  it("has a label at the end of each, in the template's words by name", () => {
    const spec = wordChart(two, { end: "over 60 days", long: "over 250 days" }, "made up");
    expect(spec).toMatchObject({
      end: { text: "0.12 over 60 days", figure: "made-up.short" },
      others: [{ values: [null, -0.31], end: { text: "−0.31 over 250 days", figure: "made-up.long" } }],
    });
    expect(labelsOn(spec).map(({ figure }) => figure)).toEqual(["made-up.short", "made-up.long"]);
    expect(figuresOn(two)).toEqual([short, long]);
  });

  it("words a line that the template does not name by its own name, and leaves a single line as it was", () => {
    expect(wordChart(two, {}, "")).toMatchObject({
      end: { text: "0.12" },
      others: [{ end: { text: "−0.31 long" } }],
    });
    expect(wordChart(one, {}, "")).not.toHaveProperty("others");
  });
});

describe("small multiples", () => {
  const panelOf = (name: string, value: number) => {
    const figure = { ...named(name, value), unit: "bp" as const };
    return { name, values: [value, value], ends: { last: figure, low: figure, high: figure, decimals: 0 } };
  };
  const chartOf = (count: number): PanelsChart => ({
    kind: "panels",
    id: "small",
    dates: one.dates,
    scale: "own",
    panels: Array.from({ length: count }, (_, index) => panelOf(`line-${index}`, 54 + index)),
  });

  it("stand two, three or four side by side, by how many there are", () => {
    const shapes = [2, 4, 5, 6, 7, 8].map((count) => {
      const spec = wordChart(chartOf(count), {}, "");
      return spec.kind === "panels" && [spec.across, spec.height];
    });
    expect(shapes).toEqual([
      [2, 144],
      [2, 276],
      [3, 276],
      [3, 276],
      [4, 276],
      [4, 276],
    ]);
  });

  it("print their last value with its unit, the lowest and highest without, and each is told", () => {
    const chart = { ...chartOf(2), panels: [panelOf("slope", 54), { name: "gone", values: [], ends: null }] };
    const spec = wordChart(chart, {}, "");
    expect(labelsOn(spec).map(({ text }) => text)).toEqual(["54 bp", "54", "54"]);
    expect(figuresOn(chart)).toHaveLength(3);
    expect(spec).toMatchObject({ nothing: "n/a", panels: [{ name: "slope" }, { ends: null }] });
  });
});
