import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { addDays, weekday } from "../../../../pipeline/finance/dates.ts";
import { isTradingDay } from "../../../../pipeline/finance/trading-days.ts";
import { EditionSchema } from "../../../../pipeline/model/edition.ts";
import { calendars } from "../../../support/snapshots.ts";
import {
  ask,
  assetIds,
  changes,
  correlation,
  macroIds,
  memberIds,
  plans,
  root,
  seriesIn,
  valuesIn,
} from "./asking.ts";

const DAY = "2025-09-18";
const edition = EditionSchema.parse(parse(readFileSync(`${root}/content/tracker.yaml`, "utf8")));
const { models, regime, mag7, rateSensitivity, signals, anchors, ratesShock, watch } = edition;

/** Every series that these settings name, however deep. */
function seriesNamed(settings: unknown): string[] {
  if (typeof settings === "string") return settings in plans.series ? [settings] : [];
  return typeof settings === "object" && settings !== null
    ? Object.values(settings).flatMap((one) => seriesNamed(one))
    : [];
}

const everyDay = (from: string, to: string) => {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
};

describe("the series that follow the simulated market", () => {
  it("are all that the settings of the sections name, within their plausible bounds over the whole history", async () => {
    const named = seriesNamed({
      models,
      regime,
      mag7,
      rateSensitivity,
      signals,
      anchors,
      ratesShock,
      watch,
    });
    const ids = [...new Set([...named, ...assetIds, ...macroIds])];
    expect(named.length).toBeGreaterThan(60);
    const answer = await ask("2027-12-30", { from: "2015-01-02", ids });
    expect(answer.series.map(({ id }) => id)).toEqual(ids);
    for (const { id, values } of answer.series) {
      const [least, most] = plans.series[id]!.plausible;
      const outside = (values as number[]).filter((value) => value < least || value > most);
      expect(outside, id).toEqual([]);
      expect(new Set(values).size, id).toBeGreaterThan(3);
    }
  });

  it("stand where a reader of 2025 expects them", async () => {
    const answer = await ask(DAY);
    const bounds: Record<string, [number, number]> = {
      "GOLD.GLD": [300, 430],
      BTC: [70_000, 160_000],
      "EQ.NVDA": [130, 260],
      "FUND.TLT": [80, 100],
      "FX.USDJPY": [135, 165],
      WTI: [45, 90],
      MOVE: [55, 120],
      "US.ICE.HY.OAS": [230, 420],
      "US.BREAKEVEN.5Y": [1.9, 2.9],
      "US.CPI": [315, 333],
      "US.UNEMPLOYMENT": [3.8, 5],
      "SPX.MEMBER.NVDA.WEIGHT": [6, 11],
    };
    for (const [id, [least, most]] of Object.entries(bounds)) {
      const value = seriesIn(answer, id).values.at(-1)!;
      expect(value, id).toBeGreaterThan(least);
      expect(value, id).toBeLessThan(most);
    }
  });

  it("are published on the open days of their own markets, and Bitcoin on every day", async () => {
    const answer = await ask(DAY, { from: "2024-09-01", ids: assetIds });
    const days = everyDay("2024-09-01", DAY);
    for (const { id, dates, calendar } of answer.series) {
      const open =
        calendar === "every-day" ? days : days.filter((day) => isTradingDay(day, calendars[calendar]));
      expect(dates, id).toEqual(open);
    }
    expect(seriesIn(answer, "BTC").dates).toHaveLength(days.length);
  });

  it("split a nominal yield into real yield and breakeven to the printed digit", async () => {
    const answer = await ask("2026-11-20", { from: "2015-01-02" });
    for (const tenor of ["5Y", "10Y"]) {
      const [real, inflation] = [`UST.${tenor}.REAL`, `US.BREAKEVEN.${tenor}`].map((id) =>
        valuesIn(answer, id),
      );
      const nominal = seriesIn(answer, `UST.${tenor}`);
      const off = nominal.dates.filter((date, index) => {
        const parts = Math.round(real!.get(date)! * 100) + Math.round(inflation!.get(date)! * 100);
        return Math.round(nominal.values[index]! * 100) !== parts;
      });
      expect(nominal.dates.length).toBeGreaterThan(2900);
      expect(off, tenor).toEqual([]);
    }
  });

  it("move with what they follow", async () => {
    const answer = await ask("2026-11-20");
    const percent = (id: string) => changes(answer, id, (now, before) => now / before - 1);
    const points = (id: string) => changes(answer, id, (now, before) => now - before);
    const [index, tenYear] = [percent("SPX"), points("UST.10Y")];
    expect(correlation(index, percent("FUND.QQQ"))).toBeGreaterThan(0.85);
    expect(correlation(index, percent("BTC"))).toBeGreaterThan(0.2);
    expect(correlation(index, points("US.ICE.HY.OAS"))).toBeLessThan(-0.3);
    expect(correlation(points("US.ICE.IG.OAS"), points("US.ICE.HY.OAS"))).toBeGreaterThan(0.6);
    expect(correlation(points("VIX"), percent("MOVE"))).toBeGreaterThan(0.4);
    expect(correlation(tenYear, percent("FUND.TLT"))).toBeLessThan(-0.85);
    expect(correlation(tenYear, points("UST.30Y"))).toBeGreaterThan(0.9);
    expect(correlation(tenYear, percent("USD.BROAD"))).toBeGreaterThan(0.2);
    expect(correlation(points("UST.10Y.REAL"), percent("GOLD.GLD"))).toBeLessThan(-0.2);
  });

  it("let a member's weight drift with its price against the index", async () => {
    const answer = await ask("2026-11-20", { from: "2025-01-02" });
    const index = changes(answer, "SPX", (now, before) => now / before);
    for (const id of memberIds) {
      const weights = valuesIn(answer, id);
      const price = changes(answer, `EQ.${id.split(".")[2]}`, (now, before) => now / before);
      const dates = [...weights.keys()];
      // Printed to four places, twice.
      const off = dates.slice(1, -1).map((date, row) => {
        const next = weights.get(dates[row + 2]!)!;
        return Math.abs(next - (weights.get(date)! * price.get(date)!) / index.get(date)!);
      });
      expect(Math.max(...off), id).toBeLessThan(0.00015);
    }
    const total = memberIds.reduce((sum, id) => sum + seriesIn(answer, id).values.at(-1)!, 0);
    expect(total).toBeGreaterThan(25);
    expect(total).toBeLessThan(45);
    expect(seriesIn(answer, "SPX.MEMBER.AAPL.WEIGHT")).toMatchObject({
      name: "Apple, weight in the S&P 500",
      unit: "percent",
      calendar: "nyse",
    });
  });
});

