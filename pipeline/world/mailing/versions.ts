import { createHash } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { PipelineError } from "../../errors.ts";
import type { Bound } from "../../model/approval.ts";
import type { Version } from "../../model/delivery.ts";
import type { Tier } from "../../model/subscriber.ts";
import type { IsoDate, IsoInstant } from "../../model/unit.ts";
import type { Deliveries, NewVersion } from "./mailing.ts";
import { momentOf } from "./moments.ts";
import type { MailingFile } from "./open-mailing.ts";

type Files = Readonly<Record<string, Uint8Array>>;

export function openVersions(
  file: MailingFile,
): Pick<Deliveries, "freeze" | "versions" | "versionCount" | "file"> {
  return {
    freeze: async (version, files, at) => {
      const hashes = hashesOf(version, files);
      return file.transaction((db) => freeze(version, { files, hashes, at: momentOf(at) }, { db, file }));
    },
    versionCount: async () => {
      const db = file.reading();
      if (!db) return 0;
      return file.guarded(() => Number(db.prepare("SELECT COUNT(*) AS count FROM versions").get()!.count));
    },
    versions: async (filter) => {
      const db = file.reading();
      return db ? file.guarded(() => readVersions(filter, { db, file })) : [];
    },
    file: async (sha256) => {
      const db = file.reading();
      return db ? file.guarded(() => readFile(sha256, { db, file })) : null;
    },
  };
}

interface Opened {
  readonly db: DatabaseSync;
  readonly file: MailingFile;
}

/** SHA-256 of every file by name. @throws PipelineError not-approved, where a form is not what people approved */
function hashesOf({ bound, products, date }: NewVersion, files: Files): Readonly<Record<string, string>> {
  const hashes = Object.fromEntries(
    [...Object.keys(bound.forms), ...products].map((name) => {
      const bytes = files[name];
      if (!bytes) throw new RangeError(`The bytes of ${name} were not handed over.`);
      return [name, sha256Of(bytes)] as const;
    }),
  );
  const strays = Object.entries(bound.forms).filter(([name, hash]) => hashes[name] !== hash);
  if (strays.length === 0) return hashes;
  throw new PipelineError(
    strays.map(([name]) => ({
      code: "not-approved",
      place: name,
      message: `The file of ${date} is not what was approved: nothing was kept.`,
      remedy: "Look at it, and approve it anew or build the issue again.",
    })),
  );
}

function freeze(
  given: NewVersion,
  { files, hashes, at }: { files: Files; hashes: Readonly<Record<string, string>>; at: IsoInstant },
  { db, file }: Opened,
): Version {
  const there = readVersions(given, { db, file });
  const same = there.findLast((one) => holdsTheSame(one, given));
  if (same) return same;
  const { date, edition, bound, approvedBy, correction, products } = given;
  const number = (there.at(-1)?.number ?? 0) + 1;
  const version: Version = {
    ...{ id: `${date}/${edition}/${number}`, date, edition, number, bound },
    products: Object.fromEntries(products.map((name) => [name, hashes[name]!])),
    ...{ approvedBy, frozenAt: at, correction },
  };
  const keep = db.prepare("INSERT INTO files VALUES (?, ?) ON CONFLICT DO NOTHING");
  for (const [name, hash] of Object.entries(hashes)) keep.run(hash, files[name]!);
  const words = JSON.stringify(version);
  const columns = "id, date, edition, number, version, chk";
  db.prepare(`INSERT INTO versions (${columns}) VALUES (?, ?, ?, ?, ?, ?)`).run(
    ...[version.id, date, edition, number, words, sha256Of(words)],
  );
  return version;
}

/** A correction may bring back the bytes of an older version: it is one of its own. */
function holdsTheSame(kept: Version, { bound, correction }: NewVersion): boolean {
  return (
    (correction === null || correction.replaces === kept.correction?.replaces) &&
    wordsOf(bound) === wordsOf(kept.bound)
  );
}

function wordsOf({ edition, subject, recipients, forms }: Bound): string {
  return JSON.stringify([edition, subject, recipients, Object.entries(forms).sort()]);
}

function readVersions(
  { date, edition }: { readonly date?: IsoDate; readonly edition?: Tier },
  { db, file }: Opened,
): readonly Version[] {
  const rows = db
    .prepare(
      `SELECT id, version, chk FROM versions WHERE (?1 IS NULL OR date = ?1) AND (?2 IS NULL OR edition = ?2)
       ORDER BY date, edition, number`,
    )
    .all(date ?? null, edition ?? null);
  return rows.map(({ id, version, chk }) => {
    if (sha256Of(String(version)) === chk) return JSON.parse(String(version)) as Version;
    throw file.damaged(`versions ${id}`, "The row is not what was recorded.");
  });
}

function readFile(sha256: string, { db, file }: Opened): Uint8Array | null {
  const row = db.prepare("SELECT bytes FROM files WHERE sha256 = ?").get(sha256);
  if (!row) return null;
  const bytes = row.bytes as Uint8Array;
  if (sha256Of(bytes) === sha256) return bytes;
  throw file.damaged(`files ${sha256}`, "The bytes are not those that were recorded.");
}

/** Where a version stands among those of its day. */
export interface Place {
  readonly date: IsoDate;
  readonly edition: Tier;
  readonly number: number;
  readonly isCorrection: boolean;
}

/** @throws RangeError where there is no such version */
export function placeOf(db: DatabaseSync, version: string): Place {
  const row = db
    .prepare(
      `SELECT date, edition, number, json_type(version, '$.correction') = 'object' AS corrects
       FROM versions WHERE id = ?`,
    )
    .get(version);
  if (!row) throw new RangeError(`There is no version ${JSON.stringify(version)}.`);
  const { date, edition, number, corrects } = row;
  return {
    ...{ date: String(date), edition: edition as Tier, number: Number(number) },
    isCorrection: corrects === 1,
  };
}

/** A newer version of the same day and edition is being sent: nothing more of this one goes out. */
export function isOvertaken(db: DatabaseSync, { date, edition, number }: Place): boolean {
  const newer = db.prepare(
    `SELECT 1 FROM versions WHERE date = ? AND edition = ? AND number > ?
       AND EXISTS (SELECT 1 FROM deliveries WHERE deliveries.version = versions.id) LIMIT 1`,
  );
  return newer.get(date, edition, number) !== undefined;
}

function sha256Of(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}
