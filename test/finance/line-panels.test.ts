import { describe, expect, it } from "vitest";
import { figuresOf } from "../../pipeline/finance/figures.ts";
import { type PanelLine, panelsOf } from "../../pipeline/finance/line-panels.ts";
import { PanelsChartSchema } from "../../pipeline/model/chart.ts";
import { origin } from "../support/snapshots.ts";

function lineOf(part: string, by: Readonly<Record<string, number>>): PanelLine {
  const make = figuresOf("regime", part);
  const [date, value] = Object.entries(by).at(-1)!;
  const last = make.observed("last", { series: part, date, value, unit: "percent", origin });
  const [dates, values] = [Object.keys(by), Object.values(by)];
  return { dates, values, unit: "percent", decimals: 2, last, inputs: [last], make };
}
const one = lineOf("one", { "2025-11-03": 4.2, "2025-11-04": 4.1, "2025-11-06": 4.1 });
const other = lineOf("other", { "2025-11-03": 3, "2025-11-05": 3.3, "2025-11-06": 3.1 });

describe("lines for panels", () => {
  it("share all their dates, and what one lacks is a gap in it", () => {
    const chart = panelsOf({ id: "year", scale: "own" }, [
      { name: "One", line: one },
      { name: "Other", line: other },
    ])!;
    expect(PanelsChartSchema.parse(chart).dates).toEqual([
      "2025-11-03",
      "2025-11-04",
      "2025-11-05",
      "2025-11-06",
    ]);
    expect(chart.panels.map(({ values }) => values)).toEqual([
      [4.2, 4.1, null, 4.1],
      [3, null, 3.3, 3.1],
    ]);
  });

  it("have their lowest and highest value as figures of the first such day", () => {
    const [panel] = panelsOf({ id: "year", scale: "own" }, [
      { name: "One", line: one },
      { name: "Other", line: other },
    ])!.panels;
    expect(panel!.ends).toMatchObject({
      last: { id: "regime.one.last" },
      low: { id: "regime.one.chart-low", value: 4.1, asOf: "2025-11-04", inputs: [{ value: 4.1 }] },
      high: { id: "regime.one.chart-high", value: 4.2, asOf: "2025-11-03" },
    });
  });

  it("keep a place for what is missing, and are no chart with fewer than two", () => {
    const gone = { name: "Gone", line: null };
    const two = [
      { name: "One", line: one },
      { name: "Other", line: other },
    ];
    expect(panelsOf({ id: "year", scale: "common" }, [...two, gone])!.panels[2]).toEqual({
      name: "Gone",
      values: [],
      ends: null,
    });
    expect(panelsOf({ id: "year", scale: "common" }, [two[0]!, gone])).toBeNull();
  });
});
