import { describe, expect, it } from "vitest";
import { tradingDays } from "../../pipeline/finance/trading-days.ts";
import { coveredWindow, historySince, windowOf } from "../../pipeline/finance/windows.ts";
import { calendars, deskWith, seriesOf } from "../support/snapshots.ts";

const ID = "US.ICE.IG.OAS";
const daily = (from: string, to: string) =>
  Object.fromEntries(tradingDays(from, to, calendars.sifma).map((date, index) => [date, 100 + (index % 7)]));
const deskOn = (date: string, rows: Readonly<Record<string, number | null>>) =>
  deskWith(date, [seriesOf(ID, rows, { unit: "bp" })]);

describe("a window of years", () => {
  it("begins after the same day five years ago and ends with the latest observation", () => {
    const rows = { "2020-11-05": 130, "2020-11-06": 131, "2025-11-04": 83, "2025-11-05": 81 };
    const history = windowOf(deskOn("2025-11-05", rows), ID, 5);
    expect(history?.dates).toEqual(["2020-11-06", "2025-11-04", "2025-11-05"]);
    expect(history?.window).toMatchObject({ from: "2020-11-06", to: "2025-11-05", count: 3 });
  });

  it("leaves out days without an observation and whatever is dated later than the issue", () => {
    const rows = { "2025-11-03": 83, "2025-11-04": null, "2025-11-05": 81, "2025-11-06": 82 };
    expect(windowOf(deskOn("2025-11-05", rows), ID, 5)?.values).toEqual([83, 81]);
  });

  it("is nothing where there is nothing", () => {
    expect(windowOf(deskOn("2025-11-05", { "2020-11-05": 130 }), ID, 5)).toBeNull();
    expect(windowOf(deskOn("2025-11-05", {}), "CDX.NA.IG.5Y", 5)).toBeNull();
  });

  it("says nothing of its years below four fifths of their days", () => {
    const whole = daily("2020-11-06", "2025-11-05");
    const days = Object.keys(whole);
    const last = (share: number) =>
      Object.fromEntries(days.slice(-Math.ceil(share * days.length)).map((date) => [date, whole[date]!]));
    expect(coveredWindow(deskOn("2025-11-05", whole), ID, 5)?.window.coverage).toBe(1);
    expect(coveredWindow(deskOn("2025-11-05", last(0.81)), ID, 5)).not.toBeNull();
    expect(coveredWindow(deskOn("2025-11-05", last(0.79)), ID, 5)).toBeNull();
  });
});

describe("a history since a stated day", () => {
  const from = "2022-10-01";

  it("begins on that day, itself included", () => {
    const rows = { "2022-09-30": 150, ...daily("2022-10-03", "2025-11-05") };
    expect(historySince(deskOn("2025-11-05", rows), ID, { from })?.window.from).toBe("2022-10-03");
    const first = historySince(deskOn("2025-11-05", daily("2022-10-03", "2025-11-05")), ID, {
      from: "2022-10-03",
    });
    expect(first?.window.from).toBe("2022-10-03");
  });

  it("is null where the data begin later, so that nobody reads a tight since a day that was not seen", () => {
    const rows = daily("2022-11-01", "2025-11-05");
    expect(historySince(deskOn("2025-11-05", rows), ID, { from })).toBeNull();
  });

  it("ends with a stated day, but never after the issue's", () => {
    const rows = daily("2020-01-02", "2025-11-05");
    const year = historySince(deskOn("2025-11-05", rows), ID, { from: "2022-01-01", upTo: "2022-12-31" });
    expect([year?.window.from, year?.window.to]).toEqual(["2022-01-03", "2022-12-30"]);
    const open = historySince(deskOn("2025-11-04", rows), ID, { from: "2025-01-01", upTo: "2025-12-31" });
    expect(open?.window.to).toBe("2025-11-04");
    expect(open?.window.coverage).toBe(1);
  });
});
