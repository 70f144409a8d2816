import { describe, expect, it } from "vitest";
import { chartLabels } from "../../pipeline/check/chart-labels.ts";
import type { ChartSpec } from "../../pipeline/model/chart.ts";
import type { Figure } from "../../pipeline/model/figure.ts";
import { checkedOf, derivedFigure, entryOf, labelOf, observedFigure } from "../support/checked.ts";

const size = { alt: "made up", width: 640, height: 240 };
const named = (figure: Figure, name: string): Figure => ({ ...figure, id: `made-up.${name}` });

const level = named(observedFigure(81, "bp"), "level");
const mean = named(derivedFigure(109.3, "bp"), "mean");
const high = named(derivedFigure(171, "bp"), "high");
const line: Extract<ChartSpec, { kind: "line" }> = {
  kind: "line",
  id: "spread",
  ...size,
  unitWord: "bp",
  dates: ["2022-10-12", "2025-11-10", "2025-11-12"],
  values: [171, 80, 81],
  end: labelOf(level, "81 bp"),
  levels: [{ label: labelOf(mean, "109.3 five-year mean") }],
  points: [{ date: "2022-10-12", label: labelOf(high, "171 high, 12 Oct 2022") }],
  bands: [],
};
const lineEntries = [
  entryOf(level, ["81 bp", "81"], ["text", "spread"]),
  entryOf(mean, ["109.3 bp", "109.3 five-year mean"], ["text", "spread"]),
  entryOf(high, ["171 high, 12 Oct 2022"], ["spread"]),
];

const [effr, lower, upper] = [
  named(observedFigure(3.87, "percent"), "effr"),
  named(observedFigure(3.75, "percent"), "lower"),
  named(observedFigure(4, "percent"), "upper"),
];
const steps: Extract<ChartSpec, { kind: "steps" }> = {
  kind: "steps",
  id: "path",
  ...size,
  unitWord: "%",
  start: { date: "2025-11-10", label: labelOf(effr, "3.87% today") },
  steps: [],
  to: "2026-01-30",
  range: { lower: labelOf(lower, "3.75%"), upper: labelOf(upper, "4.00%"), label: "target range 3.75–4.00%" },
};
const stepEntries = [
  entryOf(effr, ["3.87% today"], ["path"]),
  entryOf(lower, ["3.75%"], ["path"]),
  entryOf(upper, ["4.00%"], ["path"]),
];
const sayOf = (chart: ChartSpec, entries = [...lineEntries, ...stepEntries]) =>
  chartLabels(checkedOf({ charts: [chart], entries })).map(
    ({ verdict, place, message }) => `${verdict} ${place}: ${message}`,
  );
const passed = ["passed charts: 1 charts print what the ledger holds."];

