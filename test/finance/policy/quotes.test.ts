import { describe, expect, it } from "vitest";
import { policyPathOn } from "../../../pipeline/finance/policy/path-on.ts";
import { firstDayIn } from "../../../pipeline/finance/policy/quotes.ts";
import type { Series } from "../../../pipeline/model/series.ts";
import { shippedEdition } from "../../support/section-words.ts";
import { deskWith, seriesOf } from "../../support/snapshots.ts";

const DATE = "2025-06-10";
const edition = { ...shippedEdition, policy: { input: "futures" as const, second: null } };
const counted = { newRateFrom: "next-day" } as const;

/** June and July 2025 for a rate of 4.33 that falls by 25 bp on the day after the decision of 18 June, a holiday. */
const prices = (june: Partial<Series>, july: Partial<Series>): readonly Series[] => {
  const of = (month: string, rate: number, more: Partial<Series>) => ({
    ...seriesOf(`ZQ.${month}`, { [DATE]: 100 - rate }, { unit: "price", calendar: "nyse" }),
    ...more,
  });
  return [
    seriesOf("US.EFFR", { "2025-06-09": 4.33, [DATE]: 4.33 }, { calendar: "fed" }),
    of("2025-06", 4.33 - (0.25 * 12) / 30, june),
    of("2025-07", 4.08, july),
  ];
};
const deskFor = (june: Partial<Series>, july: Partial<Series>) => deskWith(DATE, prices(june, july));
const stepIn = (june: Partial<Series>, july: Partial<Series>) =>
  policyPathOn(deskFor(june, july), edition)!.meetings[0]!;

describe("the first day at a new rate", () => {
  const countIn = (june: Partial<Series>, july: Partial<Series>) => {
    const desk = deskFor(june, july);
    const quotes = new Map(
      ["2025-06", "2025-07"].map((month) => [month, desk.on(`ZQ.${month}`, DATE)!] as const),
    );
    return firstDayIn(desk, quotes);
  };

  it("is the one that all prices of the day count from, and the business day after where they do not agree", () => {
    expect(countIn(counted, counted)).toBe("next-day");
    expect(countIn(counted, {})).toBe("next-business-day");
    expect(countIn({}, {})).toBe("next-business-day");
    expect(firstDayIn(deskFor({}, {}), new Map())).toBe("next-business-day");
  });

  it("decides what a month with a holiday after its decision says", () => {
    expect(stepIn(counted, counted).stepBp).toBeCloseTo(-25, 6);
    expect(stepIn(counted, counted).effective).toBe("2025-06-20");
    // Twelve days' fall laid on the eleven from Friday 20 June on.
    expect(stepIn({}, {}).stepBp).toBeCloseTo((-25 * 12) / 11, 6);
    expect(stepIn(counted, {})).toEqual(stepIn({}, {}));
  });
});
