import type { WrittenText } from "../../model/written.ts";

/** Words a minute: an adult reads English non-fiction at some 238 (Brysbaert 2019, doi:10.1016/j.jml.2019.104047), figures slow that down. */
const WORDS_A_MINUTE = 230;

/**
 * How many words of a text a reader reads: what comments, overrules and Markdown's own signs leave. A word is a run between spaces with a
 * letter or a digit in it: "S&P 500" is two, "well-known" one, a printed figure one.
 */
export function wordsOf({ raw, pieces }: Pick<WrittenText, "raw" | "pieces">): number {
  const read = pieces.map((piece) => {
    if (piece.kind === "words") return raw.slice(piece.from, piece.to);
    if (piece.kind === "quote") return piece.words;
    return piece.kind === "figure" ? "1" : "";
  });
  return countWords(withoutMarkup(read.join("")));
}

/** Whole minutes, rounded up; 0 for no words. */
export function readingMinutes(words: number): number {
  return Math.ceil(words / WORDS_A_MINUTE);
}

function countWords(text: string): number {
  return text.split(/\s+/u).filter((run) => /[\p{L}\p{N}]/u.test(run)).length;
}

/**
 * Addresses of links and pictures, numbers of ordered lists and the lines of tables are not read. No pattern looks past the sign that it
 * begins with: over a page of "![" that would take minutes.
 */
function withoutMarkup(markdown: string): string {
  return markdown
    .replace(/!\[[^[\]]*\]\([^()]*\)/g, " ")
    .replace(/\]\([^()]*\)/g, "]")
    .replace(/^[ \t]*\[[^\]^\n]+\]:.*$/gm, " ")
    .replace(/<[a-z]{1,20}:[^<>\s]*>/gi, " ")
    .replace(/^[ \t]*\d{1,9}[.)][ \t]+/gm, " ")
    .replace(/^[ \t]*(?:`{3,}|~{3,}).*$/gm, " ")
    .replace(/[|`*_#>]/g, " ");
}
