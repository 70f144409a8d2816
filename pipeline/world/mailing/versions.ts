import { createHash } from "node:crypto";
import { PipelineError } from "../../errors.ts";
import type { Bound } from "../../model/approval.ts";
import type { Version } from "../../model/delivery.ts";
import type { Tier } from "../../model/subscriber.ts";
import type { IsoDate, IsoInstant } from "../../model/unit.ts";
import type { Database, Statements } from "../database/sql.ts";
import type { Deliveries, NewVersion } from "./mailing.ts";
import { momentOf } from "./moments.ts";

type Files = Readonly<Record<string, Uint8Array>>;

export function openVersions(
  file: Database,
): Pick<Deliveries, "freeze" | "versions" | "versionCount" | "file"> {
  return {
    freeze: async (version, files, at) => {
      const hashes = hashesOf(version, files);
      return file.write((db) => freeze(version, { files, hashes, at: momentOf(at) }, { db, file }));
    },
    versionCount: () =>
      file.read(0, async (db) => Number((await db.get("SELECT COUNT(*) AS count FROM versions"))!.count)),
    versions: (filter) => file.read<readonly Version[]>([], (db) => readVersions(filter, { db, file })),
    file: (sha256) => file.read<Uint8Array | null>(null, (db) => readFile(sha256, { db, file })),
  };
}

interface Opened {
  readonly db: Statements;
  readonly file: Database;
}

const KEEP = "INSERT INTO files (sha256, bytes) VALUES (:hash, :bytes) ON CONFLICT DO NOTHING";
const ADD = `INSERT INTO versions (id, date, edition, number, version, chk)
  VALUES (:id, :date, :edition, :number, :words, :chk)`;
const FIND = `SELECT id, version, chk FROM versions
  WHERE (CAST(:date AS TEXT) IS NULL OR date = :date) AND (CAST(:edition AS TEXT) IS NULL OR edition = :edition)
  ORDER BY date, edition, number`;
const OVERTAKEN = `SELECT id FROM versions WHERE date = :date AND edition = :edition AND number > :number
  AND EXISTS (SELECT 1 FROM deliveries WHERE deliveries.version = versions.id) LIMIT 1`;

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

async function freeze(
  given: NewVersion,
  { files, hashes, at }: { files: Files; hashes: Readonly<Record<string, string>>; at: IsoInstant },
  { db, file }: Opened,
): Promise<Version> {
  const there = await readVersions(given, { db, file });
  const same = there.findLast((one) => holdsTheSame(one, given));
  if (same) return same;
  const { date, edition, bound, approvedBy, correction, products } = given;
  const number = (there.at(-1)?.number ?? 0) + 1;
  const version: Version = {
    ...{ id: `${date}/${edition}/${number}`, date, edition, number, bound },
    products: Object.fromEntries(products.map((name) => [name, hashes[name]!])),
    ...{ approvedBy, frozenAt: at, correction },
  };
  for (const [name, hash] of Object.entries(hashes)) await db.run(KEEP, { hash, bytes: files[name]! });
  const words = JSON.stringify(version);
  await db.run(ADD, { id: version.id, date, edition, number, words, chk: sha256Of(words) });
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

async function readVersions(
  { date, edition }: { readonly date?: IsoDate; readonly edition?: Tier },
  { db, file }: Opened,
): Promise<readonly Version[]> {
  const rows = await db.all(FIND, { date: date ?? null, edition: edition ?? null });
  return rows.map(({ id, version, chk }) => {
    if (sha256Of(String(version)) === chk) return JSON.parse(String(version)) as Version;
    throw file.damaged(`versions ${id}`, "The row is not what was recorded.");
  });
}

async function readFile(sha256: string, { db, file }: Opened): Promise<Uint8Array | null> {
  const row = await db.get("SELECT bytes FROM files WHERE sha256 = :sha256", { sha256 });
  if (!row) return null;
  const { buffer, byteOffset, byteLength } = row.bytes as Uint8Array;
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  if (sha256Of(bytes) === sha256) return bytes;
  throw file.damaged(`files ${sha256}`, "The bytes are not those that were recorded.");
}

/** Where a version stands among those of its day. */
export interface Place {
  readonly date: IsoDate;
  readonly edition: Tier;
  readonly number: number;
}

/** @throws RangeError where there is no such version */
export async function placeOf(db: Statements, version: string): Promise<Place> {
  const row = await db.get("SELECT date, edition, number FROM versions WHERE id = :version", { version });
  if (!row) throw new RangeError(`There is no version ${JSON.stringify(version)}.`);
  const { date, edition, number } = row;
  return { date: String(date), edition: edition as Tier, number: Number(number) };
}

export async function isCorrection(db: Statements, version: string): Promise<boolean> {
  const row = await db.get("SELECT version FROM versions WHERE id = :version", { version });
  return (JSON.parse(String(row?.version)) as Version).correction !== null;
}

/** A newer version of the same day and edition is being sent: nothing more of this one goes out. */
export async function isOvertaken(db: Statements, { date, edition, number }: Place): Promise<boolean> {
  return (await db.get(OVERTAKEN, { date, edition, number })) !== undefined;
}

function sha256Of(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}
