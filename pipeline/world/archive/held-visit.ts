import type { Visit } from "../../model/visit.ts";
import type { Row } from "../database/sql.ts";
import type { Book } from "./book.ts";
import { checksumOf } from "./checksum.ts";
import { usualInstant } from "./instant.ts";

/** A visit as it lies in the archive. */
export interface HeldVisit {
  readonly id: number;
  readonly visit: Visit;
  /** Of the body that it brought, or that was said to be still the same; null where neither. */
  readonly sha256: string | null;
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly readWith: string;
  /** Whether its answer could be read. */
  readonly readable: boolean;
}

/** Before it has a number. */
export type FreshVisit = Omit<HeldVisit, "id">;

/** What a reader of the log learns from it. */
export function meaningOf({
  visit: { source, verdict, reason, series, newest },
}: Pick<HeldVisit, "visit">): string {
  return JSON.stringify([source, verdict, reason, series, newest]);
}

/** What a repeat has of its own where it is not that of the visit before. */
type BodyWords = readonly [sha256: string | null, etag: string | null, lastModified: string | null];

export function bodyOf({ sha256, etag, lastModified }: FreshVisit): BodyWords {
  return [sha256, etag, lastModified];
}

/** @throws PipelineError archive-damaged */
export function expectRepeat(book: Book, repeat: Row): void {
  if (repeat.chk !== checksumOfRepeat(repeat))
    throw book.damaged(`repeats ${repeat.place}/${repeat.at_ms}`, "The row is not what was written.");
}

/** A visit of this row, which names its place by its words. @throws PipelineError archive-damaged */
export function heldVisit(book: Book, row: Row): HeldVisit {
  if (row.chk !== checksumOfVisit(row))
    throw book.damaged(`visits ${row.id}`, "The row is not what was written.");
  return {
    id: row.id as number,
    visit: {
      at: row.at as string,
      source: row.source as string,
      place: row.words as string,
      verdict: row.verdict as Visit["verdict"],
      reason: row.reason as string | null,
      series: JSON.parse(row.series as string) as string[],
      newest: row.newest as string | null,
    },
    sha256: row.sha256 as string | null,
    etag: row.etag as string | null,
    lastModified: row.last_modified as string | null,
    readWith: row.read_with as string,
    readable: row.readable === 1,
  };
}

/** @param row a repeat and the visit that it repeats */
export function repeated(book: Book, row: Row): HeldVisit {
  const { r_place: place, r_at_ms: at_ms, r_visit: visit, r_at, r_own: own, r_chk: chk } = row;
  expectRepeat(book, { place, at_ms, visit, at: r_at, own, chk } as Row);
  const held = heldVisit(book, row);
  const at = (r_at as string | null) ?? usualInstant(at_ms as number);
  const [sha256, etag, lastModified] = own === null ? bodyOf(held) : (JSON.parse(own as string) as BodyWords);
  return { ...held, visit: { ...held.visit, at }, sha256, etag, lastModified };
}

export function checksumOfVisit(row: Row): string {
  const { at, at_ms, source, words, verdict, reason, series, newest, sha256, etag, readable, learnt } = row;
  const said = [at, at_ms, source, words, verdict, reason, series, newest];
  return checksumOf([...said, sha256, etag, row.last_modified, row.read_with, readable, learnt]);
}

/** Twelve letters are enough against chance, and there are many of these rows. */
export function checksumOfRepeat({ place, at_ms, visit, at, own }: Row): string {
  return checksumOf([place, at_ms, visit, at, own]).slice(0, 12);
}
