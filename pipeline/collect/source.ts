import type { Sources } from "../model/edition.ts";
import type { Headline } from "../model/headline.ts";
import type { MarketCalendars } from "../model/holidays.ts";
import type { Judgement } from "../model/judgement.ts";
import type { MeetingCalendar } from "../model/meeting.ts";
import type { Series } from "../model/series.ts";
import type { IsoDate, IsoInstant } from "../model/unit.ts";
import type { Visit } from "../model/visit.ts";
import type { World } from "../world/world.ts";

/** What a source is asked for: one issue's day, the series that its sections need, and from when. */
export interface Question {
  readonly date: IsoDate;
  readonly previousDate: IsoDate;
  /** Each series once, with the earliest date that any section needs. */
  readonly needs: readonly { readonly series: string; readonly from: IsoDate }[];
  /** Headlines published in (after, upTo] belong to the issue. */
  readonly headlines: { readonly after: IsoInstant; readonly upTo: IsoInstant };
  readonly plans: Sources;
  readonly calendars: MarketCalendars;
  readonly meetings: MeetingCalendar;
}

/** What it answers: nothing dated after the question's day; a series that it does not have is simply not there. */
export interface Answer {
  readonly series: readonly Series[];
  readonly headlines: readonly Headline[];
  /** Items refused at the door: what, where, why. */
  readonly refused: readonly { readonly place: string; readonly reason: string }[];
  /** Sentences that every page must carry. */
  readonly notices: readonly string[];
  readonly simulated: boolean;
  /** The log of the sources behind it; empty where there is none. */
  readonly visits: readonly Visit[];
  readonly judgements: readonly Judgement[];
  /** Published days of releases by their id, past and future; left out by a source that knows none. */
  readonly releases?: Readonly<Record<string, readonly IsoDate[]>>;
}

/** The outside in one shape, whatever its wire format. Bad input is a PipelineError with every fault that it holds. */
export interface Source {
  readonly id: string;
  answer(question: Question, world: Pick<World, "files" | "kept" | "archive">): Promise<Answer>;
}
