import type { ChartSpec } from "../model/chart.ts";
import type { Figure } from "../model/figure.ts";
import type { Ledger, LedgerEntry } from "../model/ledger.ts";
import type { IsoDate } from "../model/unit.ts";
import { labelsOn } from "./chart-words.ts";

const FIGURE_MARK = /\uE000([^\uE001]*)\uE001([^\uE002]*)\uE002/g;

/**
 * What was printed, read off the marks of the finished text and the labels of its charts: a variant that was not chosen is not in it.
 *
 * @param figures every figure that a helper touched, by id
 */
export function ledgerOf(
  date: IsoDate,
  marked: string,
  charts: readonly ChartSpec[],
  figures: ReadonlyMap<string, Figure>,
): Ledger {
  const entries = new Map<string, { printed: Set<string>; places: Set<string>; figure: Figure }>();
  const enter = (id: string, text: string, place: string) => {
    const figure = figures.get(id);
    if (!figure) throw new Error(`the text prints a figure ${id} that no helper printed`);
    const entry = entries.get(id) ?? { printed: new Set(), places: new Set(), figure };
    entry.printed.add(text);
    entry.places.add(place);
    entries.set(id, entry);
  };
  for (const [, id = "", text = ""] of marked.matchAll(FIGURE_MARK)) enter(id, text, "text");
  for (const spec of charts) for (const { figure, text } of labelsOn(spec)) enter(figure, text, spec.id);
  return {
    date,
    entries: [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, entry]) => entryOf(id, entry)),
  };
}

function entryOf(
  id: string,
  { printed, places, figure }: { printed: Set<string>; places: Set<string>; figure: Figure },
): LedgerEntry {
  return { id, printed: [...printed], places: [...places], figure };
}
