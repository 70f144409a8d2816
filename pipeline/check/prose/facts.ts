import type { History } from "../../finance/desk.ts";
import type { Edition } from "../../model/edition.ts";
import type { Figure } from "../../model/figure.ts";
import type { MeetingCalendar } from "../../model/meeting.ts";
import type { Report } from "../../model/report.ts";
import type { IsoDate } from "../../model/unit.ts";
import type { Subject, Vocabulary } from "../../model/vocabulary.ts";
import type { Sentence, Span } from "./sentence.ts";

/** A subject of the vocabulary where a sentence names it. */
export interface Mention extends Span {
  /** Its key in content/vocabulary.yaml. */
  readonly subject: string;
}

/** A word that says which way something went, where it stands in a sentence. */
export interface Move extends Span {
  /** 1 up, -1 down, 0 neither, said of that subject: spreads that rally fall; null where it is not said of it at all. */
  signOf(subject: string | null): 1 | -1 | 0 | null;
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
  /** The vocabulary's subjects by key, and the meetings ahead: "meeting 2025-12-10". */
  readonly subjects: ReadonlyMap<string, Subject>;
  /** Subjects named in a sentence, left to right, the longest at each place; none is guessed. */
  mentions(sentence: Pick<Sentence, "text">): readonly Mention[];
  /** The subject that texts of a section speak of where they name none; null where there is none. */
  subjectOf(section: string): string | null;
  /** Measures named in a sentence, left to right. */
  measures(sentence: Pick<Sentence, "text">): readonly (Span & { readonly measure: string })[];
  /** Words of movement in a sentence, left to right. */
  moves(sentence: Pick<Sentence, "text">): readonly Move[];
  /** Figures of a subject, of one measure where one is named: what stands first is what is usually meant. */
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
