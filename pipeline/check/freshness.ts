import { daysBetween } from "../finance/dates.ts";
import { families, missedDaysOf } from "../finance/desk.ts";
import type { Finding } from "../model/finding.ts";
import type { Series } from "../model/series.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { IsoDate } from "../model/unit.ts";
import type { Gate } from "./gate.ts";

/**
 * Each series by its own market's calendar: of the issue's day, or of the last day on which its market was open. Days missed are noted
 * within the patience of every section that needs the series (rates are published the morning after), and refused beyond it.
 */
export const freshness: Gate = ({ snapshot, patience }) => {
  const newest = newestDates(snapshot);
  if (newest.size === 0 && snapshot.missing.length === 0)
    return [
      { gate: "freshness", verdict: "not evaluated", place: "snapshot", message: "There are no series." },
    ];
  const came = [...newest].map(([name, found]) =>
    findingFor(name, found, snapshot, patience(found.series.id)),
  );
  return [...snapshot.missing.map((place) => neverCame(place, snapshot)), ...came];
};

function neverCame(place: string, snapshot: Snapshot): Finding {
  const remedy = "Bring it, or call it optional in content/sources.yaml.";
  const message = `Nothing of it came at all.${whyOf(place, snapshot)}`;
  return { gate: "freshness", verdict: "refused", place, message, remedy };
}

/** What the sources of a series last said, where that was not what they should. */
function whyOf(series: string, { visits }: Snapshot): string {
  return visits
    .filter(({ verdict, series: asked }) => {
      // Weights are asked for under the name of their close.
      return verdict !== "ok" && (asked.includes(series) || asked.includes(`${series}.CLOSE`));
    })
    .map(
      ({ source, at, verdict, reason }) => ` ${source} at ${at}: ${verdict}${reason ? `, ${reason}` : "."}`,
    )
    .join("");
}

function newestDates({ series }: Snapshot): Map<string, Last> {
  const newest = new Map<string, Last>();
  for (const one of Object.values(series)) {
    const name = nameOf(one.id);
    const found = { date: lastValid(one), series: one };
    const known = newest.get(name);
    if (!known || isTelling(found, known)) newest.set(name, found);
  }
  return newest;
}

const SECTORS = "SPX.SECTOR.";

/** Contracts are one thing together; of sectors the weights are one and the returns another. */
function nameOf(id: string): string {
  const family = families.find((one) => id.startsWith(one));
  return family === SECTORS ? `${SECTORS}*${id.slice(id.lastIndexOf("."))}` : (family ?? id);
}

interface Last {
  readonly date: IsoDate | null;
  readonly series: Series;
}

/** Of contracts the newest tells, as far ones rest; of sectors the oldest, since none may be missing. */
function isTelling({ date, series }: Last, known: Last): boolean {
  const [own, other] = [date ?? "", known.date ?? ""];
  return series.id.startsWith(SECTORS) ? own < other : own > other;
}

function lastValid({ dates, values }: Series): IsoDate | null {
  for (let index = dates.length - 1; index >= 0; index -= 1)
    if (values[index] != null) return dates[index] ?? null;
  return null;
}

function findingFor(
  place: string,
  { date: last, series }: { readonly date: IsoDate | null; readonly series: Series },
  snapshot: Snapshot,
  patience: number,
): Finding {
  const { date, calendars } = snapshot;
  const why = whyOf(series.id, snapshot);
  const finding = (verdict: Finding["verdict"], message: string): Finding => ({
    gate: "freshness",
    verdict,
    place,
    message: verdict === "passed" ? message : `${message}${why}`,
    ...(verdict === "refused" ? { remedy: "Collect it again, or leave out what depends on it." } : {}),
  });
  if (last === null) return finding("refused", "There is no observation.");
  if (last > date) return finding("refused", `Its newest observation is of ${last}, after the issue's day.`);
  if (series.maxAgeDays !== undefined) return agedFinding(last, date, series.maxAgeDays, finding);
  const missed = missedDaysOf(series, last, date, calendars);
  if (missed === 0)
    return finding("passed", `Its newest observation, ${last}, is the last that there can be.`);
  const days = missed === 1 ? "1 day" : `${missed} days`;
  return finding(
    missed <= patience ? "noted" : "refused",
    `Its newest observation is of ${last}; its market was open on ${days} since.`,
  );
}

/** What is not published daily is old after so many days. */
function agedFinding(
  last: IsoDate,
  date: IsoDate,
  maxAgeDays: number,
  finding: (verdict: Finding["verdict"], message: string) => Finding,
): Finding {
  const age = daysBetween(last, date);
  if (age <= maxAgeDays) return finding("passed", `Its newest observation is of ${last}, ${age} days ago.`);
  return finding("refused", `Its newest observation is of ${last}, ${age} days ago; ${maxAgeDays} at most.`);
}
