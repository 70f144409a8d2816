import { describe, expect, it } from "vitest";
import { cutTo } from "../../../pipeline/collect/resolve/cut-to.ts";
import { cutToParts } from "../../../pipeline/collect/resolve/cut-to-parts.ts";
import { weightsForDay } from "../../../pipeline/collect/resolve/weights-for-day.ts";
import { calendars, origin, seriesOf } from "../../support/snapshots.ts";
import { laneOf } from "./lanes.ts";

describe("a column cut to a day", () => {
  const days = { "2025-11-03": 1, "2025-11-04": 2, "2025-11-06": 3 };
  const page = (place: string) => ({ ...origin, place });
  const origins = [page("third"), page("first"), page("second")];
  const lane = laneOf("a", days, { origins, originOf: [1, 2, 0] });

  it("loses the rows after it in every column, and keeps the day itself", () => {
    const cut = cutTo(lane, "2025-11-04");
    expect(cut).toMatchObject({ dates: ["2025-11-03", "2025-11-04"], values: [1, 2], lines: [2, 3] });
    expect(cutTo(lane, "2025-11-05").dates).toHaveLength(2);
    expect(cutTo(lane, "2025-11-02").dates).toEqual([]);
  });

  it("names only the pages from which its rows come, each row its own", () => {
    const placesOf = ({ dates, origins: left, originOf }: typeof lane) =>
      dates.map((_, row) => left[originOf?.[row] ?? 0]?.place);
    const [two, one] = [cutTo(lane, "2025-11-05"), cutTo(lane, "2025-11-03")];
    expect(placesOf(two)).toEqual(["first", "second"]);
    expect(two.origins.map(({ place }) => place)).toEqual(["first", "second"]);
    expect(placesOf(one)).toEqual(["first"]);
    expect(one.origins.map(({ place }) => place)).toEqual(["first"]);
  });

  it("is the same where it ends before, and gets no column that it did not have", () => {
    expect(cutTo(lane, "2025-11-06")).toBe(lane);
    const { lines: _, originOf: __, ...bare } = lane;
    expect(Object.keys(cutTo(bare, "2025-11-03"))).toEqual(Object.keys(bare));
    const none = laneOf("a", {});
    expect(cutTo(none, "2025-11-03")).toBe(none);
  });
});

describe("a series that is made of others", () => {
  const breakeven = seriesOf("BREAKEVEN", { "2025-11-03": 2.3, "2025-11-04": 2.31, "2025-11-05": 2.32 });
  const nominal = seriesOf("NOMINAL", { "2025-11-04": 4.1, "2025-11-05": 4.17 });
  const real = seriesOf("REAL", { "2025-11-04": 1.8, "2025-11-05": null });

  it("ends with the oldest of its parts, which is told with both days", () => {
    const { series, judgements } = cutToParts(breakeven, [nominal, real]);
    expect(series.dates).toEqual(["2025-11-03", "2025-11-04"]);
    expect(judgements).toEqual([
      {
        series: "BREAKEVEN",
        verdict: "noted",
        rule: "newer than its parts",
        message:
          "The values after 2025-11-04 are not used: what it is made of ends there, and it ends on 2025-11-05.",
      },
    ]);
  });

  it("stays as it is where its parts are as new, where it has none, or one of them is unknown", () => {
    for (const parts of [[nominal], [], [nominal, null], [nominal, seriesOf("REAL", { "2025-11-05": null })]])
      expect(cutToParts(breakeven, parts)).toEqual({ series: breakeven, judgements: [] });
  });

  it("stays as it is where only empty days of it are newer", () => {
    const hollow = seriesOf("BREAKEVEN", { "2025-11-04": 2.31, "2025-11-05": null });
    expect(cutToParts(hollow, [real])).toEqual({ series: hollow, judgements: [] });
  });
});

describe("weights at the close", () => {
  it("are those with which the next day of the Exchange begins, over weekends and holidays", () => {
    const days = { "2025-11-07": 3.1, "2025-11-10": 3.2, "2025-11-26": 3.3 };
    const moved = weightsForDay(laneOf("ssga", days), "SPX.SECTOR.ENERGY.WEIGHT", calendars.nyse);
    expect(moved).toMatchObject({
      series: "SPX.SECTOR.ENERGY.WEIGHT",
      source: "ssga",
      dates: ["2025-11-10", "2025-11-11", "2025-11-28"],
      values: [3.1, 3.2, 3.3],
      lines: [2, 3, 4],
    });
  });

  it("do not take a revision along, which would stand on another day", () => {
    const lane = laneOf("ssga", { "2025-11-07": 3.1 }, { revisedFrom: { "2025-11-07": 3 } });
    expect(weightsForDay(lane, "W", calendars.nyse)).not.toHaveProperty("revisedFrom");
  });
});
