import type { FaultDetail } from "../errors.ts";

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

/** Four bytes each in memory: what a good camera takes, and no more. */
const MOST_PIXELS = 64_000_000;

/** What is wrong with a picture that nobody needs to decode to see; null for one that may be shown. */
export function unfitPicture(place: string, bytes: Uint8Array): FaultDetail | null {
  const fault = (message: string, remedy: string) =>
    ({ code: "content-invalid", place, message, remedy }) as const;
  const remedy = "Save it as PNG or JPEG.";
  if (!mediaType(bytes)) return fault(isSvg(bytes) ? SVG : STRANGE, remedy);
  const size = pixelSize(bytes);
  if (!size || size.width === 0 || size.height === 0)
    return fault("A picture does not say how large it is: the file is damaged.", remedy);
  const { width, height } = size;
  if (width * height <= MOST_PIXELS) return null;
  const most = MOST_PIXELS / 1_000_000;
  return fault(
    `A picture has ${width} by ${height} pixels; ${most} million in all at most.`,
    "Save it smaller: pages show 1,600 pixels across.",
  );
}

const SVG = "A picture is an SVG, which can hold scripts, and which no mail program shows.";
const STRANGE = "A picture is no PNG, JPEG or GIF, the kinds that every page and mail program can show.";

function isSvg(bytes: Uint8Array): boolean {
  return /<svg[\s>]/i.test(new TextDecoder().decode(bytes.subarray(0, 2000)));
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

/** Whether a camera held it otherwise than it is to be seen: a JPEG's EXIF orientation (tag 0x0112) that is not 1. */
export function isTurned(bytes: Uint8Array): boolean {
  if (mediaType(bytes) !== "image/jpeg") return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (
    let at = 2;
    at + 10 < view.byteLength && view.getUint8(at) === 0xff;
    at += 2 + view.getUint16(at + 2)
  ) {
    // APP1 that begins with "Exif", two zeros, then TIFF.
    if (view.getUint8(at + 1) === 0xe1 && view.getUint32(at + 4) === 0x45786966)
      return orientationAt(view, at + 10) > 1;
  }
  return false;
}

/** @param tiff where the TIFF header begins: byte order, 42, place of the first directory of twelve-byte entries */
function orientationAt(view: DataView, tiff: number): number {
  if (tiff + 8 > view.byteLength) return 1;
  const little = view.getUint16(tiff) === 0x4949;
  const directory = tiff + view.getUint32(tiff + 4, little);
  if (directory + 2 > view.byteLength) return 1;
  const entries = view.getUint16(directory, little);
  for (let entry = directory + 2; entry + 12 <= view.byteLength; entry += 12) {
    if (entry >= directory + 2 + entries * 12) return 1;
    if (view.getUint16(entry, little) === 0x0112) return view.getUint16(entry + 8, little);
  }
  return 1;
}
