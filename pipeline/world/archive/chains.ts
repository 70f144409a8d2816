import type { Row } from "../database/sql.ts";
import type { Book } from "./book.ts";
import { checksumOf } from "./checksum.ts";
import { askedFor, insertAll } from "./many.ts";

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

/** By whom a series is told. */
export type Told = Pick<Chain, "series" | "source">;

/** Every chain of the archive, each looked at: one that hides would be missed by nobody. */
export async function chainsIn(book: Book): Promise<Chain[]> {
  const rows = await book.all("SELECT * FROM chains ORDER BY id");
  return rows.map((row) => chainOf(book, row));
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
    throw book.damaged(`chains ${chain.id}`, "The row is not what was written.");
  return chain;
}

/** Those of them that were ever told, by `keyOf`. */
export async function chainsFor(book: Book, told: readonly Told[]): Promise<ReadonlyMap<string, Chain>> {
  const wanted = [...new Map(told.map((one) => [keyOf(one), one])).values()];
  const rows = await askedFor(
    wanted.map(({ series, source }) => ({ series, source })),
    { series: "TEXT", source: "TEXT" },
    ({ words, values }) =>
      book.all(`SELECT * FROM chains WHERE (series, source) IN (VALUES ${words}) ORDER BY id`, values),
  );
  return new Map(rows.map((row) => chainOf(book, row)).map((chain) => [keyOf(chain), chain]));
}

export function keyOf({ series, source }: Told): string {
  return JSON.stringify([series, source]);
}

const WRITTEN_OVER = `ON CONFLICT (id) DO UPDATE SET count = excluded.count, vintages = excluded.vintages,
  last = excluded.last, first_ms = excluded.first_ms, told_at = excluded.told_at, chk = excluded.chk`;

/** Puts the ends of chains where they are now. They repeat what tellings say, so it is no loss that they are written over. */
export async function putChains(book: Book, chains: readonly Chain[]): Promise<void> {
  const rows = chains.map((chain) => {
    const { id, series, source, count, vintages, last, firstMs, toldAt } = chain;
    const ends = { count, vintages, last, first_ms: firstMs, told_at: toldAt };
    return { id, series, source, ...ends, chk: checksumOfChain(chain) };
  });
  await insertAll(book, "chains", rows, WRITTEN_OVER);
}

function checksumOfChain({ id, series, source, count, vintages, last, firstMs, toldAt }: Chain): string {
  return checksumOf([id, series, source, count, vintages, last, firstMs, toldAt]);
}
