import type { IssueLine } from "../issue-words.ts";
import { answers, type Token, tokensOf } from "./tokens.ts";

/** A stretch of a text; `isFound`: it is what was looked for. */
export type Part = { readonly text: string; readonly isFound: boolean };
export type Excerpt = { readonly section: string; readonly parts: readonly Part[] };

/** Letters around what was found. */
const AROUND = 110;
const MOST_EXCERPTS = 2;

/** A text in parts, those that were looked for marked. Pure. */
export function marked(text: string, terms: readonly string[]): readonly Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const { from, to } of foundIn(text, terms)) {
    if (from > at) parts.push({ text: text.slice(at, from), isFound: false });
    parts.push({ text: text.slice(from, to), isFound: true });
    at = to;
  }
  if (at < text.length) parts.push({ text: text.slice(at), isFound: false });
  return parts;
}

/** The lines that hold most of what was looked for, cut around it; where none does, the first line whole. Pure. */
export function excerptsOf(lines: readonly IssueLine[], terms: readonly string[]): readonly Excerpt[] {
  const rated = lines
    .map((line) => ({ line, held: heldIn(line.text, terms) }))
    .filter(({ held }) => held > 0)
    .sort((one, other) => other.held - one.held);
  const most = rated[0]?.held ?? 0;
  const best = rated.filter(({ held }) => held === most).slice(0, MOST_EXCERPTS);
  const shown = best.length > 0 ? best.map(({ line }) => line) : lines.slice(0, 1);
  return shown.map(({ section, text }) => ({ section, parts: marked(cutAround(text, terms), terms) }));
}

function heldIn(text: string, terms: readonly string[]): number {
  const tokens = tokensOf(text);
  return terms.filter((asked) => tokens.some(({ term }) => answers(term, asked))).length;
}

function foundIn(text: string, terms: readonly string[]): readonly Token[] {
  return tokensOf(text).filter(({ term }) => terms.some((asked) => answers(term, asked)));
}

/** At spaces, with an ellipsis where words are left out. */
function cutAround(text: string, terms: readonly string[]): string {
  if (text.length <= 2 * AROUND) return text;
  const at = foundIn(text, terms)[0]?.from ?? 0;
  const from = at <= AROUND ? 0 : text.indexOf(" ", at - AROUND) + 1;
  const end = Math.max(from, at - AROUND) + 2 * AROUND;
  const to = end >= text.length ? text.length : text.lastIndexOf(" ", end);
  return `${from > 0 ? "… " : ""}${text.slice(from, to > at ? to : end).toWellFormed()}${to < text.length ? " …" : ""}`;
}
