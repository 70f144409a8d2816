import type { Statement } from "../../model/written.ts";
import type { Facts } from "./facts.ts";
import type { Sentence, Span } from "./sentence.ts";

/** What one rule makes of one thing that a sentence states. */
export interface Ruled extends Span {
  readonly kind: Statement["kind"];
  readonly verdict: "verified" | "contradicted" | "not verifiable";
  readonly message: string;
  readonly remedy?: string;
  readonly figures: readonly string[];
  /** Numerals and dates that this rule has judged with it: no later rule speaks of them. Its own span is always among them. */
  readonly covers?: readonly Span[];
}

/**
 * Reads one kind of statement out of a sentence and holds it against the facts. A rule speaks only where its words are there and
 * its subject is named: what it does not reach it leaves to others, and in the end to "not verifiable". Pure.
 *
 * @param taken what earlier rules have judged
 */
export type Rule = (sentence: Sentence, facts: Facts, taken: readonly Span[]) => readonly Ruled[];
