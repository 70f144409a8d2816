import { deskOf } from "../../finance/desk.ts";
import type { Edition } from "../../model/edition.ts";
import type { Figure } from "../../model/figure.ts";
import type { Report } from "../../model/report.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import type { MoveWords, Subject, Vocabulary } from "../../model/vocabulary.ts";
import type { Facts } from "./facts.ts";
import { MEETING, meetingSubjects, PRICED, pricedMonths } from "./meeting-subjects.ts";
import { figuresOf } from "./report-figures.ts";
import type { Sentence, Span } from "./sentence.ts";
import { figuresOfMeasure, figuresOfSubject } from "./subject-figures.ts";
import { wordFinder } from "./word-finder.ts";

export interface Known {
  readonly report: Report;
  readonly snapshot: Snapshot;
  readonly edition: Edition;
  readonly vocabulary: Vocabulary;
}

/** What an issue's prose is held against, out of its report and what it saw. */
export function factsOf({ report, snapshot, edition, vocabulary }: Known): Facts {
  const figures = figuresOf(report);
  const subjects = new Map<string, Subject>([
    ...Object.entries(vocabulary.subjects).map(([key, one]) => [key, ofEdition(one, edition)] as const),
    ...meetingSubjects(snapshot.meetings, snapshot.date),
  ]);
  const desk = deskOf(snapshot);
  const ofSubject = kept((subject: string) => {
    const named = subjects.get(subject);
    return named ? figuresOfSubject(named, figures) : new Map<string, Figure>();
  });
  const ofMeasure = kept((key: string) => {
    const [subject, measure] = key.split("\n") as [string, string];
    const named = vocabulary.measures[measure];
    return named ? figuresOfMeasure(named, ofSubject(subject)) : [];
  });
  const of = (subject: string, measure?: string) =>
    measure === undefined ? [...ofSubject(subject).values()] : ofMeasure(`${subject}\n${measure}`);
  const { date, previousDate } = snapshot;
  return {
    date,
    previousDate,
    edition,
    report,
    vocabulary,
    figures,
    meetings: snapshot.meetings,
    subjects,
    ...readers(subjects, vocabulary),
    of,
    seriesOf: (subject) => onlyOne(subjects.get(subject)?.series ?? []),
    history: (series) => desk.tail(series, Number.POSITIVE_INFINITY),
    dayChange: (subject) => of(subject, "day-change")[0] ?? null,
    level: (subject) => of(subject, "level")[0] ?? null,
  };
}

/** "Spreads" are those that the edition follows. */
function ofEdition(subject: Subject, { ig }: Edition): Subject {
  return subject.sections.includes("ig-spread") ? { ...subject, series: [ig.series] } : subject;
}

/** What finds the vocabulary's words in a sentence. */
function readers(
  subjects: ReadonlyMap<string, Subject>,
  vocabulary: Vocabulary,
): Pick<Facts, "mentions" | "measures" | "moves" | "subjectOf"> {
  const words = [...subjects].map(([key, one]) => [key, one.words] as const);
  const findNamed = wordFinder(words);
  const findPriced = kept((_: "priced") => wordFinder([...words, ...pricedMonths(subjects)]));
  const findSubjects = (text: string) => (PRICED.test(text) ? findPriced("priced") : findNamed)(text);
  const findMeasures = wordFinder(
    Object.entries(vocabulary.measures).map(([key, { words }]) => [key, words]),
  );
  const findMoves = wordFinder(Object.entries(vocabulary.moves).map(([key, { words }]) => [key, words]));
  const measures = ofSentence((text) =>
    findMeasures(text).map(({ from, to, keys: [measure] }) => ({ from, to, measure: measure! })),
  );
  const mentions = ofSentence((text) => {
    const named = findSubjects(text).map(({ from, to, keys: [subject] }) => ({
      from,
      to,
      subject: subject!,
    }));
    const hasMeeting = named.some(({ subject }) => subject.startsWith(MEETING));
    const inside = findMeasures(text);
    // "Five-year mean" is no mean of the five-year yield, and "the June FOMC's terminal rate" speaks of June.
    return named.filter(
      (one) =>
        !inside.some((other) => {
          const longer = other.to - other.from - (one.to - one.from);
          const isMeeting = one.subject.startsWith(MEETING);
          return holds(other, one) && (longer > 0 || (longer === 0 && hasMeeting && !isMeeting));
        }),
    );
  });
  const moves = ofSentence((text) =>
    findMoves(text).map(({ from, to, keys }) => ({
      from,
      to,
      signOf: (subject: string | null) =>
        signOf(
          keys.map((key) => vocabulary.moves[key]!),
          subject,
        ),
    })),
  );
  const spokenOf = new Map<string, string>();
  for (const [key, { sections }] of subjects) for (const section of sections) spokenOf.set(section, key);
  return { mentions, measures, moves, subjectOf: (section) => spokenOf.get(section) ?? null };
}

function holds(outer: Span, inner: Span): boolean {
  return outer.from <= inner.from && inner.to <= outer.to;
}

/** The sense in which a word is said of a subject: its own where it has one, else the general one. */
function signOf(senses: readonly MoveWords[], subject: string | null): 1 | -1 | 0 | null {
  const own = senses.find(({ of }) => of !== undefined && subject !== null && of.includes(subject));
  return (own ?? senses.find(({ of }) => of === undefined))?.sign ?? null;
}

function ofSentence<T>(
  read: (text: string) => readonly T[],
): (sentence: Pick<Sentence, "text">) => readonly T[] {
  const inText = kept(read);
  return ({ text }) => inText(text);
}

function kept<K, T>(make: (key: K) => T): (key: K) => T {
  const made = new Map<K, T>();
  return (key) => {
    const before = made.get(key);
    if (before !== undefined) return before;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}

function onlyOne<T>(list: readonly T[]): T | null {
  return list.length === 1 ? list[0]! : null;
}
