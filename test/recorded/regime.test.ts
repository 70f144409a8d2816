import { describe, expect, it } from "vitest";
import { patienceOf } from "../../pipeline/compute/compute.ts";
import { curveMove, curveMoveOver } from "../../pipeline/finance/curve-moves.ts";
import { deskOf } from "../../pipeline/finance/desk.ts";
import { joinOf } from "../../pipeline/finance/joins.ts";
import { regime } from "../../pipeline/sections/regime/regime.ts";
import { View } from "../../pipeline/sections/regime/view.ts";
import { sectionWords, shippedEdition } from "../support/section-words.ts";
import { neededBy, recordedSnapshot } from "./recorded-snapshot.ts";

const dayOf = (date: string) => recordedSnapshot(date, neededBy(regime, date));
const deskOn = (date: string) => deskOf(dayOf(date), patienceOf("regime", shippedEdition));
const viewOf = (date: string) => View.parse(regime.compute(deskOn(date), shippedEdition));
const pair = (view: View, name: string) => view.pairs.find((one) => one.name === name)!;

describe("the curve of 5 November 2025", () => {
  const view = viewOf("2025-11-05");

  it("is a bear steepener in 2s10s: +5 and +7 bp, driven by the long leg", () => {
    expect(pair(view, "2s10s").day).toMatchObject({
      label: "bear steepener",
      driver: "long",
      short: { value: 5 },
      long: { value: 7 },
      change: { value: 2 },
    });
    expect(pair(view, "2s10s").slope!.value).toBe(54);
  });

  it("is printed so, beside 5s30s, which moved in parallel", () => {
    const words = sectionWords(regime, dayOf("2025-11-05"));
    expect(words).toContain("| 2s10s | 54 | bear steepener (+5, +7) |");
    expect(words).toContain("| 5s30s | 98 | parallel bear (+7, +7) |");
  });
});

describe("the curve from 17 September to 31 December 2024", () => {
  const from = "2024-09-17";
  const desk = deskOf(recordedSnapshot("2024-12-31", ["UST.2Y", "UST.10Y", "UST.30Y"]));
  const moveOf = (short: string, long: string) => {
    const joined = joinOf([short, long].map((id) => desk.history(id, { after: "2024-09-16" })!));
    expect(joined.dates[0]).toBe(from);
    return curveMoveOver(joined, joined.dates.length - 1)!;
  };

  it("was a bear steepener in 2s10s and a bear flattener in 10s30s (methods.md, section 4.1)", () => {
    expect(moveOf("UST.2Y", "UST.10Y")).toMatchObject({
      label: "bear steepener",
      shortBp: 66,
      longBp: 93,
      slopeBp: 27,
    });
    expect(moveOf("UST.10Y", "UST.30Y")).toMatchObject({
      label: "bear flattener",
      shortBp: 93,
      longBp: 82,
      slopeBp: -11,
    });
  });

  it("has the same names from the two levels of the files: 3.59 to 4.25, 3.65 to 4.58, 3.96 to 4.78", () => {
    const change = (then: number, now: number) => (now - then) * 100;
    const [two, ten, thirty] = [change(3.59, 4.25), change(3.65, 4.58), change(3.96, 4.78)];
    expect(curveMove({ shortBp: two, longBp: ten, days: 72 }).label).toBe("bear steepener");
    expect(curveMove({ shortBp: ten, longBp: thirty, days: 72 }).label).toBe("bear flattener");
  });
});

