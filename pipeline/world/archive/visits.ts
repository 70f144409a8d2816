import type { LastVisit, VisitRecord } from "../../model/telling.ts";
import type { IsoInstant } from "../../model/unit.ts";
import type { Visit } from "../../model/visit.ts";
import type { Book } from "./book.ts";
import {
  bodyOf,
  checksumOfRepeat,
  checksumOfVisit,
  type FreshVisit,
  type HeldVisit,
  heldVisit,
  meaningOf,
  repeated,
} from "./held-visit.ts";
import { msOf, upToMs, usualInstant } from "./instant.ts";
import { insertAll } from "./many.ts";
import { placeNumbers } from "./places.ts";

/** The visit to a place that counts at a moment. A repeat counts as the visit that it repeats, at its own time. */
export async function visitAt(book: Book, place: string, ms: number): Promise<HeldVisit | null> {
  return (await latest(book, { place, ms, readable: 0 }))[0] ?? null;
}

/** Of the visits whose answer could be read. */
export async function readVisitAt(book: Book, place: string, ms: number): Promise<HeldVisit | null> {
  return (await latest(book, { place, ms, readable: 1 }))[0] ?? null;
}

interface Which {
  /** null for every place. */
  readonly place: string | null;
  readonly ms: number;
  /** 1 to leave out those whose answer could not be read. */
  readonly readable: 0 | 1;
}

const VISIT = "SELECT v.*, w.place AS words FROM visits v JOIN places w ON w.id = v.place";
/** A page of its own is asked for by its address: that of all would be looked through otherwise, as there are more of them every day. */
const PLACES = { every: "FROM places p", one: "FROM places p WHERE p.place = :place" };
const lastVisits = (places: string) => `${VISIT} WHERE v.id IN (SELECT (SELECT n.id FROM visits n
  WHERE n.place = p.id AND n.at_ms <= :ms AND n.readable >= :readable ORDER BY n.at_ms DESC, n.id DESC LIMIT 1) ${places})`;
const REPEAT = `SELECT r.place AS r_place, r.at_ms AS r_at_ms, r.visit AS r_visit, r.at AS r_at, r.own AS r_own, r.chk AS r_chk, v.*, w.place AS words
  FROM repeats r JOIN visits v ON v.id = r.visit JOIN places w ON w.id = v.place`;
/** Of several at the same moment the one of the last visit comes last. */
const lastRepeats = (
  places: string,
) => `${REPEAT} WHERE v.readable >= :readable AND (r.place, r.at_ms) IN (SELECT p.id, (SELECT n.at_ms
  FROM repeats n JOIN visits o ON o.id = n.visit WHERE n.place = p.id AND n.at_ms <= :ms AND o.readable >= :readable
  ORDER BY n.at_ms DESC LIMIT 1) ${places}) ORDER BY r.visit`;
const EVERY = { visits: lastVisits(PLACES.every), repeats: lastRepeats(PLACES.every) };
const ONE = { visits: lastVisits(PLACES.one), repeats: lastRepeats(PLACES.one) };

/** One of each place that has any. */
async function latest(book: Book, { place, ms, readable }: Which): Promise<HeldVisit[]> {
  const words = place === null ? EVERY : ONE;
  const asked = { ms, readable, ...(place === null ? {} : { place }) };
  const visits = await book.all(words.visits, asked);
  const repeats = new Map((await book.all(words.repeats, asked)).map((row) => [row.r_place, row]));
  return visits.map((row) => {
    const repeat = repeats.get(row.place!);
    return repeat && (repeat.r_at_ms as number) > (row.at_ms as number)
      ? repeated(book, repeat)
      : heldVisit(book, row);
  });
}

async function visitNumbered(book: Book, id: number): Promise<HeldVisit> {
  const row = await book.get(`${VISIT} WHERE v.id = :id`, { id });
  if (!row) throw book.damaged(`visits ${id}`, "The visit that another one repeats is gone.");
  return heldVisit(book, row);
}

export const ALL_VISITS = `${VISIT} ORDER BY v.id`;

/** The last visit to each place by then, in order of addresses. */
export async function readVisits(book: Book, knownAt: IsoInstant | null): Promise<Visit[]> {
  const held = await latest(book, { place: null, ms: upToMs(knownAt), readable: 0 });
  return held.map(({ visit }) => visit).sort((a, b) => (a.place < b.place ? -1 : 1));
}

export async function readLastVisit(book: Book, place: string): Promise<LastVisit | null> {
  const held = await readVisitAt(book, place, upToMs(null));
  if (held?.sha256 == null) return null;
  const { visit, etag, lastModified, readWith, sha256 } = held;
  return { at: visit.at, etag, lastModified, readWith, sha256 };
}

/** The number of the last visit by which something was learnt. */
export async function readGeneration(book: Book): Promise<number> {
  const row = await book.get("SELECT COALESCE(MAX(id), 0) AS last FROM visits WHERE learnt = 1");
  return row!.last as number;
}

/** What a visit would be in the archive, before it has a number. */
export async function newVisit(
  book: Book,
  { visit, raw, validators, readWith }: VisitRecord,
): Promise<FreshVisit> {
  // "Not modified" is said of the body that was read last.
  const same = raw ? null : validators && (await readVisitAt(book, visit.place, msOf(visit.at)));
  return {
    visit,
    sha256: raw?.sha256 ?? same?.sha256 ?? null,
    etag: validators?.etag ?? null,
    lastModified: validators?.lastModified ?? null,
    readWith,
    readable: validators !== null,
  };
}

interface Numbered {
  readonly id: number;
  readonly brought: boolean;
}

/**
 * Puts a visit into the log. One that says the same as the one before it, as a run every ten minutes does, leaves a row of 34 bytes;
 * 120 where its body was another one all the same.
 *
 * @param id the number for a new row
 * @param brought whether rows or headlines came by it
 */
export async function putVisit(book: Book, fresh: FreshVisit, { id, brought }: Numbered): Promise<void> {
  const { visit } = fresh;
  const before = await visitAt(book, visit.place, msOf(visit.at));
  if (before && !brought && wordsOf(before) === wordsOf(fresh)) return putRepeat(book, before, fresh);
  const learnt = brought || !before || meaningOf(before) !== meaningOf(fresh);
  return putWhole(book, id, { ...fresh, learnt });
}

function wordsOf(one: FreshVisit): string {
  return JSON.stringify([meaningOf(one), one.readWith, one.readable]);
}

async function putRepeat(book: Book, { id }: HeldVisit, fresh: FreshVisit): Promise<void> {
  const { at, place } = fresh.visit;
  const ms = msOf(at);
  const own = JSON.stringify(bodyOf(fresh));
  const row = {
    place: (await placeNumbers(book, [place])).get(place)!,
    at_ms: ms,
    visit: id,
    at: at === usualInstant(ms) ? null : at,
    own: own === JSON.stringify(bodyOf(await visitNumbered(book, id))) ? null : own,
  };
  // The very same visit, recorded twice.
  await insertAll(book, "repeats", [{ ...row, chk: checksumOfRepeat(row) }], "ON CONFLICT DO NOTHING");
}

async function putWhole(
  book: Book,
  id: number,
  { visit, learnt, ...held }: FreshVisit & { readonly learnt: boolean },
): Promise<void> {
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
  const place = (await placeNumbers(book, [words])).get(words)!;
  await insertAll(book, "visits", [{ id, ...columns, place, chk: checksumOfVisit(row) }]);
}
