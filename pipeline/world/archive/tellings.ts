import { type Book, damagedRow, insert, type Row } from "./book.ts";
import type { Chain } from "./chains.ts";
import { checksumOf, hexOf, isChecksum } from "./checksum.ts";
import { bytesOf, float64Of, int32Of } from "./columns.ts";
import type { Layer, Rows } from "./pile.ts";
import { placeNumber } from "./places.ts";

/** One telling as it lies in the archive: only what was new in it. */
export interface ToldRow {
  readonly layer: Layer;
  readonly rows: Rows;
  /** From when on it was known. */
  readonly knownMs: number;
  /** The day that the source itself gives for it. */
  readonly published: string | null;
}

/** A telling that was read and found to be what was written. */
export interface HeldRow extends ToldRow {
  readonly id: number;
  readonly check: Uint8Array;
}

/** Where a chain is taken up: after this telling, whose checksum binds the next. */
export interface Link {
  readonly id: number;
  readonly check: Uint8Array;
}

export const CHAIN_BEGIN: Link = { id: 0, check: new Uint8Array(0) };

const SELECT = `SELECT t.*, p.place AS words FROM tellings t LEFT JOIN places p ON p.id = t.place
  WHERE t.chain = ? AND t.id > ? ORDER BY t.id`;

/**
 * The tellings of a chain after `link`, in order of recording, each with its checksum tried, up to the chain's end.
 *
 * @throws PipelineError archive-damaged, naming the first row that is not what was written
 */
export function heldRows(book: Book, chain: Chain, link: Link): HeldRow[] {
  let before = link.check;
  const held = book
    .say(SELECT)
    .all(chain.id, link.id)
    .map((row) => {
      const check = checksumOf(fieldsOf(chain, row, before), columnsOf(row));
      if (!isChecksum(row.chk, check))
        throw damagedRow(
          book,
          `tellings ${row.id}`,
          `It is not what was written of ${chain.series} by ${chain.source}, or the one before it is gone.`,
        );
      before = check;
      return heldRow(row, check);
    });
  if (Buffer.compare(before, chain.last) !== 0)
    throw damagedRow(
      book,
      `tellings of ${chain.series} by ${chain.source}`,
      `The last of its ${chain.count} tellings is not there.`,
    );
  return held;
}

/** Adds a telling at the end of a chain. @returns where the chain ends now */
export function appendTelling(book: Book, chain: Chain, told: ToldRow): Link {
  const { layer, rows, knownMs, published } = told;
  const row = {
    seen_at: layer.seenAt,
    known_ms: knownMs,
    published,
    words: layer.place,
    sha256: Buffer.from(layer.sha256, "hex"),
    note: layer.note,
    days: bytesOf(rows.days),
    vals: bytesOf(rows.values),
    lines: rows.lines && bytesOf(rows.lines),
  };
  const check = checksumOf(fieldsOf(chain, row, chain.last), columnsOf(row));
  const { words, ...columns } = row;
  const id = insert(book, "tellings", {
    ...columns,
    chain: chain.id,
    place: placeNumber(book, words),
    chk: check,
  });
  return { id, check };
}

function fieldsOf({ series, source }: Chain, row: Row, before: Uint8Array) {
  const { seen_at, known_ms, published, words, note } = row;
  // What is no text or number in a damaged row fits no checksum either.
  return [series, source, seen_at, known_ms, published, words, note, hexOf(row.sha256), hexOf(before)] as (
    | string
    | number
    | null
  )[];
}

function columnsOf({ days, vals, lines }: Row): (Uint8Array | null)[] {
  return [days, vals, lines].map((column) => (column instanceof Uint8Array ? column : null));
}

function heldRow(row: Row, check: Uint8Array): HeldRow {
  return {
    id: row.id as number,
    check,
    knownMs: row.known_ms as number,
    published: row.published as string | null,
    layer: {
      place: row.words as string,
      sha256: hexOf(row.sha256),
      seenAt: row.seen_at as string,
      note: row.note as string | null,
    },
    rows: {
      days: int32Of(row.days as Uint8Array),
      values: float64Of(row.vals as Uint8Array),
      lines: row.lines === null ? null : int32Of(row.lines as Uint8Array),
    },
  };
}
