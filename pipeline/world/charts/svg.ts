import { newCourse, pathLook, type VectorPath } from "canvas";
import type { ChartFont, ChartLook, ChartSpec } from "../../model/chart.ts";
import type { Measure } from "./fonts.ts";
import { widthOf } from "./labels.ts";
import { type Drawn, dashesOf, type Run, type Shape, type Word } from "./marks.ts";
import { colourOf } from "./theme.ts";

/**
 * The finished picture: Chart.js's paths between our shapes and words. It can be set into a page
 * beside others: no ids but the spec's own, no XML declaration, fonts by name only.
 */
export function svgDocument(spec: ChartSpec, { paths, marks }: Drawn, { look, measure }: Dress): string {
  const { under, over, words } = marks;
  const { width, height, kind, alt } = spec;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" class="chart chart-${kind}" role="img" width="${width}" height="${height}"`,
    ` viewBox="0 0 ${width} ${height}"><title>${escaped(alt)}</title>`,
    ...elements([
      ...under.map((shape) => shapeMark(shape, look)),
      ...paths.map((path) => ({ look: pathLook(coloured(path, look)), course: path.d })),
      ...over.map((shape) => shapeMark(shape, look)),
    ]),
    words.length > 0 ? wordsGroup(words, { look, measure }) : "",
    "</svg>",
  ].join("");
}

/** A path by how it is drawn and where it goes, or an element of another kind. */
type Mark = { readonly look: string; readonly course: string } | string;

/** Neighbours that are drawn alike are one path. */
function elements(marks: readonly Mark[]): readonly string[] {
  let before = "";
  return marks.map((mark, index) => {
    const look = typeof mark === "string" ? "" : mark.look;
    const opened =
      typeof mark === "string" ? mark : `${look === before ? "" : `<path ${look} d="`}${mark.course}`;
    before = look;
    const next = marks[index + 1];
    const isOpen = look !== "" && typeof next === "object" && next.look === look;
    return look === "" || isOpen ? opened : `${opened}"/>`;
  });
}

interface Dress {
  readonly look: ChartLook;
  readonly measure: Measure;
}

/** The words, with what most of them share said once. */
function wordsGroup(words: readonly Word[], { look, measure }: Dress): string {
  const size = commonest(words.map((word) => ` font-size="${short(word.size)}"`));
  const colour = commonest(words.map((word) => ` fill="${colourOf(word.colour, look)}"`));
  const texts = words.map((word) => wordElement(word, widthOf(word, measure), look));
  // A page may ask for tabular figures, with which Inter also spreads hyphens: the widths were measured without.
  const letters =
    'text-rendering="geometricPrecision" style="font-variant-numeric:normal;font-feature-settings:normal"';
  const own = texts.map((text) => text.replace(size, "").replace(colour, ""));
  return `<g font-family="${fontNames(look.font)}" ${letters}${size}${colour}>${own.join("")}</g>`;
}

/** What is said most often; nothing where no two say the same. */
function commonest(said: readonly string[]): string {
  const times = new Map<string, number>();
  for (const one of said) times.set(one, (times.get(one) ?? 0) + 1);
  const [[most, count] = ["", 0]] = [...times].sort(([, one], [, other]) => other - one);
  return count > 1 ? most : "";
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

function shapeMark(shape: Shape, look: ChartLook): Mark {
  const colour = colourOf(shape.colour, look);
  if (shape.kind === "dot") {
    return `<circle cx="${short(shape.x)}" cy="${short(shape.y)}" r="${short(shape.radius)}" fill="${colour}"/>`;
  }
  if (shape.kind === "box") {
    const size = `width="${short(shape.width)}" height="${short(shape.height)}"`;
    return `<rect x="${short(shape.x)}" y="${short(shape.y)}" ${size} fill="${colour}"/>`;
  }
  const { from, to, width = 1 } = shape;
  const course = newCourse();
  course.moveTo(from.x, from.y);
  course.lineTo(to.x, to.y);
  const dash = dashesOf(shape.dash);
  return { look: pathLook({ d: "", stroke: colour, width, join: "miter", dash }), course: course.words() };
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

/** A length to a tenth, without trailing zeros. */
function short(length: number): string {
  const rounded = Math.round(length * 10) / 10;
  return String(rounded === 0 ? 0 : rounded);
}

function escaped(text: string): string {
  return text.replace(
    /[&<>"]/g,
    (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]!,
  );
}
