import type { Archive } from "../world.ts";
import { looking, type Store } from "./book.ts";
import { readLanes } from "./lanes.ts";

/** The archive that is kept there. What only some commands need is loaded when it is asked for. */
export function archiveIn(store: Store): Archive {
  return {
    async record(visit) {
      const { recordVisit } = await import("./record.ts");
      return recordVisit(store, visit);
    },
    lanes: (wanted, knownAt) => looking(store, [], (book) => readLanes(book, wanted, knownAt)),
    async headlines(window, knownAt) {
      const { readHeadlines } = await import("./headlines.ts");
      return looking(store, [], (book) => readHeadlines(book, window, knownAt));
    },
    async visits(knownAt) {
      const { readVisits } = await import("./visits.ts");
      return looking(store, [], (book) => readVisits(book, knownAt));
    },
    async lastVisit(place) {
      const { readLastVisit } = await import("./visits.ts");
      return looking(store, null, (book) => readLastVisit(book, place));
    },
    async raw(sha256) {
      const { readRaw } = await import("./raw.ts");
      return looking(store, null, (book) => readRaw(book, sha256));
    },
    async generation() {
      const { readGeneration } = await import("./visits.ts");
      return looking(store, 0, readGeneration);
    },
    async holdings() {
      const { readHoldings } = await import("./holdings.ts");
      return looking(store, [], readHoldings);
    },
    async verify() {
      const { damageIn, damageOf } = await import("./verify.ts");
      return looking(store, [], (book) => damageIn(store, book)).catch(damageOf);
    },
  };
}
