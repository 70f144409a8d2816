import { closest } from "fastest-levenshtein";

/** A remedy that names the likeliest and all that there are. */
export function nearest(asked: string, known: readonly string[]): string {
  return known.length === 0
    ? "There are none."
    : `Did you mean "${closest(asked, [...known])}"? There are: ${known.join(", ")}.`;
}
