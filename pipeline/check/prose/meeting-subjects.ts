import { MONTHS } from "../../finance/date-words.ts";
import type { MeetingCalendar } from "../../model/meeting.ts";
import type { IsoDate } from "../../model/unit.ts";
import type { Subject } from "../../model/vocabulary.ts";

/** How the vocabulary's key of a meeting begins; its day follows. */
export const MEETING = "meeting ";

/**
 * The meetings ahead as subjects: "September FOMC", "the December 2026 cut", "the meeting in March". A month without a year is its next
 * meeting; a month alone is a date and no subject.
 */
export function meetingSubjects(
  { meetings }: MeetingCalendar,
  date: IsoDate,
): readonly (readonly [string, Subject])[] {
  const ahead = meetings.map(({ decision }) => decision).filter((decision) => decision >= date);
  const named = new Set<string>();
  return ahead.map((decision) => {
    const [year, month] = decision.split("-").map(Number) as [number, number];
    const name = MONTHS[month - 1]!;
    const isNext = !named.has(name);
    named.add(name);
    const months = [name, name.slice(0, 3), ...(month === 9 ? ["Sept"] : [])];
    const spellings = months.flatMap((one) => [
      `${one} ${year}`,
      `${one} ’${year % 100}`,
      ...(isNext ? [one] : []),
    ]);
    const words = [...new Set(spellings)].flatMap((one) => [
      ...AFTER.map((noun) => `${one} ${noun}`),
      ...BEFORE.map((noun) => `${noun} ${one}`),
    ]);
    const figures = [`policy-path.*.${decision}`, `policy-path.*.${decision}.*`];
    return [MEETING + decision, { words, figures, series: [], sections: [] }];
  });
}

/** Only beside these words is a month by itself its meeting: "62% priced for December". */
export const PRICED =
  /\b(?:pric(?:e|es|ed|ing)|discount(?:s|ed|ing)?|implie[sd]|imply|OIS|futures|chances?|odds|probability)\b/i;

/** The meetings' months where prices are spoken of: "for December", "December is". */
export function pricedMonths(
  subjects: ReadonlyMap<string, Subject>,
): readonly (readonly [key: string, words: readonly string[]])[] {
  return [...subjects].flatMap(([key, { words }]) => {
    if (!key.startsWith(MEETING)) return [];
    const months = words
      .filter((word) => word.endsWith(" FOMC"))
      .map((word) => word.slice(0, -" FOMC".length));
    const spellings = months.flatMap((one) => [
      ...["for", "in", "at", "into"].map((before) => `${before} ${one}`),
      ...["is", "at", "was"].map((after) => `${one} ${after}`),
    ]);
    return [[key, spellings] as const];
  });
}

const AFTER = [
  "FOMC",
  "FOMC meeting",
  "Fed meeting",
  "meeting",
  "decision",
  "cut",
  "hike",
  "rate cut",
  "rate hike",
  "ease",
  "easing",
  "move",
  "step",
  "implied rate",
];
const BEFORE = ["FOMC in", "meeting in", "meeting of", "cut in", "hike in", "move in", "by", "after"];
