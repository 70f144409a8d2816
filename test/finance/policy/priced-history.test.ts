import { describe, expect, it } from "vitest";
import { deskOf } from "../../../pipeline/finance/desk.ts";
import { policyPathOn } from "../../../pipeline/finance/policy/path-on.ts";
import { freshExtreme, pricedHistory, sinceMoved } from "../../../pipeline/finance/policy/priced-history.ts";
import { tradingDays } from "../../../pipeline/finance/trading-days.ts";
import { easing, editionOf } from "../../sections/policy-path/days.ts";
import { historyOn } from "../../sections/policy-path/histories.ts";
import { calendars, meetings } from "../../support/snapshots.ts";

const edition = editionOf(easing);
const days = tradingDays("2025-04-25", "2025-07-22", calendars.nyse).slice(-60);

/** Meetings still to come on a day, up to one of them. */
const comingTo = (last: string, day: string) =>
  meetings.meetings.filter(({ decision }) => decision > day && decision <= last);

describe("the history of what is priced", () => {
  it("is of one meeting on all days, the last that they have in common", () => {
    // Every day prices the same two meetings, July and September 2025, and the last fifth of them one more.
    const { desk } = historyOn(days, (day, index) => [
      ...comingTo("2025-06-18", day).map(() => 0),
      -10 - index,
      -5,
      ...(index > 52 ? [-30] : []),
    ]);
    const history = pricedHistory(desk, edition)!;
    expect(history.decision).toBe("2025-09-17");
    expect(history.dates).toEqual(days);
    expect(history.sumsBp.map((sum) => Math.round(sum! * 1e6) / 1e6)).toEqual(
      days.map((_, index) => -15 - index),
    );
    expect(history.changesBp.at(-1)).toBeCloseTo(-1, 6);
    expect(history.changesBp[0]).toBeNull();
  });

  it("has a null on a day without a path, and no change beside it", () => {
    const gap = days[40]!;
    const { desk } = historyOn(days, () => [-10, -5], { without: [gap] });
    const { dates, sumsBp, changesBp } = pricedHistory(desk, edition)!;
    const at = dates.indexOf(gap);
    expect(sumsBp[at]).toBeNull();
    expect([changesBp[at], changesBp[at + 1]]).toEqual([null, null]);
    expect(changesBp[at + 2]).toBeCloseTo(0, 6);
  });

  it("takes no decision for a move of prices", () => {
    // The decision of 18 June lies within.
    const { desk } = historyOn(days, () => [-25, -10]);
    const { dates, changesBp, decidedOn } = pricedHistory(desk, edition)!;
    expect(decidedOn).toEqual(["2025-06-18"]);
    expect(changesBp[dates.indexOf("2025-06-18")]).toBeNull();
  });

  it("tells from when on it holds no delivered move: a decision that left the rate is none", () => {
    const left = historyOn(days, () => [-25, -10]);
    expect(pricedHistory(left.desk, edition)?.movedOn).toBeNull();
    const cut = historyOn(days, () => [-25, -10], { cutOn: "2025-06-18" });
    const history = pricedHistory(cut.desk, edition)!;
    expect(history.movedOn).toBe("2025-06-18");
    expect(sinceMoved(history).dates[0]).toBe("2025-06-18");
    expect(sinceMoved(history).sumsBp).toHaveLength(days.length - days.indexOf("2025-06-18"));
  });

  it("says whether its meeting is common to the days", () => {
    const common = historyOn(days, () => [-10, -5]).desk;
    expect(pricedHistory(common, edition)?.isCommon).toBe(true);
    const apart = historyOn(days, (_, index) => (index > 50 ? [-10, -5, -5] : [-10])).desk;
    expect(pricedHistory(apart, edition)?.isCommon).toBe(false);
  });

  it("is not cut for all days by one short list among them", () => {
    const { desk } = historyOn(days, (_, index) => (index === 30 ? [-10] : [-10, -5, -5]));
    const { decision, sumsBp } = pricedHistory(desk, edition)!;
    const { meetings } = policyPathOn(desk, edition)!;
    expect(decision > meetings[0]!.decision).toBe(true);
    expect(sumsBp.filter((sum) => sum === null)).toHaveLength(1);
  });

  it("is none where the day itself has no path", () => {
    const { desk } = historyOn(days, () => [-10], { without: [days.at(-1)!] });
    expect(pricedHistory(desk, edition)).toBeNull();
  });

  it("is the same from paths that were kept as from new ones, and follows a series that changed", () => {
    const { desk, snapshot } = historyOn(days, (_, index) => [-10 - index, -5]);
    const { patience } = desk;
    const first = pricedHistory(desk, edition);
    expect(pricedHistory(desk, edition)).toEqual(first);
    const copied = Object.fromEntries(Object.entries(snapshot.series).map(([id, one]) => [id, { ...one }]));
    expect(pricedHistory(deskOf({ ...snapshot, series: copied }, patience), edition)).toEqual(first);
    const id = "ZQ.2025-08";
    const values = snapshot.series[id]!.values.map((price) => price! - 0.05);
    const changed = { ...snapshot.series, [id]: { ...snapshot.series[id]!, values } };
    const other = pricedHistory(deskOf({ ...snapshot, series: changed }, patience), edition);
    expect(other).not.toEqual(first);
  });
});

describe("a fresh extreme", () => {
  const dates = days.slice(0, 30);
  const sums = dates.map((_, index) => (index < 5 ? -50 : -20 + (index % 3)));

  it("is told since the last day that went as far", () => {
    expect(freshExtreme({ dates, sumsBp: [...sums.slice(0, -1), -40] })).toEqual({
      kind: "lowest",
      since: dates[4],
    });
    expect(freshExtreme({ dates, sumsBp: [...sums.slice(0, -1), -60] })).toEqual({
      kind: "lowest",
      since: null,
    });
    expect(freshExtreme({ dates, sumsBp: [...sums.slice(0, -1), -10] })).toEqual({
      kind: "highest",
      since: null,
    });
  });

  it("is none within the days' usual, of a few days, or where today is not told", () => {
    expect(freshExtreme({ dates, sumsBp: sums })).toBeNull();
    expect(freshExtreme({ dates: dates.slice(0, 15), sumsBp: [...sums.slice(0, 14), -60] })).toBeNull();
    expect(freshExtreme({ dates, sumsBp: [...sums.slice(0, -1), null] })).toBeNull();
  });

  it("compares what is printed: a hundredth of a bp is no new low", () => {
    const level = dates.map(() => -20);
    expect(freshExtreme({ dates, sumsBp: [...level.slice(0, -1), -20.01] })).toBeNull();
  });
});
