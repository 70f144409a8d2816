import { setImmediate } from "node:timers/promises";
import { printDate } from "../../../finance/date-words.ts";
import type { Version } from "../../../model/delivery.ts";
import type { IsoDate } from "../../../model/unit.ts";
import type { IssueWords, LineKind } from "../issue-words.ts";
import { readWords } from "../issue-words.ts";
import type { Day, Shelf } from "../shelf.ts";
import { isOpen, isWord, termsOf } from "./tokens.ts";

/** An issue that holds all that was looked for. */
export interface Hit {
  readonly day: Day;
  readonly version: Version;
  readonly score: number;
}

export interface Search {
  /** Reads the issues that are new since, so that nobody who searches has to wait for it. */
  warm(days: readonly Day[]): Promise<void>;
  /** The free issues that hold every term, best first. Issues that are new since are read first. */
  find(terms: readonly string[], days: readonly Day[]): Promise<readonly Hit[]>;
}

/** How much a word counts where it stands. */
const WEIGHTS: Readonly<Record<LineKind | "title" | "date", number>> = {
  title: 12,
  date: 10,
  standfirst: 6,
  finding: 5,
  headline: 3,
  text: 1,
};
/** A word that stands there more often counts no more. */
const MOST_WEIGHT = 63;
const DOCUMENT = MOST_WEIGHT + 1;
/** A word that only begins so counts half. */
const BEGINS = 0.5;
/** Issues that are read before other work has its turn. */
const AT_ONCE = 4;

interface Index {
  /** Of words and of figures, by term: document times 64, plus the weight. */
  readonly words: Map<string, number[]>;
  readonly figures: Map<string, number[]>;
  /** Number of a document, by the SHA-256 of its issue.md and its day. */
  readonly documents: Map<string, number>;
}

export function openSearch(shelf: Pick<Shelf, "file">): Search {
  const index: Index = { words: new Map(), figures: new Map(), documents: new Map() };
  let reading: Promise<void> = Promise.resolve();
  // One after the other: two who look at once would read all issues twice.
  const readAll = (shown: readonly Shown[]) => {
    const read = reading.then(() => readNew(shown, index, shelf));
    reading = read.catch(() => undefined);
    return read;
  };
  return {
    warm: (days) => readAll(shownIn(days)),
    async find(terms, days) {
      const shown = shownIn(days);
      await readAll(shown);
      const scores = scoresOf(terms, index);
      return shown
        .flatMap(({ day, version, name }) => {
          const score = scores.get(index.documents.get(name) ?? -1);
          return score === undefined ? [] : [{ day, version, score }];
        })
        .sort((one, other) => other.score - one.score || (one.day.date < other.day.date ? 1 : -1));
    },
  };
}

interface Shown {
  readonly day: Day;
  readonly version: Version;
  readonly name: string;
}

function shownIn(days: readonly Day[]): readonly Shown[] {
  return days.flatMap((day) => {
    const version = day.free.at(-1);
    return version ? [{ day, version, name: nameOf(version) }] : [];
  });
}

function nameOf({ date, bound }: Version): string {
  return `${date}/${bound.forms["issue.md"] ?? ""}`;
}

async function readNew(shown: readonly Shown[], index: Index, shelf: Pick<Shelf, "file">): Promise<void> {
  let read = 0;
  for (const { version, name } of shown) {
    if (index.documents.has(name)) continue;
    const hash = version.bound.forms["issue.md"];
    const bytes = hash ? await shelf.file(hash) : null;
    const words = readWords(bytes ? new TextDecoder().decode(bytes) : "");
    enter(words, { version, number: index.documents.size }, index);
    index.documents.set(name, index.documents.size);
    read += 1;
    if (read % AT_ONCE === 0) await setImmediate();
  }
}

function enter(
  { lines }: IssueWords,
  { version, number }: { readonly version: Version; readonly number: number },
  index: Index,
): void {
  const weights = new Map<string, number>();
  const weigh = (text: string, weight: number) => {
    for (const term of termsOf(text)) weights.set(term, (weights.get(term) ?? 0) + weight);
  };
  weigh(version.bound.subject, WEIGHTS.title);
  weigh(dateWords(version.date), WEIGHTS.date);
  for (const { kind, text } of lines) weigh(text, WEIGHTS[kind]);
  for (const { section } of new Map(lines.map((line) => [line.section, line])).values()) weigh(section, 2);
  for (const [term, weight] of weights) {
    const postings = isWord(term) ? index.words : index.figures;
    const posting = number * DOCUMENT + Math.min(weight, MOST_WEIGHT);
    const known = postings.get(term);
    if (known) known.push(posting);
    else postings.set(term, [posting]);
  }
}

/** As people write a day: "Wednesday 5 November 2025", "2025-11-05", "Nov". */
function dateWords(date: IsoDate): string {
  return `${printDate(date, "full")} ${printDate(date, "short")} ${date}`;
}

/** By document, those alone that hold every term; a rare term counts more. */
function scoresOf(terms: readonly string[], index: Index): ReadonlyMap<number, number> {
  let found: Map<number, number> | null = null;
  for (const term of new Set(terms)) {
    const weights = weightsOf(term, index);
    const rarity = Math.log(1 + index.documents.size / Math.max(weights.size, 1));
    const next = new Map<number, number>();
    for (const [document, weight] of weights) {
      const before: number | undefined = found === null ? 0 : found.get(document);
      if (before !== undefined) next.set(document, before + weight * rarity);
    }
    found = next;
  }
  return found ?? new Map();
}

function weightsOf(asked: string, { words, figures }: Index): ReadonlyMap<number, number> {
  const weights = new Map<number, number>();
  const add = (postings: readonly number[], share: number) => {
    for (const posting of postings) {
      const document = Math.floor(posting / DOCUMENT);
      weights.set(document, (weights.get(document) ?? 0) + Math.sqrt(posting % DOCUMENT) * share);
    }
  };
  add((isWord(asked) ? words : figures).get(asked) ?? [], 1);
  if (isOpen(asked))
    for (const [term, postings] of words) if (term !== asked && term.startsWith(asked)) add(postings, BEGINS);
  return weights;
}
