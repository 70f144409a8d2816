import { readSheet, type SimpleSheet } from "./css-rules.ts";
import { type Kind, kindInside, root, styledTag } from "./styled-tag.ts";

/** A tag, a comment or the style element. */
const PIECE =
  /<!--[\s\S]*?-->|<!(?:doctype|DOCTYPE)[^>]*>|<style>[\s\S]*?<\/style>|<(\/?)([a-z][a-z0-9]*)(?:\s+[a-z-]+(?:="[^"]*")?)*\s*>/g;
/** How juice is asked for the same: sizes stand in attributes only where the page itself puts them. */
export const JUICE = {
  preserveMediaQueries: true,
  preserveFontFaces: false,
  removeStyleTags: true,
  applyWidthAttributes: false,
  applyHeightAttributes: false,
} as const;
const VOID = new Set(["br", "col", "hr", "img", "link", "meta"]);

interface Open {
  readonly kind: Kind;
  children: number;
}

/**
 * A page with the rules of its style element on its elements, and only the @media blocks left in it: what juice makes of it, in
 * a fraction of its time, for the little CSS and the even HTML of our mail. The same to the letter, but that juice takes the
 * quotes from an empty attribute and sets @media blocks in its own lines.
 *
 * @returns null for a page or stylesheet that holds more than is understood here: juice must do it
 */
export function inlineStyles(html: string): string | null {
  const sheet = sheetOf(html);
  if (!sheet) return null;
  const kept = sheet.kept.length > 0 ? `<style>\n${sheet.kept.join("\n")}\n</style>` : "";
  const open: Open[] = [{ kind: root(), children: 0 }];
  let [styled, at] = ["", 0];
  for (const found of html.matchAll(PIECE)) {
    const text = html.slice(at, found.index);
    at = found.index + found[0].length;
    const [piece, closing, tag] = found;
    const written = tag ? passTag(piece, { tag, closing: closing === "/" }, open, sheet) : null;
    // A "<" that begins nothing we know, or a tag out of turn: another parser sees more in it.
    if (text.includes("<") || (tag && written === null)) return null;
    styled += text + (written ?? (piece.startsWith("<style>") ? kept : piece));
  }
  return open.length === 1 && !html.includes("<", at) ? styled + html.slice(at) : null;
}

function sheetOf(html: string): SimpleSheet | null {
  const [only, ...others] = html.match(/<style>[\s\S]*?<\/style>/g) ?? [];
  return only && others.length === 0 ? readSheet(only.slice("<style>".length, -"</style>".length)) : null;
}

/** The tag as it is to be written; null where it closes what is not open or its style cannot be read. */
function passTag(
  piece: string,
  { tag, closing }: { readonly tag: string; readonly closing: boolean },
  open: Open[],
  { rules }: SimpleSheet,
): string | null {
  if (closing) return open.pop()?.kind.tag === tag ? piece : null;
  const parent = open.at(-1)!;
  parent.children += 1;
  const classes = / class="([^"]*)"/.exec(piece)?.[1] ?? "";
  const kind = kindInside(parent.kind, { tag, classes, firstChild: parent.children === 1 }, rules);
  if (!VOID.has(tag)) open.push({ kind, children: 0 });
  return styledTag(piece, kind);
}
