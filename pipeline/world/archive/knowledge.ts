import type { Book } from "./book.ts";
import type { Chain } from "./chains.ts";
import { type Checkpoint, checkpointedIn, checkpointsFor, putCheckpoints } from "./checkpoints.ts";
import { rowFrom } from "./columns.ts";
import { msOf, upToMs } from "./instant.ts";
import { emptyPile, layOn, type Pile, rowsBetween } from "./pile.ts";
import { CHAIN_BEGIN, type HeldRow, heldRows } from "./tellings.ts";

/**
 * What was known of each chain at a moment: its tellings known by then, laid over each other in order of (known, recorded).
 *
 * A version that the source dated itself and that was fetched later counts before this desk first looked, where it stands for what the
 * desk would have seen, and from the moment on when it was fetched; in between the desk had seen something else, and an issue of that
 * time comes out as it did.
 *
 * @param knownMs milliseconds since 1970
 * @param fromDay the first day of a chain that matters: rows of a checkpoint before it are left out
 * @returns for each that was asked for
 * @throws PipelineError archive-damaged
 */
export async function knownAt(
  book: Book,
  chains: readonly Chain[],
  { knownMs, fromDay }: { readonly knownMs: number; readonly fromDay?: (chain: Chain) => number },
): Promise<Pile[]> {
  const grounds = await groundsFor(book, chains, knownMs);
  return grounds.map(({ checkpoint, tail }, index) => {
    const chain = chains[index]!;
    const pile = checkpoint?.pile ?? emptyPile();
    return laid(fromDay ? cutAt(pile, fromDay(chain)) : pile, countingAt(tail, chain, knownMs));
  });
}

/** So many chains are read at once: few enough that what was read of them can soon be forgotten. */
const AT_ONCE = 16;

/**
 * Each chain with what was known of it.
 *
 * @param fromDay the first day of a chain that matters: what is before it may be left out, so that thirty years cost no more than what is asked of them
 */
export async function* eachKnownAt(
  book: Book,
  chains: readonly Chain[],
  { knownMs, fromDay }: { readonly knownMs: number; readonly fromDay?: (chain: Chain) => number },
): AsyncGenerator<readonly [Chain, Pile]> {
  for (let begin = 0; begin < chains.length; begin += AT_ONCE) {
    const some = chains.slice(begin, begin + AT_ONCE);
    const piles = await knownAt(book, some, { knownMs, ...(fromDay ? { fromDay } : {}) });
    for (const [index, pile] of piles.entries()) yield [some[index]!, pile];
  }
}

/** The rows from a day on, of the same layers; no copy. */
function cutAt({ count, layerOf, ...pile }: Pile, day: number): Pile {
  const first = rowFrom(pile.days, count, day);
  return {
    ...pile,
    ...rowsBetween({ count, layerOf, ...pile }, first),
    count: count - first,
    layerOf: layerOf?.subarray(first, count) ?? null,
  };
}

/** A checkpoint and all tellings after it; without one, all of the chain. */
interface Ground {
  readonly checkpoint: Checkpoint | null;
  readonly tail: readonly HeldRow[];
}

/** Checkpoints count where nothing that was recorded after them was known before. */
async function groundsFor(book: Book, chains: readonly Chain[], knownMs: number): Promise<Ground[]> {
  const checkpoints = await checkpointsFor(book, chains, knownMs);
  const after = chains.map((chain) => ({ chain, link: checkpoints.get(chain)?.through ?? CHAIN_BEGIN }));
  const tails = await heldRows(book, after);
  const isLate = chains.map((chain, index) => {
    const checkpoint = checkpoints.get(chain);
    return checkpoint !== undefined && tails[index]!.some((row) => row.knownMs < checkpoint.knownMs);
  });
  const late = chains.filter((_, index) => isLate[index]);
  const whole = await heldRows(
    book,
    late.map((chain) => ({ chain, link: CHAIN_BEGIN })),
  );
  return chains.map((chain, index) =>
    isLate[index]
      ? { checkpoint: null, tail: whole[late.indexOf(chain)]! }
      : { checkpoint: checkpoints.get(chain) ?? null, tail: tails[index]! },
  );
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

/** Makes checkpoints where the last ones are far behind. */
export async function keepCheckpoints(book: Book, chains: readonly Chain[]): Promise<void> {
  const held = await checkpointedIn(book, chains);
  const due = chains.filter(({ id, count }) => count - Math.max(1, held.get(id) ?? 0) >= CHECKPOINT_EVERY);
  if (due.length === 0) return;
  const grounds = await groundsFor(book, due, upToMs(null));
  const made = grounds.map(({ checkpoint, tail }, index) => ({
    chain: due[index]!,
    checkpoint: checkpointOf(tail, checkpoint),
  }));
  await putCheckpoints(book, made);
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
