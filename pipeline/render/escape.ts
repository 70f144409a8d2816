/** The doors through which words reach a page. */

const HTML: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
const NAMED: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: "\u00A0",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  minus: "−",
  times: "×",
  euro: "€",
  pound: "£",
  copy: "©",
};

/** Words as HTML text or as a double-quoted attribute: they read the same and are nothing but words. */
export function escapeHtml(words: string): string {
  return withoutControls(words).replace(/[&<>"']/g, (sign) => HTML[sign]!);
}

/** Words as a quoted CSS string, which can neither end early nor close the style element. */
export function cssString(words: string): string {
  const escaped = withoutControls(words).replace(
    /[\\"'<>&\n]/g,
    (sign) => `\\${sign.codePointAt(0)!.toString(16)} `,
  );
  return `"${escaped}"`;
}

/** `&amp;` and `&#8722;` as the characters they name; an unknown name stays as it was written. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,8}));/gi, (written, decimal, hex, name) => {
    if (name) return NAMED[name] ?? written;
    const code = Number.parseInt(decimal ?? hex, decimal ? 10 : 16);
    return code > 0x1f && code <= 0x10ffff ? String.fromCodePoint(code) : "\uFFFD";
  });
}

/**
 * A link destination that may go out: http, https, mailto or an anchor of the page itself; null for
 * everything else, such as javascript:, data: or a path, whose words are then printed without a link.
 */
export function safeHref(written: string): string | null {
  const href = decodeEntities(written).trim();
  if (/[\s"<>\\]/.test(href) || withoutControls(href) !== href) return null;
  if (/^#[\w.-]+$/.test(href) || /^mailto:[^:]+@[^:]+$/i.test(href)) return href;
  return /^https?:\/\//i.test(href) && URL.canParse(href) ? href : null;
}

/** HTML knows no control characters but tab and line feed, and half a surrogate pair is none of Unicode. */
function withoutControls(words: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return words.replace(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFE\uFFFF]/g, "").toWellFormed();
}
