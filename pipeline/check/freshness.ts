import { openDays } from "../finance/trading-days.ts";
import type { Finding } from "../model/finding.ts";
import type { Series } from "../model/series.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { IsoDate } from "../model/unit.ts";
import type { Gate } from "./check.ts";

/** Contracts and sectors come and go one by one: together they are one thing that is fresh or not. */
const FAMILIES = ["ZQ.", "OIS.FOMC.", "SPX.SECTOR."];

/**
 * Each series by its own market's calendar: of the day, or of the last day on which its market was open. One missed day is noted
 * (rates are published the morning after), more are refused.
 */
export const freshness: Gate = ({ snapshot }) => {
  const newest = newestDates(snapshot);
  if (newest.size === 0)
    return [
      { gate: "freshness", verdict: "not evaluated", place: "snapshot", message: "There are no series." },
    ];
  return [...newest].map(([name, { date, series }]) => findingFor(name, date, series, snapshot));
};

function newestDates({ series }: Snapshot): Map<string, { date: IsoDate | null; series: Series }> {
  const newest = new Map<string, { date: IsoDate | null; series: Series }>();
  for (const one of Object.values(series)) {
    const name = FAMILIES.find((family) => one.id.startsWith(family)) ?? one.id;
    const date = lastValid(one);
    const known = newest.get(name)?.date ?? null;
    if (!newest.has(name) || (date !== null && (known === null || date > known)))
      newest.set(name, { date, series: one });
  }
  return newest;
}

function lastValid({ dates, values }: Series): IsoDate | null {
  for (let index = dates.length - 1; index >= 0; index -= 1)
    if (values[index] != null) return dates[index] ?? null;
  return null;
}

function findingFor(
  place: string,
  last: IsoDate | null,
  { calendar }: Series,
  { date, calendars }: Snapshot,
): Finding {
  const remedy = "Collect it again, or leave out what depends on it.";
  if (last === null)
    return { gate: "freshness", verdict: "refused", place, message: "There is no observation.", remedy };
  const holidays = calendar === "every-day" ? calendars.fed : calendars[calendar];
  const missed = openDays(last, date, holidays);
  if (missed === 0)
    return {
      gate: "freshness",
      verdict: "passed",
      place,
      message: `Its newest observation, ${last}, is the last that there can be.`,
    };
  const message = `Its newest observation is of ${last}; its market was open on ${missed} ${missed === 1 ? "day" : "days"} since.`;
  return missed === 1
    ? { gate: "freshness", verdict: "noted", place, message }
    : { gate: "freshness", verdict: "refused", place, message, remedy };
}
