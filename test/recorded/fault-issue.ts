import { type Built, build } from "../../pipeline/build.ts";
import {
  closeMemberWeightOf,
  closeWeightOf,
  memberOf,
} from "../../pipeline/collect/resolve/archived-names.ts";
import { weightsForDay } from "../../pipeline/collect/resolve/weights-for-day.ts";
import { archiveSource } from "../../pipeline/collect/sources/archive.ts";
import { sectors } from "../../pipeline/finance/attribution.ts";
import { type Job, readJob } from "../../pipeline/job.ts";
import type { Input } from "../../pipeline/model/figure.ts";
import type { Observation, Origin } from "../../pipeline/model/series.ts";
import type { Lane, VisitRecord } from "../../pipeline/model/telling.ts";
import type { IsoDate } from "../../pipeline/model/unit.ts";
import { allSections } from "../../pipeline/sections/all.ts";
import type { Archive } from "../../pipeline/world/world.ts";
import { paperWorld, projectRoot } from "../support/worlds.ts";
import { ALSO } from "./fault-rounds.ts";

const world = paperWorld("2026-11-20T22:00:00Z");
const jobs = new Map<IsoDate, Promise<Job>>();

/** The issue of a day, made of all that an archive has; only as text. What is collected is printed, so that no source can fail unseen. */
export async function issueOf(archive: Archive, date: IsoDate, sections?: readonly string[]): Promise<Built> {
  const reading = jobs.get(date) ?? readJob({ root: projectRoot, date }, allSections, world);
  jobs.set(date, reading);
  const job = await reading;
  const keyFigures = { ...job.edition.keyFigures, also: ALSO };
  const edition = { ...job.edition, sections: [...(sections ?? job.edition.sections)], keyFigures };
  const asked = {
    job: { ...job, edition },
    source: archiveSource(null),
    from: "collect",
    only: ["md"],
  } as const;
  return build(asked, { ...world, archive });
}

/** Values by date of each series of each source: "SPX by yahoo". */
export type Truth = ReadonlyMap<string, ReadonlyMap<IsoDate, number>>;

/** What an archive has of these series, under the names that it gives them. */
export async function heldIn(archive: Archive, series: readonly string[], from: IsoDate): Promise<Truth> {
  const lanes = await archive.lanes(
    series.map((name) => ({ series: name, from })),
    null,
  );
  return new Map(lanes.map((lane) => [`${lane.series} by ${lane.source}`, valuesOf(lane)]));
}

/** The same of all that an issue was made of, under the names that the issue gives them. */
export async function truthOf(archive: Archive, { snapshot: { series, calendars } }: Built): Promise<Truth> {
  const weights = new Map([
    ...sectors.map(({ key }) => [closeWeightOf(key), `SPX.SECTOR.${key}.WEIGHT`] as const),
    ...Object.keys(series).flatMap((name) => {
      const symbol = memberOf(name);
      return symbol === null ? [] : [[closeMemberWeightOf(symbol), name] as const];
    }),
  ]);
  const names = [...Object.keys(series), ...weights.keys()];
  const lanes = await archive.lanes(
    names.map((name) => ({ series: name, from: "2015-01-01" })),
    null,
  );
  return new Map(
    lanes.map((lane) => {
      const weight = weights.get(lane.series);
      const own = weight ? weightsForDay(lane, weight, calendars.nyse) : lane;
      return [`${own.series} by ${own.source}`, valuesOf(own)];
    }),
  );
}

function valuesOf({ dates, values }: Lane): Map<IsoDate, number> {
  return new Map(
    dates.flatMap((date, row): [IsoDate, number][] => {
      const value = values[row] ?? null;
      return value === null ? [] : [[date, value]];
    }),
  );
}

/** Rows of the snapshot and observations behind printed figures that are not what their source had said without any fault. */
export function wrongNumbers({ snapshot, filled }: Built, truth: Truth): string[] {
  const wrong: string[] = [];
  const look = (series: string, source: string, date: IsoDate, value: number) => {
    const right = truth.get(`${series} by ${source}`)?.get(date);
    if (right !== value) wrong.push(`${series} of ${date} is ${value} by ${source}; right is ${right}`);
  };
  for (const { id, dates, values, origins, originOf } of Object.values(snapshot.series))
    for (const [row, date] of dates.entries())
      if (values[row] != null) look(id, origins[originOf?.[row] ?? 0]!.source, date, values[row]);
  for (const { figure } of filled.ledger.entries)
    for (const { series, origin, date, value } of leavesOf(figure)) look(series, origin.source, date, value);
  return wrong;
}

/** Headlines that did not come in these words without any fault. */
export function wrongHeadlines(built: Built, clean: Built): string[] {
  const words = ({ snapshot }: Built) =>
    snapshot.headlines.map(({ id, time, title, link }) => JSON.stringify([id, time, title, link]));
  const right = new Set(words(clean));
  return words(built).filter((one) => !right.has(one));
}

/** Origins of a source that name a body which told nothing: what it says was read elsewhere. */
export function falseOrigins(built: Built, source: string, records: readonly VisitRecord[]): string[] {
  const told = new Set(
    records.flatMap(({ visit, raw, tellings, headlines }) =>
      raw && tellings.length + headlines.length > 0 ? [`${visit.place} ${raw.sha256}`] : [],
    ),
  );
  return originsIn(built)
    .filter((origin) => origin.source === source)
    .map(({ place, sha256 }) => `${place} ${sha256}`)
    .filter((named) => !told.has(named));
}

/** Every origin in the snapshot, its headlines and the ledger. */
function originsIn({ snapshot, filled }: Built): Origin[] {
  const printed = filled.ledger.entries.flatMap(({ figure }) => leavesOf(figure));
  return [
    ...Object.values(snapshot.series).flatMap(({ origins }) => origins),
    ...[...snapshot.headlines, ...printed].map(({ origin }) => origin),
  ];
}

/** The day and the origin of each series' newest observation. */
export function newestIn({ snapshot }: Built): ReadonlyMap<string, Pick<Observation, "date" | "origin">> {
  return new Map(
    Object.values(snapshot.series).flatMap(({ id, dates, values, origins, originOf }) => {
      const row = values.findLastIndex((value) => value !== null);
      return row < 0 ? [] : [[id, { date: dates[row]!, origin: origins[originOf?.[row] ?? 0]! }] as const];
    }),
  );
}

/** The observations that a figure was made of, through all figures between. */
export function leavesOf(input: Input): Observation[] {
  if ("kind" in input) return input.inputs.flatMap(leavesOf);
  return "origin" in input ? [input] : [];
}
