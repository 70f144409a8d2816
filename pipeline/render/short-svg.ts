/** What svg.ts says of all words of a drawing; web.css says it once for all drawings. */
const WORDS =
  ' text-rendering="geometricPrecision" style="font-variant-numeric:normal;font-feature-settings:normal"';
/** The page's own face, which its stylesheet gives all drawings. */
const FACE = /<g font-family="[^"]*"/;

/** A drawing without what a page says once for all of its drawings. */
export function shortSvg(svg: string): string {
  return svg.replace(FACE, "<g").replace(WORDS, "");
}
