import { describe, expect, it } from "vitest";
import { deskOf } from "../../../pipeline/finance/desk.ts";
import type { Edition } from "../../../pipeline/model/edition.ts";
import type { Series } from "../../../pipeline/model/series.ts";
import { absent } from "../../../pipeline/sections/absent.ts";
import { igSpread } from "../../../pipeline/sections/ig-spread/ig-spread.ts";
import { View } from "../../../pipeline/sections/ig-spread/view.ts";
import { shippedEdition } from "../../support/section-words.ts";
import { CDX, cdx, DAY, HY, OAS, oas, onTheRun, spreadDay } from "./spread-history.ts";

const edition: Edition = {
  ...shippedEdition,
  ig: {
    series: OAS,
    beside: [CDX],
    cycleStart: "2022-10-01",
    referenceYears: [2020, 2022],
    bands: {
      [OAS]: [
        { from: 0, to: 90, label: "tight" },
        { from: 90, to: 110, label: "carry" },
        { from: 110, to: null, label: "wide" },
      ],
      [CDX]: [
        { from: 0, to: 50, label: "tight" },
        { from: 50, to: 55, label: "carry equilibrium" },
        { from: 55, to: null, label: "noise" },
      ],
    },
  },
};

const viewOf = (series: readonly Series[], date = DAY, ed = edition): View =>
  View.parse(igSpread.compute(deskOf(spreadDay(series, date)), ed));
const mainOf = (series: Series, date = DAY) => viewOf([series], date).main;

describe("a spread against its own five years", () => {
  it("has level, change, mean and distance, worked by hand", () => {
    // n - 1 observations of 100 and one of 225.1: the mean is 100 + 125.1/n, the squares sum to 125.1² (n - 1)/n, so sd = 125.1/sqrt(n)
    // and z = -(125.1/n) / (125.1/sqrt(n)) = -1/sqrt(n).
    const main = mainOf(oas({ "2023-03-15": 225.1 }));
    const count = main.observations!.value;
    expect(main.level?.value).toBe(100);
    expect(main.mean?.value).toBeCloseTo(100 + 125.1 / count, 9);
    expect(main.inside?.value).toBeCloseTo(125.1 / count, 9);
    expect(main.deviation?.value).toBeCloseTo(125.1 / Math.sqrt(count), 9);
    expect(main.z?.value).toBeCloseTo(-1 / Math.sqrt(count), 9);
    expect(main.change).toMatchObject({ value: 0, unit: "bp" });
    expect(main.move).toBe("unchanged");
  });

  it("leaves out the day five years ago and takes in the latest", () => {
    const main = mainOf(oas({ "2020-11-05": 400, [DAY]: 90 }));
    expect(main.high?.value).toBe(100);
    expect(main.low).toMatchObject({ value: 90, asOf: DAY });
  });

  it("dates high and low by the first day on which they were reached", () => {
    const main = mainOf(oas({ "2022-10-12": 171, "2022-10-20": 171, "2024-11-08": 77, "2025-02-03": 77 }));
    expect(main.high).toMatchObject({ value: 171, asOf: "2022-10-12" });
    expect(main.low).toMatchObject({ value: 77, asOf: "2024-11-08" });
    expect(main.tight).toMatchObject({ value: 77, asOf: "2024-11-08" });
    expect([main.aboveTight?.value, main.aboveLow?.value, main.belowHigh?.value]).toEqual([23, 23, 71]);
  });

  it("ranks ties by halves, and tells the share at or below apart from it", () => {
    const main = mainOf(oas({ [DAY]: 99, "2023-05-01": 98 }));
    const count = main.observations!.value;
    expect(main.percentile?.value).toBeCloseTo((100 * 1.5) / count, 9);
    expect(main.atOrBelow?.value).toBeCloseTo((100 * 2) / count, 9);
    expect(main.atOrBelow?.unit).toBe("percent");
  });

  it("says nothing of five years where four fifths of their days are not there", () => {
    const main = mainOf(oas({}, { from: "2022-03-01" }));
    expect(main.level?.value).toBe(100);
    expect(main.coverage!.value).toBeLessThan(80);
    expect(main).toMatchObject({
      mean: null,
      z: null,
      percentile: null,
      high: null,
      inside: null,
      meanRun: null,
    });
    expect(main.tight?.value).toBe(100);
  });

  it("says nothing of a cycle whose beginning was not seen", () => {
    const main = mainOf(oas({}, { from: "2022-11-15" }));
    expect(main).toMatchObject({ tight: null, aboveTight: null, inCycle: null });
  });
});

