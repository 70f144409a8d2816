/** Dark mode may restyle these by attribute: `svg.chart [fill="#16181d"]`. */
export const colours = {
  ink: "#16181d",
  grey: "#5c6068",
  hairline: "#d8d5cd",
  panel: "#f6f4ee",
  positive: "#12667f",
  negative: "#c4452d",
  paper: "#ffffff",
} as const;

/** Type sizes in px of the drawing. */
export const sizes = { end: 13, label: 11, small: 10 } as const;

export const fontFamily = "Inter";
