import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../pipeline/finance/dates.ts";
import { deskOf, isOneOfMany, missedDaysOf } from "../../pipeline/finance/desk.ts";
import { coveredWindow } from "../../pipeline/finance/windows.ts";
import { calendars, deskWith, origin, seriesOf, snapshotOf } from "../support/snapshots.ts";

const DATE = "2025-11-12";
const rows = {
  "2025-11-06": 4.11,
  "2025-11-07": null,
  "2025-11-10": 4.13,
  "2025-11-11": null,
  "2025-11-12": 4.08,
  "2025-11-13": 9.99,
};
const desk = deskWith(DATE, [seriesOf("UST.10Y", rows)]);

describe("the desk", () => {
  it("sees the last valid observation up to the issue's day, never tomorrow's", () => {
    expect(desk.latest("UST.10Y")).toEqual({
      series: "UST.10Y",
      date: "2025-11-12",
      value: 4.08,
      unit: "percent",
      origin,
      line: 6,
    });
  });

  it("skips days without a value instead of filling them", () => {
    expect(desk.latest("UST.10Y", "2025-11-11")).toMatchObject({ date: "2025-11-10", value: 4.13 });
    expect(desk.latest("UST.10Y", "2025-11-09")).toMatchObject({ date: "2025-11-06", value: 4.11 });
    expect(desk.previous("UST.10Y")).toMatchObject({ date: "2025-11-10", value: 4.13 });
  });

  it("has one day's value for that day only", () => {
    expect(desk.on("UST.10Y", "2025-11-10")?.value).toBe(4.13);
    for (const day of ["2025-11-11", "2025-11-09", "2025-11-05"])
      expect(desk.on("UST.10Y", day), day).toBeNull();
  });

  it("counts its last observations back from the issue's day, valid ones only", () => {
    expect(desk.tail("UST.10Y", 2)).toMatchObject({
      dates: ["2025-11-10", "2025-11-12"],
      values: [4.13, 4.08],
      window: { from: "2025-11-10", to: "2025-11-12", count: 2, coverage: null },
    });
    expect(desk.tail("UST.10Y", 99)?.values).toEqual([4.11, 4.13, 4.08]);
    expect(desk.tail("NOT.THERE", 2)).toBeNull();
  });

  it("answers null, never zero, where nothing was observed", () => {
    const bare = deskWith(DATE, [seriesOf("VIX", { "2025-11-11": null, "2025-11-12": null })]);
    const once = deskWith(DATE, [seriesOf("VIX", { "2025-11-12": 0 })]);
    for (const id of ["VIX", "NOT.THERE"]) {
      expect([bare.latest(id), bare.previous(id), bare.on(id, DATE)], id).toEqual([null, null, null]);
      expect(bare.history(id, { after: "2020-11-12" }), id).toBeNull();
    }
    expect(bare.series("NOT.THERE")).toBeNull();
    expect(once.latest("VIX")?.value).toBe(0);
    expect(once.previous("VIX")).toBeNull();
    expect(desk.latest("UST.10Y", "2025-11-05")).toBeNull();
  });

  it("keeps from which file and line each value was read", () => {
    const first = { ...origin, place: "first.csv" };
    const joined = {
      ...seriesOf("UST.10Y", { "2025-11-10": 4.13, "2025-11-12": 4.08 }),
      origins: [first, origin],
      originOf: [0, 1],
    };
    const twice = deskWith(DATE, [joined]);
    expect(twice.latest("UST.10Y")).toMatchObject({ origin: { place: "made-up.csv" }, line: 3 });
    expect(twice.previous("UST.10Y")).toMatchObject({ origin: { place: "first.csv" }, line: 2 });
  });

  it("never looks past its date, whatever the series holds", () => {
    const values = fc.array(fc.option(fc.double({ noNaN: true })), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(values, fc.integer({ min: -5, max: 45 }), (column, offset) => {
        const dated = column.map((value, index) => [addDays("2025-10-01", index), value] as const);
        const until = addDays("2025-10-01", offset);
        const one = deskWith("2025-11-14", [seriesOf("X", Object.fromEntries(dated))]);
        const expected = dated.filter(([date, value]) => date <= until && value !== null).at(-1);
        expect(one.latest("X", until)?.date).toBe(expected?.[0]);
        expect(one.latest("X", until)?.value).toBe(expected?.[1]);
      }),
    );
  });
});

