import { describe, expect, it } from "vitest";
import { openDaysOf } from "../../../../pipeline/collect/sources/sample/days.ts";
import { parRate } from "../../../../pipeline/collect/sources/sample/quotes.ts";
import { addDays, addMonths, dayNumber, daysInMonth } from "../../../../pipeline/finance/dates.ts";
import { isTradingDay } from "../../../../pipeline/finance/trading-days.ts";
import { calendars } from "../../../support/snapshots.ts";
import { ask, marketTo, seriesIn, valuesIn } from "./asking.ts";

/** The rate that the simulated market expects on each later day, read off its path one day at a time. */
async function expectedFrom(date: string) {
  const { policy, first } = await marketTo(date);
  const day = dayNumber(date);
  const { start, steps } = policy.expectedOn(day, day + 700);
  return {
    steps,
    rateOn: (each: number) => {
      if (each <= day) return policy.realised[each - first]!;
      return steps.filter(({ effective }) => effective <= each).at(-1)?.rate ?? start;
    },
  };
}

describe("the simulated futures", () => {
  it.each(["2025-09-17", "2025-09-18", "2025-11-11", "2026-11-20"])(
    "on %s cost 100 less the mean rate over the calendar days of their month, to the tick",
    async (date) => {
      const { rateOn } = await expectedFrom(date);
      const answer = await ask(date, { from: date });
      for (let ahead = 0; ahead <= 18; ahead += 1) {
        const month = addMonths(date.slice(0, 7), ahead);
        const days = Array.from(
          { length: daysInMonth(month) },
          (_, index) => dayNumber(`${month}-01`) + index,
        );
        const mean = days.reduce((sum, each) => sum + rateOn(each), 0) / days.length;
        const price = valuesIn(answer, `ZQ.${month}`).get(date)!;
        const tick = ahead === 0 ? 0.0025 : 0.005;
        expect(Math.abs(price - (100 - mean)), month).toBeLessThanOrEqual(tick / 2 + 1e-9);
        expect(Math.abs(price / tick - Math.round(price / tick))).toBeLessThan(1e-6);
      }
    },
  );

  it("give back the expected rate around a meeting by the arithmetic of a reader", async () => {
    const { steps } = await expectedFrom("2025-09-18");
    const answer = await ask("2025-09-18", { from: "2025-09-18" });
    const implied = (month: string) => 100 - valuesIn(answer, `ZQ.${month}`).get("2025-09-18")!;
    const rateAfter = (decision: string) =>
      steps.find(({ announced }) => announced === dayNumber(decision))!.rate;
    // 29 October: November has no meeting, so it is all new rate; half a tick is 0.25 bp.
    expect(Math.abs(implied("2025-11") - rateAfter("2025-10-29"))).toBeLessThan(0.0026);
    // 10 December, forward: (31 A - 10 S) / 21 with S of November; errors of half a tick times 31/21 and 10/21.
    const december = (31 * implied("2025-12") - 10 * implied("2025-11")) / 21;
    expect(Math.abs(december - rateAfter("2025-12-10"))).toBeLessThan(0.0025 * (41 / 21) + 1e-6);
    // 28 January: February has no meeting.
    expect(Math.abs(implied("2026-02") - rateAfter("2026-01-28"))).toBeLessThan(0.0026);
  });

  it("exist on NYSE days of the last ninety days, and no further than eighteen months ahead", async () => {
    const ids = ["ZQ.2025-08", "ZQ.2025-09", "ZQ.2027-03", "ZQ.2027-04"];
    const answer = await ask("2025-09-18", { from: "2020-01-01", ids });
    expect(answer.series.map(({ id }) => id)).toEqual(["ZQ.2025-08", "ZQ.2025-09", "ZQ.2027-03"]);
    expect(seriesIn(answer, "ZQ.2025-09").dates[0]).toBe("2025-06-20");
    expect(seriesIn(answer, "ZQ.2025-08").dates.at(-1)).toBe("2025-08-29");
    expect(seriesIn(answer, "ZQ.2027-03").dates[0]).toBe("2025-09-02");
    expect(seriesIn(answer, "ZQ.2025-09").dates.every((day) => isTradingDay(day, calendars.nyse))).toBe(true);
  });
});

describe("the simulated meeting-dated swaps", () => {
  it("compound one overnight rate over business days, ACT/360", () => {
    // From Thursday 18 to Thursday 25 September 2025 at 4 %: four nights of one day, one weekend of three.
    // (1 + r/360)^4 (1 + 3r/360) - 1 = 7r/360 + 18 (r/360)^2 + ...: 4 % and 18 * 0.16 / 360 / 7 = 0.00114 %.
    const growth = (1 + 0.04 / 360) ** 4 * (1 + (0.04 * 3) / 360);
    const [from, to] = [dayNumber("2025-09-18"), dayNumber("2025-09-25")];
    expect(parRate(4, from, to, openDaysOf(calendars))).toBeCloseTo(((growth - 1) * 360 * 100) / 7, 10);
    expect(parRate(4, from, to, openDaysOf(calendars))).toBeCloseTo(4.00114, 5);
  });

  it("give back the expected rate of their period", async () => {
    const { steps } = await expectedFrom("2025-09-18");
    const answer = await ask("2025-09-18", { from: "2025-09-18" });
    const quoted = answer.series.filter(({ id }) => id.startsWith("OIS."));
    expect(quoted.length).toBeGreaterThan(9);
    for (const { id, values } of quoted) {
      const at = steps.findIndex(({ announced }) => announced === dayNumber(id.slice(9)));
      const [step, next] = [steps[at]!, steps[at + 1]!];
      expect(Math.abs(solved(values.at(-1)!, step.effective, next.effective) - step.rate), id).toBeLessThan(
        0.0001,
      );
    }
  });

  it("do not exist for a decision that is in force, and do on the day of its announcement", async () => {
    const ids = ["OIS.FOMC.2025-09-17"];
    expect((await ask("2025-09-18", { from: "2025-09-18", ids })).series).toEqual([]);
    const { dates } = seriesIn(await ask("2025-09-17", { from: "2025-09-16", ids }), ids[0]!);
    expect(dates).toEqual(["2025-09-16", "2025-09-17"]);
  });
});

/** The overnight rate, percent, that compounds to a par rate: bisection, day by day. */
function solved(parPercent: number, from: number, to: number): number {
  let [low, high] = [-1, 20];
  for (let round = 0; round < 60; round += 1) {
    const middle = (low + high) / 2;
    let growth = 1;
    for (let day = from; day < to; ) {
      let next = day + 1;
      while (next < to && !isTradingDay(addDays("1970-01-01", next), calendars.fed)) next += 1;
      growth *= 1 + ((middle / 100) * (next - day)) / 360;
      day = next;
    }
    if (((growth - 1) * 36_000) / (to - from) < parPercent) low = middle;
    else high = middle;
  }
  return low;
}
