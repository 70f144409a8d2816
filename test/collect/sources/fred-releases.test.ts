import { describe, expect, it } from "vitest";
import { fredReleases } from "../../../pipeline/collect/sources/fred-releases.ts";
import { pageOf, told } from "./fred-pages.ts";

const wanted = [{ series: "US.RELEASE.CPI", symbol: "10" }];
const [errand] = fredReleases.errands(wanted, { date: "2026-03-10", from: "2020-01-01" });

/** A reply as FRED's documentation of fred/release/dates shows it, with these days. */
const reply = (days: readonly string[], more: object = {}) =>
  JSON.stringify({
    realtime_start: "2020-01-01",
    realtime_end: "9999-12-31",
    order_by: "release_date",
    sort_order: "asc",
    count: days.length,
    offset: 0,
    limit: 10000,
    release_dates: days.map((date) => ({ release_id: 10, date })),
    ...more,
  });
const read = (body: string) => told(fredReleases.read([pageOf(body)], errand!));
const rowsIn = (body: string) => (read(body) as Record<string, [string, number | null][]>)["US.RELEASE.CPI"]!;

describe("an errand for a release", () => {
  it("asks for its days with those to come, at an address that is the same tomorrow, with the key beside it", () => {
    expect(errand?.pages).toMatchObject([
      {
        url: "https://api.stlouisfed.org/fred/release/dates?file_type=json&release_id=10&include_release_dates_with_no_data=true&realtime_start=2020-01-01&sort_order=asc&limit=10000",
        secret: { parameter: "api_key", variable: "FRED_API_KEY" },
      },
    ]);
  });
});

describe("FRED's days of a release", () => {
  it("hold past and future alike, once each", () => {
    const days = ["2025-12-18", "2026-01-13", "2026-02-11", "2026-04-10", "2026-02-11"];
    const found = rowsIn(reply(days)).filter(([, value]) => value !== null);
    expect(found).toEqual([...new Set(days)].sort().map((day) => [day, 1]));
  });

  it("say of every other weekday of this year and the next that it has none: a day that was put off leaves the list", () => {
    const rows = new Map(rowsIn(reply(["2025-12-18", "2026-04-10"])));
    expect(rows.get("2026-04-14")).toBeNull();
    expect(rows.get("2027-12-31")).toBeNull();
    expect(rows.has("2026-04-11")).toBe(false);
    expect(rows.has("2025-12-17")).toBe(false);
    expect(rows.has("2028-01-03")).toBe(false);
  });

  it("are refused where the list is cut, is of another release, or holds what is no date", () => {
    expect(read(reply(["2026-04-10"], { count: 2 }))).toBe(
      "shape_changed: FRED sent 1 of 2 dates of release 10: the reply is not whole.",
    );
    expect(read(reply(["2026-04-10"]).replace('"release_id":10', '"release_id":101'))).toContain(
      "shape_changed",
    );
    expect(read(reply(["2026-04-31"]))).toContain("shape_changed");
    expect(read(reply([], { release_dates: {} }))).toContain("shape_changed");
    expect(read("<html>")).toContain("soft_error");
  });

  it("are an empty answer where there are none, and FRED's own words where it refuses", () => {
    expect(read(reply([]))).toBe("empty: FRED has no dates of release 10.");
    expect(read('{"error_code":429,"error_message":"Too Many Requests."}')).toContain("rate_limited");
  });
});
