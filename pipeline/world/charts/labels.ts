import type { Face, Measure } from "./fonts.ts";
import type { Run, Word } from "./marks.ts";

/** Edges in px, y downwards. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const NUMBER = /^[+−-]?\d[\d,]*(?:\.\d+)?(?:%|\s?(?:bp|pp|sd)(?![\p{L}\d]))?/u;

/** A label's leading number with its unit, and the words behind it: `171 bp` and `high, 12 Oct 2022`. */
export function partsOf(text: string): { readonly number: string; readonly words: string } {
  const number = NUMBER.exec(text)?.[0] ?? "";
  return { number, words: text.slice(number.length).replace(/^[\s,;:]+/, "") };
}

/** A label on one line, its number bold. */
export function runsOf(text: string): Run[] {
  const { number } = partsOf(text);
  return [
    { text: number, bold: true },
    { text: text.slice(number.length).replaceAll("\n", " "), bold: false },
  ].filter((run) => run.text !== "");
}

/** One run in one weight. */
export function plain(text: string): Run[] {
  return [{ text, bold: false }];
}
export function bold(text: string): Run[] {
  return [{ text, bold: true }];
}

/** The text on as many lines as it needs at that width; a single word that is too long keeps its line. */
export function wrapped(text: string, width: number, { size, bold }: Face, measure: Measure): string[] {
  const lines: string[] = [];
  for (const line of text.split("\n")) {
    let current = "";
    for (const { space, word } of partsBetweenBreaks(line)) {
      const longer = current + (current && space) + word;
      if (current && measure(longer, { size, bold }) > width) {
        lines.push(current);
        current = word;
      } else current = longer;
    }
    if (current) lines.push(current);
  }
  return lines;
}

const UNSPACED = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}`;
const UNBROKEN = new RegExp(`(\\s*)([${UNSPACED}]|[^\\s${UNSPACED}]+)`, "gu");

/** Chinese, Japanese and Korean break between any two signs, other scripts where there is a space. */
function partsBetweenBreaks(line: string): { space: string; word: string }[] {
  return [...line.matchAll(UNBROKEN)].map(([, space, word]) => ({ space: space ? " " : "", word: word! }));
}

/** The text, cut with an ellipsis where it is wider than `width`. */
export function shortened(text: string, width: number, face: Face, measure: Measure): string {
  if (measure(text, face) <= width) return text;
  const signs = Array.from(new Intl.Segmenter("en").segment(text), ({ segment }) => segment);
  const cut = (kept: number) => `${signs.slice(0, kept).join("").trimEnd()}…`;
  let kept = signs.length;
  while (kept > 1 && measure(cut(kept), face) > width) kept -= 1;
  return cut(kept);
}

/** The width of a word's runs together, in px. */
export function widthOf({ runs, size }: Pick<Word, "runs" | "size">, measure: Measure): number {
  return runs.reduce((sum, { text, bold }) => sum + measure(text, { size, bold }), 0);
}

/** The ink of a word: capitals' height above the baseline, descenders below. */
export function boxOf(word: Word, measure: Measure): Box {
  const width = widthOf(word, measure);
  const left = word.x - { start: 0, middle: width / 2, end: width }[word.anchor];
  return { left, top: word.y - 0.76 * word.size, right: left + width, bottom: word.y + 0.22 * word.size };
}
