import { describe, expect, it } from "vitest";
import { deskOf } from "../../../pipeline/finance/desk.ts";
import { tradingDays } from "../../../pipeline/finance/trading-days.ts";
import type { Snapshot } from "../../../pipeline/model/snapshot.ts";
import { policyPath } from "../../../pipeline/sections/policy-path/policy-path.ts";
import { View } from "../../../pipeline/sections/policy-path/view.ts";
import { sectionWords } from "../../support/section-words.ts";
import { calendars } from "../../support/snapshots.ts";
import * as days from "./days.ts";
import { historyOn } from "./histories.ts";

const { editionOf } = days;

describe("the history of what is priced", () => {
  const tradedDays = tradingDays("2025-04-25", "2025-07-22", calendars.nyse).slice(-60);
  const edition = editionOf(days.easing);
  const snapshotFrom = (steps: (index: number) => number, without: readonly string[] = []) =>
    historyOn(
      tradedDays,
      (day, index) => [...(day < "2025-05-07" ? [0, 0] : day < "2025-06-18" ? [0] : []), -1, steps(index)],
      { without },
    ).snapshot;
  const viewIn = (snapshot: Snapshot) => {
    const made = policyPath.compute(deskOf(snapshot), edition);
    if ("unavailable" in made) throw new Error(made.unavailable.kind);
    return View.parse(made);
  };
  const historyIn = (snapshot: Snapshot) => viewIn(snapshot).history;
  const usual = (index: number) => -20 - (index % 7);

  it("is told with the last day on which so much was priced", async () => {
    const fresh = snapshotFrom((index) => (index === 3 ? -45 : index === 59 ? -40 : usual(index)));
    await expect(sectionWords(policyPath, fresh, edition)).toMatchFileSnapshot("golden/history.md");
    expect(historyIn(fresh)).toMatchObject({ extreme: "most", since: tradedDays[3], isLast: true });
  });

  it("is told with how little is priced, and of how many days where no other is like it", () => {
    const little = snapshotFrom((index) => (index === 59 ? -5 : usual(index)));
    expect(historyIn(little)).toMatchObject({ extreme: "least", since: null, high: null });
    expect(sectionWords(policyPath, little, edition)).toContain(
      "On no other of the 60 days stored since 25 April 2025 was so little easing priced by then.",
    );
  });

  it("ends in the figure of the table, and calls an ordinary day nothing", () => {
    const snapshot = snapshotFrom(usual);
    const history = historyIn(snapshot)!;
    expect(history).toMatchObject({ extreme: null, since: null });
    expect(history.chart.end.id).toBe("policy-path.cumulative.2025-09-17");
    expect(history.chart.values.at(-1)).toBeCloseTo(history.chart.end.value, 9);
    expect(sectionWords(policyPath, snapshot, edition)).not.toMatch(/So (much|little)|On no other/);
  });

  it("compares with no day before a delivered cut, and says from when on", () => {
    // Before the cut of 18 June it held the 25 bp that were then delivered; since then 28 bp were the most, now there are 30.
    const { snapshot } = historyOn(
      tradedDays,
      (day, index) => [
        ...(day < "2025-05-07" ? [0, -25] : day < "2025-06-18" ? [-25] : []),
        -1,
        index === 59 ? -29 : -20 - (index % 8),
      ],
      { cutOn: "2025-06-18" },
    );
    expect(historyIn(snapshot)).toMatchObject({
      movedOn: "2025-06-18",
      stretch: { first: "2025-06-18", days: tradedDays.filter((day) => day >= "2025-06-18").length },
      extreme: "most",
      since: null,
      low: null,
    });
    const text = sectionWords(policyPath, snapshot, edition);
    expect(text).toContain("stored since 18 June 2025 was so much easing priced by then");
    expect(text).toContain("; low and high are those since 18 June 2025*");
    expect(text).toMatch(/highest since 18 June 2025 −21\.0 on/);
    expect(text).not.toContain("lowest");
  });

  it("names its meeting where that is not the list's last, and why it is that one", () => {
    const { snapshot } = historyOn(tradedDays, (day, index) => [
      ...(day < "2025-05-07" ? [0, 0] : day < "2025-06-18" ? [0] : []),
      -1,
      -20,
      ...(index > 50 ? [-5] : []),
    ]);
    expect(historyIn(snapshot)).toMatchObject({ decision: "2025-09-17", isLast: false, commonPercent: 80 });
    expect(sectionWords(policyPath, snapshot, edition)).toContain(
      "*Easing priced by 17 September 2025 (the last meeting with prices on at least 80% of the days that have any), basis points",
    );
  });

  it("is drawn of a single meeting from twenty days on", () => {
    const single = (days: number) =>
      historyOn(tradedDays, () => [-20], { without: tradedDays.slice(0, 60 - days) }).snapshot;
    expect(historyIn(single(20))).not.toBeNull();
    expect(historyIn(single(19))).toBeNull();
    expect(sectionWords(policyPath, single(20), edition)).toContain("charts/policy-path-history.png");
    expect(sectionWords(policyPath, single(20), edition)).not.toContain("policy-path-rate.png");
  });

  it("ranks the day's change among those before it, and tells none beside a gap or after few days", () => {
    const moved = (snapshot: Snapshot) => policyPath.movers!(viewIn(snapshot), deskOf(snapshot), edition);
    const [mover] = moved(snapshotFrom((index) => (index === 59 ? -40 : usual(index))));
    expect(mover).toMatchObject({ key: "policy-path.total", name: null });
    expect(mover!.level.value).toBeCloseTo(-41, 6);
    expect(mover!.change.value).toBeCloseTo(-40 - usual(58), 6);
    expect(mover!.size.value).toBeLessThan(-4);
    expect(moved(snapshotFrom(usual, [tradedDays.at(-2)!]))).toEqual([]);
    expect(moved(snapshotFrom(usual, tradedDays.slice(0, 20)))).toEqual([]);
    expect(moved(snapshotFrom(() => -20))).toEqual([]);
  });
});