describe("a history", () => {
  it("begins after its first day, ends with its last, and holds valid values only", () => {
    const history = desk.history("UST.10Y", { after: "2025-11-06" });
    expect(history?.dates).toEqual(["2025-11-10", "2025-11-12"]);
    expect(history?.values).toEqual([4.13, 4.08]);
    expect(history?.window).toMatchObject({ from: "2025-11-10", to: "2025-11-12", count: 2 });
    expect(desk.history("UST.10Y", { after: "2025-11-05", upTo: "2025-11-10" })?.values).toEqual([
      4.11, 4.13,
    ]);
    expect(desk.history("UST.10Y", { after: "2025-11-06", upTo: "2025-11-07" })).toBeNull();
  });

  it("tells how much of its own market's days it covers", () => {
    const both = (calendar: "nyse" | "sifma" | "every-day") =>
      deskWith(DATE, [seriesOf("X", rows, { calendar })]).history("X", { after: "2025-11-06" })?.window
        .coverage;
    // 7, 10, 12 November for bonds; the 11th too for equities; six days of any kind.
    expect(both("sifma")).toBeCloseTo(2 / 3, 12);
    expect(both("nyse")).toBe(2 / 4);
    expect(both("every-day")).toBeCloseTo(2 / 6, 12);
  });

  it("never covers more than all, though bonds are also quoted on a holiday", () => {
    const extra = seriesOf("X", { "2025-11-10": 1, "2025-11-11": 1, "2025-11-12": 1 });
    expect(deskWith(DATE, [extra]).history("X", { after: "2025-11-07" })?.window.coverage).toBe(1);
  });

  it("has no coverage where the market's closings are not known", () => {
    const early = addDays(calendars.sifma.knownFrom, -2);
    expect(desk.history("UST.10Y", { after: early })?.window.coverage).toBeNull();
  });
});

describe("a section's patience", () => {
  const series = seriesOf("UST.10Y", { "2025-11-06": 4.11, "2025-11-07": 4.1 });
  const waiting = (missedDays: number, date: string, one = series) =>
    deskOf(snapshotOf(date, [one]), { missedDays, coverage: 0.8 });

  it("counts the days on which the market was open since: a bond holiday and a weekend are none", () => {
    // Since Friday the 7th bonds were open on the 10th, and again on the 12th.
    expect(waiting(0, "2025-11-09").latest("UST.10Y")?.date).toBe("2025-11-07");
    expect(waiting(0, "2025-11-10").latest("UST.10Y")).toBeNull();
    expect(waiting(1, "2025-11-11").latest("UST.10Y")?.date).toBe("2025-11-07");
    expect(waiting(1, "2025-11-12").latest("UST.10Y")).toBeNull();
    expect(waiting(2, "2025-11-12").latest("UST.10Y")?.date).toBe("2025-11-07");
  });

  it("is counted from the day that is asked for, not from the issue's", () => {
    const desk = waiting(0, "2025-11-12");
    expect(desk.latest("UST.10Y", "2025-11-09")?.date).toBe("2025-11-07");
    expect(desk.latest("UST.10Y", "2025-11-10")).toBeNull();
    expect(desk.on("UST.10Y", "2025-11-06")?.value).toBe(4.11);
  });

  it("is without end where nobody says otherwise", () => {
    expect(deskWith("2025-12-31", [series]).latest("UST.10Y")?.date).toBe("2025-11-07");
  });

  it("gives way to a series' own age where it is not published daily", () => {
    const monthly = { ...series, maxAgeDays: 5 };
    expect(waiting(0, "2025-11-12", monthly).latest("UST.10Y")?.date).toBe("2025-11-07");
    expect(waiting(99, "2025-11-13", monthly).latest("UST.10Y")).toBeNull();
  });

  it("says how full a window must be", () => {
    const weekly = seriesOf("X", { "2025-11-05": 1, "2025-11-06": 2, "2025-11-07": 3 }, { calendar: "nyse" });
    const window = (coverage: number) => {
      const desk = deskOf(snapshotOf("2025-11-07", [weekly]), { missedDays: 1, coverage });
      return coveredWindow(desk, "X", 1)?.values ?? null;
    };
    // Three of 250 days.
    expect(window(0.01)).toEqual([1, 2, 3]);
    expect(window(0.02)).toBeNull();
  });
});

it("days missed are those of the market; what has a value every day is missed on the Federal Reserve's days", () => {
  const missed = (calendar: "nyse" | "sifma" | "every-day", newest: string, on: string) =>
    missedDaysOf({ calendar }, newest, on, calendars);
  expect(missed("nyse", "2025-11-07", "2025-11-12")).toBe(3);
  expect(missed("sifma", "2025-11-07", "2025-11-12")).toBe(2);
  expect(missed("every-day", "2025-11-07", "2025-11-12")).toBe(2);
  expect(missed("nyse", "2025-11-12", "2025-11-12")).toBe(0);
});

it("contracts, meetings and sectors are of a family, other series are not", () => {
  expect(["ZQ.2025-12", "OIS.FOMC.2025-12-10", "SPX.SECTOR.ENERGY.RETURN"].every(isOneOfMany)).toBe(true);
  expect(["SPX", "UST.10Y", "ZQ"].some(isOneOfMany)).toBe(false);
});

it("a value that its source has revised is told with the one before, on its own day only", () => {
  const revised = {
    ...seriesOf("UST.10Y", { "2025-11-10": 4.13, "2025-11-12": 4.08 }),
    revisedFrom: { "2025-11-10": 4.12 },
  };
  const desk = deskWith(DATE, [revised]);
  expect(desk.previous("UST.10Y")).toMatchObject({ value: 4.13, revisedFrom: 4.12 });
  expect(desk.latest("UST.10Y")).not.toHaveProperty("revisedFrom");
});
