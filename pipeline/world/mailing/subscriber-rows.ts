import type { Subscriber, SubscriberState, Tier } from "../../model/subscriber.ts";
import { addressKey } from "../../post/address.ts";
import type { Statements } from "../database/sql.ts";
import { addressHashThere } from "./address-hash.ts";

export interface ListFilter {
  readonly tier?: Tier;
  readonly state?: SubscriberState;
}

const COLUMNS = `r.id, m.address, m.name, r.tier, r.state, r.language, r.time_zone AS "timeZone", r.since, r.changed_at AS "changedAt",
  c.at AS "consentAt", c.how AS "consentHow", c.proof AS "consentProof"`;

const WORDS = "JOIN mailboxes m ON m.sequence = r.mailbox LEFT JOIN consents c ON c.sequence = r.consent";

type Row = Omit<Subscriber, "consent"> & {
  readonly consentAt: string | null;
  readonly consentHow: "form" | "import" | "desk";
  readonly consentProof: string;
};

export async function subscriberById(db: Statements, id: string): Promise<Subscriber | null> {
  const row = await db.get(`SELECT ${COLUMNS} FROM readers r ${WORDS} WHERE r.id = :id`, { id });
  return row ? subscriberOf(row as unknown as Row) : null;
}

export async function subscriberByAddress(db: Statements, address: string): Promise<Subscriber | null> {
  const hashOf = await addressHashThere(db);
  if (!hashOf) return null;
  const hash = hashOf(addressKey(address));
  const row = await db.get(`SELECT ${COLUMNS} FROM readers r ${WORDS} WHERE r.hash = :hash`, { hash });
  return row ? subscriberOf(row as unknown as Row) : null;
}

/** In order of ids, those after `after`. */
export async function subscribersAfter(
  db: Statements,
  { tier, state }: ListFilter,
  { after, most }: { readonly after: string; readonly most: number },
): Promise<readonly Subscriber[]> {
  // By the index only where it gives the order of ids too: else each page would sort the whole list.
  const alone = tier && state ? "" : "|| ''";
  const rows = await db.all(
    `SELECT ${COLUMNS} FROM readers r ${WORDS}
     WHERE r.id > :after ${tier ? `AND r.tier ${alone} = :tier` : ""} ${state ? `AND r.state ${alone} = :state` : ""}
     ORDER BY r.id LIMIT :most`,
    { after, most, ...(tier && { tier }), ...(state && { state }) },
  );
  return rows.map((row) => subscriberOf(row as unknown as Row));
}

export async function countSubscribers(db: Statements, { tier, state }: ListFilter): Promise<number> {
  const row = await db.get(
    `SELECT count(*) AS many FROM readers
     WHERE true ${tier ? "AND tier = :tier" : ""} ${state ? "AND state = :state" : ""}`,
    { ...(tier && { tier }), ...(state && { state }) },
  );
  return Number(row?.many);
}

function subscriberOf({ consentAt, consentHow, consentProof, ...rest }: Row): Subscriber {
  const consent = consentAt === null ? null : { at: consentAt, how: consentHow, proof: consentProof };
  return { ...rest, consent };
}
