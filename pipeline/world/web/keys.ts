import type { WebRequest } from "../world.ts";

/** The environment variables that hold keys. */
export const KEY_VARIABLES: readonly string[] = ["FRED_API_KEY"];

/** Keys by the names of their variables. */
export type Keys = ReadonlyMap<string, string>;

const NAMED: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Those that are set. White space around a key comes from a file and is none of it. */
export function keysIn(environment: Readonly<Record<string, string | undefined>>): Keys {
  const set = KEY_VARIABLES.map((name) => [name, environment[name]?.trim() ?? ""] as const);
  return new Map(set.filter(([, key]) => key !== ""));
}

/** The address with its key, as it is sent and never shown. */
export function withKey(url: URL, secret: NonNullable<WebRequest["secret"]>, key: string): URL {
  const sent = new URL(url);
  const parameter = `${encodeURIComponent(secret.parameter)}=${encodeURIComponent(key)}`;
  sent.search = sent.search ? `${sent.search}&${parameter}` : `?${parameter}`;
  return sent;
}

/** Words with `***` for each key, however it is written: as it is, for an address (once or twice), for HTML or JSON, in other case. */
export function maskOf(keys: Keys): (words: string) => string {
  // Longest first: a key may be the beginning of another.
  const values = [...keys.values()].sort((a, b) => b.length - a.length);
  if (!values.length) return (words) => words;
  const written = values.map((key) => [...key].map(spellings));
  const whole = new RegExp(written.map((letters) => letters.join("")).join("|"), "giu");
  const begun = new RegExp(written.map((letters) => `${beginning(letters)}$`).join("|"), "iu");
  return (words) => words.replace(whole, "***").replace(begun, "***");
}

/** Four letters or more of what was cut off within a key. */
function beginning(letters: readonly string[]): string {
  const further = letters.slice(4).reduceRight((rest, letter) => `(?:${letter}${rest})?`, "");
  return letters.slice(0, 4).join("") + further;
}

/** All that one character of a key may be written as. */
function spellings(character: string): string {
  const code = character.codePointAt(0)!.toString(16);
  const octets = [...Buffer.from(character)].map((octet) => `%(?:25)*${octet.toString(16).padStart(2, "0")}`);
  const forms = [
    `\\\\?${literally(character)}`,
    octets.join(""),
    `&#0*${character.codePointAt(0)};`,
    `&#x0*${code};`,
    `\\\\u${code.padStart(4, "0")}`,
    ...(character === " " ? ["\\+"] : []),
    ...(NAMED[character] ? [NAMED[character]] : []),
  ];
  return `(?:${forms.join("|")})`;
}

function literally(character: string): string {
  return `\\u{${character.codePointAt(0)!.toString(16)}}`;
}

/** What is shorter is no key, and may be a number of the body. */
const SHORTEST = 8;

/** A copy of a body in which a key was sent back: asterisks stand there, and every other byte where it was. */
export function maskBytes(bytes: Uint8Array, key: string | null): Uint8Array {
  if (key === null || key.length < SHORTEST) return bytes;
  const masked = Buffer.from(bytes);
  for (const word of [Buffer.from(key), Buffer.from(encodeURIComponent(key))])
    for (let at = masked.indexOf(word); at >= 0; at = masked.indexOf(word, at + word.length))
      masked.fill("*", at, at + word.length);
  return masked;
}
