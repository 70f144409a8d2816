/** Words that carry no story. */
const SMALL = new Set(
  "a an and as at by for from in is it its of on or says say said that the to with after over".split(" "),
);
const PREFIX = /^(update \d+:|update:|stock market today:|breaking:|exclusive:|factbox:?)\s*/;
const SUFFIX = /\s*([-–—]\s*(update|sources?)|\(update \d*\))$/;

/** What a title says, as a set: words that carry it, and its numbers. */
export interface Fingerprint {
  /** Equal for titles that differ in case, punctuation and white space only. */
  readonly exact: string;
  readonly words: ReadonlySet<string>;
  readonly numbers: ReadonlySet<string>;
}

/** The fingerprint of a title. */
export function fingerprintOf(title: string): Fingerprint {
  const plain = title
    .toLowerCase()
    .replace(PREFIX, "")
    .replace(SUFFIX, "")
    .replace(/\b(?:[a-z]\.){2,}/g, (found) => found.replaceAll(".", ""))
    .replace(/\bbasis points?\b/g, "bps")
    .replace(/['’`]s\b/g, "")
    .replace(/(\d),(?=\d{3})/g, "$1");
  const words = plain.match(/\d+(?:\.\d+)?[a-z%]*|\p{L}+/gu) ?? [];
  const telling = words.filter((word) => !SMALL.has(word));
  return {
    exact: words.join(" "),
    words: new Set(telling),
    numbers: new Set(telling.filter((word) => /^\d/.test(word))),
  };
}

/** At least so many telling words of the shorter title must be in the longer one. */
const SHARED = 0.8;
/** A title of fewer telling words says too little to be taken for another. */
const FEWEST = 3;

/**
 * Whether two titles tell the same story: the same words, or at least 80 % of the shorter one's telling words in the longer one while no
 * number of the shorter is missing there. Retitling drops tails and adds "UPDATE 1:"; it does not change the figures.
 */
export function sameStory(a: Fingerprint, b: Fingerprint): boolean {
  if (a.exact === b.exact) return true;
  const [short, long] = a.words.size <= b.words.size ? [a, b] : [b, a];
  if (short.words.size < FEWEST || [...short.numbers].some((number) => !long.words.has(number))) return false;
  const shared = [...short.words].filter((word) => long.words.has(word)).length;
  return shared / short.words.size >= SHARED;
}

/** An address without what only tracks the reader, for telling whether two lines link the same page. */
export function pageOf(link: string): string {
  return link
    .replace(/#.*$/, "")
    .replace(/([?&])utm_[^&]*/g, "$1")
    .replace(/[?&]+$/, "")
    .replace(/\/$/, "");
}
