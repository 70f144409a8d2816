import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readFedWatchCsv } from "../../pipeline/collect/imports/fedwatch-csv.ts";
import { readImport } from "../../pipeline/collect/imports/import-lane.ts";
import { fomcCalendar } from "../../pipeline/collect/sources/fomc-calendar.ts";
import { ssgaHoldings } from "../../pipeline/collect/sources/ssga-holdings.ts";
import type { Page, Reading, WireFormat } from "../../pipeline/collect/wire-format.ts";

const shared = new URL("../../../shared/", import.meta.url);
const text = (place: string) => readFileSync(new URL(place, shared), "utf8");
const SECTORS: Readonly<Record<string, string>> = {
  xlk: "Information Technology",
  xlv: "Health Care",
  xlf: "Financials",
  xly: "Consumer Discretionary",
  xlp: "Consumer Staples",
  xle: "Energy",
  xli: "Industrials",
  xlb: "Materials",
  xlu: "Utilities",
  xlre: "Real Estate",
  xlc: "Communication Services",
};
const asked = { date: "2025-11-05", from: "2025-01-01" };
const sectors = Object.keys(SECTORS).map((symbol) => ({ series: symbol.toUpperCase(), symbol }));
const decisions = [{ series: "US.FOMC", symbol: "decisions" }];

let server: Server;
let root = "";

beforeAll(async () => {
  const { createUpstream } = await import(new URL("upstream/server.mjs", shared).href);
  server = createUpstream({ now: "2025-11-05T22:30:00Z" });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the upstream has no port");
  root = `http://127.0.0.1:${address.port}`;
});
afterAll(() => new Promise((done) => server.close(done)));

/** As the pages of one errand come from the upstream, with faults on demand. */
async function ask(format: WireFormat, wanted: typeof sectors, faults: readonly object[] = []) {
  await fetch(`${root}/__faults`, { method: "PUT", body: JSON.stringify(faults) });
  const [errand] = format.errands(wanted, asked);
  const pages: Page[] = [];
  for (const { url } of errand!.pages) {
    const reply = await fetch(url.replace("https:/", root), { headers: { "accept-encoding": "identity" } });
    const bytes = new Uint8Array(await reply.arrayBuffer());
    pages.push({ url, bytes, type: "", charset: null, at: "2025-11-05T22:30:00Z" });
  }
  return format.read(pages, errand!);
}

function demandRows(reading: Reading) {
  if (reading.verdict !== "ok") throw new Error(`${reading.verdict}: ${reading.reason}`);
  return reading.rows;
}

describe("sector weights from fund holdings of 4 November 2025", () => {
  it("sum to 100 and are those with which the recorded sectors opened the next day", async () => {
    const rows = demandRows(await ask(ssgaHoldings, sectors));
    expect(rows.map(({ dates }) => dates)).toEqual(rows.map(() => ["2025-11-04"]));
    const recorded = new Map(
      text("recorded/equity/sp500_sector_daily_derived.csv")
        .split("\n")
        .map((line) => line.split(","))
        .filter(([date]) => date === "2025-11-05")
        .map(([, sector, weight]) => [sector, Number(weight) * 100]),
    );
    const differences = rows.map(({ series, values }) => {
      const bp = 100 * (values[0]! - recorded.get(SECTORS[series.toLowerCase()])!);
      return { series, bp: Math.abs(bp) };
    });
    const largest = differences.reduce((most, one) => (one.bp > most.bp ? one : most));
    console.log(`largest difference: ${largest.series} ${largest.bp.toFixed(2)} bp`);
    expect(rows).toHaveLength(11);
    expect(rows.reduce((sum, { values }) => sum + values[0]!, 0)).toBeCloseTo(100, 6);
    expect(largest.bp).toBeLessThan(5);
  });

  it.each([
    ["truncate", { clean: true }, "shape_changed"],
    // Its bytes are of chance: one time in some hundred they begin as a page or a message does.
    ["garbage", {}, expect.stringMatching(/^(shape_changed|soft_error)$/)],
    ["html200", {}, "soft_error"],
    ["empty200", {}, "empty"],
    ["stale", { days: 3 }, "stale"],
  ])("are not read where one of the twelve files is bad: %s", async (mode, options, verdict) => {
    for (const fund of ["spy", "xlre"]) {
      const faults = [{ match: `us-en-${fund}\\.xlsx`, mode, ...options }];
      const reading = await ask(ssgaHoldings, sectors, faults);
      expect(reading).toMatchObject({ verdict });
      expect(JSON.stringify(reading)).toContain(fund.toUpperCase());
    }
  });
});

