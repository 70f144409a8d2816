import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "../../pipeline/finance/dates.ts";
import { calendars, deskWith, origin, seriesOf } from "../support/snapshots.ts";

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
