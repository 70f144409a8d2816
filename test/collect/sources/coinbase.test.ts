import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coinbase, newYorkCloses } from "../../../pipeline/collect/sources/coinbase.ts";

type Row = [number, number, number, number, number, number];
const fixture = (name: string): Row[] =>
  JSON.parse(readFileSync(new URL(`../../fixtures/coinbase/${name}.json`, import.meta.url), "utf8"));
const days = fixture("days");
const hours = fixture("hours");
const HOURLY = "BTC-USD@16:00-new-york";
const errandOf = (symbol: string, { date = "2026-02-13", from = "2025-01-01" } = {}) =>
  coinbase.errands([{ series: "ours", symbol }], { date, from })[0]!;
function read(bodies: readonly unknown[], { symbol = "BTC-USD", at = "2026-02-13T22:30:00Z" } = {}) {
  const pages = bodies.map((body) => ({
    url: "https://api.exchange.coinbase.com/",
    bytes: new TextEncoder().encode(typeof body === "string" ? body : JSON.stringify(body)),
    type: "application/json",
    charset: null,
    at,
  }));
  return coinbase.read(pages, errandOf(symbol));
}
const withRow = (index: number, change: (row: Row) => unknown) =>
  days.map((row, at) => (at === index ? change(row) : row));

describe("what Coinbase is asked", () => {
  const addresses = (date: string, symbol = "BTC-USD") =>
    errandOf(symbol, { date }).pages.map(({ url }) => url);

  it("is windows of 300 days, the newest first, of which past ones keep their addresses", () => {
    const base = "https://api.exchange.coinbase.com/products/BTC-USD/candles?granularity=86400";
    const windows = [
      `${base}&start=2025-10-28T00:00:00Z&end=2026-08-23T00:00:00Z`,
      `${base}&start=2025-01-01T00:00:00Z&end=2025-10-27T00:00:00Z`,
    ];
    expect(addresses("2026-02-13")).toEqual(windows);
    expect(addresses("2026-08-23")).toEqual(windows);
    expect(addresses("2026-08-24")).toEqual([expect.stringContaining("start=2026-08-24"), ...windows]);
    expect(addresses("2025-10-27")).toEqual([windows[1]]);
  });

  it("is the hours of the last twelve days for the cut of New York", () => {
    expect(addresses("2026-02-13", HOURLY)).toEqual([
      "https://api.exchange.coinbase.com/products/BTC-USD/candles?granularity=3600&start=2026-02-02T00:00:00Z&end=2026-02-13T23:00:00Z",
    ]);
  });
});

describe("a reader of Coinbase's days", () => {
  it("sees the close of each UTC day that is over, and what cut it is", () => {
    expect(read([days])).toEqual({
      verdict: "ok",
      rows: [
        {
          series: "ours",
          dates: ["2026-02-07", "2026-02-08", "2026-02-09", "2026-02-10", "2026-02-11", "2026-02-12"],
          values: [60500.5, 59800.25, 61000, 61250.75, 60900, 61500],
          note: "close of the UTC day, not 16:00 New York",
        },
      ],
      headlines: [],
      remarks: ["BTC-USD: the candle of 2026-02-13 is left out, since its UTC day was not over."],
    });
  });

  it("sees the last day once a later candle stands beside it: the last one of an old copy was running", () => {
    const next = [days[0]![0]! + 86_400, ...days[0]!.slice(1)];
    const last = (at: string, candles: readonly (readonly number[])[]) => {
      const reading = read([candles], { at });
      return reading.verdict === "ok" ? reading.rows[0]?.dates.at(-1) : reading;
    };
    expect(last("2026-02-13T23:59:59Z", days)).toBe("2026-02-12");
    expect(last("2026-02-14T00:00:00Z", days)).toBe("2026-02-12");
    expect(last("2026-02-14T00:00:00Z", [next, ...days])).toBe("2026-02-13");
  });

  it("sees the same in any order and over several pages, some of them empty or overlapping", () => {
    const shuffled = [days[3], days[0], days[5], days[1], days[6], days[2], days[4]];
    const { rows } = read([days]) as { rows: unknown };
    expect(read([shuffled])).toMatchObject({ rows });
    expect(read([days.slice(0, 4), days.slice(2), []])).toMatchObject({ rows });
  });
});

