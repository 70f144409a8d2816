import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { Mark } from "./mailing.ts";
import { momentOf } from "./moments.ts";
import type { MailingFile } from "./open-mailing.ts";
import { versionOf } from "./senders.ts";
import { withoutAddresses } from "./without-addresses.ts";

/**
 * A row that goes back into the queue belongs to nobody. A new attempt has no reply yet: the one of the attempt before would be taken for its.
 */
const STEP = `UPDATE deliveries SET
    state = :to, at = :at, not_before = :notBefore, attempts = attempts + :counts,
    sender = CASE WHEN :to IN ('queued', 'deferred') THEN NULL ELSE sender END,
    handed_at = CASE WHEN :to = 'handed over' THEN :at ELSE handed_at END,
    relay = COALESCE(:relay, relay),
    reply = CASE WHEN :to = 'handed over' THEN :reply ELSE COALESCE(:reply, reply) END
  WHERE version = :version AND recipient = :recipient AND sender = :sender AND instr(:from, '|' || state || '|')`;

interface Waiting {
  readonly marks: readonly Mark[];
  readonly made: (results: readonly boolean[]) => void;
  readonly failed: (fault: unknown) => void;
}

/**
 * Steps of deliveries, those of one moment in one transaction: the disk is waited for once and not once a message. All callers wait for it;
 * where it fails, none of their steps was made.
 */
export function openMarks(file: MailingFile): (marks: readonly Mark[]) => Promise<readonly boolean[]> {
  let waiting: Waiting[] = [];
  let step: { readonly db: DatabaseSync; readonly statement: StatementSync } | null = null;
  const stepOn = (db: DatabaseSync) => {
    if (step?.db !== db) step = { db, statement: db.prepare(STEP) };
    return step.statement;
  };
  const flush = () => {
    const group = waiting;
    waiting = [];
    try {
      const results = file.transaction((db) => group.map(({ marks }) => makeAll(db, stepOn(db), marks)));
      for (const [index, { made }] of group.entries()) made(results[index]!);
    } catch (fault) {
      for (const { failed } of group) failed(fault);
    }
  };
  return (marks) =>
    new Promise((made, failed) => {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({ marks, made, failed });
    });
}

function makeAll(db: DatabaseSync, step: StatementSync, marks: readonly Mark[]): readonly boolean[] {
  const senders = [...new Set(marks.map(({ sender }) => sender))];
  const open = new Set(senders.filter((sender) => versionOf(db, sender) !== null));
  return marks.map((mark) => open.has(mark.sender) && make(step, mark));
}

function make(step: StatementSync, mark: Mark): boolean {
  const { version, recipient, sender, to, relay } = mark;
  const at = momentOf(mark.at);
  const made = step.run({
    ...{ version, recipient, sender, to, at, relay },
    from: `|${mark.from.join("|")}|`,
    counts: mark.counts ? 1 : 0,
    notBefore: to === "deferred" ? momentOf(mark.notBefore ?? at) : null,
    reply: mark.reply === null ? null : withoutAddresses(mark.reply),
  });
  return made.changes === 1;
}
