import type { WrittenText } from "../../model/written.ts";
import { codeIn } from "./written-code.ts";

/** An address in a writer's text, where it stands. */
export interface FoundLink {
  readonly kind: "link" | "picture";
  readonly target: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** Every address that a text names: links, pictures, reference definitions, bare addresses; none in comments or code. */
export function linksIn(text: Pick<WrittenText, "file" | "line" | "raw" | "pieces">): readonly FoundLink[] {
  const read = withoutUnread(text);
  const found = new Map<number, { kind: FoundLink["kind"]; target: string }>();
  const openers = openersOf(read);
  for (const { index, 1: target = "" } of read.matchAll(INLINE)) {
    const opener = openers.get(index);
    if (opener === undefined) continue;
    const kind = read[opener - 1] === "!" ? "picture" : "link";
    found.set(index + read.slice(index).indexOf(target), { kind, target: bare(target) });
  }
  for (const { index, 0: all, 1: target = "" } of read.matchAll(DEFINITION))
    found.set(index + all.length - target.length, { kind: "link", target: bare(target) });
  for (const { index, 1: target = "" } of read.matchAll(POINTED))
    if (!found.has(index)) found.set(index, { kind: "link", target });
  for (const { index, 0: address } of read.matchAll(ADDRESS)) {
    const isKnown = [index, index - 1].some((at) => found.has(at));
    if (!isKnown) found.set(index, { kind: "link", target: address.replace(/[.,;:!?*_]+$/, "") });
  }
  const lineOf = lineCounter(read, text.line);
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([at, { kind, target }]) => ({ kind, target, file: text.file, line: lineOf(at) }));
}

/** Behind the bracket that closes a link's words: its address, in pointed brackets or with round ones in pairs. */
const INLINE = /\]\([ \t\n]*(<[^<>\n]*>|[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*)/g;
const DEFINITION = /^ {0,3}\[[^\]^\n][^\]\n]*\]:[ \t]*(<[^<>\n]*>|\S+)/gm;
const POINTED = /<(https?:\/\/[^\s<>]+)>/gi;
const ADDRESS = /\bhttps?:\/\/[^\s<>()[\]"'`|\\{}]+/gi;

/** The text with spaces where nothing is printed as it stands, so that places stay. */
function withoutUnread({ raw, pieces }: Pick<WrittenText, "raw" | "pieces">): string {
  const unread = pieces.filter(({ kind }) => kind === "comment" || kind === "overrule" || kind === "figure");
  let [text, at] = ["", 0];
  for (const { from, to } of [...unread, ...codeIn(raw)].sort((a, b) => a.from - b.from)) {
    text += raw.slice(at, from) + blank(raw.slice(from, to));
    at = to;
  }
  return text + raw.slice(at);
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}

/** Of each closing square bracket the opening one, by place; a backslash takes a bracket's meaning away. */
function openersOf(text: string): ReadonlyMap<number, number> {
  const openers = new Map<number, number>();
  const open: number[] = [];
  for (const { index, 0: sign } of text.matchAll(/\\.|[[\]]|\n[ \t]*\n/g)) {
    if (sign === "[") open.push(index);
    else if (sign === "]") {
      const opener = open.pop();
      if (opener !== undefined) openers.set(index, opener);
    } else if (sign[0] === "\n") open.length = 0;
  }
  return openers;
}

function bare(target: string): string {
  return target.replace(/^<(.*)>$/, "$1");
}

/** Lines from `first` on, for places that only grow. */
function lineCounter(text: string, first: number): (at: number) => number {
  let line = first;
  let next = text.indexOf("\n");
  return (at) => {
    for (; next >= 0 && next < at; next = text.indexOf("\n", next + 1)) line += 1;
    return line;
  };
}
