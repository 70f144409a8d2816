import { INVISIBLE } from "../headlines/clean-text.ts";

const LONGEST = 80;
/** Only so much is looked at: a page may be one line of megabytes. */
const LOOKED_AT = 1000;
/** Letters and digits without a break are a key before they are a word; digits alone are a number. */
const MAY_BE_KEY = /(?=\d*[a-z])[\da-z]{32,}/gi;

/**
 * Words from outside as a message may bear them: in quotes and on one line, the first eighty characters, `?` for what is not drawn
 * and for what is no text, `***` for what may be a key.
 */
export function quoted(words: string): string {
  const line = words.slice(0, LOOKED_AT).trim().replace(/\s+/g, " ");
  const short = line.replace(MAY_BE_KEY, "***").slice(0, LONGEST);
  return JSON.stringify(short.replace(INVISIBLE, "?").replaceAll("\ufffd", "?"));
}

/** What was found, for a sentence: words in quotes; of lists and objects the outside only, which may be nested beyond any depth. */
export function shown(found: unknown): string {
  if (typeof found === "string") return quoted(found);
  if (Array.isArray(found))
    return found.some(isNested) ? `a list of ${found.length}` : quoted(found.join(", "));
  if (isNested(found)) return `an object of ${quoted(Object.keys(found).join(", "))}`;
  return found === undefined ? "nothing" : String(found);
}

function isNested(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
