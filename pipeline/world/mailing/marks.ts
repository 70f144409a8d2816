import type { Database, Row, Statements } from "../database/sql.ts";
import type { Mark } from "./mailing.ts";
import { momentOf } from "./moments.ts";
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
  WHERE version = :version AND recipient = :recipient AND sender = :sender AND :from LIKE '%|' || state || '|%'`;

interface Waiting {
  readonly marks: readonly Mark[];
  readonly made: (results: readonly boolean[]) => void;
  readonly failed: (fault: unknown) => void;
}

/**
 * Steps of deliveries, those of one moment, or that came while the ones before were written, in one transaction: the disk is waited for once and
 * not once a message. All callers wait for it; where it fails, none of their steps was made.
 */
export function openMarks(file: Database): (marks: readonly Mark[]) => Promise<readonly boolean[]> {
  let waiting: Waiting[] = [];
  let isWriting = false;
  const flush = async () => {
    isWriting = true;
    while (waiting.length > 0) {
      const group = waiting;
      waiting = [];
      try {
        const results = await file.write((db) => makeAll(db, group));
        for (const [index, { made }] of group.entries()) made(results[index]!);
      } catch (fault) {
        for (const { failed } of group) failed(fault);
      }
    }
    isWriting = false;
  };
  return (marks) =>
    new Promise((made, failed) => {
      if (waiting.length === 0 && !isWriting) setImmediate(flush);
      waiting.push({ marks, made, failed });
    });
}

async function makeAll(db: Statements, group: readonly Waiting[]): Promise<readonly (readonly boolean[])[]> {
  const open = new Set<string>();
  const senders = new Set(group.flatMap(({ marks }) => marks.map(({ sender }) => sender)));
  for (const sender of senders) if ((await versionOf(db, sender)) !== null) open.add(sender);
  const results: boolean[][] = [];
  for (const { marks } of group) {
    const made: boolean[] = [];
    for (const mark of marks) made.push(open.has(mark.sender) && (await db.run(STEP, stepOf(mark))) === 1);
    results.push(made);
  }
  return results;
}

function stepOf(mark: Mark): Row {
  const { version, recipient, sender, to, relay } = mark;
  const at = momentOf(mark.at);
  return {
    ...{ version, recipient, sender, to, at, relay },
    from: `|${mark.from.join("|")}|`,
    counts: mark.counts ? 1 : 0,
    notBefore: to === "deferred" ? momentOf(mark.notBefore ?? at) : null,
    reply: mark.reply === null ? null : withoutAddresses(mark.reply),
  };
}
