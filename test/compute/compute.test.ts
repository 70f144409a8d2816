import { describe, expect, it } from "vitest";
import { z } from "zod";
import { compute, patienceOf, pickSections } from "../../pipeline/compute/compute.ts";
import { PipelineError } from "../../pipeline/errors.ts";
import { compileTemplates } from "../../pipeline/fill/compile-templates.ts";
import { fill } from "../../pipeline/fill/fill.ts";
import type { Desk } from "../../pipeline/finance/desk.ts";
import type { Edition } from "../../pipeline/model/edition.ts";
import type { Series } from "../../pipeline/model/series.ts";
import type { Mover, Told } from "../../pipeline/model/told.ts";
import { absent } from "../../pipeline/sections/absent.ts";
import { allSections } from "../../pipeline/sections/all.ts";
import type { Section } from "../../pipeline/sections/section.ts";
import { nothingWritten } from "../support/nothing-written.ts";
import { sampleSnapshot } from "../support/sample-snapshot.ts";
import { shippedEdition, shippedTemplates } from "../support/section-words.ts";
import { seriesOf, snapshotOf } from "../support/snapshots.ts";

const DAY = "2025-11-12";
const SAMPLE_DAY = "2025-09-18";
const editionWith = (patience: Edition["patience"]): Edition => ({ ...shippedEdition, patience });

describe("a section's patience", () => {
  it("is its own line, else the general one, else one day and four fifths; field by field", () => {
    const edition = editionWith({
      default: { missedDays: 3, coverage: 0.7 },
      "ig-spread": { missedDays: 0 },
      headlines: { coverage: 0 },
    });
    expect(patienceOf("ig-spread", edition)).toEqual({ missedDays: 0, coverage: 0.7 });
    expect(patienceOf("headlines", edition)).toEqual({ missedDays: 3, coverage: 0 });
    expect(patienceOf("key-figures", edition)).toEqual({ missedDays: 3, coverage: 0.7 });
    expect(patienceOf("ig-spread", editionWith({}))).toEqual({ missedDays: 1, coverage: 0.8 });
  });

  it("is what its desk has", () => {
    const desks = new Map<string, Desk>();
    const watching = allSections.map((section): Section => {
      return {
        ...section,
        compute(desk) {
          desks.set(section.id, desk);
          return absent("no-headline");
        },
      };
    });
    const edition = editionWith({
      default: { missedDays: 4 },
      "policy-path": { missedDays: 0, coverage: 1 },
    });
    compute(snapshotOf(DAY, []), edition, { chosen: watching, all: watching });
    expect(desks.get("policy-path")?.patience).toEqual({ missedDays: 0, coverage: 1 });
    expect(desks.get("ig-spread")?.patience).toEqual({ missedDays: 4, coverage: 0.8 });
  });
});

