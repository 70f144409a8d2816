import type { Headline } from "../../model/headline.ts";
import type { VisitRecord } from "../../model/telling.ts";
import type { IsoInstant } from "../../model/unit.ts";
import { type Book, damagedRow, insert, type Row } from "./book.ts";
import { checksumOf } from "./checksum.ts";
import { msOf, upToMs } from "./instant.ts";
import { placeNumber } from "./places.ts";

const HEADLINE = "SELECT h.*, p.place AS words FROM headlines h LEFT JOIN places p ON p.id = h.place WHERE";
const LAST_TOLD = `${HEADLINE} h.headline = ? AND h.known_ms <= ? ORDER BY h.known_ms DESC, h.id DESC LIMIT 1`;
const IN_WINDOW = `${HEADLINE} h.time_ms > :after AND h.time_ms <= :upTo AND h.known_ms <= :known AND NOT EXISTS (
  SELECT 1 FROM headlines n WHERE n.headline = h.headline AND n.known_ms <= :known AND (n.known_ms, n.id) > (h.known_ms, h.id))
  ORDER BY h.time_ms, h.headline`;

export const ALL_HEADLINES = `${HEADLINE} h.id > 0 ORDER BY h.id`;

/** Lines of a visit that were not known, or under another title or link. Of several under one id the last. */
export function newHeadlines(book: Book, { visit, headlines }: VisitRecord): Headline[] {
  const knownMs = msOf(visit.at);
  return [...new Map(headlines.map((one) => [one.id, one])).values()].filter(({ id, title, link }) => {
    const row = book.say(LAST_TOLD).get(id, knownMs);
    if (!row) return true;
    const before = headlineOf(book, row);
    return before.title !== title || before.link !== link;
  });
}

export function putHeadline(book: Book, { visit }: VisitRecord, { origin, ...line }: Headline): void {
  const row = {
    headline: line.id,
    known_ms: msOf(visit.at),
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
  const { words, ...columns } = row;
  insert(book, "headlines", { ...columns, place: placeNumber(book, words), chk: checksumOfRow(row) });
}

/** Published in (after, upTo], as they were last told by then. */
export function readHeadlines(
  book: Book,
  { after, upTo }: { readonly after: IsoInstant; readonly upTo: IsoInstant },
  knownAt: IsoInstant | null,
): Headline[] {
  return book
    .say(IN_WINDOW)
    .all({ after: msOf(after), upTo: msOf(upTo), known: upToMs(knownAt) })
    .map((row) => headlineOf(book, row));
}

/** @throws PipelineError archive-damaged */
export function headlineOf(book: Book, row: Row): Headline {
  if (row.chk !== checksumOfRow(row))
    throw damagedRow(book, `headlines ${row.id}`, "The row is not what was written.");
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
