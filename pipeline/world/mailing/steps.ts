import type { Row, Statements, Value } from "../database/sql.ts";
import type { Mark } from "./mailing.ts";
import { momentOf } from "./moments.ts";
import { withoutAddresses } from "./without-addresses.ts";

/** Steps in one statement. */
const MOST = 50;

/**
 * Steps that differ in what `VALUES` names alone; recipients are named twice, as PostgreSQL may read all rows of a version that it has not
 * counted yet to find those of a join. A row that goes back into the queue belongs to nobody. A new attempt has no reply yet: the one
 * of the attempt before would be taken for its.
 */
const sqlFor = (count: number) => `UPDATE deliveries SET
    state = :to, at = m.column2, not_before = m.column3, attempts = attempts + :counts,
    sender = CASE WHEN :to IN ('queued', 'deferred') THEN NULL ELSE sender END,
    handed_at = CASE WHEN :to = 'handed over' THEN m.column2 ELSE handed_at END,
    relay = COALESCE(m.column4, relay),
    reply = CASE WHEN :to = 'handed over' THEN m.column5 ELSE COALESCE(m.column5, reply) END
  FROM (VALUES ${Array.from({ length: count }, (_, index) => valuesOf(index)).join(", ")}) AS m
  WHERE version = :version AND recipient = m.column1 AND recipient IN (${recipientsOf(count)}) AND sender = :sender AND :from LIKE '%|' || state || '|%'
    AND EXISTS (SELECT 1 FROM senders s WHERE s.sender = :sender AND s.ended_at IS NULL)
  RETURNING recipient`;

/** Names of what is a step's own, by its place in the statement. */
const NAMES = Array.from({ length: MOST }, (_, index) => ({
  ...{ recipient: `recipient${index}`, at: `at${index}`, notBefore: `before${index}` },
  ...{ relay: `relay${index}`, reply: `reply${index}` },
}));
const valuesOf = (index: number) =>
  `(${Object.values(NAMES[index]!)
    .map((name) => `CAST(:${name} AS TEXT)`)
    .join(", ")})`;

const recipientsOf = (count: number) =>
  NAMES.slice(0, count)
    .map(({ recipient }) => `:${recipient}`)
    .join(", ");

const SQL = Array.from({ length: MOST + 1 }, (_, count) => (count === 0 ? "" : sqlFor(count)));

/** Makes steps in their order, those of different rows in one statement where they are alike; whether each was made. Within a transaction. */
export async function makeSteps(db: Statements, marks: readonly Mark[]): Promise<readonly boolean[]> {
  const made = marks.map(() => false);
  for (const alike of marks.length === 1 ? [[0]] : roundsOf(marks)) {
    const rows = await db.all(SQL[alike.length]!, valuesFor(alike.map((at) => marks[at]!)));
    const done = new Set(rows.map(({ recipient }) => recipient));
    for (const at of alike) made[at] = done.has(marks[at]!.recipient);
  }
  return made;
}

/** Places of marks that go into one statement each: alike, and no row twice; the steps of a row stay in their order. */
function roundsOf(marks: readonly Mark[]): readonly (readonly number[])[] {
  const rounds: Map<string, number[]>[] = [];
  const seen = new Map<string, number>();
  for (const [at, { version, recipient, sender, to, from, counts }] of marks.entries()) {
    const row = `${version}\n${recipient}`;
    const round = seen.get(row) ?? 0;
    seen.set(row, round + 1);
    rounds[round] ??= new Map();
    const shared = `${version}\n${sender}\n${to}\n${from.join("|")}\n${counts}`;
    const alike = rounds[round].get(shared);
    if (alike) alike.push(at);
    else rounds[round].set(shared, [at]);
  }
  return rounds.flatMap((round) => [...round.values()].flatMap(paged));
}

function paged(places: readonly number[]): readonly (readonly number[])[] {
  const pages = Math.ceil(places.length / MOST);
  return Array.from({ length: pages }, (_, page) => places.slice(page * MOST, (page + 1) * MOST));
}

/** @param marks alike, at least one */
function valuesFor(marks: readonly Mark[]): Row {
  const { version, sender, to, from, counts } = marks[0]!;
  const values: Record<string, Value> = { version, sender, to };
  values.from = `|${from.join("|")}|`;
  values.counts = counts ? 1 : 0;
  for (const [index, mark] of marks.entries()) {
    const names = NAMES[index]!;
    const at = momentOf(mark.at);
    values[names.recipient] = mark.recipient;
    values[names.at] = at;
    values[names.notBefore] = to === "deferred" ? momentOf(mark.notBefore ?? at) : null;
    values[names.relay] = mark.relay;
    values[names.reply] = mark.reply === null ? null : withoutAddresses(mark.reply);
  }
  return values;
}
