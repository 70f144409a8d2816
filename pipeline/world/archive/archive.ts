import type { Archive } from "../world.ts";
import { atOnce, type Book, guarded } from "./book.ts";
import { readLanes } from "./lanes.ts";
import { openBook, openOrCreate } from "./open-book.ts";

/** Another process writes for milliseconds: one that takes longer hangs. */
const PATIENCE_MS = 10_000;

/**
 * The archive in one SQLite file. Nothing is opened before the first call and nothing created before the first visit is recorded; where
 * there is no file, nothing was ever seen.
 *
 * @param patienceMs how long to wait for another process that writes
 */
export function openArchive(
  path: string,
  { patienceMs = PATIENCE_MS }: { readonly patienceMs?: number } = {},
): Archive & { close(): void } {
  let book: Book | null = null;
  const look = async <T>(nothing: T, ask: (book: Book) => T): Promise<T> => {
    book ??= openBook(path, patienceMs);
    const open = book;
    return open ? atOnce(open, "DEFERRED", () => ask(open)) : nothing;
  };
  return {
    async record(visit) {
      const { recordVisit } = await import("./record.ts");
      book ??= openOrCreate(path, patienceMs);
      return recordVisit(book, visit);
    },
    lanes: (wanted, knownAt) => look([], (open) => readLanes(open, wanted, knownAt)),
    async headlines(window, knownAt) {
      const { readHeadlines } = await import("./headlines.ts");
      return look([], (open) => readHeadlines(open, window, knownAt));
    },
    async visits(knownAt) {
      const { readVisits } = await import("./visits.ts");
      return look([], (open) => readVisits(open, knownAt));
    },
    async lastVisit(place) {
      const { readLastVisit } = await import("./visits.ts");
      return look(null, (open) => readLastVisit(open, place));
    },
    async raw(sha256) {
      const { readRaw } = await import("./raw.ts");
      return look(null, (open) => readRaw(open, sha256));
    },
    async generation() {
      const { readGeneration } = await import("./visits.ts");
      return look(0, readGeneration);
    },
    async holdings() {
      const { readHoldings } = await import("./holdings.ts");
      return look([], readHoldings);
    },
    async verify() {
      const { damageIn, damageOf } = await import("./verify.ts");
      return look([], damageIn).catch(damageOf);
    },
    close() {
      const open = book;
      book = null;
      if (open) guarded(open, () => open.db.close());
    },
  };
}
