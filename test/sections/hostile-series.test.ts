import { describe, expect, it } from "vitest";
import { holds } from "../../pipeline/check/identities.ts";
import { compute } from "../../pipeline/compute/compute.ts";
import { PipelineError } from "../../pipeline/errors.ts";
import { families, isOneOfMany } from "../../pipeline/finance/desk.ts";
import { figuresIn } from "../../pipeline/finance/view-figures.ts";
import type { Figure, Input } from "../../pipeline/model/figure.ts";
import type { Report } from "../../pipeline/model/report.ts";
import type { Snapshot } from "../../pipeline/model/snapshot.ts";
import { allSections } from "../../pipeline/sections/all.ts";
import type { Section } from "../../pipeline/sections/section.ts";
import { type Mutation, type MutationName, mutations } from "../support/hostile-mutations.ts";
import { sampleSnapshot } from "../support/sample-snapshot.ts";
import { filledReport, shippedEdition, wordsIn } from "../support/section-words.ts";

/** An ordinary day; then one on which the bond market is shut and stocks trade. */
const DAY = "2025-09-18";
const VETERANS_DAY = "2025-11-11";
const ordinary = await sampleSnapshot(DAY);

/** Series of a snapshot as they became. What was made of one series is made once: desks keep what they found in it. */
const made = new Map<string, ReturnType<Mutation>>();
function mutated(snapshot: Snapshot, ids: readonly string[], name: MutationName): Snapshot {
  const series = { ...snapshot.series };
  for (const id of ids) {
    const key = `${snapshot.date} ${id} ${name}`;
    if (!made.has(key)) made.set(key, mutations[name](series[id]!));
    const became = made.get(key);
    if (became) series[id] = became;
    else delete series[id];
  }
  return { ...snapshot, series };
}

/** Of a family of twenty contracts or eleven sectors, so many stand for all. */
const OF_A_FAMILY = 2;

/** What is mutated for a section: each series alone, each family together, and everything at once. */
function targetsOf(section: Section, { date, meetings, series }: Snapshot): readonly (readonly string[])[] {
  const needed = section.needs(shippedEdition, date, meetings).map((need) => need.series);
  const ids = [...new Set(needed)].filter((id) => series[id]);
  const together = families.map((family) => ids.filter((id) => id.startsWith(family)));
  const many = together.flat();
  const alone = [
    ...ids.filter((id) => !many.includes(id)),
    ...together.flatMap((some) => some.slice(-OF_A_FAMILY)),
  ];
  return [...alone.map((id) => [id]), ...together.filter((some) => some.length > 1), ids].filter(
    (some) => some.length > 0,
  );
}

const computed = (section: Section, snapshot: Snapshot): Report =>
  compute(snapshot, shippedEdition, { chosen: [section], all: [section] });
const figuresOfReport = ({ sections }: Report) => figuresIn(sections[0]?.view);

/** Every series that a figure comes from, along all that it is made of. */
function feedsOf(figure: Figure, feeds = new Set<string>(), seen = new Set<Input>()): ReadonlySet<string> {
  for (const input of figure.inputs) {
    if (seen.has(input)) continue;
    seen.add(input);
    if ("kind" in input) feedsOf(input, feeds, seen);
    else feeds.add(input.series);
  }
  return feeds;
}
const isFedBy = (figure: Figure, ids: readonly string[]) => ids.some((id) => feedsOf(figure).has(id));

/** Eleven weights that are no whole index are refused before anything is said: a reason, and no number. */
const isRefusal = (thrown: unknown) => thrown instanceof PipelineError && thrown.faults.length > 0;

/** Identities that hold two sources against each other: values that contradict are refused, which is what they are for. */
const guards = [
  /^the path begins within a move of the effective rate$/,
  /it is the yield of inflation-linked/,
];
/** What a value means when it is 0 is not a size but that nothing can be said, unless something can. */
const standardised = ["correlation", "sd", "score"];
/** The path is read anew from the prices that are left: its steps of 0 are read from these. */
const isReadAnew = ({ id }: Figure) => /^policy-path\./.test(id);

const gone: readonly MutationName[] = ["is not there", "holds nulls alone"];

/** What is wrong with a report, in words; nothing where it is sound. */
function faultsOf(section: Section, { report, base, ids, name }: Case): readonly string[] {
  const figures = figuresOfReport(report);
  const before = new Map(figuresOfReport(base).map((figure) => [figure.id, figure]));
  const largest = figures.reduce((most, { value }) => Math.max(most, Math.abs(value)), 1);
  const faults = figures
    .filter(({ value }) => !Number.isFinite(value))
    .map(({ id }) => `${id} is not finite`);
  for (const identity of report.sections[0]!.identities) {
    // Between numbers of thirteen digits nothing holds to a millionth: one part in a billion of the largest is asked of them.
    const tolerance = Math.max(identity.tolerance, 1e-9 * largest);
    if (![identity.left, identity.right].every(Number.isFinite))
      faults.push(`${identity.name} is not finite`);
    const isGuard = guards.some((guard) => guard.test(identity.name));
    if (!isGuard && holds({ ...identity, tolerance }, section.id).verdict !== "passed")
      faults.push(`${identity.name} does not hold: ${identity.left} and ${identity.right}`);
  }
  if (gone.includes(name)) faults.push(...figures.flatMap((figure) => silentZero(figure, before, ids)));
  if (name === "is constant")
    for (const figure of figures)
      if (standardised.includes(figure.unit) && figure.value === 0 && isFedBy(figure, ids))
        faults.push(`${figure.id} is 0 of a constant series`);
  return faults;
}

