import { applyEdits } from "../finance/headlines/edits.ts";
import { newYorkInstant } from "../finance/new-york.ts";
import type { Agenda } from "../model/agenda.ts";
import type { Edition, Sources } from "../model/edition.ts";
import type { Headline } from "../model/headline.ts";
import type { HeadlineEdits } from "../model/headline-edits.ts";
import type { MarketCalendars } from "../model/holidays.ts";
import type { MeetingCalendar } from "../model/meeting.ts";
import type { Series } from "../model/series.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { IsoDate } from "../model/unit.ts";
import type { Need } from "../sections/section.ts";
import type { World } from "../world/world.ts";
import { gather } from "./gather.ts";
import { readPasted } from "./headlines/paste-lane.ts";
import { cutTo } from "./resolve/cut-to.ts";
import { releaseDays } from "./resolve/release-days.ts";
import type { Question, Source } from "./source.ts";

/** What is asked of the outside for one issue. */
export interface Collecting {
  readonly date: IsoDate;
  readonly previousDate: IsoDate;
  readonly edition: Edition;
  readonly plans: Sources;
  readonly calendars: MarketCalendars;
  readonly meetings: MeetingCalendar;
  /** Left out, nothing is guessed of releases and no auction is known. */
  readonly agenda?: Agenda;
  /** The paste lane's text and the place that its faults name; null where nothing was pasted. */
  readonly pasted: { readonly text: string; readonly place: string } | null;
  /** What the writer does with the lines. */
  readonly edits: HeadlineEdits;
}

/**
 * STAGE 1: the outside, asked once for all that the chosen sections need.
 *
 * @throws PipelineError with every fault of the source and of the paste lane
 */
export async function collect(
  asked: Collecting,
  needs: readonly Need[],
  source: Source,
  world: Pick<World, "files" | "kept" | "archive">,
): Promise<Snapshot> {
  const question = questionOf(asked, needs);
  const [answer, pasted] = await gather([source.answer(question, world), pastedHeadlines(asked)]);
  const { headlines, unmatched } = applyEdits([...pasted, ...answer.headlines], asked.edits);
  const place = `content/issues/${asked.date}/headlines.yaml`;
  return {
    date: asked.date,
    previousDate: asked.previousDate,
    simulated: answer.simulated,
    notices: [...answer.notices],
    series: Object.fromEntries([...answer.series].sort(byId).map((one) => [one.id, cutTo(one, asked.date)])),
    missing: missingOf(question, answer.series),
    headlines: [...headlines],
    refused: [...answer.refused, ...unmatched.map((reason) => ({ place, reason }))],
    visits: [...answer.visits],
    judgements: [...answer.judgements],
    calendars: asked.calendars,
    meetings: asked.meetings,
    releases: releaseDays(asked, answer.releases ?? {}),
    auctions: asked.agenda?.auctions ?? null,
    turns: (asked.agenda?.turns ?? []).filter(({ announced }) => announced <= asked.date),
  };
}

/** Planned series without which an issue is not whole; contracts and sectors come and go, and their sections say what is not there. */
function missingOf({ needs, plans }: Question, came: readonly Series[]): string[] {
  const arrived = new Set(
    came.filter(({ values }) => values.some((value) => value !== null)).map(({ id }) => id),
  );
  return needs
    .map(({ series }) => series)
    .filter((id) => plans.series[id]?.optional === false && !arrived.has(id))
    .sort();
}

async function pastedHeadlines({ pasted, date }: Collecting): Promise<readonly Headline[]> {
  return pasted ? readPasted(pasted.text, { date, place: pasted.place }) : [];
}

function questionOf(
  { date, previousDate, edition, plans, calendars, meetings }: Collecting,
  needs: readonly Need[],
): Question {
  const earliest = new Map<string, IsoDate>();
  for (const { series, from } of needs) {
    const known = earliest.get(series);
    if (known === undefined || from < known) earliest.set(series, from);
  }
  const { cutoff } = edition.headlines;
  return {
    date,
    previousDate,
    needs: [...earliest].map(([series, from]) => ({ series, from })),
    headlines: { after: newYorkInstant(previousDate, cutoff), upTo: newYorkInstant(date, cutoff) },
    plans,
    calendars,
    meetings,
  };
}

function byId(a: Series, b: Series): number {
  return a.id < b.id ? -1 : 1;
}
