import { describe, expect, it } from "vitest";
import { settledBp } from "../../../../pipeline/collect/sources/sample/expectation.ts";
import { dayNumber, isoDate } from "../../../../pipeline/finance/dates.ts";
import { meetings } from "../../../support/snapshots.ts";
import { ask, marketTo, valuesIn } from "./asking.ts";

describe("the simulated committee", () => {
  it("keeps the effective rate inside its range, and moves both on the business day after a decision only", async () => {
    const answer = await ask("2027-12-30", { from: "2015-01-02" });
    const { policy } = await marketTo("2027-12-30");
    const [lower, upper] = [valuesIn(answer, "US.FED.TARGET.LOWER"), valuesIn(answer, "US.FED.TARGET.UPPER")];
    for (const [date, rate] of valuesIn(answer, "US.EFFR")) {
      expect(rate).toBeGreaterThan(lower.get(date)!);
      expect(rate).toBeLessThan(upper.get(date)!);
    }
    const moved = [...lower].filter(([date, value]) => {
      const before = lower.get(isoDate(dayNumber(date) - 1));
      return before !== undefined && before !== value;
    });
    const decided = [...policy.decided].filter(([, stepBp]) => stepBp !== 0).map(([day]) => isoDate(day + 1));
    expect(moved.map(([date]) => date)).toEqual(decided);
    expect(decided.length).toBeGreaterThan(20);
    expect(decided.every((date) => date > "2020-01-01")).toBe(true);
  });

  it("still has the old effective rate on the day of a cut, and the new one on the day after", async () => {
    const answer = await ask("2025-09-18");
    const effr = valuesIn(answer, "US.EFFR");
    expect(effr.get("2025-09-17")).toBe(effr.get("2025-09-16"));
    expect((effr.get("2025-09-18")! - effr.get("2025-09-17")!) * 100).toBeCloseTo(-25, 6);
    expect(valuesIn(answer, "US.FED.TARGET.UPPER").get("2025-09-18")).toBe(4);
  });

  it("does about what was priced the day before", async () => {
    const { policy } = await marketTo("2027-12-30");
    const scheduled = meetings.meetings
      .filter(({ kind }) => kind === "regular")
      .map(({ decision }) => dayNumber(decision));
    const misses = scheduled.map((day) => {
      const { start, steps } = policy.expectedOn(day - 1, day + 1);
      return (policy.decided.get(day) ?? 0) - (steps[0]!.rate - start) * 100;
    });
    const surprises = misses.filter((miss) => Math.abs(miss) > 12.5);
    expect(surprises.length).toBeLessThan(misses.length / 10);
    expect(Math.abs(misses.reduce((sum, miss) => sum + miss, 0) / misses.length)).toBeLessThan(2);
  });

  it("expects on the day of a decision what was decided", async () => {
    const { policy } = await marketTo("2025-09-17");
    const { start, steps } = policy.expectedOn(dayNumber("2025-09-17"), dayNumber("2025-10-01"));
    expect(steps).toHaveLength(1);
    expect(isoDate(steps[0]!.effective)).toBe("2025-09-18");
    expect((steps[0]!.rate - start) * 100).toBeCloseTo(-25, 6);
  });

  it("is not expected to meet before anybody knew of the meeting", async () => {
    const { policy } = await marketTo("2020-03-02");
    const { steps } = policy.expectedOn(dayNumber("2020-03-02"), dayNumber("2020-07-01"));
    expect(steps.map(({ announced }) => isoDate(announced))).toEqual(["2020-04-29", "2020-06-10"]);
  });
});

describe("a priced step", () => {
  it("settles towards the nearer outcome as the decision comes closer", () => {
    // f = 0.6: 0.6^8 / (0.6^8 + 0.4^8) = 0.01679616 / (0.01679616 + 0.00065536) = 0.962447
    expect(settledBp(15, 1)).toBeCloseTo(25 * 0.962447, 4);
    expect(settledBp(15, 0)).toBe(15);
    expect(settledBp(15, 0.5)).toBeCloseTo((15 + 25 * 0.962447) / 2, 4);
    expect(settledBp(-10, 1)).toBeCloseTo(-25 + 25 * 0.962447, 4);
  });

  it("stays where both outcomes are equally likely, and at whole steps", () => {
    expect(settledBp(12.5, 1)).toBe(12.5);
    expect(settledBp(-25, 1)).toBe(-25);
    expect(settledBp(0, 1)).toBe(0);
  });
});