describe("a chart's labels", () => {
  it("pass where each is a figure of the ledger with its value", () => {
    const findings = chartLabels(
      checkedOf({ charts: [line, steps], entries: [...lineEntries, ...stepEntries] }),
    );
    expect(findings).toMatchObject([{ verdict: "passed", message: "2 charts print what the ledger holds." }]);
  });

  it("are refused where the ledger has another value, another text or no figure", () => {
    const otherValue = { ...line, end: { ...line.end, value: 82 }, values: [171, 80, 82] };
    const otherText = { ...line, end: { ...line.end, text: "83 bp" } };
    const nobody = { ...line, end: { ...line.end, figure: "made-up.nobody" } };
    for (const chart of [otherValue, otherText, nobody]) {
      expect(sayOf(chart)).toEqual([
        `refused spread: ${chart.end.text}: The label is not in the ledger with that value.`,
      ]);
    }
  });

  it("are refused where the ledger does not know that they stand on this chart", () => {
    const elsewhere = [entryOf(level, ["81 bp"], ["text"]), ...lineEntries.slice(1)];
    expect(sayOf(line, elsewhere)).toEqual([
      "refused spread: 81 bp: The label is not in the ledger with that value.",
    ]);
  });

  it("are refused without their minus: no word beside a bar says that it fell", () => {
    const move = derivedFigure(-0.31, "pp");
    const bars = (text: string): ChartSpec => ({
      kind: "bars",
      id: "sectors",
      ...size,
      layout: "rows",
      bars: [{ name: "Info Tech", label: labelOf(move, text) }],
    });
    const entries = [entryOf(move, ["0.31", "−0.31"], ["text", "sectors"])];
    expect(sayOf(bars("−0.31"), entries)).toEqual(passed);
    expect(sayOf(bars("0.31"), entries)).toEqual([
      "refused sectors: 0.31: The label is printed for -0.31: its minus is missing.",
    ]);
  });

  it("stand where the line stands: its end and each marked day", () => {
    expect(sayOf({ ...line, values: [171, 81, 80] })).toEqual([
      "refused spread: 81 bp: The line ends at 80.",
    ]);
    expect(sayOf({ ...line, values: [170, 171, 81] })).toEqual([
      "refused spread: 171 high, 12 Oct 2022: The line stands at 170 on 2022-10-12.",
    ]);
    expect(sayOf({ ...line, values: [171, 81, null] })).toEqual(passed);
  });

  it("stand at the end of each line where there are several", () => {
    const slower = named(derivedFigure(84.5, "bp"), "slower");
    const beside = (values: (number | null)[]): ChartSpec => ({
      ...line,
      others: [{ values, end: labelOf(slower, "84.5 bp over a year") }],
    });
    const entries = [...lineEntries, entryOf(slower, ["84.5 bp over a year"], ["spread"])];
    expect(sayOf(beside([null, 85, 84.5]), entries)).toEqual(passed);
    expect(sayOf(beside([null, 84.5, 85]), entries)).toEqual([
      "refused spread: 84.5 bp over a year: The line ends at 85.",
    ]);
    expect(sayOf(beside([null, 85, 84.5]))).toEqual([
      "refused spread: 84.5 bp over a year: The label is not in the ledger with that value.",
    ]);
  });

  it("of a small line without words are held against its end", () => {
    const spark = (values: (number | null)[]): ChartSpec => ({
      kind: "spark",
      id: "spark",
      ...size,
      values,
      end: labelOf(level, "81 bp"),
    });
    expect(sayOf(spark([80, 81, null]))).toEqual(passed);
    expect(sayOf(spark([81, 80]))).toEqual(["refused spark: 81 bp: The line ends at 80."]);
  });

  it("of the target range are checked, one by one and in the words that are drawn", () => {
    const range = steps.range!;
    const moved = { ...steps, range: { ...range, lower: { ...range.lower, value: 3.5 } } };
    expect(sayOf(moved)).toEqual(["refused path: 3.75%: The label is not in the ledger with that value."]);
    const wordy = { ...steps, range: { ...range, label: "target range 3.50–3.75%" } };
    expect(sayOf(wordy)).toEqual(["refused path: target range 3.50–3.75%: The range is 3.75–4.00%."]);
    expect(sayOf({ ...steps, range: null })).toEqual(passed);
  });

  it("were not looked at where there is no chart", () => {
    expect(chartLabels(checkedOf())).toMatchObject([{ verdict: "not evaluated" }]);
  });

  it("are those of the dots, changes and levels of a dot plot, and no others", () => {
    const change = named(derivedFigure(-2, "bp"), "change");
    const size = named(derivedFigure(-1.24, "sd"), "size");
    const dots: ChartSpec = {
      kind: "dots",
      id: "dots",
      alt: "made up",
      width: 640,
      height: 60,
      unitWord: "sd",
      rows: [
        {
          name: "OAS",
          label: labelOf(size, "−1.2"),
          change: labelOf(change, "−2 bp"),
          level: labelOf(level, "81 bp"),
        },
      ],
    };
    const entries = [
      entryOf(size, ["−1.2"], ["dots"]),
      entryOf(change, ["−2 bp"], ["dots"]),
      entryOf(level, ["81 bp"], ["dots"]),
    ];
    expect(sayOf(dots, entries)).toEqual(passed);
    expect(sayOf(dots, entries.slice(1))[0]).toContain("The label is not in the ledger");
  });

  it("are where the line of a panel ends, and how far it reaches", () => {
    const [low, high] = [named(derivedFigure(80, "bp"), "low"), named(derivedFigure(171, "bp"), "top")];
    const ends = { last: labelOf(level, "81 bp"), low: labelOf(low, "80"), high: labelOf(high, "171") };
    const panelsOf = (values: (number | null)[]): ChartSpec => ({
      kind: "panels",
      id: "panels",
      alt: "made up",
      width: 640,
      height: 140,
      across: 2,
      dates: line.dates,
      scale: "own",
      nothing: "n/a",
      panels: [
        { name: "OAS", values, ends },
        { name: "Nothing", values: [], ends: null },
      ],
    });
    const entries = [
      entryOf(level, ["81 bp"], ["panels"]),
      entryOf(low, ["80"], ["panels"]),
      entryOf(high, ["171"], ["panels"]),
    ];
    expect(sayOf(panelsOf([171, 80, 81, null]), entries)).toEqual(passed);
    expect(sayOf(panelsOf([171, 80, 82]), entries)).toEqual(["refused panels: 81 bp: The line ends at 82."]);
    expect(sayOf(panelsOf([172, 79, 81]), entries)).toEqual([
      "refused panels: 80: The line's low is 79.",
      "refused panels: 171: The line's high is 172.",
    ]);
  });
});
