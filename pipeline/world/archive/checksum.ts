import { createHash, hash } from "node:crypto";

type Field = string | number | null;

/** The SHA-256 of a row: fields as JSON, then its columns; their lengths are fields too, so that none can lend bytes to another. */
export function checksumOf(fields: readonly Field[], columns: readonly (Uint8Array | null)[] = []): Buffer {
  const words = JSON.stringify([...fields, ...columns.map((column) => column?.byteLength ?? null)]);
  const held = columns.filter((column) => column !== null);
  if (held.length === 0) return hash("sha256", words, "buffer");
  const sum = createHash("sha256").update(words);
  for (const column of held) sum.update(column);
  return sum.digest();
}

/** Whether a column of a row holds this checksum. */
export function isChecksum(found: unknown, expected: Uint8Array): boolean {
  return found instanceof Uint8Array && Buffer.compare(found, expected) === 0;
}

export function hexOf(bytes: unknown): string {
  return bytes instanceof Uint8Array
    ? Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex")
    : "";
}
