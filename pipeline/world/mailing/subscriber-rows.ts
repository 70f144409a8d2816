import type { DatabaseSync } from "node:sqlite";
import type { Subscriber, SubscriberState, Tier } from "../../model/subscriber.ts";
import { addressKey } from "../../post/address.ts";
import { addressHashThere } from "./address-hash.ts";

export interface ListFilter {
  readonly tier?: Tier;
  readonly state?: SubscriberState;
}

const COLUMNS = `r.id, m.address, m.name, r.tier, r.state, r.language, r.time_zone AS timeZone, r.since, r.changed_at AS changedAt,
  c.at AS consentAt, c.how AS consentHow, c.proof AS consentProof`;

const WORDS = "JOIN mailboxes m ON m.sequence = r.mailbox LEFT JOIN consents c ON c.sequence = r.consent";

type Row = Omit<Subscriber, "consent"> & {
  readonly consentAt: string | null;
  readonly consentHow: "form" | "import" | "desk";
  readonly consentProof: string;
};

export function subscriberById(db: DatabaseSync, id: string): Subscriber | null {
  const row = db.prepare(`SELECT ${COLUMNS} FROM readers r ${WORDS} WHERE r.id = ?`).get(id);
  return row ? subscriberOf(row as unknown as Row) : null;
}

export function subscriberByAddress(db: DatabaseSync, address: string): Subscriber | null {
  const hash = addressHashThere(db)?.(addressKey(address));
  const row = hash && db.prepare(`SELECT ${COLUMNS} FROM readers r ${WORDS} WHERE r.hash = ?`).get(hash);
  return row ? subscriberOf(row as unknown as Row) : null;
}

/** In order of ids, those after `after`. */
export function subscribersAfter(
  db: DatabaseSync,
  { tier, state }: ListFilter,
  { after, most }: { readonly after: string; readonly most: number },
): readonly Subscriber[] {
  // By the index only where it gives the order of ids too: else each page would sort the whole list.
  const way = tier && state ? "" : "NOT INDEXED";
  const rows = db
    .prepare(
      `SELECT ${COLUMNS} FROM readers r ${way} ${WORDS}
       WHERE r.id > :after ${tier ? "AND r.tier = :tier" : ""} ${state ? "AND r.state = :state" : ""}
       ORDER BY r.id LIMIT :most`,
    )
    .all({ after, most, ...(tier && { tier }), ...(state && { state }) });
  return rows.map((row) => subscriberOf(row as unknown as Row));
}

export function countSubscribers(db: DatabaseSync, { tier, state }: ListFilter): number {
  const row = db
    .prepare(
      `SELECT count(*) AS many FROM readers
       WHERE true ${tier ? "AND tier = :tier" : ""} ${state ? "AND state = :state" : ""}`,
    )
    .get({ ...(tier && { tier }), ...(state && { state }) });
  return Number(row?.many);
}

function subscriberOf({ consentAt, consentHow, consentProof, ...rest }: Row): Subscriber {
  const consent = consentAt === null ? null : { at: consentAt, how: consentHow, proof: consentProof };
  return { ...rest, consent };
}
