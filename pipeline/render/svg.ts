import { escapeHtml } from "./escape.ts";

/**
 * A chart's SVG as part of a page: it takes the width it is given, is read aloud as its alt text, and its inner ids bear the chart's
 * name, since a page has one name space for all its charts.
 */
export function inlineSvg(svg: string, { id, alt }: { readonly id: string; readonly alt: string }): string {
  const [, opening = "", inner = ""] = /<svg\b([^>]*)>([\s\S]*)<\/svg>\s*$/.exec(svg) ?? [];
  const side = (name: string) => new RegExp(`\\b${name}="([\\d.]+)`).exec(opening)?.[1];
  const viewBox = /viewBox="([^"]*)"/.exec(opening)?.[1] ?? `0 0 ${side("width")} ${side("height")}`;
  const named = inner
    .replace(/\bid="([^"]+)"/g, `id="${id}-$1"`)
    .replace(/url\(#([^)]+)\)/g, `url(#${id}-$1)`)
    .replace(/href="#([^"]+)"/g, `href="#${id}-$1"`);
  return `<svg viewBox="${viewBox}" role="img" aria-label="${escapeHtml(alt)}">${named}</svg>`;
}
