import { type NumberForm, printFigure } from "../../fill/print-number.ts";
import type { PrintedChange } from "../../model/correction.ts";
import type { Figure } from "../../model/figure.ts";
import type { Ledger, LedgerEntry } from "../../model/ledger.ts";

/** A printed figure that revised sources make another, and by how many units of the last place that was printed. */
export interface RestatedFigure extends PrintedChange {
  readonly places: number;
}

/**
 * Figures of an issue that went out, beside the same figures computed anew. Pure.
 *
 * @param now by id; what is not there any more is not compared, for other sections or templates may be why
 * @param above how many units of the last printed place a figure must have moved
 * @param nameOf a figure by its id, as readers know it
 * @returns the furthest first
 */
export function restatedFigures(
  ledger: Ledger,
  now: ReadonlyMap<string, Figure>,
  { above, nameOf }: { readonly above: number; readonly nameOf: (id: string) => string },
): readonly RestatedFigure[] {
  return ledger.entries
    .flatMap((entry) => {
      const figure = now.get(entry.id);
      return figure && figure.unit === entry.figure.unit ? moved(entry, figure, nameOf(entry.id)) : [];
    })
    .filter(({ places }) => places >= above)
    .sort((one, other) => other.places - one.places);
}

function moved({ id, printed, figure }: LedgerEntry, now: Figure, name: string): readonly RestatedFigure[] {
  const words = longest(printed);
  const decimals = decimalsIn(words);
  if (decimals === null) return [];
  const isTurned = figure.value * now.value < 0;
  // "2 bp tighter" is printed without its sign; where it turns, the sign says so.
  const isBare = figure.value < 0 && !words.startsWith("−") && !isTurned;
  const isSigned = isTurned || words.startsWith("+");
  const form: NumberForm = { decimals, ...(isSigned ? { sign: "always" } : isBare ? { sign: "never" } : {}) };
  const print = (one: Figure) => printFigure(one, form);
  const [was, is] = [isTurned ? print(figure) : words, print(now)];
  // What would be printed in the same words is no correction, however the digits behind moved.
  if (is === was || print(figure) === is) return [];
  const places = Math.abs(now.value - figure.value) * 10 ** decimals;
  return [{ id, name, was, is, places: Math.round(places * 10) / 10 }];
}

function longest(printed: readonly string[]): string {
  return [...printed].sort((a, b) => b.length - a.length)[0]!;
}

/** Places behind the point; null for what holds no number, such as "flat". */
function decimalsIn(words: string): number | null {
  const number = /\d[\d,]*(?:\.(\d+))?/.exec(words);
  return number ? (number[1]?.length ?? 0) : null;
}
