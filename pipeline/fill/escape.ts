/** Characters that mean something to Markdown wherever they stand. */
const ALWAYS = /[\\`*[\]<|~]/g;
/** Characters that mean something at the beginning of a line: headings, lists, quotes, rules. */
const AT_START = /^(\s*)([#>+=-]|\d{1,9}(?=[.)]))/;

/**
 * The one door for words on their way into Markdown: what comes out reads the same and is only text. No link, tag, entity,
 * heading, list or table cell can begin in it, and no mark of ours: private-use characters are taken out.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\uE000-\uF8FF]/g, "")
    .replace(/\s+/g, " ")
    .replace(ALWAYS, "\\$&")
    .replace(/&(?=#|\w+;)/g, "\\&")
    .replace(/(^|\W)_|_(?=\W|$)/g, (found) => found.replace("_", "\\_"))
    .replace(/:\/\//g, ":\\//")
    .replace(/\bwww\./gi, "www\\.")
    .replace(/(?<=\S)@(?=\S)/g, "\\@")
    .replace(AT_START, (_, space: string, sign: string) =>
      /\d/.test(sign) ? `${space}${sign}\\` : `${space}\\${sign}`,
    );
}

/** Escaped Markdown back as plain text, for titles, alt texts and mail subjects. */
export function plainOf(markdown: string): string {
  return markdown.replace(/\\([!-/:-@[-`{-~])/g, "$1");
}

/** A link destination that cannot end early; the address itself was checked when it was collected. */
export function escapeDestination(url: string): string {
  return url.replace(/[\s<>()\\]/g, (sign) =>
    encodeURIComponent(sign).replace("(", "%28").replace(")", "%29"),
  );
}
