import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../../pipeline/finance/dates.ts";
import { deskOf } from "../../../pipeline/finance/desk.ts";
import { futuresPath } from "../../../pipeline/finance/policy/futures-path.ts";
import { withinClosings } from "../../../pipeline/finance/policy/meeting-months.ts";
import { policyPathOn } from "../../../pipeline/finance/policy/path-on.ts";
import { tradingDayAfter } from "../../../pipeline/finance/trading-days.ts";
import { shippedEdition } from "../../support/section-words.ts";
import { calendars, meetings, seriesOf, snapshotOf } from "../../support/snapshots.ts";
import { calendarOf, dailyRate, marketOf, meanOf, monthsFrom, publishedTo } from "./markets.ts";

const { fed } = calendars;

/** Decisions on any days: month ends, Fridays, two in a month, neighbours. */
const anyCalendar = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 70 }), fc.double({ min: -60, max: 60, noNaN: true })), {
    minLength: 3,
    maxLength: 12,
  })
  .map((gaps) => {
    let day = "2024-01-15";
    return new Map(
      gaps.map(([days, step]) => {
        day = addDays(day, days);
        return [day, step] as const;
      }),
    );
  });

describe("a month in which the rate changes twice", () => {
  it("ends the list although only one of the decisions is dated in it", () => {
    // Friday 29 August 2025 is effective on Tuesday 2 September: September holds a day of the oldest rate, then two decisions' rates.
    const rateOn = dailyRate(
      4.33,
      new Map([
        ["2025-08-29", -25],
        ["2025-09-17", -25],
      ]),
    );
    const months = ["2025-08", "2025-09", "2025-10"];
    const averages = Object.fromEntries(months.map((month) => [month, meanOf(month, rateOn)]));
    const calendar = calendarOf(["2025-07-30", "2025-08-29", "2025-09-17"]);
    const path = futuresPath(marketOf("2025-08-06", averages, { calendar }));
    // Solving September as if its first day were at 4.08 would put the rate after August at 4.095.
    expect(path.meetings).toEqual([]);
  });
});

describe("decisions on any days", () => {
  it("are listed with their true rates or not at all", () => {
    let found = 0;
    fc.assert(
      fc.property(anyCalendar, fc.integer({ min: 0, max: 200 }), (steps, since) => {
        const effective = [...steps.keys()].map((decision) => tradingDayAfter(decision, fed));
        fc.pre(new Set(effective).size === effective.length);
        const asOf = tradingDayAfter(addDays("2024-01-01", since), fed);
        const rateOn = dailyRate(4, steps);
        const averages = Object.fromEntries(
          monthsFrom(asOf, 24).map((month) => [month, meanOf(month, rateOn)]),
        );
        const calendar = calendarOf([...steps.keys()]);
        const market = { ...marketOf(asOf, averages, { calendar }), overnight: publishedTo(asOf, rateOn) };
        for (const meeting of futuresPath(market).meetings) {
          found += 1;
          expect(Math.abs(meeting.startPercent - rateOn(meeting.decision)) * 100).toBeLessThan(0.01);
          expect(Math.abs(meeting.endPercent - rateOn(meeting.effective)) * 100).toBeLessThan(0.01);
        }
      }),
      { numRuns: 1000, seed: 7 },
    );
    expect(found).toBeGreaterThan(1000);
  });
});

describe("what is known of coming meetings", () => {
  it("makes no anchor of a month that the calendar knows only in part", () => {
    const calendar = calendarOf(["2025-09-17", "2025-12-10"], "2025-10-15");
    const averages = { "2025-08": 4.33, "2025-09": 4.25, "2025-10": 4 };
    const [september] = futuresPath(marketOf("2025-07-22", averages, { calendar })).meetings;
    expect(september!.months).toEqual(["2025-08", "2025-09"]);
    const whole = { ...calendar, knownTo: "2025-10-31" };
    const [pinned] = futuresPath(marketOf("2025-07-22", averages, { calendar: whole })).meetings;
    expect(pinned!.endPercent).toBe(4);
  });

  it("goes no further than the closings by which a decision takes effect", () => {
    const shorter = { ...fed, knownTo: "2026-12-31" };
    expect(withinClosings(meetings, shorter).meetings.at(-1)!.decision).toBe("2026-12-09");
    const prices = Object.fromEntries(
      ["2025-12", "2026-01", "2026-02"].map((month) => [month, { "2025-11-05": 96.2 }]),
    );
    const series = Object.entries(prices).map(([month, rows]) =>
      seriesOf(`ZQ.${month}`, rows, { unit: "price" }),
    );
    const snapshot = snapshotOf("2025-11-05", [seriesOf("US.EFFR", { "2025-11-05": 3.87 }), ...series], {
      calendars: { ...calendars, fed: shorter },
    });
    const edition = { ...shippedEdition, policy: { input: "futures" as const, second: null } };
    expect(policyPathOn(deskOf(snapshot), edition)!.meetings.length).toBeGreaterThan(0);
  });
});
