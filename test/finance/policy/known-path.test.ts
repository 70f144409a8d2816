import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addMonths, monthOf } from "../../../pipeline/finance/dates.ts";
import { datedOisPath, parOf } from "../../../pipeline/finance/policy/dated-ois.ts";
import { futuresPath } from "../../../pipeline/finance/policy/futures-path.ts";
import { tradingDayAfter, tradingDayBefore } from "../../../pipeline/finance/trading-days.ts";
import { calendars, meetings } from "../../support/snapshots.ts";
import { calendarOf, dailyRate, meanOf, monthsFrom, publishedTo } from "./markets.ts";

const { fed } = calendars;

/** A day on which a path is read, the moves of every meeting around it, and what of it is known and priced. */
const drawn = fc.record({
  asOf: fc.integer({ min: 0, max: 1200 }).map((days) => addDays("2022-09-01", days)),
  first: fc.double({ min: 1, max: 6, noNaN: true }),
  moves: fc.array(fc.double({ min: -60, max: 60, noNaN: true }), { minLength: 70, maxLength: 70 }),
  /** Days before the as-of day of a decision outside the schedule; 0 for the day itself. */
  unscheduled: fc.option(fc.integer({ min: 0, max: 60 }), { nil: null }),
  /** EFFR of the as-of day comes out the morning after. */
  publishedAtOnce: fc.boolean(),
  contracts: fc.integer({ min: 1, max: 22 }),
  holes: fc.array(fc.integer({ min: 0, max: 21 }), { maxLength: 2 }),
});
type Drawn = typeof drawn extends fc.Arbitrary<infer Kind> ? Kind : never;

/** The market that knows the drawn rates exactly. */
function marketOf({ asOf, first, moves, unscheduled, publishedAtOnce, contracts, holes }: Drawn) {
  const regular = meetings.meetings.map(({ decision }) => decision);
  const extra = unscheduled === null ? [] : [addDays(asOf, -unscheduled)];
  const decisions = [...new Set([...regular, ...extra])].sort();
  const since = decisions.filter((decision) => decision > addDays(asOf, -200));
  const steps = new Map(since.map((decision, index) => [decision, moves[index] ?? 0]));
  const rateOn = dailyRate(first, steps);
  const priced = monthsFrom(asOf, contracts).filter((_, index) => !holes.includes(index));
  const prices = new Map(priced.map((month) => [month, 100 - meanOf(month, rateOn)]));
  const newest = publishedAtOnce ? asOf : tradingDayBefore(asOf, fed);
  const calendar = calendarOf(decisions);
  return { market: { asOf, prices, calendar, fed, overnight: publishedTo(newest, rateOn) }, steps, rateOn };
}

describe("a path whose rates are known", () => {
  it("is found again from its contracts, whatever the day, to a hundredth of a bp", () => {
    let found = 0;
    fc.assert(
      fc.property(drawn, (kind) => {
        const { market, steps, rateOn } = marketOf(kind);
        for (const meeting of futuresPath(market).meetings) {
          found += 1;
          expect(Math.abs(meeting.stepBp - steps.get(meeting.decision)!)).toBeLessThan(0.01);
          expect(Math.abs(meeting.endPercent - rateOn(meeting.effective)) * 100).toBeLessThan(0.01);
          expect(Math.abs(meeting.misfitBp ?? 0)).toBeLessThan(0.01);
        }
      }),
      { numRuns: 400, seed: 20251105 },
    );
    expect(found).toBeGreaterThan(1000);
  });

  it("moves a step by the stated uncertainty, and by no more, where any one price is half a tick off", () => {
    fc.assert(
      fc.property(drawn, (kind) => {
        const { market } = marketOf(kind);
        const steps = futuresPath(market).meetings;
        const most = steps.map(() => 0);
        for (const [month, price] of market.prices) {
          const prices = new Map([...market.prices, [month, price + 0.0025]]);
          for (const [index, { stepBp }] of futuresPath({ ...market, prices }).meetings.entries())
            most[index] = Math.max(most[index]!, Math.abs(stepBp - steps[index]!.stepBp));
        }
        // The path is linear in the prices: what is left is binary noise, times a month's days at most a few times over.
        for (const [index, { uncertaintyBp }] of steps.entries())
          expect(Math.abs(most[index]! - uncertaintyBp)).toBeLessThan(1e-6 * Math.max(1, uncertaintyBp));
      }),
      { numRuns: 60, seed: 20251105 },
    );
  });

  it("reaches as far as contracts and calendar do", () => {
    fc.assert(
      fc.property(drawn, (kind) => {
        const { market } = marketOf({ ...kind, unscheduled: null, contracts: 22, holes: [] });
        const { meetings: listed } = futuresPath(market);
        const horizon = addMonths(monthOf(kind.asOf), 20);
        const known = market.calendar.meetings.filter(
          ({ decision }) => decision > kind.asOf && monthOf(decision) <= horizon,
        );
        expect(listed.length).toBeGreaterThanOrEqual(known.length);
      }),
      { numRuns: 100, seed: 20251105 },
    );
  });

  it("does not depend on the order of prices and meetings", () => {
    fc.assert(
      fc.property(drawn, (kind) => {
        const { market } = marketOf(kind);
        const prices = new Map([...market.prices].toReversed());
        const calendar = { ...market.calendar, meetings: market.calendar.meetings.toReversed() };
        expect(futuresPath({ ...market, prices, calendar })).toEqual(futuresPath(market));
      }),
      { numRuns: 50, seed: 20251105 },
    );
  });

  it("is found again from meeting-dated OIS to a millionth of a bp, and not by taking the par rate for it", () => {
    fc.assert(
      fc.property(drawn, (kind) => {
        const { market, steps, rateOn } = marketOf({ ...kind, unscheduled: null });
        const { asOf, calendar } = market;
        const decisions = calendar.meetings.map(({ decision }) => decision);
        const quotes = new Map(
          decisions
            .filter((decision) => decision >= addDays(asOf, -60))
            .flatMap((decision) => {
              const next = decisions.find((other) => other > decision);
              if (!next) return [];
              const span = { from: tradingDayAfter(decision, fed), to: tradingDayAfter(next, fed), fed };
              return [[decision, parOf(rateOn(span.from), span)] as const];
            }),
        );
        const path = datedOisPath({ asOf, quotes, calendar, fed, effr: rateOn(asOf) });
        expect(path.meetings.length).toBeGreaterThan(5);
        for (const { decision, effective, endPercent, stepBp } of path.meetings) {
          expect(Math.abs(endPercent - rateOn(effective)) * 100).toBeLessThan(1e-6);
          const moved = decision === path.meetings[0]!.decision ? rateOn(effective) - rateOn(asOf) : null;
          expect(Math.abs(stepBp - (moved === null ? steps.get(decision)! : moved * 100))).toBeLessThan(1e-6);
        }
      }),
      { numRuns: 100, seed: 20251105 },
    );
  });
});