describe("a new tight", () => {
  it("is strictly below all since the cycle's beginning; an equal one matches, at its first day", () => {
    expect(mainOf(oas({ "2024-11-08": 77, [DAY]: 76 }))).toMatchObject({
      inCycle: "new-low",
      inWindow: "new-low",
    });
    const matching = mainOf(oas({ "2024-11-08": 77, [DAY]: 77 }));
    expect(matching.inCycle).toBe("matches-low");
    expect(matching.tight?.asOf).toBe("2024-11-08");
    expect(mainOf(oas({ "2024-11-08": 77, [DAY]: 78 }))).toMatchObject({
      inCycle: "inside",
      inWindow: "inside",
    });
  });

  it("of the cycle need not be one of five years", () => {
    const main = mainOf(oas({ "2021-06-01": 70, "2024-11-08": 77, [DAY]: 76 }));
    expect(main).toMatchObject({ inCycle: "new-low", inWindow: "inside" });
  });

  it("has its counterpart at the wide end", () => {
    expect(mainOf(oas({ [DAY]: 180 })).inWindow).toBe("new-high");
    expect(mainOf(oas({ "2021-06-01": 180, [DAY]: 180 }))).toMatchObject({
      inWindow: "matches-high",
      inCycle: "new-high",
    });
  });
});

describe("reference years", () => {
  it("have high, low and mean, and how far below the high the level is", () => {
    const { years } = mainOf(oas({ "2020-03-23": 401, "2022-10-12": 171, "2022-01-05": 80 }));
    expect(years.map(({ year }) => year)).toEqual([2020, 2022]);
    expect(years[0]!.high).toMatchObject({ value: 401, asOf: "2020-03-23" });
    expect(years[0]!.below.value).toBe(301);
    expect(years[1]!.low).toMatchObject({ value: 80, asOf: "2022-01-05" });
    const count = (years[1]!.mean.inputs[0] as { count: number }).count;
    expect(years[1]!.mean.value).toBeCloseTo(100 + (71 - 20) / count, 9);
  });

  it("are left out where the history begins in their middle: a high may lie before it", () => {
    const { years } = mainOf(oas({}, { from: "2020-04-01" }));
    expect(years.map(({ year }) => year)).toEqual([2022]);
  });
});

describe("bands", () => {
  it("are those of the instrument: 100 bp is carry for the OAS, and would be noise for the swap index", () => {
    const { main, beside } = viewOf([oas(), cdx({ [DAY]: 52.751 })]);
    expect(main.band).toMatchObject({ label: "carry", half: "middle", crossed: "none" });
    expect(beside[0]!.band).toMatchObject({ label: "carry equilibrium", half: "upper", crossed: "tighter" });
    expect(beside[0]!.band!.position!.value).toBeCloseTo(55.02, 9);
  });

  it("tell which way an edge was crossed", () => {
    expect(mainOf(oas({ [DAY]: 90 })).band).toMatchObject({ label: "carry", crossed: "none" });
    expect(mainOf(oas({ [DAY]: 89.9 })).band).toMatchObject({ label: "tight", crossed: "tighter" });
    expect(mainOf(oas({ [DAY]: 110 })).band).toMatchObject({
      label: "wide",
      crossed: "wider",
      position: null,
      half: null,
    });
  });

  it("are none for an instrument without a list", () => {
    const bare = { ...edition, ig: { ...edition.ig, bands: {} } };
    expect(viewOf([oas()], DAY, bare).main).toMatchObject({ band: null, bandRun: null });
  });
});

