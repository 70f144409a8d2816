import type { Headline } from "../../model/headline.ts";
import type { VisitRecord } from "../../model/telling.ts";
import type { IsoInstant } from "../../model/unit.ts";
import type { Row } from "../database/sql.ts";
import type { Book } from "./book.ts";
import { checksumOf } from "./checksum.ts";
import { msOf, upToMs } from "./instant.ts";
import { askedFor, insertAll } from "./many.ts";
import { placeNumbers } from "./places.ts";

const HEADLINE = "SELECT h.*, p.place AS words FROM headlines h LEFT JOIN places p ON p.id = h.place";
/** As it was last told by then. */
const LAST_TOLD = `h.known_ms <= :known AND NOT EXISTS (
  SELECT 1 FROM headlines n WHERE n.headline = h.headline AND n.known_ms <= :known AND (n.known_ms, n.id) > (h.known_ms, h.id))`;
const IN_WINDOW = `${HEADLINE} WHERE h.time_ms > :after AND h.time_ms <= :upTo AND ${LAST_TOLD} ORDER BY h.time_ms, h.headline`;

export const ALL_HEADLINES = `${HEADLINE} ORDER BY h.id`;

/** Lines of a visit that were not known, or under another title or link. Of several under one id the last. */
export async function newHeadlines(book: Book, { visit, headlines }: VisitRecord): Promise<Headline[]> {
  const last = [...new Map(headlines.map((one) => [one.id, one])).values()];
  const rows = await askedFor(
    last.map(({ id }) => ({ headline: id })),
    { headline: "TEXT" },
    ({ words, values }) =>
      book.all(`${HEADLINE} WHERE h.headline IN (${words}) AND ${LAST_TOLD}`, {
        ...values,
        known: msOf(visit.at),
      }),
  );
  const before = new Map(rows.map((row) => [row.headline, headlineOf(book, row)]));
  return last.filter(({ id, title, link }) => {
    const known = before.get(id);
    return known?.title !== title || known.link !== link;
  });
}

/** @param first the number of the first of them */
export async function putHeadlines(
  book: Book,
  { visit }: VisitRecord,
  { lines, first }: { readonly lines: readonly Headline[]; readonly first: number },
): Promise<void> {
  if (lines.length === 0) return;
  const places = await placeNumbers(
    book,
    lines.map(({ origin }) => origin.place),
  );
  const rows = lines.map((line, index) => {
    const row = rowOf(line, msOf(visit.at));
    const { words, ...columns } = row;
    return { id: first + index, ...columns, place: places.get(words)!, chk: checksumOfRow(row) };
  });
  await insertAll(book, "headlines", rows);
}

function rowOf({ origin, ...line }: Headline, knownMs: number) {
  return {
    headline: line.id,
    known_ms: knownMs,
    time: line.time,
    time_ms: line.time === null ? null : msOf(line.time),
    feed: line.feed,
    title: line.title,
    link: line.link,
    line: line.line ?? null,
    source: origin.source,
    words: origin.place,
    sha256: origin.sha256,
    retrieved_at: origin.retrievedAt,
    note: origin.note ?? null,
  };
}

/** Published in (after, upTo], as they were last told by then. */
export async function readHeadlines(
  book: Book,
  { after, upTo }: { readonly after: IsoInstant; readonly upTo: IsoInstant },
  knownAt: IsoInstant | null,
): Promise<Headline[]> {
  const moments = { after: msOf(after), upTo: msOf(upTo), known: upToMs(knownAt) };
  const rows = await book.all(IN_WINDOW, moments);
  return rows.map((row) => headlineOf(book, row));
}

/** @throws PipelineError archive-damaged */
export function headlineOf(book: Book, row: Row): Headline {
  if (row.chk !== checksumOfRow(row))
    throw book.damaged(`headlines ${row.id}`, "The row is not what was written.");
  return {
    id: row.headline as string,
    time: row.time as string | null,
    feed: row.feed as string,
    title: row.title as string,
    link: row.link as string | null,
    origin: {
      source: row.source as string,
      place: row.words as string,
      sha256: row.sha256 as string,
      retrievedAt: row.retrieved_at as string | null,
      ...(row.note === null ? {} : { note: row.note as string }),
    },
    ...(row.line === null ? {} : { line: row.line as number }),
  };
}

function checksumOfRow(row: Row): string {
  const { headline, known_ms, time, time_ms, feed, title, link, line, source, words, sha256, note } = row;
  const fields = [headline, known_ms, time, time_ms, feed, title, link, line, source, words, sha256, note];
  return checksumOf([...fields, row.retrieved_at]);
}
