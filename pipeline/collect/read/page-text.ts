import type { Page } from "../wire-format.ts";
import { quoted } from "./quoted.ts";
import { empty, shapeChanged, softError, type Unreadable } from "./refusal.ts";

/** A web page says within so many characters that it is one; further on, "<html" may be a word in a text of another kind. */
const BEGINNING = 1000;
/** Its title is looked for within so many. */
const HEAD = 4000;

/** The page of an errand that has one. @throws Unreadable empty where none came */
export function onlyPage([page]: readonly Page[]): Page {
  if (page) return page;
  throw empty("There is no page to read.");
}

/**
 * A page as text without byte order mark.
 *
 * @param expected what should have come, for the sentence; only where it is XML may a text begin with a tag
 * @throws Unreadable empty without a body, soft_error for a web page in place of an answer, shape_changed for what is no text
 */
export function textOf(page: Page, expected: "CSV" | "JSON" | "XML"): string {
  const text = decoded(page);
  refuseEmpty(text, expected);
  if (text.includes("\u0000")) throw noText(expected);
  refuseWebPage(text, expected);
  return text;
}

/** A page as text, whatever it is; bytes that do not fit its character set become U+FFFD. @throws Unreadable empty */
export function looseTextOf({ bytes, charset }: Page, expected: string): string {
  const text = decoderFor(charset, false).decode(bytes);
  refuseEmpty(text, expected);
  return text;
}

/** @throws Unreadable empty for a text without a character that is seen */
export function refuseEmpty(text: string, expected: string): void {
  if (text.trim() === "") throw empty(`The answer is empty where ${expected} is expected.`);
}

/** @throws Unreadable soft_error where a text is a web page, or anything in tags */
export function refuseWebPage(text: string, expected: string): void {
  const start = text.slice(0, BEGINNING).trimStart();
  const isPage = expected === "XML" ? /<(?:!doctype\s+html|html[\s>])/i.test(start) : start.startsWith("<");
  if (isPage) throw webPage(text, expected);
}

/** A web page in place of an answer, by its title or its first words. */
export function webPage(text: string, expected: string): Unreadable {
  const head = text.slice(0, HEAD);
  const title = /<title[^>]*>([^<]{1,200})/i.exec(head)?.[1] ?? head;
  return softError(`The answer is a web page where ${expected} is expected: ${quoted(title)}.`);
}

/** Bytes in place of an answer that are no text. */
export function noText(expected: string): Unreadable {
  return shapeChanged(`The answer is no text where ${expected} is expected.`);
}

/** For texts that always end with a newline: a last line without one is cut short, and "4.1" may have been 4.17. */
export function refuseCutLine(text: string): void {
  if (!endsWithNewline(text))
    throw shapeChanged("The last line does not end with a newline: the answer is cut short.");
}

export function endsWithNewline(text: string): boolean {
  return /[\r\n]$/.test(text);
}

function decoded({ bytes, charset }: Page): string {
  try {
    return decoderFor(charset, true).decode(bytes);
  } catch {
    throw shapeChanged("The answer is no text: its bytes do not fit its character set.");
  }
}

function decoderFor(charset: string | null, fatal: boolean): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(charset ?? "utf-8", { fatal });
  } catch {
    // A charset that nobody knows: numbers are ASCII in nearly all of them, and bytes that do not fit are found.
    return new TextDecoder("utf-8", { fatal });
  }
}
