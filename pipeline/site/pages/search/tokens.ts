/** A word or figure of a text, and where it stands there. */
export interface Token {
  /** As words are compared: lower case, without accents; a figure as it is printed, "4.17". */
  readonly term: string;
  readonly from: number;
  readonly to: number;
}

const WORD = /\p{N}+(?:[.,:]\p{N}+)*|[\p{L}\p{M}][\p{L}\p{M}\p{N}]*/gu;
/** Nobody looks for longer ones. */
const MOST_LETTERS = 40;

/** Words and figures of a text, in order. Pure. */
export function tokensOf(text: string): readonly Token[] {
  return [...text.matchAll(WORD)].flatMap(({ 0: found, index }) =>
    found.length > MOST_LETTERS ? [] : [{ term: termOf(found), from: index, to: index + found.length }],
  );
}

const ASCII = /^[ -~]*$/;
/** Dots, dashes, quotes and minus signs beyond ASCII: no word holds one. */
const SIGNS = /[\u00a0\u00b7\u2010-\u2027\u2030-\u205e\u2212]+/g;
const ASCII_WORD = /\d+(?:[.,:]\d+)*|[a-z][a-z\d]*/g;

/** The same without their places: what an index of all issues is made of. */
export function termsOf(text: string): readonly string[] {
  // Most lines are ASCII, and reading them as that takes a fifth of the time.
  const plain = text.replace(SIGNS, " ");
  const found = ASCII.test(plain) ? plain.toLowerCase().match(ASCII_WORD) : null;
  if (found) return found.filter(({ length }) => length <= MOST_LETTERS);
  return tokensOf(text).map(({ term }) => term);
}

function termOf(found: string): string {
  // ASCII is what most words are, and has nothing to be taken apart.
  if (ASCII.test(found)) return found.toLowerCase();
  return found.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

export function isWord(term: string): boolean {
  const first = term.charCodeAt(0);
  return first < 0x30 || first > 0x39;
}

/** Whether a text's term answers to one that is looked for: it is the same, or begins so and is a word. */
export function answers(term: string, asked: string): boolean {
  return term === asked || (isOpen(asked) && term.startsWith(asked));
}

/** "tight" finds "tighten" as well; two letters find only themselves. */
export function isOpen(asked: string): boolean {
  return asked.length >= 3 && isWord(asked);
}
