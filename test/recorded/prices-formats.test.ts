import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { coinbase } from "../../pipeline/collect/sources/coinbase.ts";
import { stooq } from "../../pipeline/collect/sources/stooq.ts";
import { yahooChart } from "../../pipeline/collect/sources/yahoo-chart.ts";
import type { Page, Reading, WireFormat } from "../../pipeline/collect/wire-format.ts";

const shared = new URL("../../../shared/", import.meta.url);
let server: Server;
let base = "";

beforeAll(async () => {
  const { createUpstream } = await import(new URL("upstream/server.mjs", shared).href);
  server = createUpstream({});
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", () => ready()));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

interface Question {
  readonly at?: string;
  readonly from?: string;
  readonly fault?: Readonly<Record<string, unknown>>;
}

/** Asks the recorded upstream what the format would ask, and reads the answer, as the collector does. */
async function ask(
  format: WireFormat,
  symbols: readonly string[],
  question: Question = {},
): Promise<Reading> {
  const { at = "2025-11-05T22:30:00Z", from = "2020-01-01", fault } = question;
  await fetch(`${base}/__faults`, { method: "PUT", body: JSON.stringify(fault ? [fault] : []) });
  const wanted = symbols.map((symbol) => ({ series: symbol, symbol }));
  const [errand] = format.errands(wanted, { date: at.slice(0, 10), from });
  const pages: Page[] = [];
  for (const { url, headers } of errand!.pages) {
    // A body shorter than its length is for the fetching to refuse.
    const reply = await fetch(url.replace("https:/", base), { headers: { ...headers, "x-now": at } });
    const bytes = await reply.arrayBuffer().then(
      (buffer) => new Uint8Array(buffer),
      () => null,
    );
    if (!bytes) return { verdict: "http_error", reason: "The answer ended too soon." };
    const excerpt = new TextDecoder().decode(bytes.slice(0, 200));
    const failure = {
      outcome: "failed",
      at,
      verdict: "http_error",
      status: reply.status,
      excerpt,
      reason: "",
    } as const;
    if (reply.status !== 200)
      return format.failed?.(failure) ?? { verdict: "http_error", reason: "It failed." };
    const { headers: said } = reply;
    const moment = new Date(said.get("date")!).toISOString();
    pages.push({ url, bytes, type: said.get("content-type") ?? "", charset: null, at: moment });
  }
  return format.read(pages, errand!);
}

/** Values by date of the first series, or the verdict. */
function valuesOf(reading: Reading, index = 0): Map<string, number | null> | string {
  if (reading.verdict !== "ok") return reading.verdict;
  const { dates, values } = reading.rows[index]!;
  return new Map(dates.map((date, at) => [date, values[at]!]));
}
const truths = new Map<string, ReadonlyMap<string, number>>();
/** What the recorded file says itself, by date. */
function truth(file: string, column: string): ReadonlyMap<string, number> {
  const known = truths.get(file + column) ?? columnOf(file, column);
  truths.set(file + column, known);
  return known;
}
function columnOf(file: string, column: string): ReadonlyMap<string, number> {
  const text = readFileSync(new URL(`recorded/${file}`, shared), "utf8").trim();
  const [head, ...rows] = text.split(/\r?\n/).map((line) => line.split(","));
  const at = head!.indexOf(column);
  return new Map(rows.map((row) => [row[0]!, Number(row[at])]));
}
const until = <Value>(values: ReadonlyMap<string, Value>, last: string, first = "") =>
  [...values].filter(([date]) => date >= first && date <= last);

describe("the closes of the recorded upstream", () => {
  const index = truth("market/GSPC.csv", "value");

  it("are those of the file, by Yahoo, from the first to the last", async () => {
    const seen = valuesOf(await ask(yahooChart, ["^GSPC"])) as Map<string, number>;
    const [first] = seen.keys();
    expect([...seen]).toEqual(until(index, "2025-11-05", first));
    expect(seen.size).toBeGreaterThan(2500);
  });

  it("are those of the file, by Stooq", async () => {
    const seen = valuesOf(await ask(stooq, ["^spx"])) as Map<string, number>;
    expect([...seen]).toEqual(until(index, "2025-11-05", "2020-01-01"));
  });

  it("are those of the file, by Coinbase, without the running day", async () => {
    const file = truth("ohlcv/BTC-USD.csv", "close");
    const seen = valuesOf(await ask(coinbase, ["BTC-USD"])) as Map<string, number>;
    expect([...seen]).toEqual(until(file, "2025-11-04", "2020-01-01"));
  });

  it("are the fed fund futures' of the evening, and empty for a contract that has expired", async () => {
    const seen = valuesOf(await ask(yahooChart, ["ZQZ25.CBT"])) as Map<string, number>;
    expect([...seen].at(-1)).toEqual(["2025-11-05", 96.235]);
    expect(await ask(yahooChart, ["ZQV25.CBT"])).toMatchObject({ verdict: "empty" });
    expect(await ask(yahooChart, ["NOPE"])).toMatchObject({ verdict: "empty" });
  });
});

describe("the returns of the recorded upstream", () => {
  const at = "2025-12-10T22:30:00Z";

  it("go on over the split of December 2025", async () => {
    const file = truth("ohlcv/XLK.csv", "close");
    const seen = valuesOf(await ask(yahooChart, ["XLK@return"], { at })) as Map<string, number>;
    const expected = (file.get("2025-12-05")! / file.get("2025-12-04")! - 1) * 100;
    expect(seen.get("2025-12-05")).toBeCloseTo(expected, 2);
    for (const [date, value] of seen) expect(Math.abs(value), date).toBeLessThan(15);
    expect([...seen.keys()].at(-1)).toBe("2025-12-10");
  });

  it("add the dividends of ex-days back", async () => {
    const file = truth("ohlcv/XLF.csv", "close");
    const seen = valuesOf(await ask(yahooChart, ["XLF@return"], { at })) as Map<string, number>;
    const [before, close] = [file.get("2025-09-19")!, file.get("2025-09-22")!];
    expect(seen.get("2025-09-22")).toBeCloseTo(((close + 0.178) / before - 1) * 100, 5);
  });

  it("follow the adjusted closes of all eleven funds to a twentieth of a point, on ex-days too", async () => {
    for (const fund of ["XLB", "XLC", "XLE", "XLF", "XLI", "XLK", "XLP", "XLRE", "XLU", "XLV", "XLY"]) {
      const seen = valuesOf(await ask(yahooChart, [`${fund}@return`], { at })) as Map<string, number | null>;
      const adjusted = truth(`ohlcv/${fund}.csv`, "adj_close");
      const dates = [...adjusted.keys()];
      const missed = [...seen].filter(([date, value]) => {
        const before = adjusted.get(dates[dates.indexOf(date) - 1]!)!;
        return value !== null && Math.abs(value - (adjusted.get(date)! / before - 1) * 100) > 0.1;
      });
      expect(
        missed.map(([date]) => date),
        fund,
      ).toEqual([]);
      expect([...seen.values()].filter((value) => value === null).length, fund).toBeLessThan(3);
    }
  });

  it("are none where the dividends are called otherwise", async () => {
    const fault = { mode: "shape", rename: { dividends: "distributions" } };
    const seen = valuesOf(await ask(yahooChart, ["XLF@return"], { at, fault })) as Map<string, number | null>;
    expect(seen.get("2025-09-22")).toBeNull();
    expect(seen.get("2025-09-23")).not.toBeNull();
  });
});

describe("a live bar of the recorded upstream", () => {
  const last = async (symbol: string, at: string) => {
    const seen = valuesOf(await ask(yahooChart, [symbol], { at }));
    return typeof seen === "string" ? seen : [...seen].at(-1);
  };

  it("is not taken in mid-session, nor at 16:00 and 16:30 New York in summer while it still moves", async () => {
    for (const clock of ["13:30:00", "15:00:00", "19:59:59", "20:00:00", "20:00:30", "20:30:00", "20:59:59"])
      expect(await last("^GSPC", `2025-07-22T${clock}Z`), clock).toEqual(["2025-07-21", 6305.6]);
    for (const clock of ["14:30:00", "18:00:00", "20:59:59"])
      expect(await last("^GSPC", `2025-11-05T${clock}Z`), clock).toEqual(["2025-11-04", 6771.55]);
  });

  it("is a close in the evening and on the next morning", async () => {
    for (const at of ["2025-07-22T21:00:00Z", "2025-07-22T22:30:00Z", "2025-07-23T11:00:00Z"])
      expect(await last("^GSPC", at), at).toEqual(["2025-07-22", 6309.62]);
  });

  it("of a day round the clock is never taken before it ends", async () => {
    expect(await last("BTC-USD", "2025-11-05T22:30:00Z")).toEqual(["2025-11-04", expect.any(Number)]);
    expect(await last("JPY=X", "2025-11-05T21:30:00Z")).toEqual(["2025-11-04", expect.any(Number)]);
    expect(await last("JPY=X", "2025-11-05T22:30:00Z")).toEqual(["2025-11-05", expect.any(Number)]);
  });
});

describe("an answer of the recorded upstream that was tampered with", () => {
  // Before December 2025 XLK is unsplit: twice the file's prices.
  const CASES = [
    {
      name: "Yahoo",
      format: yahooChart,
      symbol: "^GSPC",
      file: "market/GSPC.csv",
      column: "value",
      times: 1,
    },
    { name: "Yahoo", format: yahooChart, symbol: "XLK", file: "ohlcv/XLK.csv", column: "close", times: 2 },
    { name: "Stooq", format: stooq, symbol: "^spx", file: "market/GSPC.csv", column: "value", times: 1 },
    { name: "Stooq", format: stooq, symbol: "xlk.us", file: "ohlcv/XLK.csv", column: "close", times: 2 },
    {
      name: "Coinbase",
      format: coinbase,
      symbol: "BTC-USD",
      file: "ohlcv/BTC-USD.csv",
      column: "close",
      times: 1,
    },
  ] as const;
  const FAULTS: readonly Readonly<Record<string, unknown>>[] = [
    { mode: "html200" },
    { mode: "empty200" },
    { mode: "garbage" },
    { mode: "truncate", clean: true },
    { mode: "truncate", clean: true, bytes: 1003 },
    { mode: "truncate", clean: true, bytes: 1 },
    { mode: "stale", days: 7 },
    { mode: "stale", days: 1 },
    ...["close", "Close", "open", "high", "low", "volume", "timestamp", "quote", "indicators", "symbol"].map(
      (name) => ({ mode: "shape", rename: { [name]: `${name}_` } }),
    ),
    ...["open", "high", "low", "volume"].map((name) => ({ mode: "shape", rename: { [name]: "close" } })),
    ...["Open", "High", "Low", "Volume"].map((name) => ({
      mode: "shape",
      rename: { Close: "x", [name]: "Close" },
    })),
    { mode: "shape", rename: { close: "x", high: "close", x: "high" } },
    { mode: "shape", rename: { Close: "x", High: "Close", x: "High" } },
    { mode: "shape", reorder: true },
    { mode: "shape", dateHeader: "Day" },
    { mode: "shape", missing: "." },
    { mode: "shape", prefix: "Warning: something in /q.php on line 7\n" },
    { mode: "shape", prefix: "Warning" },
    { mode: "shape", replace: [["\\.(\\d)", ".x$1"]] },
    { mode: "shape", replace: [["(\\d)\\.(\\d)", "$1,$2"]] },
    { mode: "shape", replace: [["\\d{4}-\\d\\d-\\d\\d", "n/a"]] },
    { mode: "shape", replace: [["1d", "1wk"]] },
    { mode: "body", body: '{"chart":{"result":null,"error":null}}' },
    { mode: "body", body: "[]" },
    { mode: "body", body: "null" },
    { mode: "body", body: "{}" },
  ];

  it.each(CASES.flatMap((one) => FAULTS.map((fault) => ({ ...one, fault, said: JSON.stringify(fault) }))))(
    "never brings a wrong number: $name, $symbol, $said",
    async ({ format, symbol, file, column, times, fault }) => {
      const reading = await ask(format, [symbol], { fault, from: "2025-01-01" });
      if (reading.verdict !== "ok") return expect(reading.reason).toMatch(/^[\x20-\x7e]{20,400}\.$/);
      const known = truth(file, column);
      const wrong = [...(valuesOf(reading) as Map<string, number | null>)].filter(
        ([date, value]) => value !== null && !(Math.abs(value - known.get(date)! * times) < 1e-8),
      );
      expect(wrong).toEqual([]);
    },
  );

  it.each(CASES)("has the verdict that it deserves: $name, $symbol", async ({ format, symbol }) => {
    const verdictOf = async (fault: Question["fault"]) =>
      (await ask(format, [symbol], fault ? { fault } : {})).verdict;
    expect(await verdictOf({ mode: "html200" })).toBe("soft_error");
    expect(await verdictOf({ mode: "empty200" })).toBe("empty");
    expect(await verdictOf({ mode: "garbage" })).toBe("shape_changed");
    expect(await verdictOf({ mode: "truncate", clean: true })).toBe("shape_changed");
    expect(await verdictOf({ mode: "shape", rename: { close: "last", Close: "Last" } })).toBe(
      format === coinbase ? "ok" : "shape_changed",
    );
    expect(await verdictOf({ mode: "shape", prefix: "Warning: x\n" })).toBe(
      format === stooq ? "ok" : "shape_changed",
    );
    expect(await verdictOf({ mode: "stale" })).toBe("ok");
  });

  it("ends where a stale one ends", async () => {
    const seen = valuesOf(await ask(yahooChart, ["^GSPC"], { fault: { mode: "stale", days: 7 } }));
    expect([...(seen as Map<string, number>).keys()].at(-1)).toBe("2025-10-29");
  });

  it("is limited in words too", async () => {
    const fault = { mode: "body", body: "Exceeded the daily hits limit" };
    expect(await ask(stooq, ["^spx"], { fault })).toMatchObject({ verdict: "rate_limited" });
  });
});
