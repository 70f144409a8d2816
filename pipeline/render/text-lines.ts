/** Letters of East Asia and pictures of things take two columns in a typewriter's face. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303E\uFF01-\uFF60\uFFE0-\uFFE6]/u;
/** Accents that stand on the letter before them, and signs that are not seen. */
const NONE = /[\p{Mn}\p{Me}\p{Cf}]/u;

/** Letters that take a column each. */
const PLAIN = /^[\u0020-\u00AC\u00AE-\u02FF\u2010-\u2027\u2030-\u205E\u2212]*$/;

/** Columns that a text takes, as a reader sees it. */
export function widthOf(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let columns = 0;
  for (const sign of text) columns += WIDE.test(sign) ? 2 : NONE.test(sign) ? 0 : 1;
  return columns;
}

/** Fills up to `width` columns. */
export function padded(text: string, width: number, align: "left" | "right"): string {
  const space = " ".repeat(Math.max(0, width - widthOf(text)));
  return align === "right" ? space + text : text + space;
}

/**
 * Lines of at most `width` columns; a longer word, such as an address, keeps a line of its own. No-break
 * spaces hold.
 */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const given of text.split("\n")) {
    let line = "";
    let taken = 0;
    for (const word of given.split(/[ \t]+/).filter(Boolean)) {
      const columns = widthOf(word);
      if (line !== "" && taken + 1 + columns > width) {
        lines.push(line);
        line = word;
        taken = columns;
      } else {
        line = line === "" ? word : `${line} ${word}`;
        taken += columns + (line === word ? 0 : 1);
      }
    }
    lines.push(line);
  }
  return lines;
}
