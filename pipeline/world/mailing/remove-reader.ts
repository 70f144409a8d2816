import { PipelineError } from "../../errors.ts";
import type { IsoInstant } from "../../model/unit.ts";
import { addressKey } from "../../post/address.ts";
import type { Database, Statements } from "../database/sql.ts";
import { addressHash } from "./address-hash.ts";
import { newest } from "./consent-rule.ts";
import { forgetReader, PERSONAL } from "./forget-reader.ts";
import type { Removed } from "./mailing.ts";
import { momentOf } from "./moments.ts";
import { suppress, suppressionIn } from "./suppression.ts";

interface Removing {
  readonly by: string;
  readonly at: IsoInstant;
}

/**
 * As `Subscribers.remove`: his rows are overwritten, in SQLite where they stand, and what the engine keeps beside the tables is wiped: in
 * SQLite its log is emptied, and nothing is left; what PostgreSQL may hold for longer, `vacuum` says. It takes as long on a list of a million as on
 * one of ten.
 *
 * @throws PipelineError archive-busy where another process reads all the while: the reader is off the list then, and removing him again
 * wipes it
 */
export async function removeReader(file: Database, address: string, { by, at }: Removing): Promise<Removed> {
  const key = addressKey(address);
  const removed = await file.write((db) => removeRows(db, key, { by, at: momentOf(at) }));
  if (await file.wipe(PERSONAL)) return removed;
  throw new PipelineError({
    code: "archive-busy",
    message:
      "The reader is off the list, but another process is reading it, and what is known of him still stands beside the tables.",
    remedy: "Wait until the other process has ended and remove the address once more: then that is wiped.",
  });
}

const FIND = `SELECT r.id, r.left_at AS "leftAt", c.at AS "keptAt"
  FROM readers r LEFT JOIN consents c ON c.sequence = r.consent WHERE r.hash = :hash`;

interface Row {
  readonly id: string;
  readonly leftAt: IsoInstant | null;
  readonly keptAt: IsoInstant | null;
}

async function removeRows(db: Statements, key: string, { by, at }: Removing): Promise<Removed> {
  const hash = (await addressHash(db))(key);
  const earlier = (await (await suppressionIn(db)).among([hash])).get(hash) ?? null;
  const row = (await db.get(FIND, { hash })) as unknown as Row | undefined;
  if (row) await forgetReader(db, row.id);
  // Never before what he agreed to, though the clock was set back: that consent must not bring him back.
  const moment = row ? newest(newest(row.leftAt, row.keptAt), at) : at;
  await suppress(db, hash, { at: moment, by, reader: row?.id ?? null });
  return { was: row !== undefined, earlier: earlier && { at: earlier.at, by: earlier.by } };
}
