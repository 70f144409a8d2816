import { pathElement, type VectorPath } from "canvas";
import type { ChartFont, ChartLook, ChartSpec } from "../../model/chart.ts";
import type { Measure } from "./fonts.ts";
import { widthOf } from "./labels.ts";
import { type Drawn, dashesOf, type Run, type Shape, type Word } from "./marks.ts";
import { colourOf } from "./theme.ts";

/**
 * The finished picture: Chart.js's paths between our shapes and words. It can be set into a page
 * beside others: no ids but the spec's own, no XML declaration, fonts by name only.
 */
export function svgDocument(
  spec: ChartSpec,
  { paths, marks }: Drawn,
  { look, measure }: { readonly look: ChartLook; readonly measure: Measure },
): string {
  const { under, over, words } = marks;
  const { width, height, kind, alt } = spec;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="chart chart-${kind}" role="img" width="${width}" height="${height}"`,
    ` viewBox="0 0 ${width} ${height}"><title>${escaped(alt)}</title>`,
    ...under.map((shape) => shapeElement(shape, look)),
    ...paths.map((path) => pathElement(coloured(path, look))),
    ...over.map((shape) => shapeElement(shape, look)),
    // A page may ask for tabular figures, with which Inter also spreads hyphens: the widths were measured without.
    `<g font-family="${fontNames(look.font)}" text-rendering="geometricPrecision" style="font-variant-numeric:normal;font-feature-settings:normal">`,
    ...words.map((word) => wordElement(word, widthOf(word, measure), look)),
    "</g></svg>",
  ].join("");
}

/** Our fonts by name, as an attribute holds them. */
function fontNames({ family, generic }: ChartFont): string {
  return `${family.includes(" ") ? `'${family}'` : family}, ${generic}`;
}

function coloured(path: VectorPath, look: ChartLook): VectorPath {
  return "fill" in path
    ? { ...path, fill: colourOf(path.fill, look) }
    : { ...path, stroke: colourOf(path.stroke, look) };
}

function shapeElement(shape: Shape, look: ChartLook): string {
  const colour = colourOf(shape.colour, look);
  if (shape.kind === "dot") {
    return `<circle cx="${short(shape.x)}" cy="${short(shape.y)}" r="${short(shape.radius)}" fill="${colour}"/>`;
  }
  if (shape.kind === "box") {
    const size = `width="${short(shape.width)}" height="${short(shape.height)}"`;
    return `<rect x="${short(shape.x)}" y="${short(shape.y)}" ${size} fill="${colour}"/>`;
  }
  const { from, to, width = 1 } = shape;
  const dash = dashesOf(shape.dash).join(" ");
  const path = `M${short(from.x)} ${short(from.y)}L${short(to.x)} ${short(to.y)}`;
  const dashes = dash ? ` stroke-dasharray="${dash}"` : "";
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}"${dashes}/>`;
}

/** With its measured width, so that a gate can tell what it covers without our fonts. */
function wordElement({ x, y, anchor, size, colour, runs }: Word, width: number, look: ChartLook): string {
  const place = `x="${short(x)}" y="${short(y)}"${anchor === "start" ? "" : ` text-anchor="${anchor}"`}`;
  const [only] = runs.length === 1 ? runs : [];
  const weight = only?.bold ? ' font-weight="600"' : "";
  const content = only ? escaped(only.text) : runs.map(runElement).join("");
  const letters = `font-size="${short(size)}" fill="${colourOf(colour, look)}"${weight}`;
  return `<text ${place} ${letters} data-w="${width.toFixed(1)}">${content}</text>`;
}

function runElement({ text, bold }: Run): string {
  return bold ? `<tspan font-weight="600">${escaped(text)}</tspan>` : escaped(text);
}

/** A length to a hundredth, without trailing zeros. */
function short(length: number): string {
  const rounded = Math.round(length * 100) / 100;
  return String(rounded === 0 ? 0 : rounded);
}

function escaped(text: string): string {
  return text.replace(
    /[&<>"]/g,
    (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]!,
  );
}
