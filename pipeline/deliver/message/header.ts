import { encodedWords, isPlain, oneLine } from "./encoded-words.ts";

/** A header field as it stands in the letter, and as DKIM signs it (RFC 6376, 3.4.2). Both without the line end behind them. */
export interface Field {
  /** Lower case. */
  readonly name: string;
  readonly written: string;
  readonly canonical: string;
}

const WIDTH = 76;
/** RFC 5322, 2.1.1. */
const MOST_BYTES = 998;
/** ASCII that can be seen, and line ends only where the next line goes on with a space. */
const SOUND = /^[A-Za-z][A-Za-z0-9-]*:(?: |\r\n )[\x20-\x7E]*(?:\r\n [\x20-\x7E]+)*$/;

/**
 * A header field. Whatever its value was made of: what does not hold together as one field does not come out of here.
 *
 * @param value made by the functions below
 */
export function field(name: string, value: string): Field {
  const written = `${name}: ${value}`;
  if (!SOUND.test(written) || written.split("\r\n").some((line) => line.length > MOST_BYTES))
    throw new Error(`a header ${name.replace(/[^\w-]/g, "?").slice(0, 40)} would not hold together`);
  const unfolded = value.replaceAll("\r\n", "").replace(/ +/g, " ").trim();
  return { name: name.toLowerCase(), written, canonical: `${name.toLowerCase()}:${unfolded}` };
}

/** Free words, such as a subject: folded, or encoded where they are more than ASCII. */
export function words(name: string, text: string): Field {
  const clean = oneLine(text);
  const parts = isPlain(clean) ? clean.split(" ") : encodedWords(clean);
  return field(name, folded(parts, name.length + 2));
}

/** What machines read, such as addresses of pages: on one line; where it is not ASCII or too long, as words. */
export function unfolded(name: string, text: string): Field {
  const clean = oneLine(text);
  const fits = /^[\x20-\x7E]*$/.test(clean) && name.length + clean.length < MOST_BYTES - 2;
  return fits ? field(name, clean) : words(name, text);
}

/** `"Ada, Desk" <ada@example.com>`; without a name the address alone. The address has passed `readAddress`. */
export function mailbox(
  name: string,
  person: { readonly name: string | null; readonly address: string },
): Field {
  const phrase = phraseOf(person.name ?? "");
  if (phrase.length === 0) return field(name, person.address);
  return field(name, folded([...phrase, `<${person.address}>`], name.length + 2));
}

/** `Macro Regime Tracker <daily.example.com>` (RFC 2919). */
export function listId(name: string, id: string): Field {
  return field("List-Id", folded([...phraseOf(name), `<${id}>`], "List-Id: ".length));
}

/** RFC 5322, 3.3. @param instant ISO 8601 */
export function dateOf(instant: string): string {
  return new Date(instant).toUTCString().replace("GMT", "+0000");
}

/** `; filename="macro.pdf"` on a line of its own, and where the name is more than ASCII a stand-in with the name behind it (RFC 2231). */
export function parameter(name: string, value: string, standIn: string): string {
  if (/^[\w.-]+$/.test(value)) return `;\r\n ${name}="${value}"`;
  const coded = encodeURIComponent(value.toWellFormed()).replace(
    /['()*!~]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `;\r\n ${name}="${standIn}";\r\n ${name}*=utf-8''${coded}`;
}

/** A name before an address: as it is, in quotes, or encoded. */
function phraseOf(name: string): readonly string[] {
  const clean = oneLine(name);
  if (clean === "") return [];
  if (!isPlain(clean) || clean.length > WIDTH / 2) return encodedWords(clean);
  return /^[A-Za-z0-9 ]+$/.test(clean) ? clean.split(" ") : [`"${clean.replace(/["\\]/g, "\\$&")}"`];
}

/** Parts with spaces between them, and lines ended before one that would not fit. */
function folded(parts: readonly string[], from: number): string {
  let [text, column] = ["", from];
  parts.forEach((part, index) => {
    const fits = index === 0 || column + 1 + part.length <= WIDTH;
    const between = index === 0 ? "" : fits ? " " : "\r\n ";
    text += between + part;
    column = fits ? column + between.length + part.length : 1 + part.length;
  });
  return text;
}
