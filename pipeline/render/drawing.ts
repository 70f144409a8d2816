import type { ChartSpec } from "../model/chart.ts";
import { escapeHtml } from "./escape.ts";

/** A chart's SVG as it was worded, and drawn again for half a page or a telephone, where scaling would leave nothing legible. */
export interface Drawing {
  readonly wide: string;
  readonly narrow: string;
}

/** Pixels: half of a printed page's 673 with a gutter between, and a telephone's width without its margins. */
const NARROW = 324;

/** The same chart for a narrow place: the same words, no smaller. */
export function narrowed(spec: ChartSpec): ChartSpec {
  if (spec.width <= NARROW) return spec;
  const keepsHeight = spec.kind === "bars" && spec.layout === "rows";
  return { ...spec, width: NARROW, height: keepsHeight ? spec.height : Math.round(spec.height * 0.8) };
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