/** Of a series that is not there no figure may be made; and none may be 0 that was not, as if what is missing were nothing. */
function silentZero(figure: Figure, before: ReadonlyMap<string, Figure>, ids: readonly string[]): string[] {
  if (isFedBy(figure, ids)) return [`${figure.id} is fed by a series that is not there`];
  const was = before.get(figure.id);
  const isSilent = figure.value === 0 && was !== undefined && was.value !== 0 && isFedBy(was, ids);
  return isSilent && figure.unit !== "count" && !isReadAnew(figure) ? [`${figure.id} is a silent zero`] : [];
}

interface Case {
  readonly report: Report;
  readonly base: Report;
  readonly ids: readonly string[];
  readonly name: MutationName;
}

const told: readonly MutationName[] = [
  ...gone,
  "has one observation",
  "is constant",
  "lacks its last value",
  "has a gap of 30 rows",
  "ends below zero",
  "ends 10 days earlier",
  "begins 200 observations ago",
];
const machineWords = /NaN|Infinity|undefined|\bnull\b|\[object|n\/a n\/a|±n\/a|n\/a (bp|sd|%)/;
/** How a reader learns that something is not said. */
const reasons = /n\/a|\bno\b|\bNo\b|\bnot\b|None|Neither|left out|lack/;
/** Told beside the reading that the section is about, where it is at hand: what is not there, nobody misses. */
const beside = (id: string) =>
  /^(regime\.real-rate\.quoted|policy-path\.(second|range)|ig-spread\..*\.(on-the-run|rolls)|sector-attribution\.equal-weight|mag7\..*(contribution|cap-return|weight|others))/.test(
    id,
  );
/** One contract fewer makes a list end one meeting earlier, and its title says where. */
const isOneContract = (ids: readonly string[]) => ids.length === 1 && isOneOfMany(ids[0]!);

/** What is wrong with the words of a report. */
function wordFaultsOf({ report, base, ids, name }: Case): readonly string[] {
  const [{ ledger, ...filled }, first] = [filledReport(report), filledReport(base)];
  const words = wordsIn({ ledger, ...filled });
  const faults = words.split("\n").flatMap((line) => (machineWords.test(line) ? [line] : []));
  const printed = new Set(ledger.entries.map(({ id }) => id));
  const lost = first.ledger.entries.filter(({ id }) => !printed.has(id) && !beside(id));
  const added = words.split("\n").filter((line) => !first.markdown.includes(line));
  if (
    gone.includes(name) &&
    !isOneContract(ids) &&
    lost.length > 0 &&
    !added.some((line) => reasons.test(line))
  )
    faults.push(`without a word, ${lost[0]!.id} is no longer said`);
  return faults;
}

describe.each(allSections.map((section) => ({ section, id: section.id })))("$id", ({ section }) => {
  const targets = targetsOf(section, ordinary);
  const base = computed(section, ordinary);

  it.each(Object.keys(mutations) as MutationName[])("says nothing false of a series that %s", (name) => {
    const faults = targets.flatMap((ids) => {
      const of = ids.length === 1 ? ids[0] : `${ids[0]} and ${ids.length - 1} more`;
      try {
        const report = computed(section, mutated(ordinary, ids, name));
        const asked = { report, base, ids, name };
        const found = [...faultsOf(section, asked), ...(told.includes(name) ? wordFaultsOf(asked) : [])];
        return found.map((fault) => `${of}: ${fault}`);
      } catch (thrown) {
        return isRefusal(thrown) ? [] : [`${of}: ${thrown}`];
      }
    });
    expect(faults).toEqual([]);
  });
});

describe("all sections of one issue, with what they tell each other", () => {
  const everything = Object.keys(ordinary.series);

  it.each(told)("are sound where every series %s", (name) => {
    const snapshot = mutated(
      ordinary,
      everything.filter((id) => !id.startsWith("SPX.SECTOR.")),
      name,
    );
    const report = compute(snapshot, shippedEdition, { chosen: allSections, all: allSections });
    const figures = [...figuresIn(report.sections.map(({ view }) => view)), ...figuresIn(report.changed)];
    expect(figures.filter(({ value }) => !Number.isFinite(value))).toEqual([]);
    expect(wordsIn(filledReport(report))).not.toMatch(machineWords);
  });
});

describe("a day on which bonds are shut and stocks trade", async () => {
  const veterans = await sampleSnapshot(VETERANS_DAY);
  const bonds = Object.values(veterans.series).filter(({ calendar }) => calendar === "sifma");

  it("has no observation of a bond", () => {
    expect(bonds.length).toBeGreaterThan(5);
    expect(bonds.filter(({ dates }) => dates.at(-1) === VETERANS_DAY)).toEqual([]);
  });

  it.each(allSections.map((section) => ({ section, id: section.id })))(
    "dates no figure of bonds alone on it: $id",
    ({ section }) => {
      const report = computed(section, veterans);
      const shut = new Set(bonds.map(({ id }) => id));
      const dated = figuresOfReport(report).filter(
        (figure) => figure.asOf === VETERANS_DAY && [...feedsOf(figure)].every((id) => shut.has(id)),
      );
      expect(dated.map(({ id }) => id)).toEqual([]);
      expect(wordsIn(filledReport(report))).not.toMatch(machineWords);
    },
  );
});
