import { deflateSync } from "node:zlib";

/** Objects of a made-up PDF, by number. */
export type SmallObjects = Readonly<Record<number, string | Buffer>>;

/** A stream as Chromium writes it. */
export function packedStream(content: string, entries = ""): Buffer {
  const packed = deflateSync(Buffer.from(content, "latin1"));
  const head = `<<${entries}/Filter /FlateDecode\n/Length ${packed.length}>> stream\n`;
  return Buffer.concat([Buffer.from(head, "latin1"), packed, Buffer.from("\nendstream")]);
}

/** A PDF of these objects with a table of cross references. Object 1 is its catalogue. */
export function smallPdf(objects: SmallObjects): Buffer {
  const parts = [Buffer.from("%PDF-1.4\n")];
  const offsets = new Map<number, number>();
  let at = parts[0]!.length;
  for (const [number, object] of Object.entries(objects)) {
    const part = Buffer.concat([
      Buffer.from(`${number} 0 obj\n`),
      Buffer.from(object as string, "latin1"),
      Buffer.from("\nendobj\n"),
    ]);
    offsets.set(Number(number), at);
    parts.push(part);
    at += part.length;
  }
  const size = Math.max(...offsets.keys()) + 1;
  const lines = Array.from({ length: size }, (_, number) => {
    const offset = offsets.get(number);
    return offset === undefined ? "0000000000 65535 f \n" : `${String(offset).padStart(10, "0")} 00000 n \n`;
  });
  const table = `xref\n0 ${size}\n${lines.join("")}trailer\n<</Size ${size}\n/Root 1 0 R>>\nstartxref\n${at}\n%%EOF\n`;
  return Buffer.concat([...parts, Buffer.from(table)]);
}
