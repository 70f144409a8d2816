import { type Book, damagedRow, insert, type Row } from "./book.ts";
import type { Chain } from "./chains.ts";
import { checksumOf } from "./checksum.ts";
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
  readonly check: string;
}

/** Where a chain is taken up: after this telling, whose checksum binds the next. */
export interface Link {
  readonly id: number;
  readonly check: string;
}

export const CHAIN_BEGIN: Link = { id: 0, check: "" };

const SELECT = `SELECT t.id, t.seen_at, t.known_ms, t.published, t.sha256, t.note, t.chk, t.days, t.vals, t.lines, p.place AS words FROM tellings t LEFT JOIN places p ON p.id = t.place
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
      const check = checksumOfTelling(chain, row, before);
      if (row.chk !== check)
        throw damagedRow(
          book,
          `tellings ${row.id}`,
          `It is not what was written of ${chain.series} by ${chain.source}, or the one before it is gone.`,
        );
      before = check;
      return heldRow(chain, row, check);
    });
  if (before !== chain.last)
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
    seen_at: layer.retrievedAt,
    known_ms: knownMs,
    published,
    words: layer.place,
    sha256: layer.sha256,
    note: layer.note ?? null,
    days: bytesOf(rows.days),
    vals: bytesOf(rows.values),
    lines: rows.lines && bytesOf(rows.lines),
  };
  const check = checksumOfTelling(chain, row, chain.last);
  const { words, ...columns } = row;
  const id = insert(book, "tellings", {
    ...columns,
    chain: chain.id,
    place: placeNumber(book, words),
    chk: check,
  });
  return { id, check };
}

/** @param before the checksum of the telling before it in its chain; "" for the first */
function checksumOfTelling({ series, source }: Chain, row: Row, before: string): string {
  const { seen_at, known_ms, published, words, sha256, note, days, vals, lines } = row;
  return checksumOf(
    [series, source, seen_at, known_ms, published, words, sha256, note, before],
    [days, vals, lines],
  );
}

function heldRow({ source }: Chain, row: Row, check: string): HeldRow {
  return {
    id: row.id as number,
    check,
    knownMs: row.known_ms as number,
    published: row.published as string | null,
    layer: {
      source,
      place: row.words as string,
      sha256: row.sha256 as string,
      retrievedAt: row.seen_at as string,
      ...(row.note === null ? {} : { note: row.note as string }),
    },
    rows: {
      days: int32Of(row.days as Uint8Array),
      values: float64Of(row.vals as Uint8Array),
      lines: row.lines === null ? null : int32Of(row.lines as Uint8Array),
    },
  };
}
