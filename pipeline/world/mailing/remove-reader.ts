import type { DatabaseSync } from "node:sqlite";
import { PipelineError } from "../../errors.ts";
import type { IsoInstant } from "../../model/unit.ts";
import { addressKey } from "../../post/address.ts";
import { momentOf } from "./moments.ts";
import type { MailingFile } from "./open-mailing.ts";
import { suppress } from "./suppression.ts";

/** Tables that hold what is known of a person, and how their rows are ordered. */
const PERSONAL = { subscribers: "id", consents: "sequence", changes: "sequence" } as const;

/**
 * As `Subscribers.remove`. Deleting alone is not enough: where SQLite once moved rows from one page to the next, copies stay in the gaps of
 * pages, which `secure_delete` never looks at (seen in 1 of some 3,000 removals). So the tables of persons are written anew, onto pages that were
 * wiped, and the log is emptied into the file.
 *
 * @throws PipelineError archive-busy where another process still reads the log: the reader is off the list then, and removing him again wipes it
 */
export function removeReader(file: MailingFile, address: string, at: IsoInstant): boolean {
  const key = addressKey(address);
  const was = file.transaction((db) => {
    const there = removeRows(db, key);
    suppress(db, key, momentOf(at));
    return there;
  });
  // One after the other: of a long list each takes seconds, in which a sender waits.
  for (const [table, order] of Object.entries(PERSONAL))
    file.transaction((db) => writeAnew(db, table, order));
  file.guarded(() => emptyLog(file.writing()));
  return was;
}

function removeRows(db: DatabaseSync, key: string): boolean {
  const id = db.prepare("SELECT id FROM subscribers WHERE key = ?").get(key)?.id;
  if (id === undefined) return false;
  db.prepare("DELETE FROM subscribers WHERE id = ?").run(id);
  db.prepare("DELETE FROM consents WHERE subscriber = ?").run(id);
  db.prepare("DELETE FROM changes WHERE subscriber = ?").run(id);
  return true;
}

function writeAnew(db: DatabaseSync, table: string, order: string): void {
  db.exec("PRAGMA cache_size = -65536");
  db.exec(`CREATE TEMP TABLE spare AS SELECT * FROM ${table}`);
  db.exec(`DELETE FROM ${table}`);
  db.exec(`INSERT INTO ${table} SELECT * FROM temp.spare ORDER BY ${order}`);
  db.exec("DROP TABLE temp.spare");
}

function emptyLog(db: DatabaseSync): void {
  const { busy } = db.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get() ?? {};
  if (busy === 0) return;
  throw new PipelineError({
    code: "archive-busy",
    message:
      "The reader is off the list, but another process is reading the file, and what is known of him still stands in the log beside it.",
    remedy: "Wait until the other process has ended and remove the address once more: then the log is wiped.",
  });
}
