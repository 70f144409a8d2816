import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Telling } from "../../../pipeline/model/telling.ts";
import { bothEngines } from "./engines.ts";
import { ALL, toldFrom, visitOf } from "./telling-visits.ts";

const day = (number: number) => `2025-11-${String(number).padStart(2, "0")}`;
const evening = (number: number) => `${day(number)}T22:00:00Z`;
const look = (at: string, values: readonly (number | null)[]) =>
  visitOf({ at, tellings: [toldFrom(day(1), values)] });
/** Versions that the source dated itself, fetched at one moment. */
const versions = (at: string, told: Readonly<Record<string, readonly (number | null)[]>>) =>
  visitOf({
    at,
    place: "https://rates.example/versions",
    tellings: Object.entries(told).map(([publishedOn, values]) => toldFrom(day(1), values, { publishedOn })),
  });

const ENGINES = bothEngines();

describe.each(ENGINES)("the archive as of a moment, in %s", (_, engine) => {
  it("knows what had been told by then, to the second and whatever way the moment is written", async () => {
    const archive = (await engine()).open();
    await archive.record(look("2025-11-05T22:00:00Z", [1, 2]));
    await archive.record(look("2025-11-06T22:00:00Z", [1, 2.5, 3]));
    const valuesAt = async (moment: string | null) => (await archive.lanes(ALL, moment))[0]?.values;
    expect(await valuesAt("2025-11-05T21:59:59Z")).toBeUndefined();
    expect(await valuesAt("2025-11-05T22:00:00Z")).toEqual([1, 2]);
    expect(await valuesAt("2025-11-05T22:00:00.000Z")).toEqual([1, 2]);
    expect(await valuesAt("2025-11-06T21:59:59.999Z")).toEqual([1, 2]);
    expect(await valuesAt("2025-11-06T22:00Z")).toEqual([1, 2.5, 3]);
    expect(await valuesAt(null)).toEqual([1, 2.5, 3]);
    archive.close();
  });

  it("compares a look that is recorded late with what was known when it was taken", async () => {
    const archive = (await engine()).open();
    await archive.record(look(evening(6), [1, 2.5, 3]));
    const recorded = await archive.record(look(evening(5), [1, 2]));
    expect(recorded).toEqual([{ series: "UST.10Y", source: "rates", added: 2, revised: 0 }]);
    expect((await archive.lanes(ALL, evening(5)))[0]!.values).toEqual([1, 2]);
    const [now] = await archive.lanes(ALL, null);
    expect(now).toMatchObject({ values: [1, 2.5, 3], revisedFrom: { [day(2)]: 2 } });
    archive.close();
  });

  it("does not take an older look that comes late for the newest, though the newest had nothing new to say", async () => {
    const archive = (await engine()).open();
    await archive.record(look(evening(4), [1, 2]));
    await archive.record(look(evening(6), [1, 2]));
    await archive.record(look(evening(5), [1, 7]));
    expect((await archive.lanes(ALL, evening(5)))[0]!.values).toEqual([1, 7]);
    expect((await archive.lanes(ALL, evening(6)))[0]!.values).toEqual([1, 2]);
    expect((await archive.lanes(ALL, null))[0]!.values).toEqual([1, 2]);
    expect(await archive.verify()).toEqual([]);
    archive.close();
  });
});

