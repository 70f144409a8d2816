import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { yahooChart } from "../../../pipeline/collect/sources/yahoo-chart.ts";

const fixture = (name: string) =>
  readFileSync(new URL(`../../fixtures/yahoo/${name}.json`, import.meta.url), "utf8");
const asked = { date: "2026-02-13", from: "2020-01-01" };
const LATE = "2026-02-13T22:30:00Z";
const errandOf = (...symbols: string[]) =>
  yahooChart.errands(
    symbols.map((symbol) => ({ series: `our ${symbol}`, symbol })),
    asked,
  )[0]!;

function read(body: string | Uint8Array, { symbols = ["XLK"], at = LATE } = {}) {
  const errand = errandOf(...symbols);
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  return yahooChart.read(
    [{ url: errand.pages[0]!.url, bytes, type: "application/json", charset: null, at }],
    errand,
  );
}
const rowsOf = (reading: ReturnType<typeof read>) => (reading.verdict === "ok" ? reading.rows : reading);
const fund = (change: (text: string) => string = (text) => text) => change(fixture("fund"));
type Column = (number | string | null)[];
interface ChartResult {
  readonly meta: Record<string, unknown> & {
    readonly currentTradingPeriod: { readonly regular: { start: number; end: number } };
  };
  readonly timestamp: [number, number, number, number, number];
  readonly indicators: { readonly quote: [{ close: Column; volume: Column }] };
}

/** The fund's reply with something done to its parsed form. */
function altered(change: (result: ChartResult) => void): string {
  const reply = JSON.parse(fixture("fund"));
  change(reply.chart.result[0]);
  return JSON.stringify(reply);
}

describe("what Yahoo is asked", () => {
  it("is one page for a ticker, however many series want it, with the longest range of them", () => {
    const errands = yahooChart.errands(
      ["^GSPC", "XLK@return", "ZQZ26.CBT", "XLF@return", "XLK"].map((symbol) => ({ series: symbol, symbol })),
      asked,
    );
    const base = "https://query1.finance.yahoo.com/v8/finance/chart";
    expect(errands.map(({ pages }) => pages.map(({ url }) => url))).toEqual([
      [`${base}/%5EGSPC?range=10y&interval=1d&events=div%2Csplits`],
      [`${base}/XLK?range=10y&interval=1d&events=div%2Csplits`],
      [`${base}/ZQZ26.CBT?range=6mo&interval=1d&events=div%2Csplits`],
      [`${base}/XLF?range=1y&interval=1d&events=div%2Csplits`],
    ]);
    expect(errands[1]?.wanted.map(({ symbol }) => symbol)).toEqual(["XLK@return", "XLK"]);
    expect(errands[0]?.pages[0]).toMatchObject({
      gapMs: 120,
      headers: { "user-agent": "Mozilla/5.0 (compatible; tracker)" },
    });
  });
});

describe("a reader of Yahoo's closes", () => {
  it("sees them by the exchange's date, without the noise of single precision", () => {
    expect(rowsOf(read(fund()))).toEqual([
      {
        series: "our XLK",
        dates: ["2026-02-09", "2026-02-10", "2026-02-11", "2026-02-12", "2026-02-13"],
        values: [100, 102, 101.4, 101.8, 101.5],
      },
    ]);
  });

  it("keeps a missing close missing, and takes a price of 0 for none", () => {
    const body = altered(({ indicators }) => indicators.quote[0].close.splice(1, 2, null, 0));
    expect(rowsOf(read(body))).toMatchObject([{ values: [100, null, null, 101.8, 101.5] }]);
  });

  it("takes the later of two bars of one day, unless it has no close", () => {
    const twice = (close: number | null) =>
      altered((result) => {
        result.timestamp[3] = result.timestamp[2] + 23_400;
        result.indicators.quote[0].close[3] = close;
      });
    expect(rowsOf(read(twice(101.8)))).toMatchObject([
      { dates: ["2026-02-09", "2026-02-10", "2026-02-11", "2026-02-13"], values: [100, 102, 101.8, 101.5] },
    ]);
    expect(rowsOf(read(twice(null)))).toMatchObject([{ values: [100, 102, 101.4, 101.5] }]);
  });

  it("never takes chartPreviousClose for a close", () => {
    expect(JSON.stringify(read(fund(), { symbols: ["XLK", "XLK@return"] }))).not.toContain("77.7");
  });
});

