import { hashOf } from "../../rebuild/record.ts";

const DIGITS = 16;
const BLANK = "0".repeat(DIGITS);
const STAMP = new RegExp(`(scaffold )[0-9a-f]{${DIGITS}}(?= )`);

/** The words by which a scaffold says that it is one; `stamped` puts the hash in. */
export const STAMP_WORDS = `scaffold ${BLANK} of \`tracker new\`, which keeps this file up to date as long as nobody changes it`;

/** The text with its own hash in it, by which it is known later that nobody has changed it. */
export function stamped(text: string): string {
  return text.replace(STAMP, (_, words: string) => words + stampOf(text));
}

/** Whether a text is a scaffold as it was written, by its hash; the ends of lines do not count, since editors set their own. */
export function isUntouched(text: string): boolean {
  const found = STAMP.exec(text)?.[0].slice(-DIGITS);
  return found !== undefined && found === stampOf(text);
}

function stampOf(text: string): string {
  const blank = text.replace(/\r\n?/g, "\n").replace(STAMP, (_, words: string) => words + BLANK);
  return hashOf(blank).slice(0, DIGITS);
}
