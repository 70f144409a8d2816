import { quoted } from "../../read/quoted.ts";
import { shapeChanged } from "../../read/refusal.ts";
import type { Page } from "../../wire-format.ts";

/** What a body begins with where it says itself how it is written; UTF-32 first, whose mark begins as that of UTF-16. */
const MARKS: readonly (readonly [string, readonly number[]])[] = [
  ["utf-32le", [0xff, 0xfe, 0, 0]],
  ["utf-32be", [0, 0, 0xfe, 0xff]],
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
  ["utf-32le", [0x3c, 0, 0, 0]],
  ["utf-32be", [0, 0, 0, 0x3c]],
  ["utf-16le", [0x3c, 0]],
  ["utf-16be", [0, 0x3c]],
];

/**
 * Bytes as text: by a byte order mark (or the zeros of UTF-16), then the content type's charset, then the XML declaration, then UTF-8.
 * Where one of the latter two names UTF-8 and the bytes bear it out, it wins: servers name "iso-8859-1" for everything, and other
 * text is hardly ever UTF-8 by chance. Bytes that are wrong in the encoding become U+FFFD: the line that holds one is refused later.
 *
 * @throws Unreadable shape_changed where the encoding is not known
 */
export function feedText({ bytes, charset }: Pick<Page, "bytes" | "charset">): string {
  const marked = MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))?.[0];
  const named = [charset, declared(bytes)].filter((label) => label !== null);
  const labels = marked ? [marked] : named.length > 0 ? named : ["utf-8"];
  const isUtf8 = labels.some((label) => /^utf-?8$/i.test(label)) && decode(bytes, "utf-8", true) !== null;
  const label = isUtf8 ? "utf-8" : labels[0]!;
  const text = decode(bytes, label, true) ?? decode(bytes, label, false);
  if (text !== null) return text;
  throw shapeChanged(
    `The body is written in ${quoted(label)}, an encoding that is not known here; UTF-8 is usual.`,
  );
}

/** The encoding of the XML declaration. One that can be read byte by byte is not written in UTF-16, whatever it says. */
function declared(bytes: Uint8Array): string | null {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 200));
  const label = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']\s*([^"'\s]*)/.exec(head)?.[1] ?? null;
  return label !== null && /^(?:utf-?16|ucs-?2)/i.test(label) ? "utf-8" : label;
}

/** null where the encoding is not known, or where the bytes are wrong in it and that is `fatal`. */
function decode(bytes: Uint8Array, label: string, fatal: boolean): string | null {
  try {
    return new TextDecoder(label, { fatal }).decode(bytes);
  } catch {
    return null;
  }
}
