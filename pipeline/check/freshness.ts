import { openDays } from "../finance/trading-days.ts";
import type { Finding } from "../model/finding.ts";
import type { Series } from "../model/series.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { IsoDate } from "../model/unit.ts";
import type { Gate } from "./gate.ts";

/** Contracts and sectors come and go one by one: together they are one thing that is fresh or not. */
const FAMILIES = ["ZQ.", "OIS.FOMC.", "SPX.SECTOR."];

/**
 * Each series by its own market's calendar: of the day, or of the last day on which its market was open. One missed day is noted
 * (rates are published the morning after), more are refused.
 */
export const freshness: Gate = ({ snapshot }) => {
  const newest = newestDates(snapshot);
  if (newest.size === 0 && snapshot.missing.length === 0)
    return [
      { gate: "freshness", verdict: "not evaluated", place: "snapshot", message: "There are no series." },
    ];
  const came = [...newest].map(([name, { date, series }]) => findingFor(name, date, series, snapshot));
  return [...snapshot.missing.map(neverCame), ...came];
};

function neverCame(place: string): Finding {
  const remedy = "Bring it, or call it optional in content/sources.yaml.";
  return { gate: "freshness", verdict: "refused", place, message: "Nothing of it came at all.", remedy };
}

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
  const finding = (verdict: Finding["verdict"], message: string): Finding => ({
    gate: "freshness",
    verdict,
    place,
    message,
    ...(verdict === "refused" ? { remedy: "Collect it again, or leave out what depends on it." } : {}),
  });
  if (last === null) return finding("refused", "There is no observation.");
  if (last > date) return finding("refused", `Its newest observation is of ${last}, after the issue's day.`);
  // What has a value on every day is published by the Federal Reserve, on its own days.
  const missed = openDays(last, date, calendars[calendar === "every-day" ? "fed" : calendar]);
  if (missed === 0)
    return finding("passed", `Its newest observation, ${last}, is the last that there can be.`);
  const days = missed === 1 ? "1 day" : `${missed} days`;
  return finding(
    missed === 1 ? "noted" : "refused",
    `Its newest observation is of ${last}; its market was open on ${days} since.`,
  );
}
