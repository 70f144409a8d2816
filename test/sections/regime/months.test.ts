import { describe, expect, it } from "vitest";
import { patienceOf } from "../../../pipeline/compute/compute.ts";
import { deskOf } from "../../../pipeline/finance/desk.ts";
import type { Snapshot } from "../../../pipeline/model/snapshot.ts";
import { regime } from "../../../pipeline/sections/regime/regime.ts";
import { View } from "../../../pipeline/sections/regime/view.ts";
import { shippedEdition } from "../../support/section-words.ts";
import { DAY, index, regimeDay, turned, weekly } from "./regime-day.ts";

const deskOn = (snapshot: Snapshot) => deskOf(snapshot, patienceOf("regime", shippedEdition));
const viewOn = (snapshot: Snapshot): View => View.parse(regime.compute(deskOn(snapshot), shippedEdition));
const view = (...given: Parameters<typeof regimeDay>) => viewOn(regimeDay(...given));

describe("growth and inflation", () => {
  it("make a quadrant, dated by the month that turned it, with what agrees", () => {
    const { growthInflation: told } = view();
    expect(told).toMatchObject({ quadrant: "goldilocks", since: null, contracting: false, gaps: [] });
    expect([told.growthAgrees!.agree.value, told.growthAgrees!.of.value]).toEqual([2, 3]);
    expect(told.inflationAgrees).toMatchObject({ agree: { value: 3 }, of: { value: 3 } });
    expect(told.growth[0]).toMatchObject({
      month: "2025-08-01",
      direction: "accelerating",
      standing: "confirmed",
      acceleration: { unit: "pp" },
    });
    expect(told.growth[0]!.level!.value).toBeCloseTo(2, 9);
    expect(told.growth[0]!.acceleration!.value).toBeCloseTo(0.3, 9);
  });

  it("date a quadrant from the month that turned it", () => {
    // The index of February to August 2025 falls behind: growth slows from then on, month after month.
    const base = index("US.INDPRO", 0.1);
    const rows = Object.fromEntries(
      base.dates.slice(-7).map((date, at) => [date, base.values[41 + at]! * (1 - 0.01 * (at + 1))]),
    );
    const { growthInflation: told } = view([index("US.INDPRO", 0.1, { rows })]);
    expect(told).toMatchObject({ quadrant: "disinflation", contracting: true });
    expect(told.since! > "2025-02-01" && told.since! < "2025-06-01").toBe(true);
  });

  it("hold the direction over a month that nobody published, fill nothing in, and name the month", () => {
    const october = { "2025-10-01": null };
    const core = index("US.CPI.CORE", -0.1, { last: "2025-11", rows: october });
    const growth = index("US.INDPRO", 0.1, { last: "2025-10" });
    const { growthInflation: told } = view([core, growth], {
      date: "2025-12-18",
      without: ["US.CPI", "US.PCE.CORE"],
    });
    expect(told.quadrant).toBe("goldilocks");
    expect(told.inflation[0]).toMatchObject({
      month: "2025-11-01",
      acceleration: null,
      recent: null,
      earlier: null,
      direction: "slowing",
      standing: "gap",
      measured: "2025-09-01",
    });
    expect(told.inflation[0]!.level).not.toBeNull();
    expect(told.gaps).toEqual([{ month: "2025-10-01", names: ["consumer prices less food and energy"] }]);
  });

  it("give no quadrant where the deciding index is too old, and say how old", () => {
    const old = index("US.INDPRO", 0.1, { last: "2025-06" });
    const { growthInflation: told } = view([old]);
    expect(told).toMatchObject({ quadrant: null, since: null, growthAgrees: null, inflationAgrees: null });
    expect(told.growth[0]).toMatchObject({ month: null, newest: "2025-06-01", level: null, direction: null });
  });

  it("give no quadrant where an axis never moved beyond its band", () => {
    const { growthInflation: told } = view([index("US.INDPRO", 0)]);
    expect(told.quadrant).toBeNull();
    expect(told.growth[0]).toMatchObject({ month: "2025-08-01", direction: null, standing: null });
    expect(told.growth[0]!.acceleration!.value).toBeCloseTo(0, 9);
  });

  it("know nothing of months that are dated after the issue's day", () => {
    const later = index("US.INDPRO", -0.5, { last: "2026-03" });
    const told = viewOn(regimeDay([later])).growthInflation;
    expect(told.growth[0]!.month! <= DAY).toBe(true);
  });
});

