import { pathElement } from "canvas";
import type { ChartSpec } from "../../model/chart.ts";
import type { Drawn, Run, Shape, Word } from "./marks.ts";
import { fontFamily } from "./theme.ts";

/**
 * The finished picture: Chart.js's paths between our shapes and words. It can be set into a page
 * beside others: no ids but the spec's own, no XML declaration, fonts by name only.
 */
export function svgDocument(spec: ChartSpec, { paths, marks }: Drawn): string {
  const { under, over, words } = marks;
  const { width, height, kind, alt } = spec;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="chart chart-${kind}" role="img" width="${width}" height="${height}"`,
    ` viewBox="0 0 ${width} ${height}"><title>${escaped(alt)}</title>`,
    ...under.map(shapeElement),
    ...paths.map(pathElement),
    ...over.map(shapeElement),
    // A page may ask for tabular figures, with which Inter also spreads hyphens: the widths were measured without.
    `<g font-family="${fontFamily}, sans-serif" text-rendering="geometricPrecision" style="font-variant-numeric:normal;font-feature-settings:normal">`,
    ...words.map(wordElement),
    "</g></svg>",
  ].join("");
}

function shapeElement(shape: Shape): string {
  if (shape.kind === "dot") {
    return `<circle cx="${short(shape.x)}" cy="${short(shape.y)}" r="${short(shape.radius)}" fill="${shape.colour}"/>`;
  }
  if (shape.kind === "box") {
    const size = `width="${short(shape.width)}" height="${short(shape.height)}"`;
    return `<rect x="${short(shape.x)}" y="${short(shape.y)}" ${size} fill="${shape.colour}"/>`;
  }
  const { from, to, colour, width = 1, dash } = shape;
  const path = `M${short(from.x)} ${short(from.y)}L${short(to.x)} ${short(to.y)}`;
  const dashes = dash ? ` stroke-dasharray="${dash}"` : "";
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="${width}"${dashes}/>`;
}

function wordElement({ x, y, anchor, size, colour, runs }: Word): string {
  const place = `x="${short(x)}" y="${short(y)}"${anchor === "start" ? "" : ` text-anchor="${anchor}"`}`;
  const [only] = runs.length === 1 ? runs : [];
  const weight = only?.bold ? ' font-weight="600"' : "";
  const content = only ? escaped(only.text) : runs.map(runElement).join("");
  return `<text ${place} font-size="${short(size)}" fill="${colour}"${weight}>${content}</text>`;
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
