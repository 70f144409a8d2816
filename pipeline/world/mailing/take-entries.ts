import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Consent, SubscriberEntry, SubscriberState, Taken, Tier } from "../../model/subscriber.ts";
import type { IsoInstant } from "../../model/unit.ts";
import { addressKey, domainOf } from "../../post/address.ts";
import { hasLeft, isFresh } from "./consent-rule.ts";
import { momentOf } from "./moments.ts";
import { LEFT_AT } from "./reader-changes.ts";
import { type Suppression, suppressionIn } from "./suppression.ts";

/** Who stands under an address already. */
interface There {
  readonly id: string;
  readonly name: string | null;
  readonly tier: Tier;
  readonly state: SubscriberState;
  readonly keptAt: IsoInstant | null;
  readonly leftAt: IsoInstant | null;
}

interface Statements {
  readonly find: StatementSync;
  readonly add: StatementSync;
  readonly update: StatementSync;
  readonly consent: StatementSync;
  readonly change: StatementSync;
}

interface Taking {
  readonly statements: Statements;
  readonly suppression: Suppression;
  readonly at: IsoInstant;
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
  const taking = { statements: statementsOf(db), suppression: suppressionIn(db), at: momentOf(at) };
  const taken = new Array<Taken>(entries.length);
  for (const { index, id } of inOrderOfIds(entries, newId)) {
    const entry = entries[index]!;
    const consent = entry.consent && { ...entry.consent, at: momentOf(entry.consent.at) };
    const key = addressKey(entry.address);
    const there = (taking.statements.find.get(key) ?? null) as unknown as There | null;
    const given = { ...entry, consent };
    taken[index] = there ? takeAgain(given, { there, key }, taking) : takeNew(given, { id, key }, taking);
  }
  return taken;
}

/**
 * Each with the id that it will have if it is new. Tables are in order of ids: written in any other, a million rows take ten times as long. An
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

function takeNew(
  entry: SubscriberEntry,
  { id, key }: { readonly id: string; readonly key: string },
  taking: Taking,
): Taken {
  const leftAt = taking.suppression.since(key);
  const isAgreed = isFresh({ leftAt, consentAt: entry.consent?.at ?? null, keptAt: null });
  if (leftAt !== null && !isAgreed) return "suppressed";
  const state = entry.state === "active" && !isAgreed ? "pending" : entry.state;
  const { statements, at } = taking;
  const { address, name, tier, consent } = entry;
  statements.add.run(id, key, address, domainOf(address), name, tier, state, at, at);
  keep(statements, id, consent);
  statements.change.run(id, at, null, state, consent?.proof ?? "without a consent");
  return leftAt === null ? "added" : "returned";
}

function takeAgain(
  entry: SubscriberEntry,
  { there, key }: { readonly there: There; readonly key: string },
  taking: Taking,
): Taken {
  const consentAt = entry.consent?.at ?? null;
  const leftAt = newest(there.leftAt, taking.suppression.since(key));
  const isAgreed = isFresh({ leftAt, consentAt, keptAt: there.keptAt });
  const returns = hasLeft(there.state);
  if (returns && !isAgreed) return "suppressed";
  // A form is open to anybody: who only asks changes nothing of a reader.
  if (!returns && entry.state === "pending" && there.state !== "pending") return "unchanged";
  const activates = there.state === "pending" && entry.state === "active" && isAgreed;
  const state = returns || activates ? entry.state : there.state;
  const name = entry.name ?? there.name;
  const { tier } = entry;
  const isNewer = consentAt !== null && (there.keptAt === null || consentAt > there.keptAt);
  if (state === there.state && name === there.name && tier === there.tier && !isNewer) return "unchanged";
  const { statements, at } = taking;
  statements.update.run(name, tier, state, state === there.state ? null : at, there.id);
  if (isNewer) keep(statements, there.id, entry.consent);
  if (state !== there.state)
    statements.change.run(there.id, at, there.state, state, entry.consent?.proof ?? "");
  return returns ? "returned" : "changed";
}

function keep({ consent }: Statements, id: string, given: Consent | null): void {
  if (given) consent.run(id, given.at, given.how, given.proof);
}

function newest(one: IsoInstant | null, other: IsoInstant | null): IsoInstant | null {
  return one === null || (other !== null && other > one) ? other : one;
}

function statementsOf(db: DatabaseSync): Statements {
  return {
    find: db.prepare(
      `SELECT s.id, s.name, s.tier, s.state, (SELECT max(at) FROM consents WHERE subscriber = s.id) AS keptAt,
         (${LEFT_AT}) AS leftAt FROM subscribers s WHERE s.key = ?`,
    ),
    add: db.prepare(
      `INSERT INTO subscribers (id, key, address, domain, name, tier, state, since, changed_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    update: db.prepare(
      "UPDATE subscribers SET name = ?, tier = ?, state = ?, changed_at = ifnull(?, changed_at) WHERE id = ?",
    ),
    consent: db.prepare("INSERT INTO consents (subscriber, at, how, proof) VALUES (?, ?, ?, ?)"),
    change: db.prepare("INSERT INTO changes (subscriber, at, was, is_now, why) VALUES (?, ?, ?, ?, ?)"),
  };
}
