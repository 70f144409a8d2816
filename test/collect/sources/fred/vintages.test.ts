import { describe, expect, it } from "vitest";
import { refusalIn } from "../../../../pipeline/collect/read/refusal.ts";
import { readObservations } from "../../../../pipeline/collect/sources/fred/observations.ts";
import {
  readVintageDates,
  vintageDays,
  vintageTellings,
  vintageWindows,
} from "../../../../pipeline/collect/sources/fred/vintages.ts";
import { addDays } from "../../../../pipeline/finance/dates.ts";
import { fixture, pageOf } from "../fred-pages.ts";

const first = fixture("window-1.json");
const second = fixture("window-2.json");
/** What was read, or the verdict with its reason. */
const told = <T>(read: () => T): T | string => {
  try {
    return read();
  } catch (error) {
    const { verdict, reason } = refusalIn(error);
    return `${verdict}: ${reason}`;
  }
};
const tellings = (...bodies: string[]) =>
  told(() => vintageTellings("US.CPI", bodies.map(pageOf).map(readObservations)));
const days = (...bodies: string[]) => told(() => vintageDays(bodies.map(pageOf).map(readVintageDates)));

/** A reply with these versions: [from, date, value]. */
function windowOf(
  start: string,
  end: string,
  versions: [string, string, string][],
  { offset = 0, count = versions.length } = {},
): string {
  const observations = versions.map(([from, date, value]) => ({
    realtime_start: from,
    realtime_end: end,
    date,
    value,
  }));
  return JSON.stringify({
    realtime_start: start,
    realtime_end: end,
    units: "lin",
    count,
    offset,
    observations,
  });
}

describe("what FRED said on each day", () => {
  it("holds only what was new or changed, though the second window begins all rows anew", () => {
    expect(tellings(first, second)).toEqual([
      {
        series: "US.CPI",
        publishedOn: "2026-02-10",
        dates: ["2025-12-01", "2026-01-01"],
        values: [330.1, 331.4],
      },
      {
        series: "US.CPI",
        publishedOn: "2026-03-10",
        dates: ["2026-01-01", "2026-02-01"],
        values: [331.5, 332],
      },
      {
        series: "US.CPI",
        publishedOn: "2026-04-10",
        dates: ["2026-02-01", "2026-03-01"],
        values: [332.3, 333],
      },
      {
        series: "US.CPI",
        publishedOn: "2026-05-12",
        dates: ["2026-02-01", "2026-04-01"],
        values: [332.4, null],
      },
    ]);
  });

  it("tells of a value that went and came back as two changes, and of one taken away not at all", () => {
    const there = windowOf("2026-02-10", "2026-02-10", [
      ["2026-02-10", "2025-12-01", "1"],
      ["2026-02-10", "2025-11-01", "7"],
    ]);
    const gone = windowOf("2026-03-10", "2026-03-10", [["2026-03-10", "2025-12-01", "."]]);
    const back = windowOf("2026-04-10", "2026-04-10", [["2026-04-10", "2025-12-01", "1.0"]]);
    expect(tellings(there, gone, back)).toMatchObject([
      { publishedOn: "2026-02-10", dates: ["2025-11-01", "2025-12-01"], values: [7, 1] },
      { publishedOn: "2026-03-10", dates: ["2025-12-01"], values: [null] },
      { publishedOn: "2026-04-10", dates: ["2025-12-01"], values: [1] },
    ]);
  });

  it("is put together from the parts of a long window", () => {
    const whole = { count: 2 };
    const parts = [
      windowOf("2026-02-10", "2026-03-10", [["2026-02-10", "2025-12-01", "1"]], whole),
      windowOf("2026-02-10", "2026-03-10", [["2026-03-10", "2025-12-01", "2"]], { ...whole, offset: 1 }),
    ];
    expect(tellings(...parts)).toMatchObject([{ values: [1] }, { values: [2] }]);
    expect(tellings(parts[0]!)).toBe(
      "shape_changed: FRED sent 1 of 2 versions of US.CPI in the window from 2026-02-10: the reply is not whole.",
    );
    expect(tellings(parts[0]!, parts[0]!)).toMatch(/not whole/);
    expect(tellings(parts[0]!, parts[1]!.replace('"count":2', '"count":3'))).toMatch(/not whole/);
  });

  it("is refused where windows overlap or come in the wrong order", () => {
    expect(tellings(second, first)).toMatch(/begins before the last one ended/);
    const overlapping = windowOf("2026-03-10", "2026-04-10", [["2026-03-10", "2025-12-01", "1"]]);
    expect(tellings(first, overlapping)).toMatch(/begins before the last one ended, 2026-03-10/);
  });

  it("is refused for a version from outside its window, and for two of one day", () => {
    const stray = windowOf("2026-03-10", "2026-04-10", [["2026-05-01", "2025-12-01", "1"]]);
    expect(tellings(stray)).toBe(
      "shape_changed: FRED sent a version of another time than was asked for: 2025-12-01 as of 2026-05-01, outside 2026-03-10 to 2026-04-10.",
    );
    const double = windowOf("2026-03-10", "2026-04-10", [
      ["2026-03-10", "2025-12-01", "1"],
      ["2026-03-10", "2025-12-01", "2"],
    ]);
    expect(tellings(double)).toMatch(/two different values for 2025-12-01/);
  });

  it("is refused with the reason of the first page that cannot be read", () => {
    expect(tellings(first, "<html></html>")).toMatch(/^soft_error/);
    expect(tellings(first, second.replace('"332.3"', '"33x2.3"'))).toMatch(/^shape_changed: Observation 3/);
    expect(tellings()).toEqual([]);
  });
});

