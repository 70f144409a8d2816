import { PipelineError } from "../errors.ts";
import type { ChartColours, ChartLook } from "../model/chart.ts";
import type { Assets, Font, Palette, Theme } from "../model/theme.ts";
import { chartFiles } from "./fonts.ts";

/** The theme's colours and fonts as variables, for print and for screens by day. */
export function themeCss({ colours, fonts }: Theme): string {
  return `:root{${declared({ ...variablesOf(colours.light), ...fontsOf(fonts), "paper-by-day": colours.light.paper })}}`;
}

/** Sizes and spacing of screens: each grows with the window from its size on a phone (360 px) to that on a wide screen (1200 px). */
export function screenCss({ type: { webPx }, grid }: Theme): string {
  const sizes = Object.entries(webPx).map(([name, ends]) => [name, fluid(ends)] as const);
  return `:root{${declared({ ...Object.fromEntries(sizes), grid: `${grid.webPx}px` })}}`;
}

const [PHONE, WIDE, ROOT] = [360, 1200, 16];

function fluid([narrow, wide]: readonly [number, number]): string {
  if (narrow === wide) return `${narrow / ROOT}rem`;
  const slope = (wide - narrow) / (WIDE - PHONE);
  const rem = (px: number) => `${Number((px / ROOT).toFixed(4))}rem`;
  return `clamp(${rem(narrow)}, ${rem(narrow - slope * PHONE)} + ${Number((slope * 100).toFixed(3))}vw, ${rem(wide)})`;
}

/** For screens by night: the same variables, and each colour that a chart was drawn in takes its night colour. */
export function nightCss({ colours: { light, dark } }: Theme): string {
  const recoloured = Object.entries(chartColours(light)).flatMap(([part, colour]) =>
    ["fill", "stroke"].map((side) => `svg [${side}="${colour}"]{${side}:var(--${part})}`),
  );
  return `@media (prefers-color-scheme:dark){\n:root{${declared(variablesOf(dark))}}\n${recoloured.join("\n")}\n}`;
}

/** The printed page's own measures. */
export function pageCss({ page: { marginsMm }, type, grid }: Theme): string {
  const { top, side, bottom, first } = marginsMm;
  const measures = {
    "page-top": `${top}mm`,
    "page-bottom": `${bottom}mm`,
    ...sized(type.printPt, "pt"),
    grid: `${grid.printMm}mm`,
  };
  return `:root{${declared(measures)}}@page{margin:${top}mm ${side}mm ${bottom}mm}@page:first{margin-top:${first}mm}`;
}

/**
 * A stylesheet for mail programs, which know no variables: each `var(--ink)` is its value, `var(--dark-ink)` that of the night.
 *
 * @param place the stylesheet as faults name it
 * @throws PipelineError template-invalid with the line of every variable that there is not
 */
export function withoutVariables(css: string, { colours, fonts, type, grid }: Theme, place: string): string {
  const night = Object.entries(variablesOf(colours.dark)).map(([name, value]) => [`dark-${name}`, value]);
  const known = new Map([
    ...Object.entries({ ...variablesOf(colours.light), ...fontsOf(fonts) }),
    ...Object.entries({ ...sized(type.mailPx, "px"), grid: `${grid.mailPx}px` }),
    ...(night as [string, string][]),
  ]);
  const faults = css.split("\n").flatMap((line, index) =>
    [...line.matchAll(/var\(--([\w-]*)\)/g)]
      .filter(([, name]) => !known.has(name!))
      .map(([found]) => ({
        code: "template-invalid" as const,
        place: `${place}:${index + 1}`,
        message: `The theme has no ${found}.`,
        remedy: `There are: ${[...known.keys()].join(", ")}.`,
      })),
  );
  if (faults.length > 0) throw new PipelineError(faults);
  return css.replace(/var\(--([\w-]*)\)/g, (_, name: string) => known.get(name)!);
}

/** How the theme's charts look. */
export function chartLook({ theme, files }: Assets): ChartLook {
  const { sans } = theme.fonts;
  const font = {
    family: sans.family,
    generic: sans.fallbacks.at(-1)!,
    ...chartFiles(sans, { theme, files }),
  };
  return { colours: chartColours(theme.colours.light), font, sizes: theme.type.chartPx };
}

/** The colours that charts are drawn in, by their part in them. */
export function chartColours({ ink, grey, hairline, paper, chart }: Palette): ChartColours {
  const { band, positive, negative } = chart;
  return { ink, grey, hairline, band, positive, negative, paper };
}

function variablesOf(palette: Palette): Readonly<Record<string, string>> {
  const { ink, grey, hairline, panel, paper, accent, link, bar, heat, chart } = palette;
  const shades = Object.fromEntries([
    ...heat.above.map((colour, index) => [`heat-p${index + 1}`, colour] as const),
    ...heat.below.map((colour, index) => [`heat-n${index + 1}`, colour] as const),
  ]);
  return { ink, grey, hairline, panel, paper, accent, link, bar, ...shades, ...chart };
}

function sized(sizes: Readonly<Record<string, number>>, unit: "pt" | "px"): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(sizes).map(([name, size]) => [name, `${size}${unit}`]));
}

function fontsOf({ serif, sans }: Theme["fonts"]): Readonly<Record<string, string>> {
  return { serif: fontNames(serif), sans: fontNames(sans) };
}

/** `"Source Serif 4", Georgia, serif`. */
export function fontNames({ family, fallbacks }: Pick<Font, "family" | "fallbacks">): string {
  return [family, ...fallbacks].map((name) => (name.includes(" ") ? `"${name}"` : name)).join(", ");
}

function declared(variables: Readonly<Record<string, string>>): string {
  return Object.entries(variables)
    .map(([name, value]) => `--${name}:${value}`)
    .join(";");
}
