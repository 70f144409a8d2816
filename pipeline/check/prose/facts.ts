import type { History } from "../../finance/desk.ts";
import type { Edition } from "../../model/edition.ts";
import type { Figure } from "../../model/figure.ts";
import type { MeetingCalendar } from "../../model/meeting.ts";
import type { Report } from "../../model/report.ts";
import type { IsoDate } from "../../model/unit.ts";
import type { Vocabulary } from "../../model/vocabulary.ts";
import type { Sentence, Span } from "./sentence.ts";

/** A subject of the vocabulary where a sentence names it. */
export interface Mention extends Span {
  /** Its key in content/vocabulary.yaml. */
  readonly subject: string;
}

/** What prose is held against: every figure of the report, printed or not, and the histories behind them. */
export interface Facts {
  readonly date: IsoDate;
  readonly previousDate: IsoDate;
  readonly edition: Edition;
  readonly meetings: MeetingCalendar;
  readonly report: Report;
  readonly vocabulary: Vocabulary;
  readonly figures: ReadonlyMap<string, Figure>;
  /** Subjects named in a sentence, left to right, the longest at each place; none is guessed. */
  mentions(sentence: Sentence): readonly Mention[];
  /** The subject that texts of a section speak of where they name none; null where there is none. */
  subjectOf(section: string): string | null;
  /** Measures named in a sentence, left to right. */
  measures(sentence: Sentence): readonly (Span & { readonly measure: string })[];
  /** Figures of a subject, of one measure where one is named. */
  of(subject: string, measure?: string): readonly Figure[];
  /** The series of a subject where it is one alone; null otherwise. */
  seriesOf(subject: string): string | null;
  /** Its observations up to the day, as far as the snapshot reaches; null where there are none. */
  history(series: string): History | null;
  /** The subject's change over one trading day as a figure of the issue, or null. */
  dayChange(subject: string): Figure | null;
  /** The subject's level as a figure of the issue, or null. */
  level(subject: string): Figure | null;
}
