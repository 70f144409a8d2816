import { z } from "zod";
import { type IsoInstant, IsoInstantSchema } from "./unit.ts";

export const TierSchema = z.enum(["free", "paid"]);
export type Tier = z.infer<typeof TierSchema>;

/**
 * `pending`: asked for it and has not confirmed; `active`: gets issues; `paused`: wants none for now; `unsubscribed`: left; `bounced`: the
 * address is dead; `complained`: called an issue spam. The last three come back only by a consent given after they left.
 */
export const SubscriberStateSchema = z.enum([
  "pending",
  "active",
  "paused",
  "unsubscribed",
  "bounced",
  "complained",
]);
export type SubscriberState = z.infer<typeof SubscriberStateSchema>;

/** That a person agreed to get issues: when, how, and what shows it. */
export const ConsentSchema = z.strictObject({
  at: IsoInstantSchema,
  /** `form`: asked on the site and confirmed by mail; `import`: stands in an imported file; `desk`: entered by hand. */
  how: z.enum(["form", "import", "desk"]),
  /** "import readers.csv:14", "by Ada", "confirmed from 192.0.2.0/24". Never the whole address of a machine. */
  proof: z.string().min(1).max(500),
});
export type Consent = z.infer<typeof ConsentSchema>;

/** Somebody on the list. The address stands here and nowhere else in the database: removal leaves only a suppression hash. */
export interface Subscriber {
  /** 16 letters of a-z2-7, random, never given twice. Deliveries and links know people by it. */
  readonly id: string;
  /** As it is written to: local part as given, domain in lower case, ASCII (punycode). */
  readonly address: string;
  /** NFC, one line, without control characters; null where none is known. */
  readonly name: string | null;
  readonly tier: Tier;
  readonly state: SubscriberState;
  /** Left for later: language and time zone of numbers. */
  readonly language: string | null;
  readonly timeZone: string | null;
  /** When the row came, and when its state last changed. */
  readonly since: string;
  readonly changedAt: string;
  /** The newest; null where nothing shows that the person agreed: such a one is never active. */
  readonly consent: Consent | null;
}

/** Somebody who is to be on the list, from a file, a form or the desk. The address has passed `readAddress`. */
export interface SubscriberEntry {
  readonly address: string;
  readonly name: string | null;
  readonly tier: Tier;
  /** `unsubscribed`, `bounced`, `complained`: an older list says that he left it. */
  readonly state: SubscriberState;
  readonly consent: Consent | null;
  /** Of one who left: when (null: nobody knows), and what says so, such as "import readers.csv:14". */
  readonly left?: { readonly at: IsoInstant | null; readonly why: string };
  /** What somebody says of a whole file. It makes active of whom no consent is known and who never left, and nobody else. */
  readonly vouched?: Consent;
  /**
   * Of a pending one: he, or a stranger in his name, asks for it at this moment and is to confirm it by mail. So also one who had himself removed
   * may wait on the list; who stands on it is not changed by it.
   */
  readonly asks?: true;
}

/**
 * What came of an entry: `added`; `unchanged`: stands there already in these words; `changed`: name, tier, consent or the moment of leaving are
 * new; `returned`: had left and consents anew; `left`: was on the list, and has left by this entry; `suppressed`: left, bounced, complained or was
 * removed, and the entry brings no consent given after that: nothing is changed.
 *
 * Who has left by an entry: everybody on the list whose newest consent was given before `left.at`. Where that is not known, everybody but
 * those who left once before and agreed anew: the entry may be older than that, and the same file again must not throw them out again.
 */
export type Taken = "added" | "unchanged" | "changed" | "returned" | "left" | "suppressed";
