import { describe, expect, it } from "vitest";
import { isRefusal } from "../../../../pipeline/collect/read/refusal.ts";
import { backfillVintages, type Get } from "../../../../pipeline/collect/sources/fred/backfill.ts";
import type { PageRequest } from "../../../../pipeline/collect/sources/fred/request.ts";
import { addDays } from "../../../../pipeline/finance/dates.ts";
import { fixture, pageOf } from "../fred-pages.ts";

const wanted = { series: "US.CPI", symbol: "CPIAUCSL" };

/** Answers with what `answers` says for the parameters of the address; notes what was asked. */
function server(answers: (query: URLSearchParams, path: string) => string) {
  const asked: PageRequest[] = [];
  const get: Get = async (request) => {
    asked.push(request);
    const { pathname, searchParams } = new URL(request.url);
    return pageOf(answers(searchParams, pathname));
  };
  return { asked, get };
}

const oneWindow = fixture("window-1.json").replaceAll("2026-03-10", "2026-05-12");
const listed = fixture("vintagedates.json");

describe("asking for all versions of a series", () => {
  it("first asks for the days of change, then for the versions within them, with the key beside the address", async () => {
    const { asked, get } = server((_, path) => (path.endsWith("/vintagedates") ? listed : oneWindow));
    const found = await backfillVintages(wanted, { from: "2025-12-01", get });
    expect(asked.map(({ url }) => url)).toEqual([
      "https://api.stlouisfed.org/fred/series/vintagedates?series_id=CPIAUCSL&file_type=json&limit=10000",
      "https://api.stlouisfed.org/fred/series/observations?series_id=CPIAUCSL&file_type=json&realtime_start=2026-02-10&realtime_end=2026-05-12&output_type=1&observation_start=2025-12-01&limit=100000",
    ]);
    expect(asked.every(({ secret }) => secret?.variable === "FRED_API_KEY")).toBe(true);
    expect(isRefusal(found)).toBe(false);
    expect(found).toMatchObject({
      verdict: "ok",
      rows: [{ publishedOn: "2026-02-10" }, { publishedOn: "2026-05-12" }],
      pages: [{ bytes: new TextEncoder().encode(oneWindow) }],
    });
  });

  it("goes on where a list is longer than a reply, and cuts real time into windows", async () => {
    const days = Array.from({ length: 2500 }, (_, index) => addDays("2015-01-01", index));
    const { asked, get } = server((query, path) => {
      const offset = Number(query.get("offset") ?? 0);
      if (path.endsWith("/vintagedates"))
        return JSON.stringify({
          count: 2500,
          offset,
          vintage_dates: days.slice(offset, offset + 1000),
        });
      const [start, end] = [query.get("realtime_start")!, query.get("realtime_end")!];
      const observations = [
        { realtime_start: start, realtime_end: end, date: "2014-12-01", value: "1.5" },
        { realtime_start: start, realtime_end: end, date: "2014-12-02", value: start.slice(0, 4) },
      ].slice(offset, offset + 1);
      return JSON.stringify({
        realtime_start: start,
        realtime_end: end,
        units: "lin",
        count: 2,
        offset,
        observations,
      });
    });
    const found = await backfillVintages(wanted, { from: "2014-12-01", get });
    expect(found).toMatchObject({
      rows: [
        { publishedOn: "2015-01-01", dates: ["2014-12-01", "2014-12-02"], values: [1.5, 2015] },
        { publishedOn: days[2000], dates: ["2014-12-02"], values: [2020] },
      ],
    });
    expect(asked.map(({ url }) => new URL(url).searchParams.get("offset"))).toEqual([
      null,
      "1000",
      "2000",
      null,
      "1",
      null,
      "1",
    ]);
  });

  it("ends with the reason of the first page that did not come or cannot be read", async () => {
    const refused = { verdict: "auth", reason: "The key is wrong." } as const;
    expect(await backfillVintages(wanted, { from: "2025-12-01", get: async () => refused })).toBe(refused);
    const { get } = server((_, path) => (path.endsWith("/vintagedates") ? listed : "<html></html>"));
    expect(await backfillVintages(wanted, { from: "2025-12-01", get })).toMatchObject({
      verdict: "soft_error",
    });
  });

  it("is not taken in by a reply for another time: today's values are not those of then", async () => {
    const { get } = server((_, path) => (path.endsWith("/vintagedates") ? listed : fixture("window-2.json")));
    expect(await backfillVintages(wanted, { from: "2025-12-01", get })).toEqual({
      verdict: "shape_changed",
      reason:
        "FRED was asked for its versions of 2026-02-10 to 2026-05-12 and sent those of 2026-04-10 to 2026-05-12.",
    });
  });

  it("does not ask for ever: a list without progress or without end is given up", async () => {
    const nothing = server(() => JSON.stringify({ count: 3, offset: 0, vintage_dates: [] }));
    expect(await backfillVintages(wanted, { from: "2025-12-01", get: nothing.get })).toMatchObject({
      verdict: "shape_changed",
    });
    expect(nothing.asked).toHaveLength(1);
    const endless = server((query) => {
      const offset = Number(query.get("offset") ?? 0);
      return JSON.stringify({ count: 1e9, offset, vintage_dates: [addDays("2015-01-01", offset)] });
    });
    expect(await backfillVintages(wanted, { from: "2025-12-01", get: endless.get })).toMatchObject({
      verdict: "shape_changed",
    });
    expect(endless.asked).toHaveLength(50);
  });

  it("says where no version has an observation of the time asked for", async () => {
    const none = oneWindow
      .replace(/"observations":\[.*\]/, '"observations":[]')
      .replace('"count":4', '"count":0');
    const { get } = server((_, path) => (path.endsWith("/vintagedates") ? listed : none));
    expect(await backfillVintages(wanted, { from: "2027-01-01", get })).toEqual({
      verdict: "empty",
      reason: "FRED has no observation of CPIAUCSL from 2027-01-01 on, in any version.",
    });
  });
});
