import type { Chain } from "./chains.ts";
import { rowFrom } from "./columns.ts";
import { msOf } from "./instant.ts";
import { inOrder, laid } from "./knowledge.ts";
import { emptyPile, type Pile, rowsAt, rowsBetween } from "./pile.ts";
import type { HeldRow, ToldRow } from "./tellings.ts";

/**
 * What must be said again because something older comes after it: a slower process recorded an earlier look, or a mirror's clock went
 * back. A later look that found a value unchanged left no row, so the older one would pass for the newest. Where it would, the value
 * that stood there until now is told again, as of the last time that the source was heard.
 *
 * @param held all tellings of the chain
 */
export function retold(
  chain: Chain,
  held: readonly HeldRow[],
  { rows, knownMs }: Pick<ToldRow, "rows" | "knownMs">,
): ToldRow[] {
  const toldMs = msOf(chain.toldAt);
  if (!isLate(chain, knownMs) || rows.days.length === 0) return [];
  const looks = inOrder(held.filter(({ published }) => published === null));
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

/** Whether the source was heard since. */
export function isLate({ toldAt }: Chain, knownMs: number): boolean {
  return knownMs < msOf(toldAt);
}

function rowOf({ days, count }: Pile, day: number): number {
  const at = rowFrom(days, count, day);
  return at < count && days[at] === day ? at : -1;
}

/** Layers of the same rows, laid in the same order, are the same objects. */
function sameLayer(a: Pile, rowA: number, b: Pile, rowB: number): boolean {
  return rowB >= 0 && a.layers[a.layerOf?.[rowA] ?? 0] === b.layers[b.layerOf?.[rowB] ?? 0];
}