describe("simulated releases", () => {
  it.each(["2025-09-18", "2025-10-15", "2026-01-02"])(
    "are out on %s as late as their plans say",
    async (date) => {
      const answer = await ask(date, { from: "2015-01-02", ids: macroIds });
      for (const { id, dates, maxAgeDays } of answer.series) {
        const { publishedAfterDays, maxAgeDays: planned } = plans.series[id]!;
        const last = dates.at(-1)!;
        expect(addDays(last, publishedAfterDays) <= date, id).toBe(true);
        expect(maxAgeDays, id).toBe(planned);
        // The next one is not out, and the last one is not too old for a section to speak of.
        const next = (await ask(addDays(date, 400), { from: addDays(last, 1), ids: [id] })).series[0]!
          .dates[0]!;
        expect(addDays(next, publishedAfterDays) > date, id).toBe(true);
        expect(addDays(last, planned!) >= date, id).toBe(true);
      }
    },
  );

  it("bear the dates that their publishers give them", async () => {
    const answer = await ask(DAY, { from: "2024-01-01", ids: macroIds });
    const dates = (id: string) => seriesIn(answer, id).dates;
    expect(dates("US.CPI").every((date) => date.endsWith("-01"))).toBe(true);
    expect(dates("US.GDP.REAL").map((date) => date.slice(5))).toEqual([
      "01-01",
      "04-01",
      "07-01",
      "10-01",
      "01-01",
      "04-01",
    ]);
    expect(dates("US.FEDERAL.BALANCE")).toEqual(["2024-09-30"]);
    const weekdays = (id: string) => [...new Set(dates(id).map(weekday))];
    expect([weekdays("US.FED.ASSETS"), weekdays("US.NFCI"), weekdays("US.CLAIMS")]).toEqual([[2], [4], [5]]);
    expect(seriesIn(answer, "US.CLAIMS").values.every((value) => value! % 1000 === 0)).toBe(true);
  });

  it("stay away with the feeds that stop", async () => {
    const ids = ["US.CLAIMS", "FUND.TLT"];
    const [normal, stale] = await Promise.all([ask(DAY, { ids }), ask(DAY, { ids, scenario: "stale-feed" })]);
    expect(seriesIn(normal, "US.CLAIMS").dates.at(-1)).toBe("2025-09-13");
    expect(seriesIn(stale, "US.CLAIMS").dates.at(-1)).toBe("2025-09-06");
    expect(seriesIn(stale, "FUND.TLT").dates.at(-1)).toBe("2025-09-15");
  });
});
