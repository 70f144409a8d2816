import { PipelineError } from "../errors.ts";
import { type Desk, deskOf, isOneOfMany } from "../finance/desk.ts";
import { mostMoved } from "../finance/movers.ts";
import type { Edition, Patience } from "../model/edition.ts";
import type { Absence, Report, SectionReport } from "../model/report.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Told } from "../model/told.ts";
import type { Section, Unavailable } from "../sections/section.ts";

/** A section with what it may look at and what came of it. */
interface Made {
  readonly section: Section;
  readonly desk: Desk;
  /** null where there is no view. */
  readonly view: unknown;
  readonly unavailable: Absence | null;
}

/** STAGE 2: what the snapshot says, section by section. Pure: it can read no clock and no file. */
export function compute(
  snapshot: Snapshot,
  edition: Edition,
  { chosen, all }: { chosen: readonly Section[]; all: readonly Section[] },
): Report {
  const nothing: Told = { movers: [], levels: [] };
  const make = (section: Section, told: Told) => makeSection(section, { snapshot, edition, told });
  const speaking = chosen.filter(({ listens }) => !listens).map((section) => make(section, nothing));
  const told = toldBy(speaking, edition);
  const made = chosen.map(
    (section) => speaking.find((one) => one.section === section) ?? make(section, told),
  );
  const { date, previousDate, simulated, notices } = snapshot;
  return {
    date,
    previousDate,
    simulated,
    notices,
    dated: olderThanIssue(snapshot),
    changed: [...mostMoved(told.movers, date)],
    sections: made.map((one) => reportOf(one, edition)),
    omitted: omittedOf(edition, { chosen, all }),
  };
}

/** What is left out: first what the paid edition prints, in its order, then what no edition prints. */
function omittedOf(
  edition: Edition,
  { chosen, all }: { chosen: readonly Section[]; all: readonly Section[] },
): Report["omitted"] {
  const placeOf = ({ id }: Section) => edition.sections.indexOf(id);
  const left = all.filter((section) => !chosen.includes(section));
  const cut = left.filter((section) => placeOf(section) >= 0).sort((a, b) => placeOf(a) - placeOf(b));
  const told = (section: Section, at: number | null) => {
    return { id: section.id, title: titleOf(section, edition), at };
  };
  return [
    ...cut.map((section) => told(section, chosen.filter((one) => placeOf(one) < placeOf(section)).length)),
    ...left.filter((section) => placeOf(section) < 0).map((section) => told(section, null)),
  ];
}

interface Making {
  readonly snapshot: Snapshot;
  readonly edition: Edition;
  readonly told: Told;
}

function makeSection(section: Section, { snapshot, edition, told }: Making): Made {
  const desk = deskOf(snapshot, patienceOf(section.id, edition));
  const made = section.compute(desk, edition, told);
  if (isUnavailable(made)) return { section, desk, view: null, unavailable: made.unavailable };
  return { section, desk, view: checkedView(section, made), unavailable: null };
}

function reportOf({ section, view, unavailable }: Made, edition: Edition): SectionReport {
  const { id } = section;
  const title = titleOf(section, edition);
  const identities = view === null ? [] : [...(section.identities?.(view) ?? [])];
  return { id, title, view, unavailable, identities };
}

/** What readers see above it: the edition's word, else the section's own. */
export function titleOf(
  { id, title }: Pick<Section, "id" | "title">,
  { titles }: Pick<Edition, "titles">,
): string {
  return titles[id] ?? title;
}

/** What all views tell of moves and levels; of two that tell of one thing, the first section is heard. */
function toldBy(made: readonly Made[], edition: Edition): Told {
  const views = made.filter(({ view }) => view !== null);
  const movers = views.flatMap(({ section, view, desk }) => section.movers?.(view, desk, edition) ?? []);
  const levels = views.flatMap(({ section, view, desk }) => section.levels?.(view, desk, edition) ?? []);
  return { movers: firstOfEach(movers), levels: firstOfEach(levels) };
}

function firstOfEach<T extends { readonly key: string }>(told: readonly T[]): readonly T[] {
  return [...new Map([...told].reverse().map((one) => [one.key, one])).values()].reverse();
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

/** The sections that the edition prints, in its order. @throws PipelineError config-invalid for an id that is no section */
export function pickSections(
  { edition, sections, paidOnly }: Pick<Edition, "edition" | "sections" | "paidOnly">,
  all: readonly Section[],
): readonly Section[] {
  const printed = sections.filter((id) => edition === "paid" || !paidOnly.includes(id));
  return printed.map((id) => {
    const found = all.find((section) => section.id === id);
    if (found) return found;
    throw new PipelineError({
      code: "config-invalid",
      message: `There is no section "${id}".`,
      remedy: `Sections: ${all.map((one) => one.id).join(", ")}.`,
    });
  });
}
