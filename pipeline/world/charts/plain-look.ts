import type { ChartLook } from "../../model/chart.ts";

const [black, white] = ["#000000", "#ffffff"] as const;

/** For charts that no reader sees: practice, and the trial of `doctor`. An issue's charts wear its theme. */
export const plainLook: ChartLook = {
  colours: {
    ink: black,
    grey: black,
    hairline: black,
    band: white,
    positive: black,
    negative: black,
    paper: white,
  },
  font: {
    family: "Inter",
    generic: "sans-serif",
    regular: "@fontsource/inter/files/inter-latin-400-normal.woff2",
    bold: "@fontsource/inter/files/inter-latin-600-normal.woff2",
  },
  sizes: { end: 13, label: 11, tick: 10 },
};
