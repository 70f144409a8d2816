/** Longer than any headline: what is longer is something else. */
export const LONGEST_TITLE = 400;

/** Controls, bidi and zero-width characters, private use (our own marks), lone surrogates: nothing that a reader sees. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;
const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
};

/** Words that were let in, or the reason why not. */
export type Cleaned = { readonly text: string } | { readonly refused: string };

/**
 * A title from outside as plain text: entities decoded once, invisible and direction-changing characters taken out, white space folded.
 * Tags stay as the text that they are; fill escapes them. An empty or overlong title is refused, never silently cut.
 */
export function cleanTitle(raw: string): Cleaned {
  if (raw.length > LONGEST_TITLE * 10)
    return { refused: `a title of ${raw.length} characters; ${LONGEST_TITLE} at most` };
  const text = decodeEntities(raw).replace(/\s+/g, " ").replace(INVISIBLE, "").normalize("NFC").trim();
  if (text === "") return { refused: "an empty title" };
  if (text.length > LONGEST_TITLE)
    return { refused: `a title of ${text.length} characters; ${LONGEST_TITLE} at most` };
  return { text };
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name) return NAMED[name.toLowerCase()] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
  });
}

/** A link that may stand on a page: http or https, without credentials. */
export function safeLink(raw: string): { readonly url: string } | { readonly refused: string } {
  let url: URL;
  try {
    url = new URL(raw.trim());
  } catch {
    return { refused: "a link that is no address" };
  }
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return { refused: `a link of kind ${url.protocol.slice(0, 20)}` };
  if (url.username || url.password) return { refused: "a link with a password in it" };
  return { url: url.href };
}
