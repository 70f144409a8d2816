import type { Reading } from "../wire-format.ts";

type Read = Extract<Reading, { readonly verdict: "ok" }>;
type Refusal = Exclude<Reading, Read>;

/** Why pages cannot be read: never leaves the reader, see `readingOf`. */
export class Unreadable extends Error {
  readonly verdict: Refusal["verdict"];

  /** @param reason a full sentence: what was found and what was expected */
  constructor(verdict: Refusal["verdict"], reason: string) {
    super(reason);
    this.name = "Unreadable";
    this.verdict = verdict;
  }
}

/** A body that is not the format that it was. */
export function shapeChanged(reason: string): Unreadable {
  return new Unreadable("shape_changed", reason);
}

/** What `read` gives, without headlines, or the verdict of the Unreadable that it throws; a bug keeps its own class. */
export function readingOf(read: () => Pick<Read, "rows" | "remarks">): Reading {
  try {
    return { verdict: "ok", headlines: [], ...read() };
  } catch (error) {
    if (error instanceof Unreadable) return { verdict: error.verdict, reason: error.message };
    throw error;
  }
}
