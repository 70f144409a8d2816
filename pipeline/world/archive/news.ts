import type { Telling, VisitRecord } from "../../model/telling.ts";
import type { Book } from "./book.ts";
import { type Chain, chainFor } from "./chains.ts";
import { daysOf, numbersOf } from "./columns.ts";
import { endOfDayMs, msOf } from "./instant.ts";
import { inOrder, knownAt, laid } from "./knowledge.ts";
import { retold } from "./late-news.ts";
import { emptyPile, type Layer, layOn, type News, newsFor, type Pile, type Rows } from "./pile.ts";
import { CHAIN_BEGIN, type HeldRow, heldRows, type ToldRow } from "./tellings.ts";

/** What a visit adds to one chain. */
export interface ChainNews {
  readonly series: string;
  readonly source: string;
  /** null where nothing was ever told of it. */
  readonly chain: Chain | null;
  /** In the order in which they are recorded. */
  readonly told: readonly ToldRow[];
  readonly added: number;
  readonly revised: number;
  /** Whether this desk looked, and did not only fetch old versions. */
  readonly looked: boolean;
}

/** What is new in a visit against what was known at its moment. Nothing is written. */
export function newsOf(book: Book, record: VisitRecord): ChainNews[] {
  // Who names no day has not looked.
  const told = record.tellings.filter(({ dates }) => dates.length > 0);
  const groups = Map.groupBy(told, ({ series, source }) => JSON.stringify([series, source]));
  return [...groups.values()].map((tellings) => chainNews(book, record, tellings));
}

function chainNews(book: Book, record: VisitRecord, tellings: readonly Telling[]): ChainNews {
  const { series, source } = tellings[0]!;
  const chain = chainFor(book, series, source);
  const looks = tellings.filter(({ publishedOn }) => publishedOn === undefined);
  const versions = tellings.filter(({ publishedOn }) => publishedOn !== undefined);
  const found = [
    ...versionNews(book, { chain, record, tellings: versions, looked: looks.length > 0 }),
    ...lookNews(book, { chain, record, tellings: looks }),
  ];
  return {
    series,
    source,
    chain,
    told: found.flatMap(({ told }) => told),
    added: found.reduce((sum, { added }) => sum + added, 0),
    revised: found.reduce((sum, { revised }) => sum + revised, 0),
    looked: looks.length > 0,
  };
}

interface Asked {
  readonly chain: Chain | null;
  readonly record: VisitRecord;
  readonly tellings: readonly Telling[];
}

interface Found extends Pick<News, "added" | "revised"> {
  readonly told: readonly ToldRow[];
}

/**
 * What the desk saw for itself. It is kept where it differs from what the desk itself had seen: versions that are fetched later cannot
 * come between. It is counted against all that was known.
 */
function lookNews(book: Book, { chain, record, tellings }: Asked): Found[] {
  if (tellings.length === 0) return [];
  const knownMs = msOf(record.visit.at);
  const known = chain ? knownAt(book, chain, knownMs) : emptyPile();
  const seen = chain && chain.vintages > 0 ? seenAt(book, chain, knownMs) : null;
  return tellings.map((telling) => {
    const layer = layerOf(record, telling);
    const rows = rowsOf(telling);
    const { added, revised } = newsFor(known, rows);
    const news = newsFor(seen ?? known, rows).rows;
    for (const pile of seen ? [seen, known] : [known]) layOn(pile, layer, news);
    const told = { layer, rows: news, knownMs, published: null };
    const late = chain ? retold(book, chain, told) : [];
    return { told: [...some(told), ...late], added, revised };
  });
}

function seenAt(book: Book, chain: Chain, knownMs: number): Pile {
  const held = heldRows(book, chain, CHAIN_BEGIN);
  return laid(
    emptyPile(),
    held.filter((row) => row.published === null && row.knownMs <= knownMs),
  );
}

/**
 * Versions that the source dated itself, each against the versions before it. From the desk's first own look on they are left out:
 * an issue of a day on which it looked must come out as it did.
 */
function versionNews(
  book: Book,
  { chain, record, tellings, looked }: Asked & { readonly looked: boolean },
): Found[] {
  if (tellings.length === 0) return [];
  const atMs = msOf(record.visit.at);
  const firstMs = chain?.firstMs ?? (looked ? atMs : Number.POSITIVE_INFINITY);
  const dated = tellings.map((telling) => ({
    telling,
    knownMs: Math.min(endOfDayMs(telling.publishedOn!), atMs),
  }));
  const before = versionsOf(book, chain);
  const pile = emptyPile();
  let laidOn = 0;
  return inOrder(dated)
    .filter(({ knownMs }) => knownMs < firstMs)
    .map(({ telling, knownMs }) => {
      for (; laidOn < before.length && before[laidOn]!.knownMs <= knownMs; laidOn += 1)
        layOn(pile, before[laidOn]!.layer, before[laidOn]!.rows);
      const layer = layerOf(record, telling);
      const { rows, added, revised } = newsFor(pile, rowsOf(telling));
      layOn(pile, layer, rows);
      return { told: some({ layer, rows, knownMs, published: telling.publishedOn! }), added, revised };
    });
}

function versionsOf(book: Book, chain: Chain | null): readonly HeldRow[] {
  if (!chain || chain.vintages === 0) return [];
  return inOrder(heldRows(book, chain, CHAIN_BEGIN).filter(({ published }) => published !== null));
}

function some(told: ToldRow): ToldRow[] {
  return told.rows.days.length > 0 ? [told] : [];
}

function layerOf({ visit, raw }: VisitRecord, { source, note }: Telling): Layer {
  const words = note === undefined ? {} : { note };
  return { source, place: visit.place, sha256: raw!.sha256, retrievedAt: visit.at, ...words };
}

function rowsOf({ dates, values, lines }: Telling): Rows {
  return { days: daysOf(dates), values: numbersOf(values), lines: lines ? Int32Array.from(lines) : null };
}
