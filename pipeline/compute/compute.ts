import { PipelineError } from "../errors.ts";
import { deskOf, isOneOfMany } from "../finance/desk.ts";
import type { Edition, Patience } from "../model/edition.ts";
import type { Report, SectionReport } from "../model/report.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Section, Unavailable } from "../sections/section.ts";

/** STAGE 2: what the snapshot says, section by section. Pure: it can read no clock and no file. */
export function compute(
  snapshot: Snapshot,
  edition: Edition,
  { chosen, all }: { chosen: readonly Section[]; all: readonly Section[] },
): Report {
  const sections = chosen.map((section): SectionReport => {
    const { id, title } = section;
    const made = section.compute(deskOf(snapshot, patienceOf(id, edition)), edition);
    if (isUnavailable(made)) return { id, title, view: null, unavailable: made.unavailable, identities: [] };
    const view = checkedView(section, made);
    return { id, title, view, unavailable: null, identities: [...(section.identities?.(made) ?? [])] };
  });
  const omitted = all.filter((section) => !chosen.includes(section)).map(({ id, title }) => ({ id, title }));
  const { date, previousDate, simulated, notices } = snapshot;
  return { date, previousDate, simulated, notices, dated: olderThanIssue(snapshot), sections, omitted };
}

/** How long a section waits and how full a history it needs: its own line, else that of "default", else one day and four fifths. */
export function patienceOf(section: string, { patience }: Edition): Patience {
  const [own, general] = [patience[section], patience.default];
  return {
    missedDays: own?.missedDays ?? general?.missedDays ?? 1,
    coverage: own?.coverage ?? general?.coverage ?? 0.8,
  };
}

/** Series that end before the issue's day, newest first. What is not published daily carries its date wherever it is printed. */
function olderThanIssue({ series, date }: Snapshot): Report["dated"] {
  const older = Object.values(series).flatMap((one) => {
    const last = one.dates[one.values.findLastIndex((value) => value !== null)];
    const isDaily = one.maxAgeDays === undefined && !isOneOfMany(one.id);
    return isDaily && last !== undefined && last < date ? [{ asOf: last, name: one.name }] : [];
  });
  return [...Map.groupBy(older, ({ asOf }) => asOf)]
    .map(([asOf, all]) => ({ asOf, names: all.map(({ name }) => name) }))
    .sort((a, b) => (a.asOf < b.asOf ? 1 : -1));
}

function isUnavailable(made: unknown): made is Unavailable {
  return typeof made === "object" && made !== null && "unavailable" in made;
}

/** A view that breaks its own contract is a bug of the section, not of anybody's input. */
function checkedView(section: Section, made: unknown): unknown {
  const checked = section.view.safeParse(made);
  if (checked.success) return made;
  throw new Error(
    `the view of ${section.id} breaks its schema: ${checked.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ")}`,
  );
}

/** The sections that the edition names, in its order. @throws PipelineError config-invalid for an id that is no section */
export function pickSections(ids: readonly string[], all: readonly Section[]): readonly Section[] {
  return ids.map((id) => {
    const found = all.find((section) => section.id === id);
    if (found) return found;
    throw new PipelineError({
      code: "config-invalid",
      message: `There is no section "${id}".`,
      remedy: `Sections: ${all.map((one) => one.id).join(", ")}.`,
    });
  });
}
