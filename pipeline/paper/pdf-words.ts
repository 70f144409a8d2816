const LITERAL = /\((?:\\[\s\S]|[^\\)])*\)/g;
const ESCAPED = /\\(\d{1,3}|\r?\n|[\s\S])/g;
const SPELLED: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };

/** A dictionary without the words in it, which may look like entries. */
export function bare(dictionary: string): string {
  return dictionary.includes("(") ? dictionary.replace(LITERAL, "()") : dictionary;
}

/** The words of an entry: `(…)` in Latin letters or `<FEFF…>` in UTF-16. Null where it has none. */
export function wordsOf(dictionary: string, key: string): string | null {
  const found = new RegExp(String.raw`/${key} ?(?:\(((?:\\[\s\S]|[^\\)])*)\)|<([0-9A-Fa-f]*)>)`).exec(
    dictionary,
  );
  if (!found) return null;
  if (found[1] !== undefined) return found[1].replace(ESCAPED, unescaped);
  const bytes = Buffer.from(found[2] ?? "", "hex");
  return bytes[0] === 0xfe && bytes[1] === 0xff
    ? bytes.subarray(2).swap16().toString("utf16le")
    : bytes.toString("latin1");
}

function unescaped(_: string, letter: string): string {
  if (/^\d/.test(letter)) return String.fromCharCode(Number.parseInt(letter, 8));
  if (/\n/.test(letter)) return "";
  return SPELLED[letter] ?? letter;
}

/** Words as an entry's value: `(…)` where they are plain ASCII, else `<FEFF…>`. */
export function pdfWords(text: string): string {
  if (/^[ -~]*$/.test(text)) return `(${text.replace(/[\\()]/g, "\\$&")})`;
  return `<FEFF${Buffer.from(text, "utf16le").swap16().toString("hex").toUpperCase()}>`;
}

/** The object that an entry refers to; null where it refers to none. */
export function referred(dictionary: string, key: string): number | null {
  const number = new RegExp(`/${key} (\\d+) 0 R`).exec(dictionary)?.[1];
  return number === undefined ? null : Number(number);
}

/** The objects that an array of references names, in its order. */
export function references(array: string): readonly number[] {
  return [...array.matchAll(/(\d+) 0 R/g)].map(([, number]) => Number(number));
}
