import type { Book } from "./book.ts";
import type { Chain } from "./chains.ts";
import { type Checkpoint, checkpointedIn, checkpointFor, putCheckpoint } from "./checkpoints.ts";
import { msOf, upToMs } from "./instant.ts";
import { emptyPile, layOn, type Pile } from "./pile.ts";
import { CHAIN_BEGIN, type HeldRow, heldRows } from "./tellings.ts";

/**
 * What was known of a chain at a moment: its tellings known by then, laid over each other in order of (known, recorded).
 *
 * A version that the source dated itself and that was fetched later counts before this desk first looked, where it stands for what the
 * desk would have seen, and from the moment on when it was fetched; in between the desk had seen something else, and an issue of that
 * time comes out as it did.
 *
 * @param knownMs milliseconds since 1970
 * @throws PipelineError archive-damaged
 */
export function knownAt(book: Book, chain: Chain, knownMs: number): Pile {
  const checkpoint = checkpointFor(book, chain, knownMs);
  if (checkpoint) {
    const tail = heldRows(book, chain, checkpoint.through);
    if (tail.every((row) => row.knownMs >= checkpoint.knownMs))
      return laid(checkpoint.pile, countingAt(tail, chain, knownMs));
  }
  return laid(emptyPile(), countingAt(heldRows(book, chain, CHAIN_BEGIN), chain, knownMs));
}

/** Lays tellings over a pile, in order of (known, recorded). */
export function laid(pile: Pile, held: readonly HeldRow[]): Pile {
  for (const { layer, rows } of inOrder(held)) layOn(pile, layer, rows);
  return pile;
}

/** Sorting keeps the order of recording among those known at one moment. */
export function inOrder<T extends { readonly knownMs: number }>(held: readonly T[]): readonly T[] {
  return held.every((row, index) => index === 0 || held[index - 1]!.knownMs <= row.knownMs)
    ? held
    : [...held].sort((a, b) => a.knownMs - b.knownMs);
}

function countingAt(held: readonly HeldRow[], { firstMs }: Chain, knownMs: number): readonly HeldRow[] {
  return held.filter(
    (row) =>
      row.knownMs <= knownMs &&
      (row.published === null ||
        firstMs === null ||
        knownMs < firstMs ||
        msOf(row.layer.retrievedAt) <= knownMs),
  );
}

/** Tellings after which a new checkpoint is made: fewer are read again in less than a millisecond. */
const CHECKPOINT_EVERY = 16;

/** Makes a checkpoint where the last one is far behind. */
export function keepCheckpoint(book: Book, chain: Chain): void {
  if (chain.count - Math.max(1, checkpointedIn(book, chain)) < CHECKPOINT_EVERY) return;
  const last = checkpointFor(book, chain, upToMs(null));
  const tail = last && heldRows(book, chain, last.through);
  const goesOn = last && tail?.every((row) => row.knownMs >= last.knownMs);
  putCheckpoint(
    book,
    chain,
    checkpointOf(goesOn ? tail! : heldRows(book, chain, CHAIN_BEGIN), goesOn ? last : null),
  );
}

/** Of these tellings after another checkpoint, or of the first of a chain. */
export function checkpointOf(held: readonly HeldRow[], before: Checkpoint | null): Checkpoint {
  const latest = (first: number | undefined, moments: readonly number[]) =>
    moments.reduce((late, ms) => Math.max(late, ms), first ?? -Infinity);
  return {
    through: held.at(-1)!,
    count: (before?.count ?? 0) + held.length,
    knownMs: latest(
      before?.knownMs,
      held.map(({ knownMs }) => knownMs),
    ),
    settledMs: latest(
      before?.settledMs,
      held.map(({ layer }) => msOf(layer.retrievedAt)),
    ),
    pile: laid(before?.pile ?? emptyPile(), held),
  };
}
