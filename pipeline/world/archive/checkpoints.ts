import { type Book, damagedRow, insert, type Row } from "./book.ts";
import type { Chain } from "./chains.ts";
import { checksumOf } from "./checksum.ts";
import { bytesOf, float64Of, int32Of } from "./columns.ts";
import { type Layered, layersIn, layersOf } from "./layer-column.ts";
import { type Pile, rowsBetween } from "./pile.ts";
import type { Link } from "./tellings.ts";

/** A pile of all tellings of a chain up to one of them, kept so that five years of days need not be laid over each other again. */
export interface Checkpoint {
  /** The last telling in it. */
  readonly through: Link;
  /** Tellings in it. */
  readonly count: number;
  /** The latest moment from which one of them was known: what was known before cannot be laid over it. */
  readonly knownMs: number;
  /** The latest moment at which one of them was seen: before it, not all of them count. */
  readonly settledMs: number;
  readonly pile: Pile;
}

/** So many are kept of a chain: an issue of some weeks ago is made again as quickly as today's. */
const KEPT = 3;

/** Checkpoints by whose own words all their tellings count at `knownMs`, the newest. @throws PipelineError archive-damaged */
export function checkpointFor(book: Book, chain: Chain, knownMs: number): Checkpoint | null {
  const row = book
    .say(
      "SELECT * FROM checkpoints WHERE chain = ? AND known_ms <= ?2 AND settled_ms <= ?2 ORDER BY id DESC LIMIT 1",
    )
    .get(chain.id, knownMs);
  return row ? checkpointOf(book, chain, row) : null;
}

export function checkpointsOf(book: Book, chain: Chain): Checkpoint[] {
  return book
    .say("SELECT * FROM checkpoints WHERE chain = ? ORDER BY id")
    .all(chain.id)
    .map((row) => checkpointOf(book, chain, row));
}

/** How many tellings of a chain the newest checkpoint holds; none without one. */
export function checkpointedIn(book: Book, { id }: Chain): number {
  const row = book.say("SELECT count FROM checkpoints WHERE chain = ? ORDER BY id DESC LIMIT 1").get(id);
  return (row?.count as number | undefined) ?? 0;
}

export function putCheckpoint(book: Book, { id }: Chain, checkpoint: Checkpoint): void {
  const row = { chain: id, ...fieldsOf(checkpoint), ...columnsOf(checkpoint.pile) };
  insert(book, "checkpoints", { ...row, chk: checksumOfRow(row) });
  book
    .say(
      `DELETE FROM checkpoints WHERE chain = ?1 AND id NOT IN
       (SELECT id FROM checkpoints WHERE chain = ?1 ORDER BY id DESC LIMIT ${KEPT})`,
    )
    .run(id);
}

function fieldsOf({ through, count, knownMs, settledMs, pile }: Checkpoint) {
  return {
    through: through.id,
    count,
    known_ms: knownMs,
    settled_ms: settledMs,
    revisions: pile.revisions,
    last: through.check,
  };
}

function columnsOf(pile: Pile) {
  const { days, values, lines } = rowsBetween(pile, 0);
  const revised = [...pile.revisedFrom].sort(([a], [b]) => a - b);
  return {
    days: bytesOf(days),
    vals: bytesOf(values),
    lines: lines && bytesOf(lines),
    ...layersOf(pile),
    revised_days: bytesOf(Int32Array.from(revised, ([day]) => day)),
    revised_vals: bytesOf(Float64Array.from(revised, ([, value]) => value)),
  };
}

function checkpointOf(book: Book, { source }: Chain, row: Row): Checkpoint {
  if (row.chk !== checksumOfRow(row))
    throw damagedRow(book, `checkpoints ${row.id}`, "The row is not what was written.");
  const days = int32Of(row.days as Uint8Array);
  const revisedDays = int32Of(row.revised_days as Uint8Array);
  const revisedValues = float64Of(row.revised_vals as Uint8Array);
  return {
    through: { id: row.through as number, check: row.last as string },
    count: row.count as number,
    knownMs: row.known_ms as number,
    settledMs: row.settled_ms as number,
    pile: {
      count: days.length,
      days,
      values: float64Of(row.vals as Uint8Array),
      lines: row.lines === null ? null : int32Of(row.lines as Uint8Array),
      ...layersIn(row as unknown as Layered, { source, count: days.length }),
      revisedFrom: new Map(Array.from(revisedDays, (day, index) => [day, revisedValues[index]!])),
      revisions: row.revisions as number,
    },
  };
}

function checksumOfRow(row: Row): string {
  const { chain, through, count, known_ms, settled_ms, revisions, last, layers } = row;
  return checksumOf(
    [chain, through, count, known_ms, settled_ms, revisions, last, layers],
    [row.days, row.vals, row.lines, row.runs, row.hashes, row.revised_days, row.revised_vals],
  );
}

/** Whether two checkpoints come to the same rows, read in the same places. */
export function isSameCheckpoint(a: Checkpoint, b: Checkpoint): boolean {
  const [one, other] = [a, b].map((checkpoint) =>
    checksumOfRow({ ...fieldsOf(checkpoint), ...columnsOf(checkpoint.pile), chain: 0 }),
  );
  return one === other;
}