describe("what an issue holds that is not of its day", () => {
  const until = (id: string, ...days: readonly (readonly [string, number | null])[]): Series =>
    seriesOf(id, Object.fromEntries(days), { name: `the ${id}` });
  const datedOf = (...series: Series[]) =>
    compute(snapshotOf(DAY, series), shippedEdition, { chosen: [], all: [] }).dated;

  it("is listed by its newest value's day, newest first, names of one day together", () => {
    const series = [
      until("A", ["2025-11-10", 1]),
      until("B", [DAY, 1]),
      until("C", ["2025-11-11", 1], [DAY, null]),
      until("D", ["2025-11-10", 1]),
    ];
    expect(datedOf(...series)).toEqual([
      { asOf: "2025-11-11", names: ["the C"] },
      { asOf: "2025-11-10", names: ["the A", "the D"] },
    ]);
  });

  it("is no contract, no sector, nothing that is not published daily, and nothing without any value", () => {
    const series = [
      until("ZQ.2025-11", ["2025-11-10", 96]),
      until("SPX.SECTOR.ENERGY.RETURN", ["2025-11-10", 1]),
      { ...until("US.CPI", ["2025-10-01", 324]), maxAgeDays: 80 },
      until("EMPTY", ["2025-11-10", null]),
    ];
    expect(datedOf(...series)).toEqual([]);
  });

  it("is said under the issue's head by name and day, and not where all of it is of the day", () => {
    const said = (...series: Series[]) => {
      const report = compute(snapshotOf(DAY, series), shippedEdition, { chosen: [], all: [] });
      const frame = { "title.md.hbs": "A title", "standfirst.md.hbs": "A standfirst" };
      const ready = compileTemplates({ ...shippedTemplates, ...frame });
      return fill(report, nothingWritten, ready, shippedEdition).markdown;
    };
    expect(
      said(until("A", ["2025-11-10", 1]), until("B", ["2025-11-10", 1]), until("C", ["2025-11-07", 1])),
    ).toContain(
      "Note: Not every figure is of 12 November: the A and the B are of 10 November and the C is of 7 November.",
    );
    expect(said(until("A", [DAY, 1]))).not.toContain("Not every figure");
  });
});

const printing = (...sections: string[]) => ({ edition: "free" as const, sections, paidOnly: ["headlines"] });

describe("the chosen sections", () => {
  it("come in the edition's order; a name that is no section is a fault with those that are", () => {
    const chosen = pickSections({ ...printing("ig-spread", "headlines"), edition: "paid" }, allSections);
    expect(chosen.map(({ id }) => id)).toEqual(["ig-spread", "headlines"]);
    const free = pickSections(printing("ig-spread", "headlines"), allSections);
    expect(free.map(({ id }) => id)).toEqual(["ig-spread"]);
    expect(() => pickSections(printing("igspread"), allSections)).toThrow(PipelineError);
    expect(() => pickSections(printing("igspread"), allSections)).toThrow(
      /There is no section "igspread"\..*ig-spread/,
    );
  });

  it("that are not available say why, and those not chosen are named as omitted", () => {
    const [one] = allSections;
    const closed: Section = { ...one!, compute: () => absent("no-price", { names: ["ois"] }) };
    const report = compute(snapshotOf(DAY, []), shippedEdition, {
      chosen: [closed],
      all: [closed, ...allSections.slice(1)],
    });
    expect(report.sections).toMatchObject([
      { view: null, unavailable: { kind: "no-price", names: ["ois"] } },
    ]);
    const printed = shippedEdition.sections.filter((id) => id !== closed.id);
    expect(report.omitted.map(({ id }) => id)).toEqual(printed);
  });

  it("of the free edition know where one that it leaves out would stand, and that no edition prints another", () => {
    const three = allSections
      .slice(0, 3)
      .map((one): Section => ({ ...one, compute: () => absent("no-headline") }));
    const [first, second, third] = three.map(({ id }) => id) as [string, string, string];
    const cut = { edition: "free", paidOnly: [second, third], sections: [second, first, third] } as const;
    const edition: Edition = {
      ...shippedEdition,
      ...cut,
      paidOnly: [...cut.paidOnly],
      sections: [...cut.sections],
    };
    const [stranger] = allSections.slice(3);
    const all = [...three, stranger!];
    const { sections, omitted } = compute(snapshotOf(DAY, []), edition, {
      chosen: pickSections(edition, all),
      all,
    });
    expect(sections.map(({ id }) => id)).toEqual([first]);
    expect(omitted.map(({ id, at }) => [id, at])).toEqual([
      [second, 0],
      [third, 1],
      [stranger!.id, null],
    ]);
  });

  it("with a view that breaks its own contract are a bug, and no fault of anybody's input", () => {
    const [one] = allSections;
    const broken: Section = { ...one!, compute: () => ({ nonsense: true }), identities: () => [] };
    const made = () => compute(snapshotOf(DAY, []), shippedEdition, { chosen: [broken], all: [broken] });
    expect(made).toThrow(/breaks its schema/);
    expect(made).not.toThrow(PipelineError);
  });
});

