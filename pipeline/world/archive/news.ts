import type { Telling, VisitRecord } from "../../model/telling.ts";
import type { Book } from "./book.ts";
import { type Chain, chainsFor, keyOf } from "./chains.ts";
import { daysOf, numbersOf } from "./columns.ts";
import { endOfDayMs, msOf } from "./instant.ts";
import { inOrder, knownAt, laid } from "./knowledge.ts";
import { isLate, retold } from "./late-news.ts";
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
export async function newsOf(book: Book, record: VisitRecord): Promise<ChainNews[]> {
  const told = Map.groupBy(tellingsIn(record), keyOf);
  const known = await chainsFor(book, tellingsIn(record));
  const chains = [...known.values()];
  const looked = chains.filter((chain) => told.get(keyOf(chain))!.some(isLook));
  const piles = await knownAt(book, looked, { knownMs: msOf(record.visit.at) });
  const pileOf = new Map(looked.map((chain, index) => [chain, piles[index]!]));
  const held = await heldOf(book, chains, record);
  return [...told].map(([key, tellings]) => {
    const chain = known.get(key) ?? null;
    return chainNews(record, tellings, {
      chain,
      held: (chain && held.get(chain)) ?? [],
      known: (chain && pileOf.get(chain)) ?? emptyPile(),
    });
  });
}

/** Who names no day has not looked. */
export function tellingsIn({ tellings }: VisitRecord): readonly Telling[] {
  return tellings.filter(({ dates }) => dates.length > 0);
}

function isLook({ publishedOn }: Telling): boolean {
  return publishedOn === undefined;
}

/** What is in the archive of one chain. */
interface Before {
  /** null where nothing was ever told of it. */
  readonly chain: Chain | null;
  /** All its tellings, where they are needed. */
  readonly held: readonly HeldRow[];
  /** What was known at the moment of the visit. */
  readonly known: Pile;
}

/** All tellings of those chains that have versions or were heard since the visit. */
async function heldOf(
  book: Book,
  chains: readonly Chain[],
  { visit }: VisitRecord,
): Promise<ReadonlyMap<Chain, readonly HeldRow[]>> {
  const knownMs = msOf(visit.at);
  const needed = chains.filter((chain) => chain.vintages > 0 || isLate(chain, knownMs));
  const held = await heldRows(
    book,
    needed.map((chain) => ({ chain, link: CHAIN_BEGIN })),
  );
  return new Map(needed.map((chain, index) => [chain, held[index]!]));
}

function chainNews(record: VisitRecord, tellings: readonly Telling[], before: Before): ChainNews {
  const { series, source } = tellings[0]!;
  const looks = tellings.filter(isLook);
  const versions = tellings.filter((telling) => !isLook(telling));
  const found = [
    ...versionNews(before, { record, tellings: versions, looked: looks.length > 0 }),
    ...lookNews(before, { record, tellings: looks }),
  ];
  return {
    series,
    source,
    chain: before.chain,
    told: found.flatMap(({ told }) => told),
    added: found.reduce((sum, { added }) => sum + added, 0),
    revised: found.reduce((sum, { revised }) => sum + revised, 0),
    looked: looks.length > 0,
  };
}

interface Asked {
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
function lookNews({ chain, held, known }: Before, { record, tellings }: Asked): Found[] {
  const knownMs = msOf(record.visit.at);
  const seen = chain && chain.vintages > 0 ? seenAt(held, knownMs) : null;
  return tellings.map((telling) => {
    const layer = layerOf(record, telling);
    const rows = rowsOf(telling);
    const { added, revised } = newsFor(known, rows);
    const news = newsFor(seen ?? known, rows).rows;
    for (const pile of seen ? [seen, known] : [known]) layOn(pile, layer, news);
    const told = { layer, rows: news, knownMs, published: null };
    const late = chain ? retold(chain, held, told) : [];
    return { told: [...some(told), ...late], added, revised };
  });
}

function seenAt(held: readonly HeldRow[], knownMs: number): Pile {
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
  { chain, held }: Before,
  { record, tellings, looked }: Asked & { readonly looked: boolean },
): Found[] {
  const atMs = msOf(record.visit.at);
  const firstMs = chain?.firstMs ?? (looked ? atMs : Number.POSITIVE_INFINITY);
  const dated = tellings.map((telling) => ({
    telling,
    knownMs: Math.min(endOfDayMs(telling.publishedOn!), atMs),
  }));
  const before = inOrder(held.filter(({ published }) => published !== null));
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
