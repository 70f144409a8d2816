/** Longer than any headline: what is longer is something else. */
export const LONGEST_TITLE = 400;
const LONGEST_LINK = 2000;

/**
 * Controls, private use (fill's own marks), lone surrogates, and all that is drawn as nothing or turns the reading direction: bidi and
 * zero-width characters, fillers.
 */
export const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}\u2800]/gu;

const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ndash: "–",
  mdash: "—",
  minus: "−",
  hellip: "…",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  euro: "€",
  pound: "£",
  yen: "¥",
  cent: "¢",
  deg: "°",
  plusmn: "±",
  times: "×",
  frac12: "½",
  frac14: "¼",
  szlig: "ß",
};

/** `&eacute;`: a letter and the combining mark that NFC joins with it. */
const ACCENTS: Readonly<Record<string, string>> = {
  acute: "\u0301",
  grave: "\u0300",
  circ: "\u0302",
  uml: "\u0308",
  tilde: "\u0303",
  cedil: "\u0327",
};

/** Words that were let in, or the reason why not. */
export type Cleaned = { readonly text: string } | { readonly refused: string };

/**
 * Words from outside as plain text: entities decoded once, invisible and direction-changing characters taken out, white space folded.
 * Tags stay as the text that they are; fill escapes them. What is empty or longer than `longest` is refused, never silently cut.
 */
export function cleanTitle(raw: string, longest: number = LONGEST_TITLE): Cleaned {
  const tooLong = (length: number) => ({
    refused: `a title of ${length} characters; ${longest} at most`,
  });
  // An entity takes at most ten characters: what is longer than that needs no reading.
  if (raw.length > longest * 10) return tooLong(raw.length);
  const text = decodeEntities(raw)
    .replace(/[\s\u0085]+/g, " ")
    .replace(INVISIBLE, "")
    .replace(/ +/g, " ")
    .normalize("NFC")
    .trim();
  if (text === "") return { refused: "an empty title" };
  if (!/[\p{L}\p{N}]/u.test(text)) return { refused: "a title without a word" };
  return text.length > longest ? tooLong(text.length) : { text };
}

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}\d{0,2}));/gi,
    (written, decimal, hex, name) => {
      if (name) return namedEntity(name) ?? written;
      return numberedEntity(decimal ? Number(decimal) : Number.parseInt(hex, 16));
    },
  );
}

function namedEntity(name: string): string | undefined {
  const [, letter, accent] = /^([a-z])([a-z]+)$/i.exec(name) ?? [];
  const mark = accent && ACCENTS[accent];
  return mark ? letter + mark : NAMED[name.toLowerCase()];
}

/** Feeds number quotes and dashes as Windows-1252 has them, 128 to 159, and HTML reads them so. */
function numberedEntity(code: number): string {
  if (code >= 0x80 && code <= 0x9f) return new TextDecoder("windows-1252").decode(Uint8Array.of(code));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
}

const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])$/i;

/** A link that may stand on a page, with all its parameters: http or https, without credentials. */
export function safeLink(raw: string): { readonly url: string } | { readonly refused: string } {
  if (raw.length > LONGEST_LINK)
    return { refused: `a link of ${raw.length} characters; ${LONGEST_LINK} at most` };
  let url: URL;
  try {
    url = new URL(raw.trim());
  } catch {
    return { refused: "a link that is no address" };
  }
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return { refused: `a link of kind ${url.protocol.slice(0, 20)}` };
  // A browser takes a host with quotation marks in it; a name has none.
  if (!HOST.test(url.hostname)) return { refused: "a link to a host that can have no such name" };
  if (url.username || url.password) return { refused: "a link with a name or password in it" };
  return { url: url.href };
}