describe("persistence", () => {
  it("counts observations in a row on one side of today's mean, and the longest such row", () => {
    const main = mainOf(oas({ "2021-06-01": 300, "2025-11-03": 95, "2025-11-04": 130, [DAY]: 95 }));
    expect(main.meanRun).toMatchObject({ side: "below", run: { isLongest: false } });
    expect(main.meanRun!.run.current.value).toBe(1);
    const { count } = main.mean!.inputs[0] as { count: number };
    const before = main.meanRun!.run.longest.value;
    expect(before).toBeGreaterThan(1000);
    expect(before).toBeLessThan(count);
  });

  it("counts observations in a row within the band", () => {
    const main = mainOf(oas({ "2025-10-31": 89, "2025-11-03": 90, "2025-11-04": 109.9, [DAY]: 95 }));
    expect(main.bandRun!.current.value).toBe(3);
  });

  it("counts observations, not calendar days: a bond holiday breaks no run", () => {
    const main = mainOf(oas({ "2025-10-10": 120, "2025-10-13": null, [DAY]: 100 }));
    // 14 October to 5 November: 17 bond days.
    expect(main.bandRun!.current.value).toBe(17);
  });
});

describe("another instrument beside it", () => {
  it("is printed under its own name from its own observations", () => {
    const { main, beside } = viewOf([oas(), cdx({ [DAY]: 52.751 })]);
    expect(main.level?.id).toBe("ig-spread.level");
    expect(beside[0]).toMatchObject({ series: CDX, name: "CDX North America IG 5-year" });
    expect(beside[0]!.level).toMatchObject({ id: "ig-spread.cdx-na-ig-5y.level", value: 52.751 });
    expect(beside[0]!.mean!.inputs).toMatchObject([{ series: CDX }]);
    expect(main.mean!.inputs).toMatchObject([{ series: OAS }]);
  });

  it("that is not there is all null, and nothing of the main one stands in for it", () => {
    const { beside } = viewOf([oas()]);
    const { series, name, freshness, decimals, move, years, ...rest } = beside[0]!;
    expect({ series, name, freshness, move, years }).toEqual({
      series: CDX,
      name: CDX,
      freshness: "none",
      move: "unknown",
      years: [],
    });
    expect(decimals).toBe(2);
    expect(Object.values(rest).every((value) => value === null)).toBe(true);
  });

  it("can be the main one: the edition chooses", () => {
    const swapped = { ...edition, ig: { ...edition.ig, series: CDX, beside: [OAS] } };
    const { main, beside } = viewOf([oas(), cdx({ [DAY]: 52.75 })], DAY, swapped);
    expect(main).toMatchObject({ series: CDX, level: { id: "ig-spread.level", value: 52.75 }, decimals: 2 });
    expect(beside[0]).toMatchObject({
      level: { id: "ig-spread.us-ice-ig-oas.level", value: 100 },
      decimals: 1,
    });
  });
});

describe("the first day of a swap index's new series", () => {
  const rolled = onTheRun({ "2025-03-20": 44, "2025-11-04": 44, [DAY]: 45 });

  it("has no change, and no band is crossed by it", () => {
    const [beside] = viewOf([oas(), cdx({ "2025-11-04": 49, [DAY]: 54 }), rolled]).beside;
    expect(beside).toMatchObject({ move: "new-series", change: null, band: { crossed: "none" } });
    expect(beside!.onTheRun?.value).toBe(45);
  });

  it("is one day: on the next the change is within the series", () => {
    const later = [cdx({ [DAY]: 54, "2025-11-06": 53 }, { to: "2025-11-06" }), oas({}, { to: "2025-11-06" })];
    const [beside] = viewOf(
      [...later, onTheRun({ "2025-11-04": 44, [DAY]: 45, "2025-11-06": 45 })],
      "2025-11-06",
    ).beside;
    expect(beside).toMatchObject({ move: "tighter", change: { value: -1 } });
  });

  it("is seen though the number of the series is written only on the days on which it changes", () => {
    const [beside] = viewOf([oas(), cdx(), onTheRun({ "2025-03-20": 44, [DAY]: 45 })]).beside;
    expect(beside!.move).toBe("new-series");
  });

  it("is not told of a level that has no number", () => {
    expect(viewOf([oas(), cdx({ [DAY]: 59 })]).beside[0]).toMatchObject({ move: "tighter", onTheRun: null });
  });
});

