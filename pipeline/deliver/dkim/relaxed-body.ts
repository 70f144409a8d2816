import { createHash } from "node:crypto";
import { type Hole, isHole, type Piece } from "../message/body.ts";

/**
 * A piece of a body in the relaxed form of RFC 6376 (3.4.4): no spaces at the ends of lines, one where there were several, and no empty lines
 * at the end of all. Bytes that are in that form already are given back.
 */
function relaxed(bytes: Uint8Array, { isLast, isOnly }: { isLast: boolean; isOnly: boolean }): Uint8Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  const lines = text.replace(/[ \t]+(?=\r\n)/g, "").replace(/[ \t]+/g, " ");
  const ended = isLast ? lines.replace(/(?:\r\n)+$/, "\r\n") : lines;
  const made = isOnly && ended === "\r\n" ? "" : ended;
  return made.length === text.length ? bytes : Buffer.from(made, "latin1");
}

/**
 * Hashes bodies that differ in their holes alone: what stands before the first of them is hashed once.
 *
 * @param pieces what fills their holes has no spaces
 * @returns SHA-256 in base64 of a filled body, relaxed
 */
export function bodyHasher(pieces: readonly Piece[]): (fill: (hole: Hole) => Uint8Array) => string {
  const ready = pieces.map((piece, index) =>
    isHole(piece)
      ? piece
      : relaxed(piece, { isLast: index === pieces.length - 1, isOnly: pieces.length === 1 }),
  );
  const first = ready.findIndex(isHole);
  const [shared, own] = first < 0 ? [ready, []] : [ready.slice(0, first), ready.slice(first)];
  const begun = createHash("sha256");
  for (const piece of shared) if (!isHole(piece)) begun.update(piece);
  return (fill) => {
    const hash = begun.copy();
    for (const piece of own) hash.update(isHole(piece) ? fill(piece.hole) : piece);
    return hash.digest("base64");
  };
}
