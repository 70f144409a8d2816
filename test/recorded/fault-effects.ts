import type { Built } from "../../pipeline/build.ts";
import { families } from "../../pipeline/finance/desk.ts";
import type { Finding } from "../../pipeline/model/finding.ts";
import type { Visit } from "../../pipeline/model/visit.ts";
import type { View as KeyFigures } from "../../pipeline/sections/key-figures/key-figures.ts";
import { leavesOf, newestIn } from "./fault-issue.ts";
import { AS_EVER } from "./faulted-source.ts";

/** What an issue prints otherwise than on a clean evening: "move of 11-04 by yahoo; policy n/a". */
export function effectOn(built: Built, clean: Built): string {
  const [rows, before] = [rowsIn(built), rowsIn(clean)];
  const changed = [...before].flatMap(([name, was]) => {
    const is = rows.get(name) ?? "n/a";
    return is === was ? [] : [`${name} ${is}`];
  });
  const effects = [...changed, ...sectionsLost(built, clean), ...headlinesLost(built, clean)];
  return effects.length > 0 ? effects.join("; ") : AS_EVER;
}

function keyFiguresIn({ report }: Built): KeyFigures["rows"] {
  const view = report.sections.find(({ id }) => id === "key-figures")?.view as KeyFigures | null | undefined;
  return view?.rows ?? [];
}

/** Each key figure's day and sources. */
function rowsIn(built: Built): Map<string, string> {
  return new Map(
    keyFiguresIn(built).map(({ id, level }) => {
      if (!level) return [id, "n/a"];
      const sources = [...new Set(leavesOf(level).map(({ origin }) => origin.source))].sort();
      return [id, `of ${level.asOf.slice(5)} by ${sources.join(" and ")}`];
    }),
  );
}

function sectionsLost(built: Built, clean: Built): string[] {
  return built.report.sections.flatMap(({ id, unavailable }) => {
    const was = clean.report.sections.find((section) => section.id === id)?.unavailable ?? null;
    return unavailable !== null && was === null ? [`${id} n/a`] : [];
  });
}

function headlinesLost(built: Built, clean: Built): string[] {
  const [is, was] = [built.snapshot.headlines.length, clean.snapshot.headlines.length];
  return is === was ? [] : [`headlines ${was} to ${is}`];
}

/** What the gates should say of a fault and do not, one sentence each. */
export function silencesIn(built: Built, clean: Built, visits: readonly Visit[]): string[] {
  return [
    ...olderSilences(built, clean, visits),
    ...standInSilences(built, clean),
    ...visitSilences(built, visits),
    ...printedTooOld(built),
  ];
}

/** Each series that is older than it would be is noted or refused with the verdict of a source that failed, or by what it is made of. */
function olderSilences(built: Built, clean: Built, visits: readonly Visit[]): string[] {
  const newest = newestIn(built);
  return [...newestIn(clean)].flatMap(([series, { date }]) => {
    const is = newest.get(series)?.date ?? "never";
    if (is === date || isYoungEnough(built, series)) return [];
    const verdicts = visits.filter((visit) => asksFor(visit, series)).map(({ verdict }) => verdict);
    const byVerdict = findingsOf(built, "freshness", series).some(
      ({ verdict, message }) => verdict !== "passed" && verdicts.some((one) => message.includes(`: ${one}`)),
    );
    const byParts = findingsOf(built, "plausibility", series).some(({ message }) =>
      message.includes(`The values after ${is} are not used: what it is made of ends there`),
    );
    return byVerdict || byParts ? [] : [`${series} is of ${is}, not ${date}, and freshness does not say why`];
  });
}

/** Weights are asked for under the name of their close. */
function asksFor({ series: asked }: Visit, series: string): boolean {
  return asked.includes(series) || asked.includes(`${series}.CLOSE`);
}

/** What is not published daily may be a week old without being late. */
function isYoungEnough(built: Built, series: string): boolean {
  const { maxAgeDays } = built.snapshot.series[series] ?? {};
  const [found] = findingsOf(built, "freshness", series);
  return maxAgeDays !== undefined && found?.verdict === "passed";
}

/** A newest value from another source than usual is noted under that source's name. */
function standInSilences(built: Built, clean: Built): string[] {
  const was = newestIn(clean);
  return [...newestIn(built)].flatMap(([series, { date, origin }]) => {
    const usual = was.get(series)!.origin.source;
    if (origin.source === usual) return [];
    const told = findingsOf(built, "plausibility", series).some(({ message }) =>
      message.includes(`The value of ${date} is from ${origin.source}: ${usual} ends on`),
    );
    return told ? [] : [`${series} is by ${origin.source}, and plausibility does not say so`];
  });
}

/** A visit that failed is noted by its source and verdict; what is old or empty at least where no series tells it. */
function visitSilences({ findings }: Built, visits: readonly Visit[]): string[] {
  const noted = findings.filter(({ gate }) => gate === "sources");
  return visits.flatMap(({ source, verdict, series }) => {
    const isAnswer = verdict === "ok" || ((verdict === "stale" || verdict === "empty") && series.length > 0);
    const told = noted.some(({ place, message }) => place === source && message.startsWith(`${verdict} `));
    return isAnswer || told ? [] : [`${source} came to ${verdict}, and no gate says so`];
  });
}

/** What freshness refuses does not stand among the key figures. */
function printedTooOld(built: Built): string[] {
  return keyFiguresIn(built).flatMap(({ id, level }) => {
    const series = level ? leavesOf(level).map((leaf) => leaf.series) : [];
    const refused = series.filter((one) =>
      findingsOf(built, "freshness", one).some(({ verdict }) => verdict === "refused"),
    );
    return refused.map((one) => `${id} is printed, though freshness refuses ${one}`);
  });
}

function findingsOf({ findings }: Built, gate: string, series: string): readonly Finding[] {
  const family = families.find((one) => series.startsWith(one));
  const kind = series.replace(/^SPX\.SECTOR\..*\./, "SPX.SECTOR.*.");
  return findings.filter((one) => one.gate === gate && [series, family, kind].includes(one.place));
}

/** Series that freshness refuses because of the fault. */
export function refusedBy(built: Built, clean: Built): string[] {
  const refused = ({ findings }: Built) =>
    findings.flatMap(({ gate, verdict, place }) =>
      gate === "freshness" && verdict === "refused" ? [place] : [],
    );
  const before = refused(clean);
  return refused(built).filter((place) => !before.includes(place));
}
