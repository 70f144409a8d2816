import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Refusal } from "../../pipeline/collect/read/refusal.ts";
import { backfillVintages, vintageRequest } from "../../pipeline/collect/sources/fred/backfill.ts";
import { readObservations } from "../../pipeline/collect/sources/fred/observations.ts";
import { vintageTellings } from "../../pipeline/collect/sources/fred/vintages.ts";
import type { Page, Rows } from "../../pipeline/collect/wire-format.ts";
import { recordedValues, startUpstream, type Upstream } from "./fred-upstream.ts";

let upstream: Upstream;
const get = async (request: Parameters<Upstream["fetch"]>[0]): Promise<Page | Refusal> =>
  (await upstream.fetch(request)) ?? { verdict: "http_error", reason: "The request failed." };

beforeAll(async () => {
  upstream = await startUpstream("2026-09-01");
});
afterAll(() => upstream.close());

async function tellingsOf(symbol: string, from: string): Promise<readonly Rows[]> {
  const found = await backfillVintages({ series: symbol, symbol }, { from, get });
  if (found.verdict !== "ok") throw new Error(found.reason);
  return found.rows;
}

/** What was said of one date: [day of publication, value]. */
function storyOf(rows: readonly Rows[], date: string): [string | undefined, number | null | undefined][] {
  return rows
    .filter(({ dates }) => dates.includes(date))
    .map(({ publishedOn, dates, values }) => [publishedOn, values[dates.indexOf(date)]]);
}

/** All values as of a day. */
function knownOn(rows: readonly Rows[], day: string): Map<string, number | null> {
  const known = new Map<string, number | null>();
  for (const { publishedOn, dates, values } of rows)
    if (publishedOn! <= day) for (const [index, date] of dates.entries()) known.set(date, values[index]!);
  return known;
}

describe("the versions of a series that was revised", () => {
  it("tell of the dollar index of 22 July 2025 twice: when it was published and when it was revised", async () => {
    const rows = await tellingsOf("DTWEXBGS", "2025-01-01");
    expect(storyOf(rows, "2025-07-22")).toEqual([
      ["2025-07-28", 120.1036],
      ["2026-07-30", 119.681],
    ]);
  });

  it.each([
    ["CPIAUCSL", "2026-01-02", "CPIAUCSL.csv"],
    ["CPIAUCSL", "2026-07-30", "vintages/2026-07-30/CPIAUCSL.csv"],
    ["CPIAUCSL", "2026-08-21", "vintages/2026-08-21/CPIAUCSL.csv"],
    ["DTWEXBGS", "2026-01-02", "DTWEXBGS.csv"],
    ["DTWEXBGS", "2026-07-30", "vintages/2026-07-30/DTWEXBGS.csv"],
  ])("add up to what was recorded: %s as of %s", async (symbol, day, place) => {
    const from = "2024-01-01";
    const known = knownOn(await tellingsOf(symbol, from), day);
    let compared = 0;
    for (const [date, value] of recordedValues(place)) {
      if (date < from || !known.has(date)) continue;
      expect([date, known.get(date)]).toEqual([date, value]);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(symbol === "CPIAUCSL" ? 20 : 400);
  });

  it("are the same in however many windows they were asked for, where FRED clips its days", async () => {
    const whole = await tellingsOf("CPIAUCSL", "2024-01-01");
    const days = whole.map(({ publishedOn }) => publishedOn!);
    const everyDay = await upstream.fetch({
      ...vintageRequest("CPIAUCSL", { start: days[0]!, end: days[0]!, from: "2024-01-01" }),
    });
    const pages = [everyDay!];
    for (const day of days.slice(1))
      pages.push(
        (await upstream.fetch(vintageRequest("CPIAUCSL", { start: day, end: day, from: "2024-01-01" })))!,
      );
    expect(pages.length).toBeGreaterThan(15);
    expect(vintageTellings("CPIAUCSL", pages.map(readObservations))).toEqual(whole);
  });

  it("come in windows where there are more than FRED sends at once", async () => {
    const rows = await tellingsOf("DGS10", "2015-01-01");
    const expected = recordedValues("DGS10.csv");
    const known = knownOn(rows, "2026-09-01");
    for (const [date, value] of known) if (value !== null) expect(value).toBe(expected.get(date));
    expect(rows.length).toBeGreaterThan(2000);
    expect(new Set(rows.map(({ publishedOn }) => publishedOn)).size).toBe(rows.length);
  });
});
