import type { Row } from "../database/sql.ts";
import type { Book } from "./book.ts";
import type { Chain } from "./chains.ts";
import { checksumOf } from "./checksum.ts";
import { bytesOf, float64Of, int32Of } from "./columns.ts";
import { askedFor, insertAll } from "./many.ts";
import type { Layer, Rows } from "./pile.ts";
import { placeNumbers } from "./places.ts";

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

/** From where on a chain is wanted. */
export interface From {
  readonly chain: Chain;
  readonly link: Link;
}

// The order of the tables is said to SQLite by CROSS: from a chain to its tellings. Rows are sorted here, their columns are large.
const SELECT = `SELECT t.id, t.chain, t.seen_at, t.known_ms, t.published, t.sha256, t.note, t.chk, t.days, t.vals, t.lines, p.place AS words
  FROM w CROSS JOIN tellings t LEFT JOIN places p ON p.id = t.place WHERE t.chain = w.chain AND t.id > w.after`;

/**
 * The tellings of each of these chains after its link, in order of recording, each with its checksum tried, up to the chain's end.
 *
 * @returns for each that was asked for
 * @throws PipelineError archive-damaged, naming the first row that is not what was written
 */
export async function heldRows(book: Book, wanted: readonly From[]): Promise<HeldRow[][]> {
  const rows = await askedFor(
    wanted.map(({ chain, link }) => ({ chain: chain.id, after: link.id })),
    { chain: "BIGINT", after: "BIGINT" },
    ({ words, values }) => book.all(`WITH w (chain, after) AS (VALUES ${words}) ${SELECT}`, values),
  );
  const ofChain = Map.groupBy(rows, ({ chain }) => chain);
  return wanted.map((from) => heldOf(book, from, ofChain.get(from.chain.id) ?? []));
}

function heldOf(book: Book, { chain, link }: From, rows: Row[]): HeldRow[] {
  let before = link.check;
  const held = rows
    .sort((a, b) => (a.id as number) - (b.id as number))
    .map((row) => {
      const check = checksumOfTelling(chain, row, before);
      if (row.chk !== check)
        throw book.damaged(
          `tellings ${row.id}`,
          `It is not what was written of ${chain.series} by ${chain.source}, or the one before it is gone.`,
        );
      before = check;
      return heldRow(chain, row, check);
    });
  if (before !== chain.last)
    throw book.damaged(
      `tellings of ${chain.series} by ${chain.source}`,
      `The last of its ${chain.count} tellings is not there.`,
    );
  return held;
}

/** A telling as it will lie at the end of a chain; its address gets its number when it is put there. */
export interface NewRow {
  readonly words: string;
  readonly check: string;
  readonly columns: Row;
}

/** A telling for the end of a chain. */
export function newRow(id: number, chain: Chain, { layer, rows, knownMs, published }: ToldRow): NewRow {
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
  return { words, check, columns: { id, chain: chain.id, ...columns, chk: check } };
}

/** Adds tellings, each at the end of its chain. */
export async function putTellings(book: Book, rows: readonly NewRow[]): Promise<void> {
  if (rows.length === 0) return;
  const places = await placeNumbers(
    book,
    rows.map(({ words }) => words),
  );
  await insertAll(
    book,
    "tellings",
    rows.map(({ words, columns }) => ({ ...columns, place: places.get(words)! })),
  );
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
