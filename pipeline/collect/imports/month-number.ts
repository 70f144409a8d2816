import { printDate } from "../../finance/date-words.ts";

const NAMES = Array.from({ length: 12 }, (_, index) =>
  printDate(`2000-${String(index + 1).padStart(2, "0")}-01`, "day")
    .slice(2)
    .toLowerCase(),
);

/** 1 to 12 for an English month or a beginning of it of three letters or more: `January`, `Sep`, `JUL`; null for anything else. */
export function monthNumber(word: string): number | null {
  // "Sept" and the exchange's "JLY" are no beginnings.
  const name = { sept: "sep", jly: "jul" }[word.toLowerCase()] ?? word.toLowerCase();
  const index = name.length < 3 ? -1 : NAMES.findIndex((full) => full.startsWith(name));
  return index < 0 ? null : index + 1;
}
