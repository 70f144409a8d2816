import { type Book, damagedRow, type Row } from "./book.ts";
import { checksumOf } from "./checksum.ts";
import { msOf } from "./instant.ts";

/** One series of one source: all its tellings, each bound to the one before by its checksum, and where that chain ends. */
export interface Chain {
  readonly id: number;
  readonly series: string;
  readonly source: string;
  /** Tellings in it. */
  readonly count: number;
  /** How many of them were dated by the source itself. */
  readonly vintages: number;
  /** The checksum of the last. */
  readonly last: string;
  /** When this desk looked for the first time; null where all it has are versions that the source dated itself. */
  readonly firstMs: number | null;
  /** When the source was last heard saying something of it, new or not. */
  readonly toldAt: string;
}

/** Every chain of the archive, each looked at: one that hides would be missed by nobody. */
export function chainsIn(book: Book): Chain[] {
  return book
    .say("SELECT * FROM chains ORDER BY id")
    .all()
    .map((row) => chainOf(book, row));
}

/** @throws PipelineError archive-damaged */
export function chainOf(book: Book, row: Row): Chain {
  const chain = {
    id: row.id as number,
    series: row.series as string,
    source: row.source as string,
    count: row.count as number,
    vintages: row.vintages as number,
    last: row.last as string,
    firstMs: row.first_ms as number | null,
    toldAt: row.told_at as string,
  };
  if (row.chk !== checksumOfChain(chain))
    throw damagedRow(book, `chains ${chain.id}`, "The row is not what was written.");
  return chain;
}

export function chainFor(book: Book, series: string, source: string): Chain | null {
  const row = book.say("SELECT * FROM chains WHERE series = ? AND source = ?").get(series, source);
  return row ? chainOf(book, row) : null;
}

/** Puts a chain's end where it is now. It repeats what tellings say, so it is no loss that it is written over. */
export function putChain(book: Book, chain: Chain): void {
  const { id, series, source, count, vintages, last, firstMs, toldAt } = chain;
  book
    .say("INSERT OR REPLACE INTO chains VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
    .run(id, series, source, count, vintages, last, firstMs, toldAt, checksumOfChain(chain));
}

/** The number for a new chain. */
export function nextChain(book: Book): number {
  const row = book.say("SELECT ifnull(max(id), 0) + 1 AS next FROM chains").get();
  return row?.next as number;
}

/** A chain that was told again: its moment moves on, never back. */
export function toldAgain(book: Book, chain: Chain, at: string): void {
  if (msOf(at) > msOf(chain.toldAt)) putChain(book, { ...chain, toldAt: at });
}

function checksumOfChain({ id, series, source, count, vintages, last, firstMs, toldAt }: Chain): string {
  return checksumOf([id, series, source, count, vintages, last, firstMs, toldAt]);
}
