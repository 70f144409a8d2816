const APOSTROPHE = /(?<=[\p{L}\p{N}%.,!?)\]’”])'|'(?=s\b|[\s.,;:!?)\]]|$)/gu;
const CLOSING = /(?<=[^\s([‘“])"|"(?=[\s.,;:!?)\]]|$)/gu;

/**
 * Straight quotation marks of typewriters as printers set them: the day’s, “so”, ‘so’. For words of pages alone: texts, ledger and whatever
 * is searched keep the marks that were typed. Words may begin or end in the middle of a sentence, beside a figure.
 */
export function curled(words: string): string {
  if (!/['"]/.test(words)) return words;
  return words.replace(APOSTROPHE, "’").replaceAll("'", "‘").replace(CLOSING, "”").replaceAll('"', "“");
}