describe("a reader of fed fund futures", () => {
  const future = (at = "2026-02-14T22:30:00Z", body = fixture("future")) =>
    read(body, { symbols: ["ZQZ26.CBT"], at });

  it("sees midnight bars on their own day on both sides of a change of the clocks", () => {
    expect(rowsOf(future())).toMatchObject([
      {
        dates: ["2025-10-30", "2025-10-31", "2025-11-03", "2026-02-12", "2026-02-13"],
        values: [96, null, 96.1, 96.15, 96.2],
      },
    ]);
  });

  it("is told that bars without volume are no prices", () => {
    expect(future()).toMatchObject({ remarks: ["ZQZ26.CBT: 1 bars without volume are no prices."] });
  });

  it("does not see a day that trades round the clock before it has ended", () => {
    expect(rowsOf(future("2026-02-13T22:30:00Z"))).toMatchObject([{ values: [96, null, 96.1, 96.15] }]);
  });

  it("is not told of them when the column of volumes is gone", () => {
    const body = fixture("future").replace('"volume"', '"vol"');
    expect(future(LATE, body)).toMatchObject({ verdict: "shape_changed" });
  });
});

describe("a running session", () => {
  /** A last bar of such a time in a reply of such a moment, with the last trade just before. */
  const ends = (time: number, at: string, lastTrade = Date.parse(at) / 1000) => {
    const body = altered((result) => {
      result.timestamp[4] = time;
      result.meta.regularMarketTime = lastTrade;
    });
    const reading = read(body, { at });
    return reading.verdict === "ok" ? reading.rows[0]?.dates.at(-1) : reading.verdict;
  };
  const time = (clock: string) => Date.parse(`2026-02-13T${clock}Z`) / 1000;

  it("gives no close in its middle, whatever the timestamp", () => {
    for (const stamp of ["14:30:00", "17:59:00", "18:00:00"])
      expect(ends(time(stamp), "2026-02-13T18:00:00Z")).toBe("2026-02-12");
  });

  it("gives no close before its end, though the reply claims that it is over", () => {
    expect(ends(time("14:30:00"), "2026-02-13T20:59:00Z", time("21:00:00"))).toBe("2026-02-12");
  });

  it("gives no close from an answer that was kept since its middle", () => {
    expect(ends(time("14:30:00"), "2026-02-13T23:00:00Z", time("18:00:00"))).toBe("2026-02-12");
  });

  it("gives none while trades still come after its end, nor in the minutes of the closing auction", () => {
    expect(ends(time("21:30:00"), "2026-02-13T21:30:00Z")).toBe("2026-02-12");
    expect(ends(time("21:00:00"), "2026-02-13T21:00:30Z")).toBe("2026-02-12");
  });

  it("gives its close when the bar is dated to its start, or has rested for twenty minutes", () => {
    expect(ends(time("14:30:00"), "2026-02-13T21:05:00Z", time("21:00:00"))).toBe("2026-02-13");
    expect(ends(time("21:00:00"), "2026-02-13T21:21:00Z", time("21:00:00"))).toBe("2026-02-13");
  });

  it("takes both bars of its day with it", () => {
    const body = altered((result) => {
      result.timestamp[3] = time("14:30:00");
      result.timestamp[4] = time("18:00:00");
      result.meta.regularMarketTime = time("18:00:00");
    });
    expect(rowsOf(read(body, { at: "2026-02-13T18:00:00Z" }))).toMatchObject([{ values: [100, 102, 101.4] }]);
  });

  it("is said to be left out", () => {
    const body = altered((result) => {
      result.meta.regularMarketTime = time("18:00:00");
    });
    expect(read(body, { at: "2026-02-13T18:00:00Z", symbols: ["XLK", "XLK@return"] })).toMatchObject({
      rows: [{ values: [100, 102, 101.4, 101.8] }, { values: [2, 0, 0.394477] }],
      remarks: [
        "XLK: The bar of 2026-02-13 is left out: at 2026-02-13T18:00:00Z its session was running or just over.",
      ],
    });
  });

  it("is taken to run on the answer's own day where the reply does not say when it is", () => {
    for (const field of ["currentTradingPeriod", "regularMarketTime"]) {
      const body = altered(({ meta }) => delete meta[field]);
      expect(rowsOf(read(body))).toMatchObject([{ values: [100, 102, 101.4, 101.8] }]);
      expect(rowsOf(read(body, { at: "2026-02-14T12:00:00Z" }))).toMatchObject([{ values: { length: 5 } }]);
    }
  });

  it("is over when the reply speaks of the next one", () => {
    const body = altered(({ meta }) => {
      meta.currentTradingPeriod.regular.start += 3 * 86_400;
      meta.currentTradingPeriod.regular.end += 3 * 86_400;
    });
    expect(rowsOf(read(body, { at: "2026-02-16T12:00:00Z" }))).toMatchObject([{ values: { length: 5 } }]);
  });

  it("that is the only one leaves nothing", () => {
    const body = altered((result) => {
      const quote = [{ open: [101], high: [101], low: [101], close: [101], volume: [1] }];
      Object.assign(result, { timestamp: [time("18:00:00")], indicators: { quote } });
      result.meta.regularMarketTime = time("18:00:00");
    });
    expect(read(body, { at: "2026-02-13T18:00:00Z" })).toMatchObject({ verdict: "empty" });
  });
});

