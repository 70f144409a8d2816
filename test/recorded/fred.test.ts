import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fredApi } from "../../pipeline/collect/sources/fred-api.ts";
import { fredgraph } from "../../pipeline/collect/sources/fredgraph.ts";
import type { Reading, WireFormat } from "../../pipeline/collect/wire-format.ts";
import { recordedValues, startUpstream, type Upstream } from "./fred-upstream.ts";

const SYMBOLS = ["DGS10", "BAMLC0A0CM", "EFFR"];
const NOW = "2025-11-05T22:30:00Z";
const wanted = SYMBOLS.map((symbol) => ({ series: symbol, symbol }));
const asked = { date: "2025-11-05", from: "2024-01-01" };
const truth = new Map(SYMBOLS.map((symbol) => [symbol, recordedValues(`${symbol}.csv`)]));
let upstream: Upstream;

beforeAll(async () => {
  upstream = await startUpstream(NOW);
});
beforeEach(() => upstream.harm(null));
afterAll(() => upstream.close());

/** What a format makes of every errand; null where a request failed. */
async function readAll(format: WireFormat): Promise<(Reading | null)[]> {
  return Promise.all(
    format.errands(wanted, asked).map(async (errand) => {
      const page = await upstream.fetch(errand.pages[0]!);
      return page && format.read([page], errand);
    }),
  );
}

/** Observations by series and date; holidays left out, of which a table of several series has more. */
function valuesIn(readings: readonly (Reading | null)[]): Record<string, Record<string, number>> {
  const rows = readings.flatMap((reading) => (reading?.verdict === "ok" ? reading.rows : []));
  return Object.fromEntries(
    rows.map(({ series, dates, values }) => [
      series,
      Object.fromEntries(
        dates.flatMap((date, index) => (values[index] === null ? [] : [[date, values[index]!]])),
      ),
    ]),
  );
}

/** Every number that was read stands in the recorded file at its date. */
function expectTrue(readings: readonly (Reading | null)[]): void {
  for (const [series, rows] of Object.entries(valuesIn(readings)))
    for (const [date, value] of Object.entries(rows))
      expect([series, date, value]).toEqual([series, date, truth.get(series)!.get(date)]);
}

const verdicts = (readings: readonly (Reading | null)[]) => [
  ...new Set(readings.map((reading) => reading?.verdict ?? "failed")),
];

describe("FRED, with a key and without", () => {
  it("says the same numbers, which are the recorded ones", async () => {
    const [api, graph] = [valuesIn(await readAll(fredApi)), valuesIn(await readAll(fredgraph))];
    expect(graph).toEqual(api);
    for (const symbol of SYMBOLS) {
      const expected = [...truth.get(symbol)!].filter(
        ([date]) => date >= asked.from && date <= Object.keys(api[symbol]!).at(-1)!,
      );
      expect(api[symbol]).toEqual(Object.fromEntries(expected));
      expect(expected.length).toBeGreaterThan(440);
    }
  });

  it.each(["2024-06-03", "2024-12-02", "2026-07-10"])("reads the form of %s", async (day) => {
    const other = await startUpstream(`${day}T22:30:00Z`);
    for (const format of [fredApi, fredgraph]) {
      for (const errand of format.errands(wanted, asked)) {
        const reading = format.read([(await other.fetch(errand.pages[0]!))!], errand);
        expect(reading).toMatchObject({ verdict: "ok", remarks: [] });
        expectTrue([reading]);
      }
    }
    await other.close();
  });
});

const API = "api\\.stlouisfed";
const GRAPH = "fredgraph";

describe("FRED in disorder", () => {
  it.each([
    [{ mode: "html200" }, "soft_error"],
    [{ mode: "empty200" }, "empty"],
    [{ mode: "garbage" }, "shape_changed"],
    [{ mode: "truncate", clean: true }, "shape_changed"],
    [{ mode: "truncate", clean: true, bytes: 1 }, "shape_changed"],
    [{ mode: "truncate", clean: true, bytes: 4711 }, "shape_changed"],
    [{ mode: "shape", prefix: "Please note: this address will move.\n" }, "shape_changed"],
    [{ mode: "shape", prefix: "<!-- cached -->\n" }, "soft_error"],
  ])("is told by its verdict, whichever way it was asked: %o", async (fault, verdict) => {
    await upstream.harm(fault);
    for (const format of [fredApi, fredgraph]) expect(verdicts(await readAll(format))).toEqual([verdict]);
  });

  it.each([
    { value: "val" },
    { date: "day" },
    { count: "total" },
    { units: "unit" },
    { observations: "rows" },
    { realtime_start: "from" },
  ])("is told by its verdict where the API has other fields: %o", async (rename) => {
    await upstream.harm({ match: API, mode: "shape", rename });
    expect(verdicts(await readAll(fredApi))).toEqual(["shape_changed"]);
  });

  it.each([
    { rename: { DGS10: "DGS2" } },
    { rename: { DGS10: "EFFR" } },
    { dateHeader: "Datum" },
    { replace: [["(\\d)\\.(\\d)", "$1,$2"]] },
    { replace: [[",(\\d)\\.(\\d+),", ",$1.x$2,"]] },
    { replace: [["\\n", "\r"]] },
  ])("is told by its verdict where the table is another: %o", async (shape) => {
    await upstream.harm({ match: GRAPH, mode: "shape", ...shape });
    expect(verdicts(await readAll(fredgraph))).toEqual(["shape_changed"]);
  });

  it.each([
    { reorder: true },
    { dateHeader: "DATE" },
    { missing: "." },
    { reorder: true, dateHeader: "DATE", missing: "." },
    { replace: [["\\n", "\r\n"]] },
  ])("changes no number where the table is only dressed otherwise: %o", async (shape) => {
    const before = valuesIn(await readAll(fredgraph));
    await upstream.harm({ match: GRAPH, mode: "shape", ...shape });
    expect(valuesIn(await readAll(fredgraph))).toEqual(before);
  });

  it("never brings a wrong number, wherever a table was cut", async () => {
    let read = 0;
    for (let bytes = 1; bytes < 2000; bytes += 7) {
      await upstream.harm({ match: GRAPH, mode: "truncate", clean: true, bytes });
      const readings = await readAll(fredgraph);
      expectTrue(readings);
      if (verdicts(readings)[0] === "ok") read += 1;
    }
    // A cut at the end of a line looks like an earlier day.
    expect(read).toBeLessThan(40);
  });
});