describe("the days on which FRED changed a series", () => {
  const body = fixture("vintagedates.json");
  const change = (from: string | RegExp, to: string) => body.replace(from, to);

  it("are listed, in one reply or in several", () => {
    const whole = ["2026-02-10", "2026-03-10", "2026-04-10", "2026-05-12"];
    expect(days(body)).toEqual(whole);
    expect(
      days(
        change(/\[.*\]/, '["2026-02-10","2026-03-10"]'),
        change(/\[.*\]/, '["2026-04-10","2026-05-12"]').replace('"offset":0', '"offset":2'),
      ),
    ).toEqual(whole);
  });

  it("are refused where the list is not whole, not in order, or holds something else", () => {
    expect(days(change('"count":4', '"count":5'))).toBe(
      "shape_changed: FRED sent 4 of 5 vintage dates: the reply is not whole.",
    );
    expect(days(change("2026-03-10", "2026-04-10"))).toMatch(/^shape_changed: .*not in order/);
    expect(days(change("2026-03-10", "2026-13-10"))).toMatch(/^shape_changed: .*found "2026-13-10"/);
    expect(days(change('"2026-03-10"', "20260310"))).toMatch(/^shape_changed/);
    expect(days(change("vintage_dates", "dates"))).toMatch(/^shape_changed: .*"vintage_dates" is not there/);
    expect(days(change(/\[.*\]/, "[]").replace('"count":4', '"count":0'))).toMatch(/^empty/);
    expect(days(body.slice(0, 100))).toMatch(/^shape_changed/);
  });

  it("are cut into windows of two thousand, which is all that FRED answers", () => {
    const many = Array.from({ length: 4001 }, (_, index) => addDays("2010-01-01", index * 2));
    expect(vintageWindows(many)).toEqual([
      { start: many[0], end: many[1999] },
      { start: many[2000], end: many[3999] },
      { start: many[4000], end: many[4000] },
    ]);
    expect(vintageWindows(many.slice(0, 2000))).toHaveLength(1);
    expect(vintageWindows([])).toEqual([]);
  });
});
