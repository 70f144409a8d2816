import type { DatabaseSync } from "node:sqlite";
import { PipelineError } from "../../errors.ts";
import type { IsoInstant } from "../../model/unit.ts";
import { addressKey } from "../../post/address.ts";
import { addressHash } from "./address-hash.ts";
import { newest } from "./consent-rule.ts";
import { emptyLog } from "./empty-log.ts";
import { forgetReader } from "./forget-reader.ts";
import type { Removed } from "./mailing.ts";
import { momentOf } from "./moments.ts";
import type { MailingFile } from "./open-mailing.ts";
import { suppress, suppressionIn } from "./suppression.ts";

interface Removing {
  readonly by: string;
  readonly at: IsoInstant;
}

/**
 * As `Subscribers.remove`: his rows are overwritten where they stand, and the log is written into the file and emptied. It takes as long on a list
 * of a million as on one of ten.
 *
 * @throws PipelineError archive-busy where another process reads the log all the while: the reader is off the list then, and removing him again
 * wipes it
 */
export async function removeReader(
  file: MailingFile,
  address: string,
  { by, at }: Removing,
): Promise<Removed> {
  const key = addressKey(address);
  const removed = file.transaction((db) => removeRows(db, key, { by, at: momentOf(at) }));
  if (await emptyLog(file)) return removed;
  throw new PipelineError({
    code: "archive-busy",
    message:
      "The reader is off the list, but another process is reading the file, and what is known of him still stands in the log beside it.",
    remedy: "Wait until the other process has ended and remove the address once more: then the log is wiped.",
  });
}

const FIND = `SELECT r.id, r.left_at AS leftAt, c.at AS keptAt
  FROM readers r LEFT JOIN consents c ON c.sequence = r.consent WHERE r.hash = ?`;

interface Row {
  readonly id: string;
  readonly leftAt: IsoInstant | null;
  readonly keptAt: IsoInstant | null;
}

function removeRows(db: DatabaseSync, key: string, { by, at }: Removing): Removed {
  const hash = addressHash(db)(key);
  const earlier = suppressionIn(db).of(hash);
  const row = db.prepare(FIND).get(hash) as unknown as Row | undefined;
  if (row) forgetReader(db, row.id);
  // Never before what he agreed to, though the clock was set back: that consent must not bring him back.
  const moment = row ? newest(newest(row.leftAt, row.keptAt), at) : at;
  suppress(db, hash, { at: moment, by, reader: row?.id ?? null });
  return { was: row !== undefined, earlier: earlier && { at: earlier.at, by: earlier.by } };
}