describe("a level that is not of the issue's day", () => {
  it("keeps its own date; a shut market is not a missing observation", () => {
    const holiday = mainOf(oas({}, { to: "2025-10-10" }), "2025-10-13");
    expect(holiday).toMatchObject({ freshness: "closed", level: { asOf: "2025-10-10" } });
    expect(mainOf(oas({ [DAY]: null }))).toMatchObject({ freshness: "stale", level: { asOf: "2025-11-04" } });
    expect(mainOf(oas()).freshness).toBe("current");
  });

  it("changes against the observation before, however long ago", () => {
    const { change } = mainOf(
      oas({ "2025-10-30": 104, "2025-10-31": null, "2025-11-03": null, "2025-11-04": null }),
    );
    expect(change?.value).toBe(-4);
    expect(change?.inputs).toMatchObject([{ asOf: DAY }, { asOf: "2025-10-30" }]);
  });

  it("that does not exist leaves a sentence", () => {
    expect(igSpread.compute(deskOf(spreadDay([cdx()])), edition)).toEqual(
      absent("no-observation", { names: ["US.ICE.IG.OAS"] }),
    );
  });
});

describe("the chart", () => {
  it("draws five years with mean, high, low and the instrument's bands", () => {
    const { chart, main } = viewOf([oas({ "2022-10-12": 171, "2024-11-08": 77 })]);
    expect(chart).toMatchObject({ kind: "line", unit: "bp", end: { id: "ig-spread.level" } });
    expect(chart!.dates[0]! > "2020-11-05").toBe(true);
    expect(chart!.dates).toHaveLength(main.observations!.value);
    expect(chart!.levels.map(({ name }) => name)).toEqual(["mean"]);
    expect(chart!.points.map(({ name, figure }) => [name, figure.asOf])).toEqual([
      ["high", "2022-10-12"],
      ["low", "2024-11-08"],
    ]);
    expect(chart!.bands.map(({ to }) => to)).toEqual([90, 110, null]);
  });

  it("labels the latest once when it is the low itself", () => {
    const { chart } = viewOf([oas({ "2022-10-12": 171, [DAY]: 70 })]);
    expect(chart!.points.map(({ name }) => name)).toEqual(["high"]);
  });

  it("is none for a single observation", () => {
    expect(viewOf([oas({}, { from: DAY })]).chart).toBeNull();
  });
});

describe("what the section asks for", () => {
  it("reaches back to the earliest of cycle, reference years and five years", () => {
    const needs = igSpread.needs(edition, DAY, { knownTo: DAY, meetings: [] });
    expect(needs).toEqual([
      { series: OAS, from: "2020-01-01" },
      { series: CDX, from: "2020-01-01" },
      { series: `${CDX}.SERIES`, from: "2019-11-05" },
      { series: HY, from: "2020-01-01" },
    ]);
    const plain = { ...edition, ig: { ...edition.ig, referenceYears: [], beside: [] } };
    expect(igSpread.needs(plain, DAY, { knownTo: DAY, meetings: [] })[0]?.from).toBe("2020-11-05");
  });
});

describe("identities", () => {
  it("hold for every instrument that has figures, and for no other", () => {
    const both = igSpread.identities!(viewOf([oas({ "2022-10-12": 171 }), cdx({ [DAY]: 52.751 })]));
    expect(both).toHaveLength(6);
    expect(both.every(({ left, right, tolerance }) => Math.abs(left - right) <= tolerance)).toBe(true);
    expect(igSpread.identities!(viewOf([oas()]))).toHaveLength(3);
  });
});