describe("the FOMC page as it stood on 5 November 2025", () => {
  it("has the scheduled decisions that content/calendar/fomc.csv has, in the years of which both speak", async () => {
    const [rows] = demandRows(await ask(fomcCalendar, decisions));
    const found = rows!.dates.map(
      (date, index) => `${rows!.values[index] === 2 ? "projections" : "regular"},${date}`,
    );
    const shipped = readFileSync(new URL("../../content/calendar/fomc.csv", import.meta.url), "utf8")
      .split("\n")
      .filter((line) => /^(?:regular|projections),/.test(line));
    const from = rows!.dates[0]!.slice(0, 4);
    expect(found.length).toBeGreaterThan(50);
    expect(found).toEqual(shipped.filter((line) => line.split(",")[1]! >= from));
  });

  it.each([
    ["truncate", { clean: true }, "shape_changed"],
    ["truncate", { clean: true, bytes: 3000 }, "shape_changed"],
    ["garbage", {}, "shape_changed"],
    ["html200", {}, "shape_changed"],
    ["empty200", {}, "empty"],
    ["shape", { replace: [["fomc-meeting__date", "fomc-day"]] }, "shape_changed"],
    ["shape", { replace: [["panel-default", "card"]] }, "shape_changed"],
    ["shape", { replace: [["(\\d)-(\\d)", "$1 to $2"]] }, "shape_changed"],
    ["shape", { rename: { h4: "h5" } }, "shape_changed"],
  ])("is not read after %s %o", async (mode, options, verdict) => {
    const reading = await ask(fomcCalendar, decisions, [{ match: "fomccalendars", mode, ...options }]);
    expect(reading).toMatchObject({ verdict });
  });
});

describe("licensed downloads", () => {
  it("of FedWatch have every day of the recorded files, each summing to 100", () => {
    for (const place of [
      "kdaier/FedMeeting_20250917.csv",
      "kdaier/FedMeeting_20260318.csv",
      "enagy/FedMeeting_20251210.csv",
    ]) {
      const file = text(`recorded/fedwatch/cme_downloads/${place}`);
      const rows = readFedWatchCsv(new TextEncoder().encode(file), place);
      expect(rows[0]!.dates).toHaveLength(file.trim().split("\n").length - 1);
      expect(rows.every(({ dates }) => dates.length === rows[0]!.dates.length)).toBe(true);
    }
  });

  it("of a meeting that has none yet are refused", () => {
    const file = text("recorded/fedwatch/cme_downloads/kdaier/FedMeeting_20261028.csv");
    expect(() => readFedWatchCsv(new TextEncoder().encode(file), "FedMeeting_20261028.csv")).toThrow(
      "a header and no day",
    );
  });

  it("of settlements are read as the exchange's page sends them", async () => {
    await fetch(`${root}/__faults`, { method: "DELETE" });
    const page = "www.cmegroup.com/CmeWS/mvc/Settlements/Futures/Settlements/305/FUT";
    const reply = await fetch(`${root}/${page}?tradeDate=07/22/2025&licensed=1`);
    const rows = readImport("ZQ", new Uint8Array(await reply.arrayBuffer()), "zq.json");
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.every(({ dates }) => dates[0] === "2025-07-22")).toBe(true);
  });
});
