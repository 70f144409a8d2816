import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DAY } from "./fault-archives.ts";
import { type FaultDesk, openFaultDesk, type Suffered } from "./fault-desk.ts";
import { effectOn, refusedBy, silencesIn } from "./fault-effects.ts";
import { FEEDS } from "./fault-feeds.ts";
import { falseOrigins, wrongHeadlines, wrongNumbers } from "./fault-issue.ts";
import { MARKETS } from "./fault-matrix.ts";
import { COMMON, type Named } from "./fault-modes.ts";
import { addressOf, HASTE, KEY } from "./fault-rounds.ts";
import { AS_EVER, type FaultedSource } from "./faulted-source.ts";

/** Where the table is left for people to read, if anywhere: FAULT_TABLE=faults.md npm run test:recorded. */
const TABLE = process.env.FAULT_TABLE;
const SOURCES = [...MARKETS, ...FEEDS];
/** Milliseconds for all that a round computes; the server's work is in it too. */
const WORK_MS = 15_000;
const AT_ONCE = 6;

let desk: FaultDesk;
const rows: string[] = [];

beforeAll(async () => {
  desk = await openFaultDesk();
}, 120_000);

afterAll(async () => {
  await desk.close();
  const head =
    "| source | fault | verdict | what the issue prints | refused | the log says |\n|---|---|---|---|---|---|";
  if (TABLE) writeFileSync(TABLE, `# Faults on sources, ${DAY}\n\n${head}\n${rows.join("\n")}\n`);
  console.log(rows.join("\n"));
});

describe.each(SOURCES)("$name", (one) => {
  beforeAll(() => desk.prepare(one), 60_000);

  for (const named of one.faults)
    it(`survives: ${named.name}`, async () => {
      const suffered = await desk.suffer(one, named, { makesNext: named === COMMON[0] });
      note(one, named.name, suffered);
      const expected = expectationOf(one, named);
      expect({ verdict: verdictOf(one, suffered), prints: printsOf(suffered) }).toEqual(expected);
      expectNoHarm(one, named, suffered);
    });

  const { outLonger } = one;
  if (outLonger !== undefined)
    it("is missed for two evenings, and beyond patience its figures are n/a", async () => {
      const down: FaultedSource = { ...one, match: wholeOf(one) };
      const suffered = await desk.suffer(down, COMMON[0]!, { silent: "two days", makesNext: true });
      note(one, "503, for the second evening", suffered);
      expect(printsOf(suffered)).toBe(outLonger);
      expectNoHarm(one, COMMON[0]!, suffered);
    });
});

/** All formats of a source. */
function wholeOf({ source, match }: FaultedSource): string {
  if (source === "fred") return "stlouisfed.org/(?:fred/series|graph)";
  return source === "treasury" ? "home.treasury.gov" : match;
}

function expectationOf(one: FaultedSource, { name, verdict: usual }: Named) {
  const verdict = one.verdicts?.[name] ?? usual;
  const prints = one.prints?.[name] ?? (verdict === "ok" || verdict === "unchanged" ? AS_EVER : one.out);
  return { verdict, prints };
}

/** What the harmed pages came to, of those that had news on a clean evening. */
function verdictOf(one: FaultedSource, { run }: Suffered): string {
  const harmed = new RegExp(one.match);
  const news = newsOn(one);
  const outcomes = run.outcomes.filter(({ visit }) => harmed.test(addressOf(visit.place)));
  const telling = outcomes.filter(({ visit }) => news.has(visit.place));
  const verdicts = (telling.length > 0 ? telling : outcomes).map(({ visit, unchanged }) =>
    unchanged && visit.verdict === "ok" ? "unchanged" : visit.verdict,
  );
  return [...new Set(verdicts)].sort().join(", ");
}

/** Pages that were well on a clean evening, and not what they had been before. */
function newsOn(one: FaultedSource): ReadonlySet<string> {
  const records = desk.answers(one);
  return new Set(
    records.flatMap(({ visit, raw }) => (raw !== null && visit.verdict === "ok" ? [visit.place] : [])),
  );
}

function printsOf({ built, clean }: Suffered): string {
  return effectOn(built, clean);
}

/** Whatever the fault: no wrong word or number, no false origin, no silence, no damage, and no trace after a clean round. */
function expectNoHarm(one: FaultedSource, { endless }: Named, suffered: Suffered): void {
  const { run, built, clean, damage, records } = suffered;
  const visits = run.outcomes.map(({ visit }) => visit);
  expect(run.ms).toBeLessThan(WORK_MS + (endless ? Math.ceil(visits.length / AT_ONCE) * HASTE.wholeMs : 0));
  expect(wrongNumbers(built, desk.truth)).toEqual([]);
  expect(wrongHeadlines(built, clean)).toEqual([]);
  expect(falseOrigins(built, one.source, records)).toEqual([]);
  expect(silencesIn(built, clean, visits)).toEqual([]);
  expect(damage).toEqual([]);
  for (const { verdict, reason } of visits)
    if (verdict !== "ok") expect(reason).toMatch(/^[\p{L}\p{N}"][^\p{Cc}]+\.$/u);
  expect(JSON.stringify([visits, built.findings, built.filled.markdown])).not.toContain(KEY);
  for (const { raw } of run.records) expect(Buffer.from(raw?.bytes ?? []).includes(KEY)).toBe(false);
  expectHealed(one, suffered);
}

/** The next clean round brings what was missing, and the gates forget. */
function expectHealed(one: FaultedSource, { next, clean, held, wanted }: Suffered): void {
  const own = [...wanted].filter(([name]) => name.endsWith(` by ${one.source}`));
  const missing = own.flatMap(([name, values]) => {
    const dates = [...values.keys()].sort();
    const due = one.hasOnlyNewest ? dates.slice(-1) : dates;
    return due
      .filter((date) => held.get(name)?.get(date) !== values.get(date))
      .map((date) => `${name}, ${date}`);
  });
  expect(missing).toEqual([]);
  if (next === null) return;
  expect(effectOn(next.built, clean)).toBe(AS_EVER);
  expect(refusedBy(next.built, clean)).toEqual([]);
  const visits = next.run.outcomes.map(({ visit }) => visit);
  expect(silencesIn(next.built, clean, visits)).toEqual([]);
  const sources = next.built.findings.filter(({ gate }) => gate === "sources");
  expect(sources.filter(({ verdict }) => verdict !== "passed")).toEqual([]);
}

function note(one: FaultedSource, name: string, suffered: Suffered): void {
  const { run, built, clean } = suffered;
  const harmed = new RegExp(one.match);
  const first = run.outcomes.find(({ visit }) => harmed.test(addressOf(visit.place)))?.visit;
  const others = new Set(
    run.outcomes.flatMap(({ visit: { source, place, verdict } }) =>
      source !== one.source || harmed.test(addressOf(place)) ? [] : [verdict],
    ),
  );
  const verdict = verdictOf(one, suffered) + (others.size > 0 ? `; other format: ${[...others].sort()}` : "");
  const refused = refusedBy(built, clean).join(", ");
  const cells = [one.name, name, verdict, printsOf(suffered), refused, (first?.reason ?? "").slice(0, 160)];
  rows.push(`| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`);
}