describe.each(ENGINES)("versions that the source dated itself, in %s", (_, engine) => {
  it("are known from the end of their day on, each against the one before", async () => {
    const archive = (await engine()).open();
    const recorded = await archive.record(
      versions(evening(20), { [day(3)]: [1, 2], [day(5)]: [1, 2.5], [day(9)]: [1, 2.5, 3] }),
    );
    expect(recorded).toEqual([{ series: "UST.10Y", source: "rates", added: 3, revised: 1 }]);
    const at = async (moment: string) => (await archive.lanes(ALL, moment))[0];
    expect(await at(`${day(3)}T23:59:59.998Z`)).toBeUndefined();
    expect((await at(`${day(3)}T23:59:59.999Z`))!.values).toEqual([1, 2]);
    expect((await at(`${day(4)}T00:00:00Z`))!.values).toEqual([1, 2]);
    expect(await at(evening(6))).toMatchObject({ values: [1, 2.5], revisedFrom: { [day(2)]: 2 } });
    expect((await at(evening(10)))!.values).toEqual([1, 2.5, 3]);
    expect((await at(evening(10)))!.origins[0]!.retrievedAt).toBe(evening(20));
    archive.close();
  });

  it("count from when they were seen where that is before the end of their day", async () => {
    const archive = (await engine()).open();
    await archive.record(versions(evening(3), { [day(3)]: [1] }));
    expect(await archive.lanes(ALL, `${day(3)}T21:59:59Z`)).toEqual([]);
    expect(await archive.lanes(ALL, evening(3))).toHaveLength(1);
    archive.close();
  });

  it("are left out from the first look of the desk on", async () => {
    const archive = (await engine()).open();
    await archive.record(look(evening(5), [1, 2]));
    const recorded = await archive.record(
      versions(evening(20), { [day(3)]: [1], [day(6)]: [1, 9], [day(9)]: [8, 9] }),
    );
    expect(recorded).toEqual([{ series: "UST.10Y", source: "rates", added: 1, revised: 0 }]);
    expect((await archive.lanes(ALL, evening(4)))[0]!.values).toEqual([1]);
    expect((await archive.lanes(ALL, null))[0]!.values).toEqual([1, 2]);
    archive.close();
  });

  it("leave a day on which the desk looked exactly as it was, also where the desk's look said what an earlier version had said", async () => {
    const archive = (await engine()).open();
    await archive.record(versions(evening(8), { [day(3)]: [1, 2] }));
    await archive.record(look(evening(9), [1, 2]));
    const before = await archive.lanes(ALL, evening(9));
    await archive.record(versions(evening(20), { [day(5)]: [1, 7, 3], [day(2)]: [1] }));
    expect(await archive.lanes(ALL, evening(9))).toEqual(before);
    expect((await archive.lanes(ALL, evening(6)))[0]!.values).toEqual([1, 7, 3]);
    // Now it is known what had been told of a day that no look ever named.
    expect((await archive.lanes(ALL, null))[0]!.values).toEqual([1, 2, 3]);
    archive.close();
  });

  it("are no look: what the desk sees after they were fetched, at an earlier moment, is still the newest", async () => {
    const archive = (await engine()).open();
    await archive.record(look(evening(5), [1, 2]));
    await archive.record(versions(evening(20), { [day(3)]: [1] }));
    await archive.record(look(evening(10), [1, 7]));
    expect((await archive.lanes(ALL, null))[0]!.values).toEqual([1, 7]);
    archive.close();
  });
});

interface Step {
  readonly minutes: number;
  readonly tellings: readonly Telling[];
}

/** Any telling of some of ten days by one of two sources, sometimes dated by the source itself. */
const anyTelling: fc.Arbitrary<Telling> = fc
  .record({
    series: fc.constantFrom("UST.10Y", "UST.2Y"),
    source: fc.constantFrom("rates", "fred"),
    rows: fc.uniqueArray(
      fc.tuple(fc.integer({ min: 1, max: 10 }), fc.option(fc.constantFrom(1, 2, 2.5, -0.25), { freq: 3 })),
      { selector: ([number]) => number, maxLength: 10 },
    ),
    lines: fc.boolean(),
    published: fc.option(fc.integer({ min: 1, max: 28 }), { freq: 4 }),
    note: fc.option(fc.constantFrom("derived", "preliminary"), { freq: 3 }),
  })
  .map(({ series, source, rows, lines, published, note }) => {
    const sorted = [...rows].sort(([a], [b]) => a - b);
    return {
      ...{
        series,
        source,
        dates: sorted.map(([number]) => day(number)),
        values: sorted.map(([, one]) => one),
      },
      ...(lines ? { lines: sorted.map((_, row) => row + 2) } : {}),
      ...(published === null ? {} : { publishedOn: day(published) }),
      ...(note === null ? {} : { note }),
    };
  });

const anySteps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    minutes: fc.integer({ min: 1, max: 3000 }),
    tellings: fc.array(anyTelling, { minLength: 1, maxLength: 4 }),
  }),
  { minLength: 1, maxLength: 40, size: "max" },
);

/** Chains of which the desk itself has seen something: only for these is a moment past. */
const lookedAt = ({ tellings }: Step) =>
  tellings
    .filter(({ publishedOn, dates }) => publishedOn === undefined && dates.length > 0)
    .map(({ series, source }) => `${series} ${source}`);

describe.each(ENGINES)("whatever is told, in whatever order, in %s", (_, engine) => {
  it("what the desk knew at each visit is for ever what it was right after it", async () => {
    const asked = fc.asyncProperty(anySteps, async (steps) => {
      const archive = (await engine()).open();
      const looked = new Set<string>();
      const lanesAt = async (moment: string | null, chains: ReadonlySet<string>) =>
        (await archive.lanes(ALL, moment)).filter(({ series, source }) => chains.has(`${series} ${source}`));
      const seen: { at: string; chains: ReadonlySet<string>; lanes: unknown }[] = [];
      let ms = Date.parse("2025-11-01T00:00:00Z");
      for (const step of steps) {
        ms += step.minutes * 60_000;
        const at = new Date(ms).toISOString();
        await archive.record(visitOf({ at, tellings: step.tellings }));
        for (const chain of lookedAt(step)) looked.add(chain);
        const chains = new Set(looked);
        seen.push({ at, chains, lanes: await lanesAt(null, chains) });
      }
      for (const { at, chains, lanes } of seen) expect(await lanesAt(at, chains)).toEqual(lanes);
      expect(await archive.verify()).toEqual([]);
      archive.close();
    });
    await fc.assert(asked, { numRuns: Number(process.env.RUNS ?? 8), seed: 20251105 });
  }, 120_000);
});
