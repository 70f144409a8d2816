import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isTradingDay } from "../../../../pipeline/finance/trading-days.ts";
import { HeadlineSchema } from "../../../../pipeline/model/headline.ts";
import { SeriesSchema } from "../../../../pipeline/model/series.ts";
import { calendars } from "../../../support/snapshots.ts";
import { ask, changes, correlation, everySeries, questionOf, seriesIn, valuesIn } from "./asking.ts";

describe("the simulated market", () => {
  it("gives the same issue twice", async () => {
    expect(await ask("2025-09-18")).toEqual(await ask("2025-09-18"));
  });

  it.each([
    ["2025-09-17", "2025-09-18"],
    ["2025-09-18", "2025-11-11"],
    ["2026-06-18", "2026-06-22"],
  ])("gives the issues of %s and %s one history", async (earlier, later) => {
    const ids = everySeries(later);
    const [first, second] = await Promise.all([ask(earlier, { ids }), ask(later, { ids })]);
    const answered = new Set(second.series.map(({ id }) => id));
    // Prices of contracts reach back ninety days only: one that has ended since may be gone.
    const both = first.series.filter(({ id }) => answered.has(id));
    expect(both.length).toBeGreaterThan(45);
    for (const { id, dates, values } of both) {
      const after = valuesIn(second, id);
      const shared = dates.flatMap((date, index) =>
        after.has(date) ? [[date, values[index], after.get(date)]] : [],
      );
      expect(shared.length, id).toBeGreaterThan(0);
      expect(shared.filter(([, before, now]) => before !== now)).toEqual([]);
    }
  });

  it("does not let what is asked change what is answered", async () => {
    const whole = await ask("2025-09-18");
    const part = await ask("2025-09-18", { from: "2025-09-17", ids: ["SPX.SECTOR.ENERGY.RETURN", "UST.2Y"] });
    for (const { id, dates, values } of part.series) {
      const known = valuesIn(whole, id);
      expect(dates).toHaveLength(2);
      expect(values).toEqual(dates.map((date) => known.get(date)));
    }
  });

  it.each(["normal", "stale-feed"])(
    "says that it is simulated, and hashes what it says (%s)",
    async (scenario) => {
      const answer = await ask("2025-09-18", { scenario });
      expect(answer.simulated).toBe(true);
      expect(answer.notices).toEqual(["Sample data - simulated, not market data"]);
      for (const { id, values, origins } of answer.series) {
        const sha256 = createHash("sha256").update(values.join("\n")).digest("hex");
        const place = `simulation/${id}`;
        expect(origins).toEqual([{ source: "sample", place, sha256, retrievedAt: null, note: "simulated" }]);
      }
    },
  );

  it("answers only what was asked and exists, in the span that was asked", async () => {
    const ids = [
      "UST.10Y",
      "EQ.NOBODY",
      "SPX.MEMBER.NOBODY.WEIGHT",
      "SPX.SECTOR.CRYPTO.RETURN",
      "ZQ.2031-01",
      "ZQ.2025-13",
      "OIS.FOMC.2025-12-11",
    ];
    const { series } = await ask("2025-09-18", { from: "2025-09-01", ids });
    expect(series.map(({ id }) => id)).toEqual(["UST.10Y"]);
    expect([series[0]?.dates[0], series[0]?.dates.at(-1)]).toEqual(["2025-09-02", "2025-09-18"]);
  });

  it("keeps to the form of series and headlines, with names and units of content/sources.yaml", async () => {
    const answer = await ask("2026-11-20");
    const { plans } = questionOf("2026-11-20");
    for (const one of answer.series) {
      SeriesSchema.parse(one);
      const plan = plans.series[one.id];
      if (plan) expect([one.name, one.unit, one.calendar]).toEqual([plan.name, plan.unit, plan.calendar]);
    }
    for (const headline of answer.headlines) HeadlineSchema.parse(headline);
    expect(seriesIn(answer, "SPX.SECTOR.ENERGY.RETURN").name).toBe("Energy, S&P 500 sector return");
    expect(seriesIn(answer, "ZQ.2026-12").unit).toBe("price");
    expect(seriesIn(answer, "CDX.NA.IG.5Y.SERIES").unit).toBe("count");
  });

  it("publishes on each market's open days and on no other", async () => {
    const answer = await ask("2026-11-20");
    for (const id of ["SPX", "VIX", "UST.2Y", "UST.10Y", "US.ICE.IG.OAS", "CDX.NA.IG.5Y", "US.EFFR"]) {
      const { dates, calendar } = seriesIn(answer, id);
      const holidays = calendars[calendar as "nyse"];
      const span = Array.from({ length: 2880 }, (_, index) => {
        return new Date(Date.UTC(2019, 0, 2 + index)).toISOString().slice(0, 10);
      });
      const open = span.filter((day) => day <= "2026-11-20" && isTradingDay(day, holidays));
      expect(dates, id).toEqual(open);
    }
  });

  it("has no yield on Veterans Day, when stocks trade", async () => {
    const answer = await ask("2025-11-11");
    expect(seriesIn(answer, "SPX").dates.at(-1)).toBe("2025-11-11");
    expect(seriesIn(answer, "SPX.SECTOR.ENERGY.WEIGHT").dates.at(-1)).toBe("2025-11-11");
    for (const id of ["UST.2Y", "UST.10Y", "US.ICE.IG.OAS", "US.EFFR"]) {
      expect(seriesIn(answer, id).dates.at(-1), id).toBe("2025-11-10");
    }
    expect(seriesIn(answer, "US.FED.TARGET.UPPER").dates.at(-1)).toBe("2025-11-11");
  });

  it("stays at levels that a reader believes", async () => {
    const answer = await ask("2027-12-30", { from: "2015-01-02" });
    const bounds: Record<string, [number, number]> = {
      SPX: [1500, 9000],
      VIX: [9.9, 75],
      "UST.2Y": [0, 6.5],
      "UST.10Y": [0.2, 6],
      "US.ICE.IG.OAS": [74, 205],
      "CDX.NA.IG.5Y": [45, 121],
      "US.EFFR": [0, 5.75],
    };
    for (const [id, [least, most]] of Object.entries(bounds)) {
      const values = seriesIn(answer, id).values as number[];
      expect(Math.min(...values), id).toBeGreaterThanOrEqual(least);
      expect(Math.max(...values), id).toBeLessThanOrEqual(most);
    }
    expect(Math.max(...(seriesIn(answer, "US.ICE.IG.OAS").values as number[]))).toBeGreaterThan(170);
  });

  it("rounds as the publishers do", async () => {
    const answer = await ask("2026-11-20");
    const decimals = {
      SPX: 2,
      VIX: 2,
      "UST.2Y": 2,
      "UST.10Y": 2,
      "US.ICE.IG.OAS": 0,
      "CDX.NA.IG.5Y": 3,
      "US.EFFR": 2,
    };
    for (const [id, places] of Object.entries(decimals)) {
      const texts = seriesIn(answer, id).values.map((value) => String(value).split(".")[1] ?? "");
      expect(Math.max(...texts.map((text) => text.length)), id).toBe(places);
    }
  });

  it("links its markets: volatility and spreads rise when stocks fall", async () => {
    const answer = await ask("2026-11-20");
    const index = changes(answer, "SPX", (now, before) => now / before - 1);
    const against = (id: string) =>
      correlation(
        index,
        changes(answer, id, (now, before) => now - before),
      );
    expect(against("VIX")).toBeLessThan(-0.6);
    expect(against("US.ICE.IG.OAS")).toBeLessThan(-0.3);
    expect(against("CDX.NA.IG.5Y")).toBeLessThan(-0.3);
    expect(against("UST.10Y")).toBeGreaterThan(0.05);
  });

  it("rolls the swap index on 20 March and 20 September or the next business day, a little wider", async () => {
    const answer = await ask("2026-11-20");
    const { dates, values } = seriesIn(answer, "CDX.NA.IG.5Y.SERIES");
    const rolls = dates.filter((_, index) => index > 0 && values[index] !== values[index - 1]);
    expect(rolls.slice(-5)).toEqual(["2024-09-20", "2025-03-20", "2025-09-22", "2026-03-20", "2026-09-21"]);
    expect(valuesIn(answer, "CDX.NA.IG.5Y.SERIES").get("2025-09-22")).toBe(45);
    const moves = changes(answer, "CDX.NA.IG.5Y", (now, before) => now - before);
    const mean = rolls.reduce((sum, date) => sum + moves.get(date)!, 0) / rolls.length;
    expect(mean).toBeGreaterThan(1.5);
    expect(mean).toBeLessThan(4.5);
  });
});
