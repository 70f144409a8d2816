import type { Database, Statements } from "../database/sql.ts";
import type { Mark } from "./mailing.ts";
import { makeSteps } from "./steps.ts";

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
  const made = await makeSteps(
    db,
    group.flatMap(({ marks }) => marks),
  );
  let from = 0;
  return group.map(({ marks }) => {
    from += marks.length;
    return made.slice(from - marks.length, from);
  });
}