describe("growth and inflation as they were known", () => {
  it("on 5 November 2025 end in August and September, at what numpy computes from the same files", () => {
    const { growthInflation } = viewOf("2025-11-05");
    const [growth, inflation] = [growthInflation.growth[0]!, growthInflation.inflation[0]!];
    expect([growth.month, inflation.month]).toEqual(["2025-08-01", "2025-09-01"]);
    // numpy 2.4.6: 100 (x / x[-12] - 1), mean of three less mean of three before; printed to four and six places.
    expect(growth.level!.value).toBeCloseTo(1.166, 3);
    expect(growth.acceleration!.value).toBeCloseTo(0.693212, 6);
    expect(inflation.level!.value).toBeCloseTo(3.0255, 4);
    expect(inflation.acceleration!.value).toBeCloseTo(0.243265, 6);
    expect(growthInflation).toMatchObject({ quadrant: "reflation", since: "2025-09-01", contracting: false });
  });

  it("on 22 July 2025 do not know August, and one slower month does not turn growth", () => {
    const { growthInflation } = viewOf("2025-07-22");
    expect(growthInflation.growth[0]).toMatchObject({
      month: "2025-06-01",
      direction: "accelerating",
      standing: "against",
    });
    expect(growthInflation.growth[0]!.acceleration!.value).toBeCloseTo(-0.225979, 6);
    expect(growthInflation).toMatchObject({ quadrant: "goldilocks", afterGrowthTurns: "disinflation" });
    const words = sectionWords(regime, dayOf("2025-07-22"));
    expect(words).toMatch(/### Goldilocks by the rule, but growth has begun to slow; /);
    expect(words).toContain(
      "By the rule growth still counts as accelerating, but Jun 2025 points the other way (−0.23 pp); a second such month would make it disinflation. Inflation is slowing.",
    );
    expect(words).toMatch(
      /none of the three growth indicators accelerates, and all three inflation indicators slow\./,
    );
  });

  it("on 31 December 2025 have no October of consumer prices: no mean touches it, and September's direction is held", () => {
    const { growthInflation } = viewOf("2025-12-31");
    expect(growthInflation.inflation[0]).toMatchObject({
      month: "2025-11-01",
      acceleration: null,
      standing: "gap",
      measured: "2025-09-01",
    });
    expect(growthInflation.inflation[0]!.level!.value).toBeCloseTo(2.62, 2);
    expect(growthInflation.gaps).toEqual([
      { month: "2025-10-01", names: ["consumer prices less food and energy", "consumer prices, all items"] },
    ]);
    expect(sectionWords(regime, dayOf("2025-12-31"))).toContain(
      "Note: Oct 2025 has no value, though a later month has, in: consumer prices less food and energy; consumer prices, all items.",
    );
  });
});

describe("the real rate of 5 November 2025", () => {
  const { realRate } = viewOf("2025-11-05");

  it("is 3.76 less 2.39, the yield of the inflation-linked five-year note, up by the nominal yield", () => {
    expect(realRate.level!.value).toBe(1.37);
    expect(realRate.quoted!.value).toBe(1.37);
    expect(realRate.day).toMatchObject({
      direction: "rising",
      driver: "nominal",
      change: { value: 6 },
      nominalChange: { value: 7 },
      inflationChange: { value: 1 },
    });
  });
});

describe("the real rate of 9 April 2025, when expected inflation rose", () => {
  it("is told by what the two legs did, and not by what one takes away from the other", () => {
    const words = sectionWords(regime, dayOf("2025-04-09"));
    expect(words).toContain(
      "The 5-year real rate rose 8 bp to 1.61%: the nominal yield rose 18 bp, breakeven inflation 10 bp.",
    );
    expect(words).toContain(
      "Over 20 observations it is 5 bp higher: the nominal yield fell 3 bp, breakeven inflation 8 bp.",
    );
  });
});

describe("liquidity on 5 November 2025", () => {
  it("is mostly tighter with three of four measures tighter, not mixed", () => {
    expect(sectionWords(regime, dayOf("2025-11-05"))).toContain(
      "Liquidity is mostly tighter than about three months ago: three of four measures are tighter, one easier.",
    );
  });
});

describe("Veterans Day 2025, when equities traded and bonds did not", () => {
  it("has the yields of the day before, and no change of a day", () => {
    const view = viewOf("2025-11-11");
    for (const one of view.pairs)
      expect(one).toMatchObject({ freshness: "closed", day: null, slope: { asOf: "2025-11-10" } });
    expect(view.realRate).toMatchObject({ freshness: "closed", day: null });
    expect(regime.movers!(view, deskOn("2025-11-11"), shippedEdition)).toEqual([]);
  });
});

describe("two issues of each year from 2023 to 2025", () => {
  it("holds its identities, and says nothing undefined", () => {
    for (const year of [2023, 2024, 2025])
      for (const day of ["06-28", "11-27"]) {
        const date = `${year}-${day}`;
        const view = viewOf(date);
        for (const { name, left, right, tolerance } of regime.identities!(view))
          expect(Math.abs(left - right), `${date} ${name}`).toBeLessThanOrEqual(tolerance);
        expect(sectionWords(regime, dayOf(date))).not.toMatch(/undefined|NaN|\|\|/);
      }
  });
});