describe("an answer of Yahoo that is not the chart", () => {
  it.each([
    ["of nothing", "", "empty", "The answer is empty where JSON is expected."],
    [
      "of HTML",
      "<!DOCTYPE html><html><title>Sorry</title></html>",
      "soft_error",
      'The answer is a web page where JSON is expected: "Sorry".',
    ],
    [
      "that is cut short",
      fund().slice(0, -40),
      "shape_changed",
      /^The answer is no JSON, or is cut short: it begins with/,
    ],
    [
      "of words",
      "Too Many Requests\r\n",
      "rate_limited",
      'The answer is no JSON but the words "Too Many Requests".',
    ],
    [
      "that knows no such ticker",
      fixture("not-found"),
      "empty",
      'Yahoo has nothing for XLK; it says "Not Found": "No data found, symbol may be delisted".',
    ],
    [
      "with another error",
      '{"finance":{"result":null,"error":{"code":"Unauthorized","description":"Invalid Crumb"}}}',
      "soft_error",
      'Yahoo answered for XLK with an error, "Unauthorized": "Invalid Crumb".',
    ],
    [
      "for another ticker",
      fund((text) => text.replace('"XLK"', '"XLF"')),
      "shape_changed",
      'The chart is not of the ticker that was asked for. Expected meta.symbol XLK, found "XLF".',
    ],
    [
      "of weekly bars",
      fund((text) => text.replace('"1d",\n', '"1wk",\n')),
      "shape_changed",
      'The bars are not daily. Expected meta.dataGranularity "1d", found "1wk".',
    ],
    [
      "without closes",
      fund((text) => text.replace('"close"', '"last"')),
      "shape_changed",
      'The chart has no column "close". Expected a list of numbers, found nothing.',
    ],
    [
      "with volumes in place of closes",
      altered(({ indicators: { quote } }) => {
        quote[0].close = quote[0].volume;
      }),
      "shape_changed",
      "The last close is far from the market price. Expected about 101.5, as meta.regularMarketPrice, found 4500000.",
    ],
    [
      "with highs in place of closes",
      fund((text) => text.replace('"high"', '"x"').replace('"close"', '"high"').replace('"x"', '"close"')),
      "shape_changed",
      'The prices are not in their places. Expected closes between low and high, found "5 of 5 closes outside of their day\'s range".',
    ],
    [
      "without highs",
      fund((text) => text.replace('"high"', '"top"')),
      "shape_changed",
      'The chart has no column "high". Expected a list of numbers, found nothing.',
    ],
    [
      "of what is no text",
      new Uint8Array([0x7b, 0xff, 0xfe, 0x80]),
      "shape_changed",
      "The answer is no text: its bytes do not fit its character set.",
    ],
    [
      "with a close that is no number",
      altered(({ indicators: { quote } }) => {
        quote[0].close[2] = "4.1x7";
      }),
      "shape_changed",
      'The close of 2026-02-11 is not a number. Expected a number or null, found "4.1x7".',
    ],
    [
      "with a close too few",
      altered(({ indicators: { quote } }) => quote[0].close.pop()),
      "shape_changed",
      'The column "close" is not as long as the timestamps. Expected 5 values, found 4.',
    ],
    [
      "without timestamps",
      fund((text) => text.replace('"timestamp"', '"times"')),
      "shape_changed",
      'The chart has no column "timestamp". Expected a list of numbers, found nothing.',
    ],
    [
      "with times in milliseconds",
      altered((result) => {
        result.timestamp[0] *= 1000;
      }),
      "shape_changed",
      /^A timestamp is not a time\. Expected whole seconds since 1970/,
    ],
    [
      "from the future",
      altered((result) => {
        result.timestamp[4] += 9 * 86_400;
      }),
      "shape_changed",
      "The last bar is of 2026-02-22, but the answer came at 2026-02-13T22:30:00Z.",
    ],
    [
      "without a zone",
      fund((text) => text.replaceAll('"gmtoffset"', '"offset"')),
      "shape_changed",
      /^The chart does not say in which zone/,
    ],
    [
      "with a dividend of words",
      fund((text) => text.replace('"amount": 0.6', '"amount": "0.6"')),
      "shape_changed",
      'A dividend has no amount. Expected a number above 0, found "0.6".',
    ],
    [
      "with no bars",
      altered((result) => {
        Object.assign(result, { timestamp: undefined, indicators: { quote: [{}], adjclose: [{}] } });
      }),
      "empty",
      "The chart of XLK holds no bars.",
    ],
  ])("%s", (_, body, verdict, reason) => {
    expect(read(body)).toEqual({
      verdict,
      reason: reason instanceof RegExp ? expect.stringMatching(reason) : reason,
    });
  });

  it("with status 404 and no data found is empty; another failure stays what it is", () => {
    const reply = { outcome: "failed", at: LATE, verdict: "http_error", reason: "Status 404." } as const;
    const failed = (status: number, excerpt: string) => yahooChart.failed?.({ ...reply, status, excerpt });
    expect(failed(404, fixture("not-found"))).toMatchObject({ verdict: "empty" });
    expect(failed(404, '{"chart":{"result":null,"error":{"code":"Not Found","desc')).toMatchObject({
      verdict: "empty",
    });
    expect(failed(404, "<h1>Not Found</h1>")).toBeNull();
    expect(failed(503, "")).toBeNull();
  });
});

