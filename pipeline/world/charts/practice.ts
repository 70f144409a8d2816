import { addDays } from "../../finance/dates.ts";
import type { ChartSpec, Label } from "../../model/chart.ts";

const label: Label = { text: "+1.00", figure: "practice.figure", value: 1 };
const size = { alt: "", width: 320, height: 160 } as const;

/** Small charts that nobody sees: drawing them while nothing is asked for loads Chart.js, the fonts and the code paths. */
export const practice: readonly ChartSpec[] = [
  { ...size, kind: "bars", id: "practice", layout: "rows", bars: [{ name: "Practice", label }] },
  {
    ...size,
    kind: "line",
    id: "practice",
    unitWord: "bp",
    dates: Array.from({ length: 400 }, (_, day) => addDays("2024-01-01", day)),
    values: Array.from({ length: 400 }, (_, day) => day % 7),
    end: label,
    levels: [{ label }],
    points: [{ date: "2024-02-01", label }],
    bands: [{ from: 0, to: null, label: "practice" }],
  },
];