it("names sections as the edition does, those left out too, and as the product does where it says nothing", () => {
  const [one, other, third] = allSections;
  const edition = { ...shippedEdition, titles: { [one!.id]: "Our figures", [other!.id]: "Our wire" } };
  const report = compute(snapshotOf(DAY, []), edition, { chosen: [one!], all: [one!, other!, third!] });
  expect(report.sections.map(({ title }) => title)).toEqual(["Our figures"]);
  expect(report.omitted.map(({ title }) => title)).toEqual(["Our wire", third!.title]);
});

describe("what sections tell of moves and levels", () => {
  const figure = (id: string, value: number, unit: "sd" | "bp" = "bp") =>
    ({ kind: "figure", id, value, unit, asOf: DAY, inputs: [], method: "made up" }) as const;
  const mover = (key: string, size: number): Mover => ({
    key,
    name: key,
    level: figure(`a.${key}.level`, 1),
    change: figure(`a.${key}.change`, 1),
    size: figure(`a.${key}.size`, size, "sd"),
  });
  const speaking = (id: string, movers: readonly Mover[]): Section => ({
    id,
    title: id,
    needs: () => [],
    view: z.unknown(),
    compute: () => ({}),
    movers: () => movers,
    levels: () => [
      {
        key: id,
        name: id,
        kind: "mean",
        label: null,
        current: figure(`${id}.current`, 80),
        level: figure(`${id}.mean`, 109),
        distance: figure(`${id}.distance`, 29),
        daysMove: null,
      },
    ],
  });

  it("is ranked over all of them, each thing once, as the first of them tells it", () => {
    const sections = [
      speaking("a", [mover("x", 2), mover("y", 1.5)]),
      speaking("b", [mover("x", 9), mover("z", -3)]),
    ];
    const { changed } = compute(snapshotOf(DAY, []), shippedEdition, { chosen: sections, all: sections });
    expect(changed.map(({ key, size }) => [key, size.value])).toEqual([
      ["z", -3],
      ["x", 2],
      ["y", 1.5],
    ]);
  });

  it("reaches the section that listens wherever it stands, and comes from views only", () => {
    let heard: Told | undefined;
    const listening: Section = {
      ...speaking("watch", []),
      listens: true,
      compute(_desk, _edition, told) {
        heard = told;
        return {};
      },
    };
    const silent: Section = {
      ...speaking("c", [mover("w", 5)]),
      compute: () => absent("no-headline"),
    };
    const chosen = [listening, speaking("a", [mover("x", 2)]), silent];
    const { sections } = compute(snapshotOf(DAY, []), shippedEdition, { chosen, all: chosen });
    expect(heard?.movers.map(({ key }) => key)).toEqual(["x"]);
    expect(heard?.levels.map(({ key }) => key)).toEqual(["a"]);
    expect(sections.map(({ id }) => id)).toEqual(["watch", "a", "c"]);
  });
});

describe("a report", () => {
  it("is as long whether its series were collected once or every evening", async () => {
    const once = await sampleSnapshot(SAMPLE_DAY);
    const everyEvening = Object.fromEntries(
      Object.entries(once.series).map(([id, series]) => {
        const [origin] = series.origins;
        const origins = series.dates.map((date) => ({ ...origin!, retrievedAt: `${date}T22:00:00Z` }));
        return [id, { ...series, origins, originOf: origins.map((_, row) => row) }];
      }),
    );
    const lengthOf = (snapshot: typeof once) =>
      JSON.stringify(compute(snapshot, shippedEdition, { chosen: allSections, all: allSections })).length;
    // Of a window's readings the newest and their number stand in it.
    expect(lengthOf({ ...once, series: everyEvening }) / lengthOf(once)).toBeLessThan(1.2);
  });
});
