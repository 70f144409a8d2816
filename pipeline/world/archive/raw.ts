import { hash } from "node:crypto";
import { promisify } from "node:util";
import { gunzipSync, gzip } from "node:zlib";
import type { VisitRecord } from "../../model/telling.ts";
import type { Row } from "../database/sql.ts";
import type { Book } from "./book.ts";
import { insertAll } from "./many.ts";

/** Of a body that could not be read, this much is kept as evidence. */
export const EVIDENCE_BYTES = 256 * 1024;
/** Of zlib: 9 takes three times as long for a hundredth less. */
const LEVEL = 6;
const PIECE_BYTES = 1024 * 1024;

export type Body = NonNullable<VisitRecord["raw"]>;

/** A body, whole or its beginning, ready to be put away. */
export interface Parcel {
  readonly sha256: string;
  readonly size: number;
  readonly kept: number;
  readonly keptSha256: string;
  readonly zipped: Uint8Array;
}

/** Zips a body on another thread; takes a second for 40 MB. */
export async function parcelOf({ bytes, sha256 }: Body, whole: boolean): Promise<Parcel> {
  const kept = whole ? bytes : bytes.subarray(0, EVIDENCE_BYTES);
  const zipped = await promisify(gzip)(kept, { level: LEVEL });
  const keptSha256 = kept.length === bytes.length ? sha256 : hash("sha256", kept, "hex");
  return { sha256, size: bytes.length, kept: kept.length, keptSha256, zipped };
}

/** Whether a body is there already, as a whole or at least as evidence. */
export async function isKept(book: Book, { sha256, bytes }: Body, whole: boolean): Promise<boolean> {
  const kept = whole ? bytes.length : Math.min(bytes.length, EVIDENCE_BYTES);
  const sql = "SELECT id FROM raw WHERE sha256 = :sha256 AND kept >= :kept";
  return (await book.get(sql, { sha256, kept })) !== undefined;
}

export function putRaw(book: Book, id: number, { keptSha256, zipped, ...row }: Parcel): Promise<void> {
  return insertAll(book, "raw", [{ id, ...row, kept_sha256: keptSha256, bytes: zipped }]);
}

/** A body by the SHA-256 of the whole; of a long one that could not be read, its first 256 kB. null where it is not kept. */
export async function readRaw(book: Book, sha256: string): Promise<Uint8Array | null> {
  const sql = "SELECT * FROM raw WHERE sha256 = :sha256 ORDER BY kept DESC LIMIT 1";
  const row = await book.get(sql, { sha256 });
  if (!row) return null;
  const body = unzipped(row);
  if (body === null) throw book.damaged(`raw ${row.id}`, `The body ${sha256} is no longer what came.`);
  return body;
}

/** The body of a row, or null if it is not what its hash says. */
export function unzipped(row: Row): Uint8Array | null {
  try {
    const most = (row.kept as number) + 1;
    // In one piece where it is not long: pieces of 16 kB are put together again.
    const chunkSize = Math.min(Math.max(most, 64), PIECE_BYTES);
    const body = gunzipSync(row.bytes as Uint8Array, { maxOutputLength: most, chunkSize });
    const found = hash("sha256", body, "hex");
    const whole = row.kept === row.size ? row.sha256 : found;
    return found === row.kept_sha256 && found === whole && body.length === row.kept ? body : null;
  } catch {
    // No gzip any more: as damaged as another hash.
    return null;
  }
}
