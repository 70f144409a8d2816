import type { ChartSpec } from "../model/chart.ts";
import type { Block, Exhibit } from "./blocks.ts";
import { imagesOf } from "./blocks.ts";
import { escapeHtml } from "./escape.ts";

/**
 * How a chart is drawn: as it was worded, for half a page or a telephone, flat for the full width of paper, or as the one picture of a
 * mail, whose letters are to be read on a desk and a telephone, and of the files beside the issue.
 */
export type Cut = "wide" | "narrow" | "flat" | "mail";
/** Where a chart stands: an exhibit of its own, one of a pair, or within a line or cell. */
export type Place = "alone" | "paired" | "line";
/** SVG texts by chart and cut: "ig-spread/narrow". */
export type Svgs = Readonly<Record<string, string>>;

const CUTS = {
  print: { alone: ["flat"], paired: ["narrow"], line: ["wide"] },
  web: { alone: ["wide", "narrow"], paired: ["narrow"], line: ["wide"] },
} as const satisfies Record<string, Record<Place, readonly Cut[]>>;

/**
 * Pixels: half of a printed page, a little more than it measures so that long names keep their room; a
 * telephone's width.
 */
const NARROW = 340;
/** Pixels across a printed A4 page, and across a mail's picture. */
const [FLAT, MAIL] = [672, 480];
/** Pixels across the wider column of a printed front page, where dots stand. */
const FRONT = 364;
const WIDTHS = { narrow: NARROW, flat: FLAT, mail: MAIL } as const;
/** Of the worded height: a narrow or printed chart is flatter, and its rows stand closer. */
const HEIGHT = { rows: 0.85, other: 0.78, flat: 0.66 } as const;

/** The drawings that a page shows at a place. */
export function cutsAt(place: Place, page: keyof typeof CUTS): readonly Cut[] {
  return CUTS[page][place];
}

/** The same chart for another place: the same words, no smaller, for scaling would leave nothing legible. */
export function cut(spec: ChartSpec, to: Cut): ChartSpec {
  if (to === "wide" || spec.kind === "spark") return spec;
  if (spec.kind === "panels") return panelsCut(spec, to);
  if (spec.kind === "dots") {
    const height = Math.round(spec.height * HEIGHT.rows);
    return { ...spec, width: to === "flat" ? FRONT : WIDTHS[to], height };
  }
  const isRows = spec.kind === "bars" && spec.layout === "rows";
  const share = isRows ? HEIGHT.rows : to === "flat" ? HEIGHT.flat : HEIGHT.other;
  return { ...spec, width: WIDTHS[to], height: Math.round(spec.height * share) };
}

/** Fewer side by side where it is narrow: a panel is as tall as it was. */
function panelsCut(spec: Extract<ChartSpec, { kind: "panels" }>, to: keyof typeof WIDTHS): ChartSpec {
  const across = to === "narrow" ? Math.min(2, spec.across) : spec.across;
  const rows = (columns: number) => Math.ceil(spec.panels.length / columns);
  const share = (HEIGHT.rows * rows(across)) / rows(spec.across);
  return { ...spec, across, width: WIDTHS[to], height: Math.round(spec.height * share) };
}

/** The keys of all drawings that a page needs, in reading order, each once. */
export function svgKeys(blocks: readonly Block[], page: keyof typeof CUTS): readonly string[] {
  return [...new Set(blocks.flatMap((block) => keysIn(block, page)))];
}

/** The key of one drawing. */
export function svgKey(id: string, to: Cut): string {
  return `${id}/${to}`;
}

function keysIn(block: Block, page: keyof typeof CUTS): readonly string[] {
  const exhibitKeys = ({ shown, captions, notes }: Exhibit, place: Place) => [
    ...(shown.kind === "image" ? keysOf([shown], place, page) : keysOf([shown], "line", page)),
    ...keysOf([...captions, ...notes], "line", page),
  ];
  switch (block.kind) {
    case "exhibit":
      return exhibitKeys(block, "alone");
    case "pair":
      return block.exhibits.flatMap((exhibit) => exhibitKeys(exhibit, "paired"));
    case "image":
      return keysOf([block], "alone", page);
    case "zone":
    case "groups":
    case "panel":
      return block.blocks.flatMap((inner) => keysIn(inner, page));
    case "list":
      return block.entries.flat().flatMap((inner) => keysIn(inner, page));
    default:
      return keysOf([block], "line", page);
  }
}

function keysOf(blocks: readonly Block[], place: Place, page: keyof typeof CUTS): readonly string[] {
  const ids = imagesOf(blocks).flatMap((image) => (image.kind === "chart" ? [image.id] : []));
  return ids.flatMap((id) => cutsAt(place, page).map((to) => svgKey(id, to)));
}

export interface Placing {
  /** Prefix of all ids within: a page has one name space for all its charts. */
  readonly id: string;
  readonly alt: string;
  readonly className?: string;
}

/** A chart's SVG as part of a page: it takes the width that it is given and is read aloud as its alt text. */
export function inlineSvg(svg: string, { id, alt, className }: Placing): string {
  const [, opening = "", inner = ""] = /<svg\b([^>]*)>([\s\S]*)<\/svg>\s*$/.exec(svg) ?? [];
  const side = (name: string) => new RegExp(`\\b${name}="([\\d.]+)`).exec(opening)?.[1];
  const viewBox = /viewBox="([^"]*)"/.exec(opening)?.[1] ?? `0 0 ${side("width")} ${side("height")}`;
  const named = inner
    // What is read aloud stands on the element; as a title it would also be a tooltip over the whole chart.
    .replace(/<title>[\s\S]*?<\/title>/, "")
    .replace(/\bid="([^"]+)"/g, `id="${id}-$1"`)
    .replace(/url\(#([^)]+)\)/g, `url(#${id}-$1)`)
    .replace(/href="#([^"]+)"/g, `href="#${id}-$1"`);
  const shown = className ? ` class="${className}"` : "";
  return `<svg${shown} viewBox="${viewBox}" role="img" aria-label="${escapeHtml(alt)}">${named}</svg>`;
}
