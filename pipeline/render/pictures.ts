/** A writer's pictures, known by their first bytes and not by their names. */

const SIGNATURES: readonly { readonly type: string; readonly begins: readonly number[] }[] = [
  { type: "image/png", begins: [0x89, 0x50, 0x4e, 0x47] },
  { type: "image/jpeg", begins: [0xff, 0xd8, 0xff] },
  { type: "image/gif", begins: [0x47, 0x49, 0x46, 0x38] },
];

/**
 * The picture's type; null for anything that is not PNG, JPEG or GIF: an SVG can hold a script, and mail
 * programs know no WebP.
 */
export function mediaType(bytes: Uint8Array): string | null {
  const begins = (signature: readonly number[]) => signature.every((byte, index) => bytes[index] === byte);
  return SIGNATURES.find((known) => begins(known.begins))?.type ?? null;
}

/** The bytes as an address, for pages that are one file. */
export function dataUri(bytes: Uint8Array): string {
  return `data:${mediaType(bytes)};base64,${Buffer.from(bytes).toString("base64")}`;
}

export interface PixelSize {
  readonly width: number;
  readonly height: number;
}

/** Pixels across; null where the file does not say. */
export function pixelWidth(bytes: Uint8Array): number | null {
  return pixelSize(bytes)?.width ?? null;
}

/** Pixels across and down; null where the file does not say. */
export function pixelSize(bytes: Uint8Array): PixelSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (mediaType(bytes)) {
    case "image/png":
      return bytes.length > 24 ? { width: view.getUint32(16), height: view.getUint32(20) } : null;
    case "image/gif":
      return bytes.length > 10 ? { width: view.getUint16(6, true), height: view.getUint16(8, true) } : null;
    case "image/jpeg":
      return jpegSize(view);
    default:
      return null;
  }
}

/** Walks a JPEG's segments to its frame header (SOF0 to SOF15 without the tables C4, C8 and CC). */
function jpegSize(view: DataView): PixelSize | null {
  let at = 2;
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += 2 + view.getUint16(at + 2);
  }
  return null;
}
