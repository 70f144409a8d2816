import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stooq } from "../../../pipeline/collect/sources/stooq.ts";

const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/stooq/${name}.csv`, import.meta.url), "utf8");
const errandOf = (symbol: string) =>
  stooq.errands([{ series: "ours", symbol }], { date: "2026-02-13", from: "2020-01-01" })[0]!;
function read(body: string | Uint8Array, { symbol = "xlk.us", at = "2026-02-13T22:30:00Z" } = {}) {
  const errand = errandOf(symbol);
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  return stooq.read([{ url: errand.pages[0]!.url, bytes, type: "text/plain", charset: null, at }], errand);
}
const fund = fixture("fund");

describe("what Stooq is asked", () => {
  it("is one table for a symbol, from the first day on", () => {
    expect(errandOf("^spx").pages).toEqual([
      {
        url: "https://stooq.com/q/d/l/?s=%5Espx&d1=20200101&i=d",
        limitBytes: 4_000_000,
        gapMs: 1000,
      },
    ]);
  });
});

describe("a reader of Stooq's closes", () => {
  it("sees them by the column's name, with their lines, and that they are adjusted", () => {
    expect(read(fund)).toEqual({
      verdict: "ok",
      rows: [
        {
          series: "ours",
          dates: ["2026-02-11", "2026-02-12", "2026-02-13"],
          values: [100.1, 100.9, 101.25],
          lines: [2, 3, 4],
          note: "adjusted for splits and dividends",
        },
      ],
      headlines: [],
      remarks: [],
    });
  });

  it("sees the same closes whatever the order of the columns and the rows", () => {
    const [head, ...rows] = fund.trim().split("\r\n");
    const turned = [head!, ...rows.reverse()].map((line) => line.split(",").reverse().join(","));
    expect(read(`${turned.join("\n")}\n`)).toMatchObject({ rows: [{ values: [100.1, 100.9, 101.25] }] });
  });

  it("sees an index without volumes, and a missing close as missing", () => {
    expect(read(fixture("index"), { symbol: "^spx" })).toMatchObject({
      rows: [{ dates: ["2026-02-12", "2026-02-13"], values: [7010.75, null] }],
    });
  });

  it("is told of warnings above the header, which do no harm", () => {
    const body = `<br />\r\n<b>Warning</b>: array_key_exists() expects, x given in /q.php on line 7<br />\r\n${fund}`;
    expect(read(body)).toMatchObject({
      rows: [{ values: [100.1, 100.9, 101.25], lines: [4, 5, 6] }],
      remarks: ["xlk.us: 2 lines of other text stand above the header."],
    });
  });

  it("does not see today's row before half past four in New York", () => {
    const dates = (at: string) => {
      const reading = read(fund, { at });
      return reading.verdict === "ok" ? [reading.rows[0]!.dates.at(-1), reading.remarks.length] : reading;
    };
    expect(dates("2026-02-13T18:00:00Z")).toEqual(["2026-02-12", 1]);
    expect(dates("2026-02-13T21:29:00Z")).toEqual(["2026-02-12", 1]);
    expect(dates("2026-02-13T21:30:00Z")).toEqual(["2026-02-13", 0]);
    expect(dates("2026-02-14T02:00:00Z")).toEqual(["2026-02-13", 0]);
  });
});

describe("an answer of Stooq that is not the table", () => {
  it.each([
    ["No data", "empty", "Stooq has no data for xlk.us in this span."],
    ["Brak danych", "empty", "Stooq has no data for xlk.us in this span."],
    [
      "Exceeded the daily hits limit",
      "rate_limited",
      "Stooq says that the daily limit of requests is exceeded.",
    ],
    ["Get your apikey:\n1. Open a page", "auth", "Stooq asks for a key, which it gives to people only."],
    ["", "empty", "The answer is empty where CSV is expected."],
    [
      "<html><head><title>Checking your browser</title></head></html>",
      "soft_error",
      'The answer is a web page where CSV is expected: "Checking your browser".',
    ],
    [
      fund.replace("Close", "Last"),
      "shape_changed",
      /^The header is not there\. Expected the columns Date, Open, High, Low, Close, found "Date,Open/,
    ],
    [fund.slice(0, -3), "shape_changed", /^The last line does not end with a newline/],
    [fund.slice(0, -12), "shape_changed", /^The last line does not end with a newline/],
    [
      fund.replace("100.9,", "100.9x7,"),
      "shape_changed",
      'The Close in line 3 is not a price. Expected a number above 0, found "100.9x7".',
    ],
    [fund.replace("100.9,", "0,"), "shape_changed", /^The Close in line 3 is not a price\./],
    [fund.replace("100.9,", "1,00.9,"), "shape_changed", "Line 3 has 7 cells where the header has 6 names."],
    [
      fund.replace("2026-02-12", "2026-02-30"),
      "shape_changed",
      'The date in line 3 should be YYYY-MM-DD and is "2026-02-30".',
    ],
    [
      fund.replace("2026-02-12", "2026-02-11"),
      "shape_changed",
      "xlk.us of 2026-02-11 stands twice, as 100.1 and as 100.9.",
    ],
    [
      fund.replace("High,Low,Close", "Close,Low,High"),
      "shape_changed",
      'The prices are not in their places. Expected closes between low and high, found "2 of 3 closes outside of their day\'s range".',
    ],
    [fund.replace("High,", "Top,"), "shape_changed", /^The header is not there\./],
    ["Date,Open,High,Low,Close\n", "empty", "The table of xlk.us holds no settled close."],
  ])("%j", (body, verdict, reason) => {
    expect(read(body)).toEqual({
      verdict,
      reason: reason instanceof RegExp ? expect.stringMatching(reason) : reason,
    });
  });

  it("never throws, whatever is put into it", () => {
    const spoilt = fc
      .tuple(fc.nat(fund.length), fc.nat(20), fc.string())
      .map(([at, length, text]) => fund.slice(0, at) + text + fund.slice(at + length));
    fc.assert(fc.property(spoilt, (body) => typeof read(body).verdict === "string"));
    fc.assert(fc.property(fc.uint8Array(), (bytes) => read(bytes).verdict !== "ok"));
  });

  it("is never taken for a shorter table where it is cut within a row", () => {
    const known = new Set([100.1, 100.9, 101.25]);
    for (let length = 0; length < fund.length; length += 1) {
      const reading = read(fund.slice(0, length));
      if (reading.verdict === "ok")
        for (const value of reading.rows[0]!.values) expect(known).toContain(value);
    }
  });
});