describe("growth whose newest month goes against the direction that is held", () => {
  const all = ["US.INDPRO", "US.PAYROLLS", "US.RETAIL"].map((id) => turned(id, 0.1));

  it("keeps the quadrant, and tells what a second such month would make of it", () => {
    const { growthInflation: told } = view(all);
    expect(told).toMatchObject({
      quadrant: "goldilocks",
      afterGrowthTurns: "disinflation",
      afterInflationTurns: null,
    });
    expect(told.growth[0]).toMatchObject({ direction: "accelerating", standing: "against" });
  });

  it("is no evidence for itself: each indicator is counted by its own newest month", () => {
    expect(view(all).growthInflation.growthAgrees).toMatchObject({ agree: { value: 0 }, of: { value: 3 } });
    const old = index("US.PAYROLLS", 0.1, { last: "2025-06" });
    expect(view([old]).growthInflation.growthAgrees).toMatchObject({ agree: { value: 1 }, of: { value: 2 } });
    const within = index("US.PAYROLLS", 0.01);
    expect(view([within]).growthInflation.growthAgrees).toMatchObject({
      agree: { value: 1 },
      of: { value: 3 },
    });
  });
});

describe("liquidity", () => {
  it.each([
    ["easier", [6600, 6500], [3000, 2900], [-0.5, -0.4]],
    ["mostly easier", [6600, 6500], [3000, 3100], [-0.5, -0.4]],
    ["mixed", [6600, 6500], [3000, 3100], [-0.4, -0.5]],
    ["mostly tighter", [6500, 6600], [3000, 3100], [-0.4, -0.5]],
    ["mixed", [6600, 6600], [3000, 3100], [-0.4, -0.5]],
  ] as const)(
    "is %s by more than half of its four measures, all, or neither",
    (lean, assets, reserves, index) => {
      const of = (id: string, [level, before]: readonly [number, number], unit: "count" | "index") =>
        weekly(id, { level, before }, { unit });
      const rows = [
        of("US.FED.ASSETS", assets, "count"),
        of("US.RESERVES", reserves, "count"),
        of("US.NFCI", index, "index"),
      ];
      expect(view(rows).liquidity.lean).toBe(lean);
    },
  );

  it("is easier or tighter by what a rise of each means, over thirteen weeks", () => {
    const { liquidity } = view();
    expect(liquidity.rows.map(({ money }) => money)).toEqual(["easier", "tighter", "easier", "easier"]);
    expect(liquidity.rows[0]!.change).toMatchObject({ unit: "percent" });
    expect(liquidity.rows[0]!.change!.value).toBeCloseTo((100 * 100) / 6500, 9);
    expect(liquidity.rows[3]!.change).toMatchObject({ unit: "index" });
    expect(liquidity.rows[3]!.change!.value).toBeCloseTo(-0.1, 12);
    expect([liquidity.easier!.value, liquidity.tighter!.value, liquidity.of!.value]).toEqual([3, 1, 4]);
  });

  it("compares a monthly figure with the month three before", () => {
    const { span, change } = view().liquidity.rows[2]!;
    expect(span).toBe("three-months");
    expect(change!.inputs.map((input) => ("date" in input ? input.date : ""))).toEqual([
      "2025-08-01",
      "2025-05-01",
    ]);
  });

  it("finds that month where thirteen weeks would miss it: 91 days before 1 May lie in January", () => {
    const money = index("US.M2", 0, { last: "2025-05", unit: "count", rows: { "2025-05-01": 120 } });
    const { span, change } = view([money], { date: "2025-07-10" }).liquidity.rows[2]!;
    expect(span).toBe("three-months");
    expect(change!.inputs.map((input) => ("date" in input ? input.date : ""))).toEqual([
      "2025-05-01",
      "2025-02-01",
    ]);
  });

  it("is null without a level of that time, for a quantity that is not above zero, and without any measure", () => {
    const young = weekly("US.RESERVES", { level: 3000, before: 3100 });
    const cut = { ...young, dates: young.dates.slice(-5), values: young.values.slice(-5), lines: [] };
    expect(view([cut]).liquidity.rows[1]).toMatchObject({ change: null, money: null });
    const negative = weekly("US.RESERVES", { level: 3000, before: -1 });
    expect(view([negative]).liquidity.rows[1]!.change).toBeNull();
    const ids = shippedEdition.regime.liquidity.map(({ series }) => series);
    expect(view([], { without: ids }).liquidity).toMatchObject({ easier: null, tighter: null, of: null });
  });

  it("is unchanged where the change prints as nothing", () => {
    const still = weekly("US.FED.ASSETS", { level: 6600.1, before: 6600 });
    expect(view([still]).liquidity.rows[0]!.money).toBe("unchanged");
  });
});
