import type { Page } from "../wire-format.ts";
import { shapeChanged, Unreadable } from "./unreadable.ts";

/**
 * A page as text without byte order mark.
 *
 * @throws Unreadable empty without a body, soft_error for a web page in place of an answer, shape_changed for what is no text
 */
export function textOf({ bytes, charset }: Page, format: "CSV" | "JSON" | "XML"): string {
  const text = decoded(bytes, charset);
  if (text.trim() === "") throw new Unreadable("empty", `The answer is empty where ${format} is expected.`);
  if (text.includes("\u0000")) throw shapeChanged(`The answer is no text where ${format} is expected.`);
  const start = text.slice(0, 1000).trimStart();
  if (format === "XML" ? /<(!doctype\s+html|html[\s>])/i.test(start) : start.startsWith("<")) {
    throw new Unreadable("soft_error", `The answer is a web page where ${format} is expected.`);
  }
  return text;
}

function decoded(bytes: Uint8Array, charset: string | null): string {
  try {
    return decoderFor(charset ?? "utf-8").decode(bytes);
  } catch {
    throw shapeChanged("The answer is no text: its bytes do not fit its character set.");
  }
}

function decoderFor(charset: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(charset, { fatal: true });
  } catch {
    // A charset that nobody knows: numbers are ASCII in nearly all of them, and bytes that do not fit are found.
    return new TextDecoder("utf-8", { fatal: true });
  }
}
