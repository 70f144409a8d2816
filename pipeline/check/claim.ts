import type { Band } from "../model/edition.ts";
import type { Finding } from "../model/finding.ts";
import type { IsoDate } from "../model/unit.ts";

/** A number as a sentence states it: 3.10 to two places. */
export interface Stated {
  readonly value: number;
  readonly decimals: number;
}

/** "x to y bp", in either order; one number is both ends. Negative is easing. */
export interface StatedRange {
  readonly fromBp: number;
  readonly toBp: number;
}

/** Printed parts against a printed total, each rounded on its own. */
export interface SumClaim {
  readonly kind: "sum";
  readonly parts: readonly Stated[];
  readonly total: Stated;
}

/** "61.9 less 52.8 is 9.1". */
export interface GapClaim {
  readonly kind: "gap";
  readonly left: Stated;
  readonly right: Stated;
  readonly gap: Stated;
}

/** "x to y bp at each of n meetings" inside a stated total, beside steps that are stated for other meetings. */
export interface StepsClaim {
  readonly kind: "steps";
  /** Stated for the whole path, bp; negative is easing. */
  readonly totalBp: Stated;
  readonly each: StatedRange & { readonly meetings: number };
  /** Steps stated for single meetings outside those. */
  readonly others: readonly StatedRange[];
  /** Meetings of the path of which nothing is said. */
  readonly rest: number;
}

/** "The rates end at x": the trough of an easing path, the peak of a tightening one. */
export interface TerminalClaim {
  readonly kind: "terminal";
  readonly rate: Stated;
  readonly decision: IsoDate;
  /** The rate after each listed meeting, percent, in order. */
  readonly path: readonly { readonly decision: IsoDate; readonly ratePercent: number }[];
  /** The rate before the first of them, percent. */
  readonly startPercent: number;
}

/** "In the lower half of its band." */
export interface BandClaim {
  readonly kind: "band";
  readonly level: number;
  readonly bands: readonly Band[];
  readonly half: "lower" | "upper";
}

/** "The OAS stands at 52.8": a number said of an instrument by its name. */
export interface InstrumentClaim {
  readonly kind: "instrument";
  readonly named: string;
  readonly level: Stated;
  /** What was observed of the instrument that bears this name. */
  readonly observed: number | null;
}

/** "Narrow participation", "a broad rally". */
export interface BreadthClaim {
  readonly kind: "breadth";
  readonly said: "narrow" | "broad";
  readonly up: number;
  readonly of: number;
  readonly upWeightPercent: number | null;
}

/** "It rose", "it fell", "it was muted". */
export interface DirectionClaim {
  readonly kind: "direction";
  readonly said: "rose" | "fell" | "muted";
  readonly changePercent: number | null;
}

/**
 * What a sentence says about figures, as data. The prose checker will read claims out of sentences; the figures that decide them come
 * from the ledger. Each kind has one rule, and what a rule cannot decide is "not evaluated".
 */
export type Claim =
  | SumClaim
  | GapClaim
  | StepsClaim
  | TerminalClaim
  | BandClaim
  | InstrumentClaim
  | BreadthClaim
  | DirectionClaim;

/** What a rule makes of a claim. */
export type Ruling = Pick<Finding, "verdict" | "message">;
