import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { SubscriberEntry, Taken } from "../../model/subscriber.ts";
import type { IsoInstant } from "../../model/unit.ts";
import { addressKey } from "../../post/address.ts";
import { addressHash } from "./address-hash.ts";
import { hasLeft } from "./consent-rule.ts";
import { forgetMailbox } from "./forget-reader.ts";
import { momentOf } from "./moments.ts";
import { type ReaderLog, readerLog } from "./reader-log.ts";
import { type Suppression, suppressionIn } from "./suppression.ts";
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
  readonly find: StatementSync;
  readonly addMailbox: StatementSync;
  readonly add: StatementSync;
  readonly update: StatementSync;
  readonly log: ReaderLog;
  readonly suppression: Suppression;
  readonly at: IsoInstant;
}

interface Entry {
  readonly entry: SubscriberEntry;
  readonly hash: string;
}

/** What is written at a time, in pages of memory: of a long list each page is touched once for each transaction. */
const CACHE_KIB = 32_768;

/** As `Subscribers.take`, within a transaction. */
export function takeEntries(
  db: DatabaseSync,
  entries: readonly SubscriberEntry[],
  { at, newId }: { readonly at: IsoInstant; readonly newId: () => string },
): readonly Taken[] {
  db.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
  const hashOf = addressHash(db);
  const taking = takingInto(db, momentOf(at));
  const taken = new Array<Taken>(entries.length);
  for (const { index, id } of inOrderOfIds(entries, newId)) {
    const entry = withMoments(entries[index]!);
    const hash = hashOf(addressKey(entry.address));
    const row = (taking.find.get(hash) ?? null) as Row | null;
    taken[index] = row ? takeAgain(db, { entry, row }, taking) : takeNew({ entry, hash }, id, taking);
  }
  return taken;
}

/**
 * Each with the id that it will have if it is new. Readers are in order of ids: written in any other, a million rows take ten times as long. An
 * address that stands twice keeps its place behind the first.
 */
function inOrderOfIds(entries: readonly SubscriberEntry[], newId: () => string) {
  const seen = new Set<string>();
  const [first, again]: { readonly index: number; readonly id: string }[][] = [[], []];
  for (const [index, { address }] of entries.entries()) {
    const key = addressKey(address);
    (seen.has(key) ? again! : first!).push({ index, id: newId() });
    seen.add(key);
  }
  return [...first!.sort((one, other) => (one.id < other.id ? -1 : 1)), ...again!];
}

function withMoments({ consent, vouched, left, ...entry }: SubscriberEntry): SubscriberEntry {
  return {
    ...entry,
    consent: consent && { ...consent, at: momentOf(consent.at) },
    ...(vouched && { vouched: { ...vouched, at: momentOf(vouched.at) } }),
    ...(left && { left: { ...left, at: left.at && momentOf(left.at) } }),
  };
}

function takeNew({ entry, hash }: Entry, newId: string, taking: Taking): Taken {
  const removed = taking.suppression.of(hash);
  const { log, at } = taking;
  const coming = newcomer(entry, removed?.at ?? null, at);
  if (coming === null) return "suppressed";
  const { address, name, tier } = entry;
  const { state, leftAt } = coming;
  // The id that he had: the ledger knows what went to him already.
  const id = removed?.reader ?? newId;
  const mailbox = taking.addMailbox.run(address, name).lastInsertRowid;
  const consent = coming.consent && log.consent(id, coming.consent, null);
  const change = log.change({ reader: id, at, was: null, isNow: state, why: whyOf(entry, coming) }, null);
  const moment = changedAt(coming, at);
  taking.add.run(id, hash, mailbox, tier, state, moment, moment, leftAt, consent, change);
  return coming.taken;
}

function takeAgain(
  db: DatabaseSync,
  { entry, row }: { readonly entry: SubscriberEntry; readonly row: Row },
  taking: Taking,
): Taken {
  const { log, at } = taking;
  const coming = known(entry, row, at);
  // Who asks again waits anew.
  const isAsked = entry.asks === true && row.state === "pending";
  if (isAsked) db.prepare("UPDATE readers SET changed_at = ? WHERE id = ?").run(at, row.id);
  if (coming.taken === "unchanged" || coming.taken === "suppressed") return coming.taken;
  const { state, leftAt } = coming;
  const isMoved = state !== row.state;
  const hasNewName = !hasLeft(state) && entry.name !== null && entry.name !== row.name;
  const mailbox = hasNewName ? taking.addMailbox.run(row.address, entry.name).lastInsertRowid : row.mailbox;
  if (hasNewName) forgetMailbox(db, row.mailbox);
  const consent = coming.consent ? log.consent(row.id, coming.consent, row.consent) : row.consent;
  const was = { reader: row.id, at, was: row.state, isNow: state };
  const change = isMoved ? log.change({ ...was, why: whyOf(entry, coming) }, row.change) : row.change;
  const tier = hasLeft(state) ? row.tier : entry.tier;
  const moment = isMoved || leftAt !== row.leftAt ? changedAt(coming, at) : null;
  taking.update.run(mailbox, tier, state, moment, leftAt, consent, change, row.id);
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

function takingInto(db: DatabaseSync, at: IsoInstant): Taking {
  return {
    find: db.prepare(
      `SELECT r.id, r.mailbox, m.address, m.name, r.tier, r.state, c.at AS keptAt, r.left_at AS leftAt, r.consent, r.change
       FROM readers r JOIN mailboxes m ON m.sequence = r.mailbox LEFT JOIN consents c ON c.sequence = r.consent WHERE r.hash = ?`,
    ),
    addMailbox: db.prepare("INSERT INTO mailboxes (address, name) VALUES (?, ?)"),
    add: db.prepare(
      `INSERT INTO readers (id, hash, mailbox, tier, state, since, changed_at, left_at, consent, change)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    update: db.prepare(
      `UPDATE readers SET mailbox = ?, tier = ?, state = ?, changed_at = ifnull(?, changed_at), left_at = ?, consent = ?, change = ?
       WHERE id = ?`,
    ),
    log: readerLog(db),
    suppression: suppressionIn(db),
    at,
  };
}
