/**
 * Private-use characters that fill puts around what it prints and render takes away again. `clean-text` removes them from
 * all words from outside, and fill from what writers wrote, so that nobody but fill can set one.
 */
export const marks = {
  /** figure + id + text + value + end: the printed value of one figure */
  figure: "\uE000",
  text: "\uE001",
  end: "\uE002",
  /** block + name + blockEnd: alone in a paragraph, `section:ig-spread`, `teaser:ig-spread`, `note:ig-spread`, `lead`, `end` */
  block: "\uE003",
  blockEnd: "\uE004",
  /** between the variants of `{{#vary}}`; never leaves fill */
  or: "\uE005",
} as const;

/** The text without any mark: what people read. Block marks go with their paragraph. */
export function withoutMarks(marked: string): string {
  return marked
    .replace(/\uE003[^\uE004]*\uE004\n*/g, "")
    .replace(/\uE000[^\uE001]*\uE001/g, "")
    .replace(/[\uE000-\uE00F]/g, "");
}