describe("an answer of Coinbase that is not candles", () => {
  const swapped = days.map(([time, low, high, open, close, volume]) => [
    time,
    low,
    high,
    close,
    open,
    volume,
  ]);
  const ohlc = days.map(([time, low, high, open, close, volume]) => [time, open, high, low, close, volume]);
  it.each<[string, unknown, string, string | RegExp]>([
    ["nothing", "", "empty", "The answer is empty where JSON is expected."],
    ["an empty list", [], "empty", "Coinbase has no candle of BTC-USD that has ended in this span."],
    ["a message", { message: "NotFound" }, "soft_error", 'Coinbase answered with the message "NotFound".'],
    [
      "HTML",
      "<html><title>Sorry</title>",
      "soft_error",
      /^The answer is a web page where JSON is expected: "Sorry"/,
    ],
    [
      "a body cut short",
      JSON.stringify(days).slice(0, -9),
      "shape_changed",
      /^The answer is no JSON, or is cut short/,
    ],
    [
      "an object",
      { candles: days },
      "shape_changed",
      'The answer is no list of candles. Expected a list of [time, low, high, open, close, volume], found an object of "candles".',
    ],
    ["columns of another order", ohlc, "shape_changed", /^A candle's prices are not in their places\./],
    [
      "open and close in each other's places",
      swapped,
      "shape_changed",
      /^Open and close seem to have changed places\./,
    ],
    [
      "a number of letters",
      withRow(2, (row) => row.with(4, "4.1x7" as never)),
      "shape_changed",
      /^A candle is not six numbers\./,
    ],
    [
      "a missing close",
      withRow(2, (row) => row.with(4, null as never)),
      "shape_changed",
      /^A candle is not six numbers\./,
    ],
    [
      "a candle too long",
      withRow(2, (row) => [...row, 1]),
      "shape_changed",
      /^A candle is not six numbers\./,
    ],
    [
      "hours in place of days",
      hours,
      "shape_changed",
      /^A candle does not begin where one begins\. Expected a multiple of 86400/,
    ],
    [
      "a candle of the future",
      withRow(0, (row) => row.with(0, row[0] + 864_000)),
      "shape_changed",
      /^A candle lies ahead\./,
    ],
    [
      "two closes for one day",
      withRow(2, ([, ...row]) => [days[3]![0], ...row]),
      "shape_changed",
      /came twice\. Expected a close of/,
    ],
  ])("%s", (_, body, verdict, reason) => {
    expect(read([body])).toEqual({
      verdict,
      reason: reason instanceof RegExp ? expect.stringMatching(reason) : reason,
    });
  });

  it("spoils all pages where one cannot be read", () => {
    expect(read([days, "<html>"])).toMatchObject({ verdict: "soft_error" });
  });

  it("never throws, wherever a value is put in place of another", () => {
    const odd = fc.oneof(
      fc.double(),
      fc.integer(),
      fc.jsonValue(),
      fc.constantFrom(-8.64e15, 1e308, -86400 * 1e11),
    );
    fc.assert(
      fc.property(fc.nat(6), fc.nat(5), odd, (row, cell, value) => {
        const reading = read([withRow(row, (one) => one.with(cell, value as never))]);
        expect(reading.verdict === "ok" || reading.reason.endsWith(".")).toBe(true);
      }),
    );
  });
});

describe("the price at 16:00 New York", () => {
  it("is the close of the hour that ends then: 21:00 UTC in winter, 20:00 in summer", () => {
    const close = (iso: string) => hours.find(([time]) => time === Date.parse(iso) / 1000)![4];
    expect(read([hours], { symbol: HOURLY, at: "2026-03-10T12:00:00Z" })).toEqual({
      verdict: "ok",
      rows: [
        {
          series: "ours",
          dates: ["2026-03-07", "2026-03-08", "2026-03-09"],
          values: [
            close("2026-03-07T20:00:00Z"),
            close("2026-03-08T19:00:00Z"),
            close("2026-03-09T19:00:00Z"),
          ],
          note: "16:00 New York, from hourly candles",
        },
      ],
      headlines: [],
      remarks: [],
    });
  });

  it("is not there before its hour has ended, nor without its candle", () => {
    const dates = (rows: readonly Row[], at: string) => {
      const reading = read([rows], { symbol: HOURLY, at });
      return reading.verdict === "ok" ? reading.rows[0]?.dates : reading.verdict;
    };
    const until = (iso: string) => hours.filter(([time]) => time <= Date.parse(iso) / 1000);
    expect(dates(until("2026-03-09T19:00:00Z"), "2026-03-09T19:59:59Z")).toEqual([
      "2026-03-07",
      "2026-03-08",
    ]);
    const holed = hours.filter(([time]) => time !== Date.parse("2026-03-08T19:00:00Z") / 1000);
    expect(dates(holed, "2026-03-10T12:00:00Z")).toEqual(["2026-03-07", "2026-03-09"]);
    expect(dates([], "2026-03-10T12:00:00Z")).toBe("empty");
  });

  it("has no rows where there are no candles", () => {
    expect(newYorkCloses([])).toMatchObject({ dates: [], values: [] });
  });
});
