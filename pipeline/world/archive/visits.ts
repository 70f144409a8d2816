import type { LastVisit, VisitRecord } from "../../model/telling.ts";
import type { IsoInstant } from "../../model/unit.ts";
import type { Visit } from "../../model/visit.ts";
import { type Book, damagedRow, insert, type Row } from "./book.ts";
import { checksumOf } from "./checksum.ts";
import { msOf, upToMs, usualInstant } from "./instant.ts";
import { knownPlace, placeNumber } from "./places.ts";

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

/** The visit to a place that counts at a moment. A repeat counts as the visit that it repeats, at its own time. */
export function visitAt(book: Book, place: string, ms: number): HeldVisit | null {
  return latest(book, place, { ms, readable: false });
}

/** Of the visits whose answer could be read. */
export function readVisitAt(book: Book, place: string, ms: number): HeldVisit | null {
  return latest(book, place, { ms, readable: true });
}

interface Which {
  readonly ms: number;
  readonly readable: boolean;
}

const VISIT = "SELECT v.*, p.place AS words FROM visits v JOIN places p ON p.id = v.place WHERE";
const LAST_VISIT = `${VISIT} v.place = ? AND v.at_ms <= ? AND v.readable >= ? ORDER BY v.at_ms DESC, v.id DESC LIMIT 1`;
const LAST_REPEAT = `SELECT r.* FROM repeats r JOIN visits v ON v.id = r.visit
  WHERE r.place = ? AND r.at_ms <= ? AND v.readable >= ? ORDER BY r.at_ms DESC, r.visit DESC LIMIT 1`;

function latest(book: Book, words: string, { ms, readable }: Which): HeldVisit | null {
  const place = knownPlace(book, words);
  if (place === null) return null;
  const asked = [place, ms, readable ? 1 : 0] as const;
  const row = book.say(LAST_VISIT).get(...asked);
  const repeat = book.say(LAST_REPEAT).get(...asked);
  if (repeat && (!row || (repeat.at_ms as number) > (row.at_ms as number))) return repeated(book, repeat);
  return row ? heldVisit(book, row) : null;
}

function repeated(book: Book, repeat: Row): HeldVisit {
  expectRepeat(book, repeat);
  const held = visitNumbered(book, repeat.visit as number);
  const at = (repeat.at as string | null) ?? usualInstant(repeat.at_ms as number);
  const own = repeat.own === null ? bodyOf(held) : (JSON.parse(repeat.own as string) as BodyWords);
  return { ...held, visit: { ...held.visit, at }, sha256: own[0], etag: own[1], lastModified: own[2] };
}

function visitNumbered(book: Book, id: number): HeldVisit {
  const row = book.say(`${VISIT} v.id = ?`).get(id);
  if (!row) throw damagedRow(book, `visits ${id}`, "The visit that another one repeats is gone.");
  return heldVisit(book, row);
}

type BodyWords = readonly [sha256: string | null, etag: string | null, lastModified: string | null];

function bodyOf({ sha256, etag, lastModified }: Omit<HeldVisit, "id">): BodyWords {
  return [sha256, etag, lastModified];
}

/** @throws PipelineError archive-damaged */
export function expectRepeat(book: Book, repeat: Row): void {
  if (repeat.chk !== checksumOfRepeat(repeat))
    throw damagedRow(book, `repeats ${repeat.place}/${repeat.at_ms}`, "The row is not what was written.");
}

