import type { Bound } from "./approval.ts";
import type { Tier } from "./subscriber.ts";
import type { IsoDate, IsoInstant } from "./unit.ts";

/** Why an issue is sent anew. */
export const CAUSES = ["revised source", "our mistake", "typo"] as const;
export type Cause = (typeof CAUSES)[number];

/** A figure that an issue printed and that its correction prints otherwise. null: not printed in that one. */
export interface FigureChange {
  readonly id: string;
  readonly was: string | null;
  readonly is: string | null;
}

/** Of what a version is the correction, and why. */
export interface Correction {
  /** Id of the version that it takes the place of. */
  readonly replaces: string;
  readonly cause: Cause;
  /** One or two sentences for readers. */
  readonly note: string;
  readonly changes: readonly FigureChange[];
}

/** One edition of one day's issue, as approved, whose bytes are kept as long as the database: what is sent, shown in the archive, corrected. */
export interface Version {
  /** "2025-11-05/free/1". */
  readonly id: string;
  readonly date: IsoDate;
  readonly edition: Tier;
  /** From 1; each correction has the next. */
  readonly number: number;
  /** Hashes of all forms, the subject, the recipients. */
  readonly bound: Bound;
  /** Further files kept beside the forms, by name, SHA-256: ledger.json, findings.json, snapshot.json, report.json, build.json. */
  readonly products: Readonly<Record<string, string>>;
  readonly approvedBy: readonly { readonly name: string; readonly at: IsoInstant }[];
  readonly frozenAt: IsoInstant;
  readonly correction: Correction | null;
}

/**
 * `queued`: nothing was handed over; `handed over`: the relay has all but the last dot, or has it and has not answered; `accepted`: the relay
 * answered 250; `deferred`: not now, again after `notBefore`; `refused`: for good; `uncertain`: the sender or the line died between the last
 * dot and the answer: a person decides; `sent`: a person took an uncertain one as sent; `withdrawn`: the reader left the list before; `superseded`: a
 * corrected version took its place before it was handed over.
 */
export const DELIVERY_STATES = [
  "queued",
  "handed over",
  "accepted",
  "deferred",
  "refused",
  "uncertain",
  "sent",
  "withdrawn",
  "superseded",
] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** `correction`: the reader has, or may have, an earlier version of the day. */
export type DeliveryKind = "issue" | "correction";

/** What became of one version for one reader: a row of the ledger of deliveries. */
export interface Receipt {
  readonly version: string;
  readonly recipient: string;
  /** null: was removed from the list since. */
  readonly address: string | null;
  readonly kind: DeliveryKind;
  readonly state: DeliveryState;
  readonly attempts: number;
  readonly queuedAt: IsoInstant;
  readonly handedAt: IsoInstant | null;
  /** Of the last change. */
  readonly at: IsoInstant;
  readonly notBefore: IsoInstant | null;
  /** Name of the relay of the last attempt. */
  readonly relay: string | null;
  /** The relay's last words, one line: `250 2.0.0 Ok: queued as 4XyZ`. */
  readonly reply: string | null;
}

/** Deliveries of a version by state; a state without any is 0. */
export type Tally = Readonly<Record<DeliveryState, number>>;
