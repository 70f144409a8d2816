/** A stretch of code in a Markdown text, fences and ticks with it. */
export interface Code {
  readonly from: number;
  readonly to: number;
}

const FENCE = /^ {0,3}(?:>[ \t]?)*[ \t]*(`{3,}|~{3,})(.*)$/;
const OPENERS = /`+|<!--/g;
/** No fence stands further on in its line. */
const LONGEST_FENCE = 200;

/**
 * Fenced blocks and code spans, in order. What begins first counts: ticks in a comment pair with none outside of it. A fence that is not
 * closed goes to the end; ticks pair within their paragraph only.
 */
export function codeIn(raw: string): readonly Code[] {
  const found: Code[] = [];
  const comments = commentEnds(raw);
  let paragraph = 0;
  let fence: { readonly mark: string; readonly from: number } | null = null;
  /** Ends the paragraph; false where a comment goes on over this line. */
  const endsAt = (to: number): boolean => {
    const { spans, next } = spansIn(raw, { from: paragraph, to }, comments);
    for (const span of spans) found.push(span);
    paragraph = next;
    return next <= to;
  };
  for (let from = 0, to = 0; from < raw.length; from = to + 1) {
    const end = raw.indexOf("\n", from);
    to = end < 0 ? raw.length : end;
    if (from < paragraph) continue;
    const line = raw.slice(from, Math.min(to, from + LONGEST_FENCE));
    const [, mark, after = ""] = FENCE.exec(line) ?? [];
    if (fence) {
      if (!mark?.startsWith(fence.mark) || after.trim() !== "") continue;
      found.push({ from: fence.from, to });
      fence = null;
      paragraph = to;
    } else if (mark && !(mark.startsWith("`") && after.includes("`"))) {
      if (endsAt(from)) fence = { mark, from };
    } else if (line.trim() === "") endsAt(from);
  }
  if (fence) return [...found, { from: fence.from, to: raw.length }];
  endsAt(raw.length);
  return found;
}

/** Where the comment that begins at a place ends; null where it does not. Once none was found no other is looked for. */
function commentEnds(raw: string): (from: number) => number | null {
  let isOpen = false;
  return (from) => {
    const end = isOpen ? -1 : raw.indexOf("-->", from + 4);
    isOpen ||= end < 0;
    return end < 0 ? null : end + 3;
  };
}

interface Opener {
  readonly from: number;
  readonly length: number;
  readonly isComment: boolean;
  /** The next run of ticks as long as this one. */
  partner?: number;
}

/** Code spans of a paragraph, and where the next one begins: behind its last comment, where that goes on. */
function spansIn(
  raw: string,
  { from, to }: Code,
  commentEnd: (from: number) => number | null,
): { readonly spans: readonly Code[]; readonly next: number } {
  const spans: Code[] = [];
  let next = from;
  for (const opener of openersIn(raw.slice(from, to), from)) {
    if (opener.from < next || (raw[opener.from - 1] === "\\" && raw[opener.from - 2] !== "\\")) continue;
    if (opener.isComment) next = commentEnd(opener.from) ?? next;
    else if (opener.partner !== undefined) {
      next = opener.partner + opener.length;
      spans.push({ from: opener.from, to: next });
    }
  }
  return { spans, next: Math.max(next, to) };
}

function openersIn(text: string, start: number): readonly Opener[] {
  const openers = [...text.matchAll(OPENERS)].map(({ 0: found, index }): Opener => {
    return { from: start + index, length: found.length, isComment: found === "<!--" };
  });
  const nearest = new Map<number, number>();
  for (const opener of openers.toReversed()) {
    if (opener.isComment) continue;
    const partner = nearest.get(opener.length);
    if (partner !== undefined) opener.partner = partner;
    nearest.set(opener.length, opener.from);
  }
  return openers;
}
