import { addDays } from "../../finance/dates.ts";
import { estimatedDays, releases } from "../../finance/releases.ts";
import type { Agenda, ReleaseDays } from "../../model/agenda.ts";
import type { Edition } from "../../model/edition.ts";
import type { MarketCalendars } from "../../model/holidays.ts";
import type { IsoDate } from "../../model/unit.ts";

/** By what the days of releases are put together. */
export interface Foreseeing {
  readonly date: IsoDate;
  readonly edition: Pick<Edition, "watch">;
  readonly calendars: MarketCalendars;
  readonly agenda?: Agenda;
}

/**
 * Of each release the days that were published, and to the edition's horizon those that its rule gives where none was. Days past are never
 * guessed: what moved on them would be told of the wrong days.
 */
export function releaseDays(
  { date, edition, calendars, agenda }: Foreseeing,
  told: Readonly<Record<string, readonly IsoDate[]>>,
): ReleaseDays[] {
  const ahead = {
    after: date,
    upTo: addDays(date, edition.watch.horizonDays),
    holidays: calendars.fed,
  };
  return releases.flatMap(({ id, name }): ReleaseDays[] => {
    const published = [...(told[id] ?? [])].sort();
    const rule = agenda?.rules.find(({ release }) => release === id);
    const estimated = rule ? estimatedDays(rule, published, ahead) : [];
    return published.length + estimated.length === 0 ? [] : [{ id, name, published, estimated }];
  });
}
