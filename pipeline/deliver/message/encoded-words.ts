/** With these 12 signs around it a word stays below 65 letters, so that it fits behind any field's name on a line of 76. */
const MOST_PAYLOAD = 52;
const MOST_PLAIN_WORD = 60;
/** Line ends, controls, and signs that turn the direction of what stands behind them: none is part of a title or a name. */
const UNSEEN = /[\p{Cc}\u2028\u2029]+/gu;
const TURNS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/g;

/** Words on one line, without what cannot be seen; whole Unicode. */
export function oneLine(words: string): string {
  return words.toWellFormed().replace(UNSEEN, " ").replace(TURNS, "").replace(/ {2,}/g, " ").trim();
}

/** Whether a header may hold these words as they are: ASCII, none so long that a line would not end, none that reads as an encoded one. */
export function isPlain(words: string): boolean {
  return (
    /^[\x20-\x7E]*$/.test(words) &&
    !words.includes("=?") &&
    words.split(" ").every((word) => word.length <= MOST_PLAIN_WORD)
  );
}

/**
 * Words of any script as RFC 2047 writes them in headers, in UTF-8: Q where that is shorter (most letters are Latin), else B. Each at most 64
 * letters long; no character is parted.
 */
export function encodedWords(words: string): readonly string[] {
  const q = chunked(words, qLetters, (letters) => letters.length);
  const b = chunked(words, (sign) => sign, base64Length).map((part) => Buffer.from(part).toString("base64"));
  const [kind, parts] = lengthOf(q) <= lengthOf(b) ? (["Q", q] as const) : (["B", b] as const);
  return parts.map((part) => `=?utf-8?${kind}?${part}?=`);
}

function lengthOf(parts: readonly string[]): number {
  return parts.reduce((sum, part) => sum + part.length, 0);
}

function chunked(
  words: string,
  write: (sign: string) => string,
  cost: (written: string) => number,
): readonly string[] {
  const chunks: string[] = [];
  let chunk = "";
  for (const sign of words) {
    const written = write(sign);
    if (chunk !== "" && cost(chunk + written) > MOST_PAYLOAD) {
      chunks.push(chunk);
      chunk = "";
    }
    chunk += written;
  }
  return [...chunks, chunk];
}

/** The few signs that RFC 2047 (5.3) leaves as they are before an address. */
function qLetters(sign: string): string {
  if (sign === " ") return "_";
  if (/^[A-Za-z0-9!*+/-]$/.test(sign)) return sign;
  return [...Buffer.from(sign)]
    .map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, "0")}`)
    .join("");
}

function base64Length(words: string): number {
  return Math.ceil(Buffer.byteLength(words) / 3) * 4;
}
