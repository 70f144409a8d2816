import type { DatabaseSync } from "node:sqlite";
import type { Subscriber, SubscriberState, Tier } from "../../model/subscriber.ts";

export interface ListFilter {
  readonly tier?: Tier;
  readonly state?: SubscriberState;
}

const COLUMNS = `s.id, s.address, s.name, s.tier, s.state, s.language, s.time_zone AS timeZone, s.since, s.changed_at AS changedAt,
  c.at AS consentAt, c.how AS consentHow, c.proof AS consentProof`;

const NEWEST_CONSENT = `LEFT JOIN consents c ON c.sequence =
  (SELECT sequence FROM consents WHERE subscriber = s.id ORDER BY at DESC, sequence DESC LIMIT 1)`;

type Row = Omit<Subscriber, "consent"> & {
  readonly consentAt: string | null;
  readonly consentHow: "form" | "import" | "desk";
  readonly consentProof: string;
};

export function subscriberBy(db: DatabaseSync, column: "id" | "key", value: string): Subscriber | null {
  const row = db
    .prepare(`SELECT ${COLUMNS} FROM subscribers s ${NEWEST_CONSENT} WHERE s.${column} = ?`)
    .get(value);
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
      `SELECT ${COLUMNS} FROM subscribers s ${way} ${NEWEST_CONSENT}
       WHERE s.id > :after ${tier ? "AND s.tier = :tier" : ""} ${state ? "AND s.state = :state" : ""}
       ORDER BY s.id LIMIT :most`,
    )
    .all({ after, most, ...(tier && { tier }), ...(state && { state }) });
  return rows.map((row) => subscriberOf(row as unknown as Row));
}

export function countSubscribers(db: DatabaseSync, { tier, state }: ListFilter): number {
  const row = db
    .prepare(
      `SELECT count(*) AS many FROM subscribers
       WHERE true ${tier ? "AND tier = :tier" : ""} ${state ? "AND state = :state" : ""}`,
    )
    .get({ ...(tier && { tier }), ...(state && { state }) });
  return Number(row?.many);
}

function subscriberOf({ consentAt, consentHow, consentProof, ...rest }: Row): Subscriber {
  const consent = consentAt === null ? null : { at: consentAt, how: consentHow, proof: consentProof };
  return { ...rest, consent };
}
