import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { cboe } from "../../pipeline/collect/sources/cboe.ts";
import { nyFed } from "../../pipeline/collect/sources/ny-fed.ts";
import { treasuryCsv } from "../../pipeline/collect/sources/treasury-csv.ts";
import { treasuryXml } from "../../pipeline/collect/sources/treasury-xml.ts";
import type { Errand, Reading, Rows, WireFormat } from "../../pipeline/collect/wire-format.ts";
import type { IsoDate } from "../../pipeline/model/unit.ts";

const shared = new URL("../../../shared/", import.meta.url);
const NOW = "2025-11-05T22:30:00Z";
let server: Server;
let base: string;

beforeAll(async () => {
  const { createUpstream } = await import(new URL("upstream/server.mjs", shared).href);
  server = createUpstream({ now: NOW });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
afterAll(() => void server.close());
beforeEach(() => damageWith([]));

const damageWith = (faults: readonly object[]) =>
  fetch(`${base}__faults`, { method: "PUT", body: JSON.stringify(faults) });

async function answerTo(format: WireFormat, errand: Errand): Promise<Reading> {
  const { url } = errand.pages[0]!;
  // Unzipped, so that a cut is a cut of the text.
  const reply = await fetch(url.replace("https://", base), { headers: { "accept-encoding": "identity" } });
  const bytes = new Uint8Array(await reply.arrayBuffer());
  const type = reply.headers.get("content-type")?.split(";")[0] ?? "";
  return format.read([{ url, bytes, type, charset: null, at: NOW }], errand);
}

/** The last errand's: the year. */
const reading = (format: WireFormat, ...symbols: string[]) => {
  const wanted = symbols.map((symbol) => ({ series: symbol, symbol }));
  return answerTo(format, format.errands(wanted, { date: "2025-11-05", from: "2020-01-01" }).at(-1)!);
};

async function rowsOf(format: WireFormat, ...symbols: string[]): Promise<readonly Rows[]> {
  const found = await reading(format, ...symbols);
  if (found.verdict !== "ok") throw new Error(`${found.verdict}: ${found.reason}`);
  return found.rows;
}

/** A column of a recorded file by date, where it has a number. */
function recorded(path: string, column: string): Map<IsoDate, number> {
  const [head = "", ...lines] = readFileSync(new URL(`recorded/${path}`, shared), "utf8")
    .trim()
    .split(/\r?\n/);
  const at = head.split(",").indexOf(column);
  const cells = lines.map((line) => line.split(","));
  return new Map(cells.filter((row) => row[at] !== "").map((row) => [row[0]!, Number(row[at])]));
}

/** How many days were compared; every one of them must have the recorded value, or null. */
function expectSame({ dates, values }: Rows, truth: ReadonlyMap<IsoDate, number>): number {
  const told = dates
    .map((date, index) => [date, values[index]] as const)
    .filter(([, value]) => value !== null);
  expect(told).toEqual(told.map(([date]) => [date, truth.get(date)]));
  return told.length;
}

const CASES = [
  { format: treasuryXml, symbol: "BC_10YEAR", file: "fred/DGS10.csv", column: "value", host: "treasury" },
  { format: treasuryXml, symbol: "TC_10YEAR", file: "fred/DFII10.csv", column: "value", host: "treasury" },
  { format: treasuryCsv, symbol: "BC_10YEAR", file: "fred/DGS10.csv", column: "value", host: "treasury" },
  { format: treasuryCsv, symbol: "TC_10YEAR", file: "fred/DFII10.csv", column: "value", host: "treasury" },
  { format: nyFed, symbol: "effr", file: "fred/EFFR.csv", column: "value", host: "newyorkfed" },
  { format: nyFed, symbol: "sofr", file: "fred/SOFR.csv", column: "value", host: "newyorkfed" },
  {
    format: nyFed,
    symbol: "effr.targetRateTo",
    file: "fred/DFEDTARU.csv",
    column: "value",
    host: "newyorkfed",
  },
  {
    format: nyFed,
    symbol: "effr.targetRateFrom",
    file: "fred/DFEDTARL.csv",
    column: "value",
    host: "newyorkfed",
  },
  { format: cboe, symbol: "VIX", file: "ohlcv/VIX.csv", column: "close", host: "cboe" },
  { format: cboe, symbol: "SKEW", file: "market/SKEW.csv", column: "value", host: "cboe" },
] as const;

describe("a reader of the recorded rates", () => {
  it.each(CASES)(
    "of $symbol by $format.id finds what is recorded",
    async ({ format, symbol, file, column }) => {
      const [rows] = await rowsOf(format, symbol);
      expect(expectSame(rows!, recorded(file, column))).toBeGreaterThan(200);
      expect(rows!.dates.at(-1)).toBe(format === nyFed ? "2025-11-04" : "2025-11-05");
    },
  );

  it("finds the same curve in the XML and in the CSV, and on FRED on every day of the year", async () => {
    const symbols = ["BC_1MONTH", "BC_1_5MONTH", "BC_3MONTH", "BC_2YEAR", "BC_10YEAR", "BC_30YEAR"];
    const [xml, csv] = [await rowsOf(treasuryXml, ...symbols), await rowsOf(treasuryCsv, ...symbols)];
    expect(csv.map(({ lines: _, ...rows }) => rows)).toEqual(xml);
    const fred = [...recorded("fred/DGS10.csv", "value").keys()];
    expect(xml[4]!.dates).toEqual(fred.filter((date) => date > "2025" && date <= "2025-11-05"));
  });
});

/** Each fault with the verdicts that make sense. */
const FAULTS: readonly (readonly [object, RegExp])[] = [
  [{ mode: "shape", reorder: true }, /ok/],
  [{ mode: "shape", missing: "." }, /ok/],
  [{ mode: "shape", missing: "n/m" }, /ok|shape_changed/],
  [{ mode: "shape", prefix: "Notice: undefined index\n" }, /shape_changed/],
  [{ mode: "shape", prefix: "<br />\n<b>Warning</b>: curl\n" }, /shape_changed|soft_error/],
  [
    { mode: "shape", rename: { NEW_DATE: "Day", Date: "Day", DATE: "Day", effectiveDate: "day" } },
    /shape_changed/,
  ],
  [{ mode: "shape", rename: { properties: "fields", refRates: "rates" } }, /shape_changed|ok/],
  [{ mode: "truncate", clean: true }, /shape_changed/],
  [{ mode: "truncate", clean: true, bytes: 5001 }, /shape_changed/],
  [{ mode: "garbage" }, /shape_changed/],
  [{ mode: "html200" }, /soft_error/],
  [{ mode: "empty200" }, /empty/],
  [{ mode: "stale", days: 7 }, /ok/],
  [{ mode: "shape", replace: [["(\\d)\\.(\\d)(?=\\d*[,<\\n}])", "$1.$2x"]] }, /shape_changed/],
];

describe.each(CASES)(
  "a damaged answer for $symbol by $format.id",
  ({ format, symbol, file, column, host }) => {
    it.each(FAULTS)("%j gives no wrong number", async (fault, verdicts) => {
      await damageWith([{ match: host, ...fault }]);
      const found = await reading(format, symbol);
      expect(found.verdict).toMatch(verdicts);
      if (found.verdict === "ok") expectSame(found.rows[0]!, recorded(file, column));
      else expect(found.reason).toMatch(/^\w.* .*\.$/s);
    });

    it("with its own name gone is a changed shape", async () => {
      const names = [symbol, "10 Yr", "10 YR", "CLOSE", "SKEW", symbol.split(".")[1] ?? "percentRate"];
      await damageWith([
        { match: host, mode: "shape", rename: Object.fromEntries(names.map((name) => [name, "Other"])) },
      ]);
      expect((await reading(format, symbol)).verdict).toBe("shape_changed");
    });

    it("that is a week old is read as what it is", async () => {
      await damageWith([{ match: host, mode: "stale", days: 7 }]);
      const [rows] = await rowsOf(format, symbol);
      expect(rows!.dates.at(-1)).toBe(format === nyFed ? "2025-10-28" : "2025-10-29");
    });
  },
);

it("the Treasury's whole history comes in pages, and one of them is no answer", async () => {
  const [errand] = treasuryXml.errands([{ series: "a", symbol: "BC_10YEAR" }], {
    date: "2025-11-05",
    from: "2025-01-01",
  });
  const url = errand!.pages[0]!.url.replace("=2025", "=all");
  expect(await answerTo(treasuryXml, { ...errand!, pages: [{ ...errand!.pages[0]!, url }] })).toMatchObject({
    verdict: "shape_changed",
    reason: expect.stringContaining("next page"),
  });
});
