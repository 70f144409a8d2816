import type { FaultDetail } from "../../errors.ts";
import type { Piece, WrittenText } from "../../model/written.ts";
import { readCall } from "./written-call.ts";
import { codeIn } from "./written-code.ts";

/** A text and what is wrong with its markup, each fault with file and line. */
export interface ReadText {
  readonly text: WrittenText;
  readonly faults: readonly FaultDetail[];
}

/** More of them help nobody. */
const MOST_FAULTS = 20;
const MARK = /\\[\s\S]|<!--|\{\{|\[\^/g;
const NOTE = /^\[\^([^\]\s[^]{1,60})\]/;
const LONGEST_NOTE = 64;
const OVERRULE = /^overrule(?=[\s:"“]|$)\s*(?:"([^"]*)"|“([^”]*)”)?\s*(?::\s*([\s\S]*))?$/i;

type Marked = Exclude<Piece, { kind: "words" }>;
/** A note before its definition is known. */
type Found = Marked | { readonly kind: "wrong"; readonly from: number; readonly to: number };

interface Reading {
  readonly raw: string;
  /** Line of each fault is found from its place. */
  readonly wrong: { readonly at: number; readonly message: string; readonly remedy: string }[];
  /** Set once a comment was found without an end: no second search for one. */
  isOpen: boolean;
}

/**
 * A writer's text taken apart: Markdown as words, and the desk's own markup that model/written.ts describes. One pass; in code all is
 * words, and so is whatever stands behind a backslash.
 */
export function readWritten(of: Omit<WrittenText, "pieces">): ReadText {
  const { raw } = of;
  const reading: Reading = { raw, wrong: [], isOpen: false };
  const found = withSources(marksIn(reading), reading);
  return { text: { ...of, pieces: withWords(found, raw.length) }, faults: faultsOf(reading, of) };
}

function marksIn(reading: Reading): readonly Found[] {
  const { raw } = reading;
  const found: Found[] = [];
  const code = codeIn(raw);
  let at = 0;
  let next = 0;
  const mark = new RegExp(MARK);
  for (;;) {
    mark.lastIndex = at;
    const match = mark.exec(raw);
    if (!match) return found;
    while (next < code.length && code[next]!.to <= match.index) next += 1;
    const inside = code[next];
    if (inside && inside.from <= match.index) {
      at = inside.to;
      continue;
    }
    const piece = match[0].startsWith("\\") ? null : pieceAt(reading, match.index);
    if (piece) found.push(piece);
    at = piece ? piece.to : match.index + match[0].length;
  }
}

function pieceAt(reading: Reading, at: number): Found | null {
  const { raw } = reading;
  if (raw[at] === "<") return commentAt(reading, at);
  if (raw[at] === "{") return callAt(reading, at);
  const label = NOTE.exec(raw.slice(at, at + LONGEST_NOTE))?.[1];
  if (label === undefined) return null;
  const to = at + label.length + 3;
  const isDefinition = raw[to] === ":" && isLineStart(raw, at);
  return isDefinition ? definitionAt(reading, at, label) : { kind: "note", from: at, to, label, source: "" };
}

function isLineStart(raw: string, at: number): boolean {
  return /\n {0,3}$/.test((at < 4 ? "\n" : "") + raw.slice(Math.max(0, at - 4), at));
}

function commentAt(reading: Reading, at: number): Found | null {
  const { raw } = reading;
  const end = reading.isOpen ? -1 : raw.indexOf("-->", at + 4);
  if (end < 0) {
    if (!reading.isOpen) fault(reading, at, "A comment is not closed.", "Close it with -->.");
    reading.isOpen = true;
    return null;
  }
  const place = { from: at, to: end + 3 };
  const words = raw.slice(at + 4, end).trim();
  if (!/^overrule(?=[\s:"“]|$)/i.test(words)) return { kind: "comment", ...place };
  const [, straight, curly, said = ""] = OVERRULE.exec(words) ?? [];
  const [of, reason] = [straight ?? curly ?? null, said.replace(/\s+/g, " ").trim()];
  if (reason !== "" && of?.trim() !== "") return { kind: "overrule", ...place, reason, of };
  const form = 'Write <!-- overrule: reason --> or <!-- overrule "words": reason -->.';
  fault(reading, at, reason === "" ? "An overrule gives no reason." : "An overrule names no words.", form);
  return { kind: "wrong", ...place };
}

function callAt(reading: Reading, at: number): Found {
  const call = readCall(reading.raw, at);
  const place = { from: at, to: at + call.length };
  if (call.kind === "wrong") {
    fault(reading, at, call.message, call.remedy);
    return { kind: "wrong", ...place };
  }
  const { length: _, ...piece } = call;
  return { ...piece, ...place };
}

/** Its line, and lines below that are set in by a space or more. */
function definitionAt(reading: Reading, at: number, label: string): Found {
  const { raw } = reading;
  const start = at + label.length + 4;
  const more = /[^\n]*(?:\n[ \t]+[^\s][^\n]*)*/y;
  more.lastIndex = start;
  const written = more.exec(raw)![0];
  const source = written.replace(/\s+/g, " ").trim();
  const place = { from: at, to: start + written.length };
  if (source !== "") return { kind: "definition", ...place, label, source };
  fault(reading, at, `The note [^${label}] says nothing.`, `Write [^${label}]: and its source behind it.`);
  return { kind: "wrong", ...place };
}

/** Notes with what their definitions say; those without, and definitions that nobody asks for or that come twice, are faults. */
function withSources(found: readonly Found[], reading: Reading): readonly Marked[] {
  const sources = new Map<string, string>();
  const empty = new Set<string>();
  for (const piece of found) {
    if (piece.kind === "wrong")
      empty.add(NOTE.exec(reading.raw.slice(piece.from, piece.from + LONGEST_NOTE))?.[1] ?? "");
    if (piece.kind !== "definition") continue;
    if (sources.has(piece.label))
      fault(
        reading,
        piece.from,
        `The note [^${piece.label}] is defined twice.`,
        "Give one of them another label.",
      );
    else sources.set(piece.label, piece.source);
  }
  const asked = new Set(found.flatMap((piece) => (piece.kind === "note" ? [piece.label] : [])));
  return found.flatMap((piece): Marked[] => {
    if (piece.kind === "wrong") return [];
    if (piece.kind === "definition" && !asked.has(piece.label))
      fault(
        reading,
        piece.from,
        `No text refers to the note [^${piece.label}].`,
        `Set [^${piece.label}] behind the words that it is the source of, or take it out.`,
      );
    if (piece.kind !== "note") return [piece];
    const source = sources.get(piece.label);
    if (source === undefined && !empty.has(piece.label))
      fault(
        reading,
        piece.from,
        `The note [^${piece.label}] is not defined.`,
        `Write on a line of its own: [^${piece.label}]: source, date.`,
      );
    return [{ ...piece, source: source ?? "" }];
  });
}

function withWords(found: readonly Marked[], length: number): readonly Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const piece of found) {
    if (piece.from > at) pieces.push({ kind: "words", from: at, to: piece.from });
    pieces.push(piece);
    at = piece.to;
  }
  if (at < length) pieces.push({ kind: "words", from: at, to: length });
  return pieces;
}

function fault({ wrong }: Reading, at: number, message: string, remedy: string): void {
  wrong.push({ at, message, remedy });
}

/** In the order of the text, the first of many. */
function faultsOf(
  { raw, wrong }: Reading,
  { file, line, column: first }: Pick<WrittenText, "file" | "line" | "column">,
): readonly FaultDetail[] {
  let [at, number] = [0, line];
  const sorted = wrong.toSorted((a, b) => a.at - b.at);
  const faults = sorted.slice(0, MOST_FAULTS).map((one): FaultDetail => {
    for (let end = raw.indexOf("\n", at); end >= 0 && end < one.at; end = raw.indexOf("\n", at)) {
      at = end + 1;
      number += 1;
    }
    const column = one.at - at + (number === line ? first : 1);
    const { message, remedy } = one;
    return { code: "content-invalid", place: `${file}:${number}`, column, message, remedy };
  });
  const left = sorted.length - faults.length;
  const message = `The text has ${left} more faults of its markup.`;
  return left > 0
    ? [...faults, { code: "content-invalid", place: file, message, remedy: "Mend these first." }]
    : faults;
}
