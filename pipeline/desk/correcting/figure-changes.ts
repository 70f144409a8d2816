import type { PrintedChange } from "../../model/correction.ts";
import type { Ledger, LedgerEntry } from "../../model/ledger.ts";

/**
 * Figures that two issues of a day print otherwise, in the order of `is`, those as a source told them first: what is computed follows from them.
 * Pure.
 *
 * @param titles of sections, by id: what readers see above them
 */
export function figureChanges(
  was: Ledger,
  is: Ledger,
  titles: Readonly<Record<string, string>>,
): readonly PrintedChange[] {
  const before = new Map(was.entries.map((entry) => [entry.id, entry]));
  const now = new Map(is.entries.map((entry) => [entry.id, entry]));
  const gone = was.entries.filter(({ id }) => !now.has(id));
  const changes = [...is.entries, ...gone].flatMap(({ id }) => {
    const [old, new_] = [before.get(id), now.get(id)];
    const isTurned = old !== undefined && new_ !== undefined && old.figure.value * new_.figure.value < 0;
    if (old && new_ && !isTurned && sameWords(old, new_)) return [];
    const words = (one: LedgerEntry | undefined, other: LedgerEntry | undefined) =>
      isTurned ? signed(firstWords(one, other), one) : firstWords(one, other);
    const change = { id, name: figureName(id, titles), was: words(old, new_), is: words(new_, old) };
    return [{ change, told: isTold(new_ ?? old!) }];
  });
  return [...changes.filter(({ told }) => told), ...changes.filter(({ told }) => !told)].map(
    ({ change }) => change,
  );
}

function sameWords({ printed }: LedgerEntry, other: LedgerEntry): boolean {
  const theirs = new Set(other.printed);
  return printed.length === theirs.size && printed.every((words) => theirs.has(words));
}

/** The first form that the other does not print. A figure is printed as "81 bp" and "81": the longer one says its unit. */
function firstWords(entry: LedgerEntry | undefined, other: LedgerEntry | undefined): string | null {
  if (!entry) return null;
  const theirs = new Set(other?.printed);
  const own = entry.printed.filter((words) => !theirs.has(words));
  return [...(own.length > 0 ? own : entry.printed)].sort((a, b) => b.length - a.length)[0] ?? null;
}

/** "2 bp" tighter and "2 bp" wider are not the same. */
function signed(words: string | null, entry: LedgerEntry | undefined): string | null {
  if (words === null || !entry || !/^\d/.test(words)) return words;
  return `${entry.figure.value < 0 ? "−" : "+"}${words}`;
}

function isTold({ figure }: LedgerEntry): boolean {
  return figure.method === "as observed";
}

/** "ig-spread.above-tight" → "Investment-grade spread: above tight". */
export function figureName(id: string, titles: Readonly<Record<string, string>>): string {
  const dot = id.indexOf(".");
  const section = dot < 0 ? id : id.slice(0, dot);
  const words = dot < 0 ? "" : id.slice(dot + 1).replace(/[.-]+/g, " ");
  return [titles[section] ?? section, words].filter(Boolean).join(": ");
}