/** A visit of this row, which names its place by its words. @throws PipelineError archive-damaged */
export function heldVisit(book: Book, row: Row): HeldVisit {
  if (row.chk !== checksumOfVisit(row))
    throw damagedRow(book, `visits ${row.id}`, "The row is not what was written.");
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

export const ALL_VISITS = `${VISIT} v.id > 0 ORDER BY v.id`;

/** The last visit to each place by then, in order of addresses. */
export function readVisits(book: Book, knownAt: IsoInstant | null): Visit[] {
  const ms = upToMs(knownAt);
  return book
    .say("SELECT place FROM places")
    .all()
    .map(({ place }) => place as string)
    .sort()
    .flatMap((place) => visitAt(book, place, ms)?.visit ?? []);
}

export function readLastVisit(book: Book, place: string): LastVisit | null {
  const held = readVisitAt(book, place, upToMs(null));
  if (held?.sha256 == null) return null;
  const { visit, etag, lastModified, readWith, sha256 } = held;
  return { at: visit.at, etag, lastModified, readWith, sha256 };
}

/** The number of the last visit by which something was learnt. */
export function readGeneration(book: Book): number {
  return book.say("SELECT ifnull(max(id), 0) AS last FROM visits WHERE learnt = 1").get()?.last as number;
}

/** What a visit would be in the archive, before it has a number. */
export function newVisit(
  book: Book,
  { visit, raw, validators, readWith }: VisitRecord,
): Omit<HeldVisit, "id"> {
  // "Not modified" is said of the body that was read last.
  const same = raw ? null : validators && readVisitAt(book, visit.place, msOf(visit.at));
  return {
    visit,
    sha256: raw?.sha256 ?? same?.sha256 ?? null,
    etag: validators?.etag ?? null,
    lastModified: validators?.lastModified ?? null,
    readWith,
    readable: validators !== null,
  };
}

/**
 * Puts a visit into the log. One that says the same as the one before it, as a run every ten minutes does, leaves a row of 34 bytes;
 * 120 where its body was another one all the same.
 *
 * @param brought whether rows or headlines came by it
 */
export function putVisit(book: Book, fresh: Omit<HeldVisit, "id">, brought: boolean): void {
  const { visit } = fresh;
  const before = visitAt(book, visit.place, msOf(visit.at));
  if (before && !brought && wordsOf(before) === wordsOf(fresh)) putRepeat(book, before, fresh);
  else putWhole(book, fresh, brought || !before || meaningOf(before) !== meaningOf(fresh));
}

/** What a reader of the log learns from it. */
export function meaningOf({
  visit: { source, verdict, reason, series, newest },
}: Pick<HeldVisit, "visit">): string {
  return JSON.stringify([source, verdict, reason, series, newest]);
}

function wordsOf(one: Omit<HeldVisit, "id">): string {
  return JSON.stringify([meaningOf(one), one.readWith, one.readable]);
}

function putRepeat(book: Book, { id }: HeldVisit, fresh: Omit<HeldVisit, "id">): void {
  const { at, place } = fresh.visit;
  const ms = msOf(at);
  const own = JSON.stringify(bodyOf(fresh));
  const row = {
    place: knownPlace(book, place)!,
    at_ms: ms,
    visit: id,
    at: at === usualInstant(ms) ? null : at,
    own: own === JSON.stringify(bodyOf(visitNumbered(book, id))) ? null : own,
  };
  // The very same visit, recorded twice.
  book
    .say("INSERT OR IGNORE INTO repeats VALUES (:place, :at_ms, :visit, :at, :own, :chk)")
    .run({ ...row, chk: checksumOfRepeat(row) });
}

function putWhole(book: Book, { visit, ...held }: Omit<HeldVisit, "id">, learnt: boolean): void {
  const row = {
    at: visit.at,
    at_ms: msOf(visit.at),
    source: visit.source,
    words: visit.place,
    verdict: visit.verdict,
    reason: visit.reason,
    series: JSON.stringify(visit.series),
    newest: visit.newest,
    sha256: held.sha256,
    etag: held.etag,
    last_modified: held.lastModified,
    read_with: held.readWith,
    readable: held.readable ? 1 : 0,
    learnt: learnt ? 1 : 0,
  };
  const { words, ...columns } = row;
  insert(book, "visits", { ...columns, place: placeNumber(book, words), chk: checksumOfVisit(row) });
}

function checksumOfVisit(row: Row): string {
  const { at, at_ms, source, words, verdict, reason, series, newest, sha256, etag, readable, learnt } = row;
  const said = [at, at_ms, source, words, verdict, reason, series, newest];
  return checksumOf([...said, sha256, etag, row.last_modified, row.read_with, readable, learnt]);
}

/** Twelve letters are enough against chance, and there are many of these rows. */
function checksumOfRepeat({ place, at_ms, visit, at, own }: Row): string {
  return checksumOf([place, at_ms, visit, at, own]).slice(0, 12);
}
