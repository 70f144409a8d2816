import { describe, expect, it } from "vitest";
import { deskOf } from "../../pipeline/finance/desk.ts";
import { igSpread } from "../../pipeline/sections/ig-spread/ig-spread.ts";
import { View } from "../../pipeline/sections/ig-spread/view.ts";
import { sectionWords, shippedEdition } from "../support/section-words.ts";
import { recordedSnapshot } from "./recorded-snapshot.ts";

const OAS = "US.ICE.IG.OAS";
const mainOf = (date: string) =>
  View.parse(igSpread.compute(deskOf(recordedSnapshot(date, [OAS])), shippedEdition)).main;

describe("the OAS of 22 July 2025", () => {
  const main = mainOf("2025-07-22");

  it("is 81 bp, a basis point wider, against a five-year mean of 112.8 bp", () => {
    expect(main.level?.value).toBe(81);
    expect(main.change?.value).toBe(1);
    expect(main.mean?.value).toBeCloseTo(112.8, 1);
    expect(main.inside?.value).toBeCloseTo(31.8, 1);
  });

  it("has 1,305 observations in five years, weekend values of month ends among them", () => {
    expect(main.observations?.value).toBe(1305);
    expect(main.percentile?.value).toBeCloseTo(3, 0);
  });

  it("lies between the high of 12 October 2022 and the tight of 8 November 2024", () => {
    expect(main.high).toMatchObject({ value: 171, asOf: "2022-10-12" });
    expect(main.low).toMatchObject({ value: 77, asOf: "2024-11-08" });
    expect(main.tight).toMatchObject({ value: 77, asOf: "2024-11-08" });
    expect(main.aboveTight?.value).toBe(4);
  });

  it("has the highs of 2020 and 2022 from its own history", () => {
    expect(main.years.map(({ year, high }) => [year, high.value])).toEqual([
      [2020, 401],
      [2022, 171],
    ]);
  });
});

describe("the OAS of 5 November 2025", () => {
  const main = mainOf("2025-11-05");

  it("is 81 bp, 2 bp tighter, against a five-year mean of 109.3 bp", () => {
    expect(main.level?.value).toBe(81);
    expect(main.change?.value).toBe(-2);
    expect(main.mean?.value).toBeCloseTo(109.3, 1);
  });

  it("is in the tight band of its own list, and in no band of a swap index", () => {
    expect(main.band).toMatchObject({ label: "tight", from: 0, to: 90, half: "upper" });
    expect(main.band!.position!.value).toBeCloseTo(90, 9);
  });

  it("is printed under its own name, beside a swap index that is n/a", () => {
    const words = sectionWords(igSpread, recordedSnapshot("2025-11-05", [OAS]));
    expect(words).toContain("109.3 bp − 81.0 bp = 28.3 bp inside the mean");
    expect(words).not.toContain("| CDX.NA.IG.5Y |");
  });
});

describe("high yield on the recorded days", () => {
  const viewOn = (date: string) =>
    View.parse(igSpread.compute(deskOf(recordedSnapshot(date, [OAS, "US.ICE.HY.OAS"])), shippedEdition));

  // Means and ranks of the difference once more in plain Python, from the two recorded files.
  it("paid 209 bp more than investment grade on 22 July 2025, in the lowest tenth of five years", () => {
    const { level, less } = viewOn("2025-07-22").highYield;
    expect(level?.value).toBe(290);
    expect(less!.level.value).toBe(209);
    expect(less!.mean.value).toBeCloseTo(266.783, 3);
    expect(less!.percentile.value).toBeCloseTo((8.1226 + 8.7356) / 2, 3);
  });

  it("paid 224 bp more on 5 November 2025", () => {
    const { less } = viewOn("2025-11-05").highYield;
    expect(less!.level.value).toBe(224);
    expect(less!.atOrBelow.value).toBeCloseTo(28.3525, 3);
  });

  it("leaves the level of investment grade without a half-life: it does not return to its mean beyond chance", () => {
    const { reversion } = viewOn("2025-07-22");
    expect(reversion).toMatchObject({ halfLife: null, isReverting: false });
    expect(reversion.tStatistic?.value).toBeCloseTo(-1.15795, 4);
  });

  it("tells a level that rose above its mean in April 2025 after thirteen of fifteen days below it", () => {
    const { reversion, main } = viewOn("2025-04-09");
    expect(reversion.below).toMatchObject({ holds: true, count: { value: 13 } });
    expect(main.meanRun).toMatchObject({ side: "above", run: { current: { value: 1 } } });
  });
});

describe("the tight of 19 September 2025", () => {
  it("was a new one on its day and was matched, not broken, when it came again", () => {
    expect(mainOf("2025-09-19")).toMatchObject({ inCycle: "new-low", level: { value: 74 } });
  });
});

describe("a window of March 2020", () => {
  it("has a high of 401 bp, and a level that was the widest of five years on its day", () => {
    const main = mainOf("2020-03-23");
    expect(main.high).toMatchObject({ value: 401, asOf: "2020-03-23" });
    expect(main.inWindow).toBe("new-high");
    expect(main.tight).toBeNull();
  });
});
