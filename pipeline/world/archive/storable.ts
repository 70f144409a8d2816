import type { VisitRecord } from "../../model/telling.ts";
import { storableWords } from "../database/storable-words.ts";

/**
 * A visit in letters that every engine keeps. So one headline of strange bytes neither stops a round nor comes back otherwise from one engine
 * than from the other. The body stays what it was.
 */
export function storable({ raw, tellings, ...record }: VisitRecord): VisitRecord {
  return {
    ...storableWords(record),
    raw,
    // Days and numbers, by the ten thousand, are no texts.
    tellings: tellings.map(({ dates, values, lines, ...words }) => ({
      ...storableWords(words),
      dates,
      values,
      ...(lines ? { lines } : {}),
    })),
  };
}
