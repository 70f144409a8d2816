import { createHash, hash } from "node:crypto";

/** Most rows are a few hundred bytes: put together here they are hashed at one go, in a third of the time. */
const scratch = Buffer.allocUnsafe(16_384);

/**
 * The SHA-256 of a row, in hex: fields as JSON, then its columns; their lengths are fields too, so that none can lend bytes to another.
 *
 * @param columns what is no bytes counts as null
 */
export function checksumOf(fields: readonly unknown[], columns: readonly unknown[] = []): string {
  const held = columns.filter((column) => column instanceof Uint8Array);
  const lengths = columns.map((column) => (column instanceof Uint8Array ? column.byteLength : null));
  const words = JSON.stringify([...fields, ...lengths]);
  const most = held.reduce((sum, { byteLength }) => sum + byteLength, words.length * 3);
  return most <= scratch.length ? hashedAtOnce(words, held) : hashedInTurn(words, held);
}

function hashedAtOnce(words: string, columns: readonly Uint8Array[]): string {
  let end = scratch.write(words);
  for (const column of columns) {
    scratch.set(column, end);
    end += column.byteLength;
  }
  return hash("sha256", scratch.subarray(0, end), "hex");
}

function hashedInTurn(words: string, columns: readonly Uint8Array[]): string {
  const sum = createHash("sha256").update(words);
  for (const column of columns) sum.update(column);
  return sum.digest("hex");
}
