import { MONTHS } from "../../finance/date-words.ts";

/** No beginnings of the names; the second is the exchange's. */
const ODD: ReadonlyMap<string, string> = new Map([
  ["sept", "sep"],
  ["jly", "jul"],
]);
const NAMES = MONTHS.map((name) => name.toLowerCase());

/** 1 to 12 for an English month or a beginning of it of three letters or more: `January`, `Sep`, `JUL`; null for anything else. */
export function monthNumber(word: string): number | null {
  const name = ODD.get(word.toLowerCase()) ?? word.toLowerCase();
  const index = name.length < 3 ? -1 : NAMES.findIndex((full) => full.startsWith(name));
  return index < 0 ? null : index + 1;
}
