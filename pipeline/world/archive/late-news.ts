import type { Book } from "./book.ts";
import type { Chain } from "./chains.ts";
import { rowFrom } from "./columns.ts";
import { msOf } from "./instant.ts";
import { inOrder, laid } from "./knowledge.ts";
import { emptyPile, type Pile, rowsAt, rowsBetween } from "./pile.ts";
import { CHAIN_BEGIN, heldRows, type ToldRow } from "./tellings.ts";

/**
 * What must be said again because something older comes after it: a slower process recorded an earlier look, or a mirror's clock went
 * back. A later look that found a value unchanged left no row, so the older one would pass for the newest. Where it would, the value
 * that stood there until now is told again, as of the last time that the source was heard.
 */
export function retold(book: Book, chain: Chain, { rows, knownMs }: ToldRow): ToldRow[] {
  const toldMs = msOf(chain.toldAt);
  if (knownMs >= toldMs || rows.days.length === 0) return [];
  const looks = inOrder(heldRows(book, chain, CHAIN_BEGIN).filter(({ published }) => published === null));
  const before = laid(
    emptyPile(),
    looks.filter((row) => row.knownMs <= knownMs),
  );
  const after = laid(emptyPile(), looks);
  const stood = [...rows.days].flatMap((day) => {
    const at = rowOf(after, day);
    const untouched = at >= 0 && sameLayer(after, at, before, rowOf(before, day));
    return untouched ? [at] : [];
  });
  const byLayer = Map.groupBy(stood, (at) => after.layers[after.layerOf?.[at] ?? 0]!);
  return [...byLayer].map(([layer, chosen]) => ({
    layer,
    rows: rowsAt(rowsBetween(after, 0), chosen),
    knownMs: toldMs,
    published: null,
  }));
}

function rowOf({ days, count }: Pile, day: number): number {
  const at = rowFrom(days, count, day);
  return at < count && days[at] === day ? at : -1;
}

/** Layers of the same rows, laid in the same order, are the same objects. */
function sameLayer(a: Pile, rowA: number, b: Pile, rowB: number): boolean {
  return rowB >= 0 && a.layers[a.layerOf?.[rowA] ?? 0] === b.layers[b.layerOf?.[rowB] ?? 0];
}
