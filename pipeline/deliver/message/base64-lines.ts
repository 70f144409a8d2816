/** A line of 76 letters holds 57 bytes. */
const WIDTH = 76;
const BYTES = 57;
const BLOCK = 64 * BYTES;

/** Bytes as RFC 2045 (6.8) writes them: lines of 76 letters with CRLF between them, none behind the last. */
export function base64Lines(bytes: Uint8Array): Buffer {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
  const lines: string[] = [];
  for (let at = 0; at < text.length; at += WIDTH) lines.push(text.slice(at, at + WIDTH));
  return Buffer.from(lines.join("\r\n"), "latin1");
}

/** The same for bytes that are nearly those of another file, such as a PDF with a name stamped into it: only what differs is encoded. */
export function base64LinesLike(
  bytes: Uint8Array,
  like: { readonly bytes: Uint8Array; readonly lines: Buffer },
): Buffer {
  if (bytes.length !== like.bytes.length) return base64Lines(bytes);
  const lines = Buffer.from(like.lines);
  for (let at = 0; at < bytes.length; at += BLOCK) {
    const block = bytes.subarray(at, at + BLOCK);
    if (Buffer.compare(block, like.bytes.subarray(at, at + BLOCK)) === 0) continue;
    base64Lines(block).copy(lines, (at / BYTES) * (WIDTH + 2));
  }
  return lines;
}
