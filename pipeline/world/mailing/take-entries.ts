import type { SubscriberEntry, Taken } from "../../model/subscriber.ts";
import type { IsoInstant } from "../../model/unit.ts";
import { addressKey } from "../../post/address.ts";
import type { Row as DatabaseRow, Statements } from "../database/sql.ts";
import { addressHash } from "./address-hash.ts";
import { hasLeft } from "./consent-rule.ts";
import { forgetMailbox } from "./forget-reader.ts";
import { momentOf } from "./moments.ts";
import { isNamed, NAMED, namedByPage } from "./named-values.ts";
import { type ReaderLog, readerLog } from "./reader-log.ts";
import { type Suppressed, type Suppression, suppressionIn } from "./suppression.ts";
import { type Coming, known, newcomer, type There } from "./take-rule.ts";

/** A reader's row. */
interface Row extends There {
  readonly id: string;
  readonly mailbox: number;
  readonly address: string;
  readonly consent: number | null;
  readonly change: number;
}

interface Taking {
  readonly db: Statements;
  readonly log: ReaderLog;
  readonly suppression: Suppression;
  readonly at: IsoInstant;
}

interface Entry {
  /** If he is new. */
  readonly id: string;
  readonly entry: SubscriberEntry;
  readonly hash: string;
}

const FIND = `SELECT r.hash, r.id, r.mailbox, m.address, m.name, r.tier, r.state, c.at AS "keptAt", r.left_at AS "leftAt", r.consent, r.change
  FROM readers r JOIN mailboxes m ON m.sequence = r.mailbox LEFT JOIN consents c ON c.sequence = r.consent WHERE ${isNamed("r.hash")}`;
const UPDATE = `UPDATE readers SET mailbox = :mailbox, tier = :tier, state = :state, changed_at = COALESCE(:moment, changed_at),
    left_at = :leftAt, consent = :consent, change = :change
  WHERE id = :id`;
const WAITS_ANEW = "UPDATE readers SET changed_at = :at WHERE id = :id";

/** As `Subscribers.take`, within a transaction. */
export async function takeEntries(
  db: Statements,
  entries: readonly SubscriberEntry[],
  { at, newId }: { readonly at: IsoInstant; readonly newId: () => string },
): Promise<readonly Taken[]> {
  const hashOf = await addressHash(db);
  const taking = {
    ...{ db, log: await readerLog(db), suppression: await suppressionIn(db), at: momentOf(at) },
  };
  const taken = new Array<Taken>(entries.length);
  for (const page of pagesInOrder(entries, newId)) {
    const hashed = page.map(({ index, id }) => {
      const entry = withMoments(entries[index]!);
      return { index, id, entry, hash: hashOf(addressKey(entry.address)) };
    });
    const told = await takePage(hashed, taking);
    for (const [at, { index }] of page.entries()) taken[index] = told[at]!;
  }
  return taken;
}

/** @param page of different addresses */
async function takePage(page: readonly Entry[], taking: Taking): Promise<readonly Taken[]> {
  const { db, log, suppression } = taking;
  const hashes = page.map(({ hash }) => hash);
  const rows: DatabaseRow[] = [];
  for (const named of namedByPage(hashes)) rows.push(...(await db.all(FIND, named)));
  const there = new Map(rows.map((row) => [String(row.hash), row as unknown as Row]));
  const removed = await suppression.among(hashes);
  const taken: Taken[] = [];
  for (const one of page) {
    const row = there.get(one.hash);
    const { entry, hash } = one;
    taken.push(
      row ? await takeAgain({ entry, row }, taking) : takeNew(one, removed.get(hash) ?? null, taking),
    );
  }
  await log.written();
  return taken;
}

/**
 * Each with the id that it will have if it is new. Readers are in order of ids: written in any other, a million rows take ten times as long. An
 * address that stands twice keeps its place behind the first, and has a page of its own.
 */
function pagesInOrder(entries: readonly SubscriberEntry[], newId: () => string) {
  const seen = new Set<string>();
  const [first, again]: { readonly index: number; readonly id: string }[][] = [[], []];
  for (const [index, { address }] of entries.entries()) {
    const key = addressKey(address);
    (seen.has(key) ? again! : first!).push({ index, id: newId() });
    seen.add(key);
  }
  const sorted = first!.sort((one, other) => (one.id < other.id ? -1 : 1));
  const pages = Array.from({ length: Math.ceil(sorted.length / NAMED) }, (_, page) =>
    sorted.slice(page * NAMED, (page + 1) * NAMED),
  );
  return [...pages, ...again!.map((one) => [one])];
}

function withMoments({ consent, vouched, left, ...entry }: SubscriberEntry): SubscriberEntry {
  return {
    ...entry,
    consent: consent && { ...consent, at: momentOf(consent.at) },
    ...(vouched && { vouched: { ...vouched, at: momentOf(vouched.at) } }),
    ...(left && { left: { ...left, at: left.at && momentOf(left.at) } }),
  };
}

function takeNew({ entry, hash, id: newId }: Entry, removed: Suppressed | null, { log, at }: Taking): Taken {
  const coming = newcomer(entry, removed?.at ?? null, at);
  if (coming === null) return "suppressed";
  const { address, name, tier } = entry;
  const { state, leftAt } = coming;
  // The id that he had: the ledger knows what went to him already.
  const id = removed?.reader ?? newId;
  const mailbox = log.mailbox(address, name);
  const consent = coming.consent && log.consent(id, coming.consent, null);
  const change = log.change({ reader: id, at, was: null, isNow: state, why: whyOf(entry, coming) }, null);
  const moment = changedAt(coming, at);
  const moments = { since: moment, changed_at: moment, left_at: leftAt };
  log.reader({ id, hash, mailbox, tier, state, ...moments, consent, change });
  return coming.taken;
}

async function takeAgain(
  { entry, row }: { readonly entry: SubscriberEntry; readonly row: Row },
  { db, log, at }: Taking,
): Promise<Taken> {
  const coming = known(entry, row, at);
  // Who asks again waits anew.
  const isAsked = entry.asks === true && row.state === "pending";
  if (isAsked) await db.run(WAITS_ANEW, { at, id: row.id });
  if (coming.taken === "unchanged" || coming.taken === "suppressed") return coming.taken;
  const { state, leftAt } = coming;
  const isMoved = state !== row.state;
  const hasNewName = !hasLeft(state) && entry.name !== null && entry.name !== row.name;
  const mailbox = hasNewName ? log.mailbox(row.address, entry.name) : row.mailbox;
  if (hasNewName) await forgetMailbox(db, row.mailbox);
  const consent = coming.consent ? log.consent(row.id, coming.consent, row.consent) : row.consent;
  const was = { reader: row.id, at, was: row.state, isNow: state };
  const change = isMoved ? log.change({ ...was, why: whyOf(entry, coming) }, row.change) : row.change;
  const tier = hasLeft(state) ? row.tier : entry.tier;
  const moment = isMoved || leftAt !== row.leftAt ? changedAt(coming, at) : null;
  await db.run(UPDATE, { mailbox, tier, state, moment, leftAt, consent, change, id: row.id });
  return coming.taken;
}

/** Of one who left, when he did. */
function changedAt({ state, leftAt }: Coming, at: IsoInstant): IsoInstant {
  return hasLeft(state) && leftAt !== null ? leftAt : at;
}

function whyOf({ state, left, asks }: SubscriberEntry, { consent }: Coming): string {
  if (hasLeft(state)) return left?.why ?? "by another list";
  return consent?.proof ?? (asks ? "asked on the site" : "without a consent");
}