describe("a hostile answer in Yahoo's name", () => {
  it("never throws, wherever a value is put in place of another", () => {
    const paths: (readonly (string | number)[])[] = [];
    const walk = (value: unknown, path: readonly (string | number)[]) => {
      paths.push(path);
      if (typeof value !== "object" || value === null) return;
      for (const [key, inner] of Object.entries(value)) walk(inner, [...path, key]);
    };
    walk(JSON.parse(fixture("fund")), []);
    const odd = fc.oneof(
      fc.constantFrom<unknown>(
        null,
        "",
        "x",
        -1,
        0,
        1e308,
        -1e308,
        1.5,
        [],
        [null],
        {},
        true,
        "9".repeat(500),
      ),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(fc.constantFrom(...paths), odd, (path, value) => {
        const reply = JSON.parse(fixture("fund"));
        const [last, ...way] = [...path].reverse();
        if (last === undefined) return;
        const owner = way.reverse().reduce((inner, key) => inner[key], reply);
        owner[last] = value;
        const reading = read(JSON.stringify(reply), { symbols: ["XLK", "XLK@return"] });
        if (reading.verdict !== "ok") expect(reading.reason).toMatch(/\.$/);
        else
          for (const rows of reading.rows)
            expect(rows.values.every((one) => one === null || Number.isFinite(one))).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it("never throws for bytes, nor for lists within lists", () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => read(bytes).verdict !== "ok"));
    const deep = `{"chart":{"result":${"[".repeat(200_000)}${"]".repeat(200_000)}}}`;
    expect(read(deep).verdict).not.toBe("ok");
  });

  it("does not carry its marks into the log", () => {
    const reading = read(fund((text) => text.replace('"XLK"', '"\\u202eXLK\\u0007\\n![](x)"')));
    expect(reading).toMatchObject({ reason: expect.stringMatching(/^[\x20-\x7e]*$/) });
  });
});
