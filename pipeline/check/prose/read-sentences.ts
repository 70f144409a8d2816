import type { IsoDate } from "../../model/unit.ts";
import type { Piece, WrittenText } from "../../model/written.ts";
import { dateMentions } from "./date-mentions.ts";
import { notNumerals } from "./not-numerals.ts";
import { numeralsIn } from "./numerals.ts";
import { plainLetters } from "./plain-letters.ts";
import { type PlainBlock, plainBlocks } from "./plain-text.ts";
import { rangesOf } from "./ranges.ts";
import type { Sentence, Span } from "./sentence.ts";
import { sentenceEnds } from "./sentence-ends.ts";

/** A stretch of a block: the letters of one sentence. */
interface Stretch extends Span {
  readonly block: PlainBlock;
  readonly under: string;
}

type Declaring = Extract<Piece, { kind: "quote" | "note" }>;
type Overruling = Extract<Piece, { kind: "overrule" }>;

/**
 * A writer's text, sentence by sentence: bullets, headings and rows of a table are sentences of their own. Quotes and the number before
 * a note are declared; a comment that overrules belongs to the sentence in which or behind which it stands.
 *
 * @param date the day, from which years that are not written are taken
 */
export function sentencesOf(text: WrittenText, date: IsoDate): readonly Sentence[] {
  const stretches = plainBlocks(text).flatMap(stretchesOf);
  const starts = stretches.map(({ block, from }) => block.places[from] ?? 0);
  const declaring = assigned(
    text.pieces.filter((piece): piece is Declaring => piece.kind === "quote" || piece.kind === "note"),
    starts,
  );
  const overruling = assigned(
    text.pieces.filter((piece): piece is Overruling => piece.kind === "overrule"),
    starts,
  );
  return stretches.map((stretch, index) => {
    const sentence = read(stretch, date);
    return {
      ...sentence,
      id: text.id,
      declared: declaredIn(stretch, declaring.get(index) ?? [], [...sentence.ranges, ...sentence.numerals]),
      overruled: (overruling.get(index) ?? []).map(({ of, reason }) => ({
        of: of && plainWords(of),
        reason,
      })),
    };
  });
}

/** Words of a comment as the sentence has them. */
function plainWords(words: string): string {
  return plainLetters(words, []).text.trim();
}

/** The sentences of a block; a row is one. */
function stretchesOf(block: PlainBlock): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (const part of partsOf(block)) {
    let start = part.from;
    for (const end of sentenceEnds(block.text.slice(part.from, part.to))) {
      const trimmed = trim(block.text, start, part.from + end);
      if (trimmed) {
        const under = stretches.length > 0 && block.label !== "" ? block.label : block.under;
        stretches.push({ ...trimmed, block, under });
      }
      start = part.from + end;
    }
  }
  return stretches;
}

/** Lines that the writer broke himself, and what stands between " | " outside of a table, do not run on. */
function partsOf({ text, kind }: PlainBlock): readonly Span[] {
  const parts: Span[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(kind === "row" ? /\n/g : /\n| \| /g)) {
    parts.push({ from, to: index });
    from = index + found.length;
  }
  return [...parts, { from, to: text.length }];
}

/** Without spaces at its ends; null where it says nothing. */
function trim(text: string, from: number, to: number): Span | null {
  const words = text.slice(from, to);
  if (!/[\p{L}\p{N}]/u.test(words)) return null;
  return { from: from + (words.length - words.trimStart().length), to: from + words.trimEnd().length };
}

function read({ block, from, to, under }: Stretch, date: IsoDate) {
  const text = block.text.slice(from, to);
  const names = notNumerals(text);
  // "Russell 2000" is no year.
  const dates = dateMentions(text, date).filter(
    (one) => one.precision !== "year" || !names.some(({ from, to }) => from < one.to && one.from < to),
  );
  const end = (block.places[to - 1] ?? -1) + 1;
  return {
    text,
    under,
    dates,
    ...rangesOf(text, numeralsIn(text, [...dates, ...names])),
    rawIndex: (index: number) =>
      index >= to - from ? end : (block.places[from + Math.max(0, Math.floor(index))] ?? end),
  };
}

/** Each piece to the last sentence that begins before it; both stand in the order of the text. */
function assigned<T extends Piece>(
  pieces: readonly T[],
  starts: readonly number[],
): ReadonlyMap<number, readonly T[]> {
  const found = new Map<number, T[]>();
  let sentence = 0;
  for (const piece of pieces) {
    while (sentence + 1 < starts.length && starts[sentence + 1]! < piece.to) sentence += 1;
    if (!found.has(sentence)) found.set(sentence, []);
    found.get(sentence)!.push(piece);
  }
  return found;
}

const CLAUSE_END = /[,;:(—–](?=\s|$)|\(/g;

/** A quote declares its words; a note the number right before it, with the words since the number or the comma before that. */
function declaredIn(
  { block, from, to }: Stretch,
  pieces: readonly Declaring[],
  numbers: readonly Span[],
): Sentence["declared"] {
  const text = block.text.slice(from, to);
  return pieces.map((piece) => {
    const start = placeOf(block, from, to, piece.from);
    const end = placeOf(block, from, to, piece.to);
    if (piece.kind === "quote") return { from: start, to: end, source: piece.source, by: "quote" };
    const clause = lastClause(text.slice(0, start));
    return {
      from: Math.max(clause, endBeforeLast(numbers, start)),
      to: start,
      source: piece.source,
      by: "note",
    };
  });
}

/** Where the last but one of the numbers before a place ends: the last one is the note's. */
function endBeforeLast(numbers: readonly Span[], place: number): number {
  const before = numbers.filter(({ to }) => to <= place);
  const last = before.reduce((latest, { from }) => Math.max(latest, from), -1);
  const own = before.filter(({ from, to }) => from <= last && last < to);
  const start = own.reduce((first, { from }) => Math.min(first, from), last);
  return before.reduce((end, { to }) => (to <= start ? Math.max(end, to) : end), 0);
}

function lastClause(text: string): number {
  let at = 0;
  for (const { index } of text.trimEnd().matchAll(CLAUSE_END)) at = index + 1;
  return at;
}

/** Index in the sentence of the first letter that stands at `raw` or behind it. */
function placeOf(block: PlainBlock, from: number, to: number, raw: number): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (block.places[middle]! < raw) low = middle + 1;
    else high = middle;
  }
  return low - from;
}
