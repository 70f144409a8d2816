import { NOTHING } from "./plain-letters.ts";

const DESTINATION =
  "\\([ \\n]?(?:<[^<>\\n]*>|[^\\s()<>\\[\\]]*(?:\\([^\\s()\\[\\]]*\\)[^\\s()<>\\[\\]]*)*)(?:[ \\n](?:\"[^\"\\n]*\"|'[^'\\n]*'))?[ \\n]?\\)";
/** Each of these ends at the next sign of its kind, so that the whole takes one pass however the text is broken. */
const MARKUP = new RegExp(
  [
    "\\\\[!-/:-@[-`{-~]",
    "`+",
    "!?\\[",
    `\\]${DESTINATION}`,
    "\\]\\[[^\\[\\]\\n]*\\]",
    "\\]",
    "<(?:https?:|mailto:)[^<>\\s]*>",
    "</?[A-Za-z][^<>]*>",
    "&(?:#\\d{1,6}|#[xX][\\da-fA-F]{1,5}|[A-Za-z]{2,8});",
    "(?:https?://|\\bwww\\.)[^\\s<>()\\[\\]]+",
    "~~",
    "\\*+",
    "_+",
  ].join("|"),
  "g",
);
const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  lsquo: "'",
  rsquo: "'",
  ldquo: '"',
  rdquo: '"',
  nbsp: " ",
  thinsp: " ",
  ndash: "–",
  mdash: "—",
  minus: "−",
  hellip: "…",
  asymp: "≈",
};
/** Brackets open within each other; more than that is no writer's. */
const DEEPEST = 32;

/**
 * A block's text with nothing in the place of its markup: emphasis, links (their words stay), images, code ticks, tags and addresses.
 * As long as before; entities and breaks become their letter.
 */
export function withoutMarkup(text: string): string {
  const letters = text.split("");
  const open: { readonly at: number; readonly isImage: boolean }[] = [];
  for (const { 0: found, index } of text.matchAll(MARKUP)) {
    const end = index + found.length;
    const first = found[0]!;
    if (found.endsWith("[") && (first === "[" || first === "!")) {
      open.push({ at: index, isImage: first === "!" });
      if (open.length > DEEPEST) open.shift();
    } else if (first === "]") closeBracket(letters, open.pop(), index, end);
    else if (first === "\\") letters[index] = NOTHING;
    else if (first === "&") blank(letters, index, end, entity(found));
    else if (first === "*" || first === "_") {
      if (isEmphasis(text, first, index, end)) blank(letters, index, end);
    } else blank(letters, index, end, /^<br\b/i.test(found) ? "\n" : NOTHING);
  }
  return letters.join("");
}

/** `](…)`: the words of a link stay, an image goes. A lone `]` is a bracket of the text. */
function closeBracket(
  letters: string[],
  opened: { readonly at: number; readonly isImage: boolean } | undefined,
  index: number,
  end: number,
): void {
  if (end - index === 1) return;
  blank(letters, opened?.isImage ? opened.at : index, end);
  if (opened) letters[opened.at] = NOTHING;
}

function blank(letters: string[], from: number, to: number, first = NOTHING): void {
  letters.fill(NOTHING, from, to);
  letters[from] = first;
}

/** Not a sign between two spaces or two digits, as in "2 * 3", nor a line inside a name, as in "s_p". */
function isEmphasis(text: string, sign: string, from: number, to: number): boolean {
  const [before, after] = [text[from - 1] ?? " ", text[to] ?? " "];
  if (/\s/.test(before) && /\s/.test(after)) return false;
  const within = sign === "_" ? /[\p{L}\p{N}]/u : /\d/;
  return !(within.test(before) && within.test(after));
}

/** The sign that an entity stands for; one that would be a letter or digit is left out, since nobody writes those so. */
function entity(found: string): string {
  const name = found.slice(1, -1);
  if (!name.startsWith("#")) return ENTITIES[name] ?? NOTHING;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  const letter = code > 0 && code < 0xd800 ? String.fromCharCode(code) : NOTHING;
  return /[\p{L}\p{N}\n]/u.test(letter) ? NOTHING : letter;
}
