import { yearsBefore } from "../../finance/dates.ts";
import type { Desk, History } from "../../finance/desk.ts";
import { eventMoves } from "../../finance/event-moves.ts";
import { figuresOf, slugOf } from "../../finance/figures.ts";
import type { IsoDate } from "../../model/unit.ts";
import type { Event, Usual } from "./view.ts";

/** Two dozen meetings take three years. */
export const MOVES_YEARS = 4;

/** A recurring event, with the days on which it was. */
interface Recurring {
  readonly kind: Usual["kind"];
  readonly name: string | null;
  readonly slug: string;
  readonly days: readonly IsoDate[];
}

/** What the series moved on the past days of each event ahead that comes again and again; each event once, in order of the events. */
export function usualMoves(desk: Desk, events: readonly Event[], series: readonly string[]): Usual[] {
  const after = yearsBefore(desk.date, MOVES_YEARS);
  const histories = series.map((id) => desk.history(id, { after }));
  return recurringAmong(events, desk).map(({ kind, name, slug, days }) => {
    return { kind, name, moves: histories.map((history) => movesOf(slug, history, days)) };
  });
}

function recurringAmong(events: readonly Event[], { date, snapshot }: Desk): readonly Recurring[] {
  const isPast = (day: IsoDate) => day <= date;
  const named = new Map<string, Recurring>();
  for (const { kind, name } of events) {
    if (kind === "fomc") {
      const held = snapshot.meetings.meetings.filter((meeting) => meeting.kind === "regular");
      const days = held.map(({ decision }) => decision).filter(isPast);
      named.set(kind, { kind, name: null, slug: "fomc", days });
    }
    const release = kind === "release" && snapshot.releases.find((one) => one.name === name);
    if (release)
      named.set(release.id, {
        kind: "release",
        name: release.name,
        slug: slugOf(release.id),
        days: release.published.filter(isPast),
      });
  }
  return [...named.values()];
}

function movesOf(slug: string, history: History | null, days: readonly IsoDate[]): Usual["moves"][number] {
  const found = history && eventMoves(history, days);
  if (!history || !found) return null;
  const { window } = history;
  const make = figuresOf("watch", `${slug}.${slugOf(window.series)}`);
  const unit = window.unit === "percent" || window.unit === "bp" ? ("bp" as const) : ("percent" as const);
  const of = { unit, inputs: [window] };
  const decimals = unit === "bp" ? 1 : 2;
  const last = `the last ${found.days} days of the event, from ${found.from}`;
  return {
    decimals,
    days: make.derived("days", {
      value: found.days,
      unit: "count",
      inputs: [window],
      method: `days of the event with an observation, 24 at most, from ${found.from}`,
    }),
    onDays: make.derived("on-days", {
      ...of,
      value: found.onDays,
      method: `median absolute change from the observation before on ${last}`,
    }),
    otherDays: make.derived("other-days", {
      ...of,
      value: found.otherDays,
      method: `median absolute change from the observation before on all other days from ${found.from}`,
    }),
  };
}
