import type { Span } from "./sentence.ts";

/** Words of a list where they stand in a text, with everything that bears them. */
export interface FoundWords extends Span {
  readonly keys: readonly string[];
}

interface Token extends Span {
  readonly letters: string;
}

/** One spelling of a key, in tokens. */
interface Spelling {
  readonly tokens: readonly string[];
  readonly isExact: boolean;
  readonly key: string;
}

/**
 * Finds the words of many keys in a text, left to right, the longest at each place. Words with a capital are matched with it, others in
 * any case; a hyphen may be a space, and a plural or possessive s may follow.
 */
export function wordFinder(
  entries: Iterable<readonly [key: string, words: readonly string[]]>,
): (text: string) => readonly FoundWords[] {
  // By its first token, because a text has few words and a vocabulary thousands.
  const byFirst = new Map<string, Spelling[]>();
  for (const [key, words] of entries) {
    for (const word of words) {
      const { tokens, first, isExact } = spelled(word);
      const others = byFirst.get(first);
      if (others) others.push({ tokens, isExact, key });
      else byFirst.set(first, [{ tokens, isExact, key }]);
    }
  }
  return (text) => {
    const tokens = tokensOf(text);
    return longest(
      tokens.flatMap((token, at) => (isInNumber(text, token) ? [] : foundAt(at, { tokens, byFirst }))),
    );
  };
}

type Spelled = Omit<Spelling, "key"> & { readonly first: string };

/** Words of vocabularies are the same for every issue. */
const known = new Map<string, Spelled>();

function spelled(word: string): Spelled {
  const before = known.get(word);
  if (before) return before;
  const tokens = tokensOf(word).map(({ letters }) => letters);
  const made = { tokens, first: tokens[0]!.toLowerCase(), isExact: word !== word.toLowerCase() };
  known.set(word, made);
  return made;
}

/** Words, numbers and signs; hyphens and spaces only part them. */
function tokensOf(text: string): readonly Token[] {
  return [...text.matchAll(/[\p{L}\p{N}]+|[^\s\p{L}\p{N}‐‑–-]/gu)].map(({ 0: letters, index }) => ({
    letters: letters === "’" ? "'" : letters,
    from: index,
    to: index + letters.length,
  }));
}

/** The "10s" of "0.10s" is none. */
function isInNumber(text: string, { from }: Token): boolean {
  return /\d[.,]$/.test(text.slice(Math.max(0, from - 2), from));
}

interface Searched {
  readonly tokens: readonly Token[];
  readonly byFirst: ReadonlyMap<string, readonly Spelling[]>;
}

function foundAt(at: number, { tokens, byFirst }: Searched): readonly FoundWords[] {
  const first = tokens[at]!.letters.toLowerCase();
  const singular = first.endsWith("s") ? (byFirst.get(first.slice(0, -1)) ?? []) : [];
  const found = new Map<number, string[]>();
  for (const spelling of [...(byFirst.get(first) ?? []), ...singular]) {
    const to = endOf(spelling, tokens, at);
    if (to !== null) found.set(to, [...(found.get(to) ?? []), spelling.key]);
  }
  return [...found].map(([to, keys]) => ({ from: tokens[at]!.from, to, keys }));
}

/** Where a spelling ends that begins at a token, with its plural or possessive s; null where it does not stand there. */
function endOf({ tokens: words, isExact }: Spelling, tokens: readonly Token[], at: number): number | null {
  const last = at + words.length - 1;
  for (const [index, word] of words.entries()) {
    const letters = tokens[at + index]?.letters;
    if (letters === undefined) return null;
    const isSame = isEqual(letters, word, { isExact, isFirst: index === 0 });
    const isPlural =
      at + index === last &&
      letters.endsWith("s") &&
      isEqual(letters.slice(0, -1), word, { isExact, isFirst: index === 0 });
    if (!isSame && !isPlural) return null;
  }
  const [mark, s] = [tokens[last + 1], tokens[last + 2]];
  const isPossessive =
    mark?.letters === "'" && s?.letters === "s" && s.from === mark.to && mark.from === tokens[last]!.to;
  return isPossessive ? s.to : tokens[last]!.to;
}

/** "core CPI" begins a sentence as "Core CPI". */
function isEqual(
  letters: string,
  word: string,
  { isExact, isFirst }: { readonly isExact: boolean; readonly isFirst: boolean },
): boolean {
  if (!isExact) return letters.toLowerCase() === word;
  return letters === word || (isFirst && letters === word[0]!.toUpperCase() + word.slice(1));
}

/** Where two overlap, the longer one; of two that are equally long, the first. */
function longest(found: readonly FoundWords[]): readonly FoundWords[] {
  const kept: FoundWords[] = [];
  for (const one of [...found].sort((a, b) => b.to - b.from - (a.to - a.from) || a.from - b.from))
    if (!kept.some((other) => overlaps(one, other))) kept.push(one);
  return kept.sort((a, b) => a.from - b.from);
}

export function overlaps(one: Span, other: Span): boolean {
  return one.from < other.to && other.from < one.to;
}
