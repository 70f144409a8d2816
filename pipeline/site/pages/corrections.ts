import { figureName } from "../../desk/correcting/figure-changes.ts";
import { printDate } from "../../finance/date-words.ts";
import type { Cause, Version } from "../../model/delivery.ts";
import type { ArchiveHouse } from "./archive-house.ts";

/** What a correction changed, in readers' words. */
export type CorrectionView = {
  readonly on: string;
  readonly at: string;
  readonly cause: string;
  readonly note: string;
  /** What changed first and what followed from it; the second part is folded where it is long. */
  readonly changes: readonly ChangeView[];
  readonly more: readonly ChangeView[];
};
type ChangeView = { readonly name: string; readonly was: string; readonly is: string };

const CAUSES: Readonly<Record<Cause, string>> = {
  "revised source": "A source revised its figures.",
  "our mistake": "The mistake was ours.",
  typo: "A slip in the text.",
};
/** More than so many are folded. */
const SHOWN_CHANGES = 12;
const NOT_PRINTED = "not printed";

/** null for a version that corrects nothing. */
export function correctionView(
  { correction, frozenAt }: Version,
  { titles }: Pick<ArchiveHouse, "titles">,
): CorrectionView | null {
  if (!correction) return null;
  const changes = correction.changes.map(({ id, was, is }) => ({
    name: figureName(id, titles),
    was: was ?? NOT_PRINTED,
    is: is ?? NOT_PRINTED,
  }));
  return {
    on: printDate(frozenAt.slice(0, 10), "full"),
    at: frozenAt,
    cause: CAUSES[correction.cause],
    note: correction.note,
    changes: changes.slice(0, SHOWN_CHANGES),
    more: changes.slice(SHOWN_CHANGES),
  };
}

/** "The spread was misprinted. Investment-grade spread: level was 83 bp and is 81 bp." For feeds, as one text. */
export function correctionWords({ cause, note, changes, more }: CorrectionView): string {
  const told = changes.slice(0, 3).map(({ name, was, is }) => `${name}: ${is}, not ${was}.`);
  const rest = changes.length + more.length - told.length;
  return [cause, note, ...told, rest > 0 ? `${rest} more figures changed.` : ""].filter(Boolean).join(" ");
}
