import { crc32, inflateRawSync } from "node:zlib";
import { shapeChanged } from "../../read/refusal.ts";

/** Far more than a workbook of some hundred rows has. */
const MOST_PARTS = 200;
const MOST_BYTES = 16_000_000;
const [END, ENTRY, LOCAL] = [0x06054b50, 0x02014b50, 0x04034b50];
const STORED = 0;
const DEFLATED = 8;

interface Part {
  readonly at: number;
  readonly method: number;
  readonly isLocked: boolean;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
}

/** Text of a part by its name; null where there is none. @throws Unreadable if it is damaged or unpacks to more than it says */
export type Parts = (name: string) => string | null;

/**
 * A zip's directory, and its parts on demand. By hand, because fflate, the library at hand, unpacks without looking at checksums:
 * in a part that is stored and not packed, one changed byte makes another weight of the same length.
 *
 * @throws Unreadable if it is no zip, is cut short, or says that it unpacks to too much
 * @see fflate 0.8.3, unzipSync with zh and slzh: where the fields of the three records stand
 */
export function openZip(bytes: Uint8Array): Parts {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 22 || view.getUint32(0, true) !== LOCAL)
    throw shapeChanged("A workbook begins with PK; this does not.");
  const parts = readDirectory(bytes, view);
  const total = [...parts.values()].reduce((sum, { unpacked }) => sum + unpacked, 0);
  if (total > MOST_BYTES)
    throw shapeChanged(`The workbook unpacks to ${total} bytes where ${MOST_BYTES} are the most.`);
  return (name) => {
    const part = parts.get(name);
    return part ? new TextDecoder().decode(unpack(bytes, view, part)) : null;
  };
}

function readDirectory(bytes: Uint8Array, view: DataView): Map<string, Part> {
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  if (count > MOST_PARTS)
    throw shapeChanged(`The workbook has ${count} parts where ${MOST_PARTS} are the most.`);
  const parts = new Map<string, Part>();
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== ENTRY) throw cutShort();
    const nameEnd = at + 46 + view.getUint16(at + 28, true);
    parts.set(new TextDecoder().decode(bytes.subarray(at + 46, nameEnd)), partAt(view, at));
    at = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return parts;
}

/** Where the end record stands; after it comes nothing but its comment. */
function endOf(view: DataView): number {
  for (let at = view.byteLength - 22; at >= 0 && at >= view.byteLength - 22 - 0xffff; at -= 1) {
    const isEnd = view.getUint32(at, true) === END;
    if (isEnd && at + 22 + view.getUint16(at + 20, true) === view.byteLength) return at;
  }
  throw cutShort();
}

function partAt(view: DataView, at: number): Part {
  return {
    isLocked: (view.getUint16(at + 8, true) & 1) === 1,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packed: view.getUint32(at + 20, true),
    unpacked: view.getUint32(at + 24, true),
    at: view.getUint32(at + 42, true),
  };
}

function unpack(bytes: Uint8Array, view: DataView, part: Part): Uint8Array {
  const { at, packed, unpacked, crc } = part;
  if (at + 30 > bytes.length || view.getUint32(at, true) !== LOCAL) throw cutShort();
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (from + packed > bytes.length) throw cutShort();
  const whole = inflate(bytes.subarray(from, from + packed), part);
  if (whole.length !== unpacked || crc32(whole) !== crc)
    throw shapeChanged("A part of the workbook is not what its checksum says.");
  return whole;
}

function inflate(packed: Uint8Array, { method, isLocked, unpacked }: Part): Uint8Array {
  if (isLocked || (method !== STORED && method !== DEFLATED))
    throw shapeChanged("A part of the workbook is locked or packed in an unknown way.");
  if (method === STORED) return packed;
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, unpacked) });
  } catch {
    throw shapeChanged("A part of the workbook does not unpack to what its directory says.");
  }
}

function cutShort() {
  return shapeChanged("The workbook is cut short or its directory is damaged.");
}
