import { describe, expect, it } from "vitest";
import { figuresOn, labelsOn, wordChart } from "../../pipeline/fill/chart-words.ts";
import type { LineChart } from "../../pipeline/model/chart.ts";
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
