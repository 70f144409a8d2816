import type { Reading } from "../wire-format.ts";
import { shown } from "./quoted.ts";

type Read = Extract<Reading, { readonly verdict: "ok" }>;

/** Why pages cannot be read. */
export type Refusal = Exclude<Reading, Read>;

/** Carries a refusal to where a reader ends; nobody outside of it sees one. */
export class Unreadable extends Error {
  override readonly name = "Unreadable";
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.reason);
    this.refusal = refusal;
  }
}

/** @param reason a full sentence: what was found and what was expected */
export function unreadable(verdict: Refusal["verdict"], reason: string): Unreadable {
  return new Unreadable({ verdict, reason });
}

/** An answer with nothing in it. */
export function empty(reason: string): Unreadable {
  return unreadable("empty", reason);
}

/** An error dressed as an answer. */
export function softError(reason: string): Unreadable {
  return unreadable("soft_error", reason);
}

/** Not the format that it was: a column gone, a number that is none, a body cut short. */
export function shapeChanged(reason: string): Unreadable {
  return unreadable("shape_changed", reason);
}

/** The same as two sentences, of which `expected` and `found` end the second. */
export function otherShape(what: string, expected: string, found: unknown): Unreadable {
  return shapeChanged(`${what} Expected ${expected}, found ${shown(found)}.`);
}

/** The refusal in what a reader threw. @throws anything else, which is a bug and keeps its own class */
export function refusalIn(error: unknown): Refusal {
  if (error instanceof Unreadable) return error.refusal;
  throw error;
}

/** True of a refusal, for answers that were made here; what a source sent may bear any field. */
export function isRefusal(answer: object): answer is Refusal {
  return "verdict" in answer && answer.verdict !== "ok";
}

/** What `read` found, or the refusal that it threw: how every wire format reads. */
export function readingOf(read: () => Partial<Omit<Read, "verdict">>): Reading {
  try {
    return { verdict: "ok", rows: [], headlines: [], remarks: [], ...read() };
  } catch (error) {
    return refusalIn(error);
  }
}

/** What `read` gives; a refusal in it begins with these words, which say where it was. */
export function within<T>(words: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const { verdict, reason } = refusalIn(error);
    throw unreadable(verdict, `${words} ${reason}`);
  }
}
