import { describe, expect, it } from "vitest";
import { deskOf } from "../../../pipeline/finance/desk.ts";
import { halfLifeOf } from "../../../pipeline/finance/half-life.ts";
import { tradingDays } from "../../../pipeline/finance/trading-days.ts";
import type { Series } from "../../../pipeline/model/series.ts";
import { igSpread } from "../../../pipeline/sections/ig-spread/ig-spread.ts";
import { View } from "../../../pipeline/sections/ig-spread/view.ts";
import { sectionWords, shippedEdition } from "../../support/section-words.ts";
import { calendars } from "../../support/snapshots.ts";
import { CDX, cdx, DAY, HY, highYield, OAS, oas, onTheRun, type Rows, spreadDay } from "./spread-history.ts";

const deskWith = (series: readonly Series[], date = DAY) => deskOf(spreadDay(series, date));
const viewOf = (series: readonly Series[], date = DAY): View =>
  View.parse(igSpread.compute(deskWith(series, date), shippedEdition));
const said = (series: readonly Series[], edition = shippedEdition) =>
  sectionWords(igSpread, spreadDay(series), edition);

/** 95 on so many of the last 15 bond days, the latest at 130: one day above a mean that all others are near. */
const lastDays = (below: number): Rows => {
  const days = tradingDays("2025-10-15", DAY, calendars.sifma).slice(-15);
  return Object.fromEntries(days.map((date, index) => [date, index < below ? 95 : 130]));
};

describe("the rule of ten in fifteen", () => {
  it("calls a level persistently below its mean though it is above it today", () => {
    const { below } = viewOf([oas(lastDays(13))]).reversion;
    expect(below).toMatchObject({ of: 15, needed: 10, holds: true, count: { value: 13, unit: "count" } });
    expect(viewOf([oas(lastDays(10))]).reversion.below).toMatchObject({ holds: true });
    expect(viewOf([oas(lastDays(9))]).reversion.below).toMatchObject({ holds: false, count: { value: 9 } });
  });

  it("is told where the run in a row does not tell it already", () => {
    expect(said([oas(lastDays(13))])).toContain(
      "Of the last 15 observations 13 were below the mean; the level is now above it.",
    );
    expect(said([oas(lastDays(4))])).toContain(
      "Of the last 15 observations four were below the mean; the level is now above it.",
    );
    expect(said([oas(lastDays(15))])).not.toContain("Of the last 15 observations");
    expect(said([oas(lastDays(0))])).not.toContain("Of the last 15 observations");
  });

  it("does not count a level at its mean as below it", () => {
    expect(viewOf([oas()]).reversion.below).toMatchObject({ holds: false, count: { value: 0 } });
  });

  it("says nothing without five years", () => {
    expect(viewOf([oas({}, { from: "2024-01-02" })]).reversion).toEqual({
      below: null,
      halfLife: null,
      isReverting: null,
      tStatistic: null,
    });
  });
});

describe("the half-life of the level", () => {
  const days = tradingDays("2020-01-01", DAY, calendars.sifma);
  /** x(t) = 100 + phi (x(t-1) - 100) + noise, the noise from a plain multiplicative generator. */
  const autoregressive = (phi: number): Rows => {
    let [level, seed] = [100, 7];
    return Object.fromEntries(
      days.map((date) => {
        seed = (seed * 16_807) % 2_147_483_647;
        level = 100 + phi * (level - 100) + (seed / 2_147_483_647 - 0.5) * 4;
        return [date, Math.round(level * 100) / 100];
      }),
    );
  };

  it("is that of the five-year window, in observations", () => {
    const series = oas(autoregressive(0.95));
    const { halfLife, isReverting } = viewOf([series]).reversion;
    const window = deskWith([series]).history(OAS, { after: "2020-11-05" })!;
    expect(halfLife?.value).toBe(halfLifeOf(window.values)!.days);
    // ln 2 / -ln 0.95 is 13.5; a sample of 1,250 misses phi by a standard error of 0.01.
    expect(halfLife!.value).toBeGreaterThan(9);
    expect(halfLife!.value).toBeLessThan(20);
    expect(isReverting).toBe(true);
    expect(said([series])).toMatch(/gone after 1\d observations|five years, is 1\d observations/);
  });

  it("is n/a with its test where a level wanders, and silent where nothing can be tested", () => {
    const words = said([oas(autoregressive(1))]);
    expect(words).toMatch(
      /Note: A half-life is n\/a: over five years the level does not return to its mean beyond chance \(Dickey-Fuller t of −?\d\.\d\d; −2\.87 or below would show it\)\./,
    );
    expect(said([oas()])).not.toMatch(/half-life|Dickey/);
  });
});

describe("a swap index's rolls", () => {
  /** Written only where they change. */
  const numbers = {
    "2020-03-20": 34,
    "2020-09-21": 35,
    "2021-03-22": 36,
    "2025-03-20": 44,
    "2025-09-22": 45,
    [DAY]: 45,
  };

  it("are counted in five years, with the day of the last", () => {
    const [beside] = viewOf([oas(), cdx(), onTheRun(numbers)]).beside;
    expect(beside!.rolls).toMatchObject({ count: { value: 3, unit: "count" }, last: "2025-09-22" });
    expect(viewOf([oas(), cdx()]).beside[0]!.rolls).toBeNull();
    expect(viewOf([oas(), cdx(), onTheRun(numbers)]).main.rolls).toBeNull();
  });

  it("are told where it is printed, and since when if the numbers do not reach back", () => {
    expect(said([oas(), cdx(), onTheRun(numbers)])).toContain(
      "Note: CDX North America IG 5-year is the index on the run, now series 45: three rolls in five years, the last on 22 September 2025. No change is given across a roll.",
    );
    const late = { "2021-03-22": 36, "2025-03-20": 44, [DAY]: 44 };
    expect(said([oas(), cdx(), onTheRun(late)])).toContain(
      ": one roll since 22 March 2021, where the series numbers begin, the last on 20 March 2025.",
    );
  });

  it("do not repeat what the first day of a series has said", () => {
    const words = said([oas(), cdx(), onTheRun({ "2025-11-04": 44, [DAY]: 45 })]);
    expect(words).toContain("is the index on the run: one roll since 4 November 2025");
    expect(words.match(/series 45|series, 45/g)).toHaveLength(1);
  });
});

describe("what the section tells the issue", () => {
  it("is the moves of the main instrument and of high yield", () => {
    const rows = Object.fromEntries(
      tradingDays("2025-06-02", "2025-11-04", calendars.sifma).map((date, index) => [
        date,
        100 + (index % 2),
      ]),
    );
    const series = [oas({ ...rows, [DAY]: 106 }), highYield({ ...rows, [DAY]: 90 })];
    const movers = igSpread.movers!(viewOf(series), deskWith(series), shippedEdition);
    expect(movers.map(({ key, change }) => [key, change.value])).toEqual([
      [OAS, 106 - rows["2025-11-04"]!],
      [HY, 90 - rows["2025-11-04"]!],
    ]);
  });

  it("is no move across a roll", () => {
    const edition = { ...shippedEdition, ig: { ...shippedEdition.ig, series: CDX, beside: [] } };
    const desk = deskWith([
      cdx({ "2025-10-01": 61, "2025-11-04": 49, [DAY]: 54 }),
      onTheRun({ "2025-11-04": 44, [DAY]: 45 }),
    ]);
    expect(igSpread.movers!(View.parse(igSpread.compute(desk, edition)), desk, edition)).toEqual([]);
  });

  it("is the levels around it, each with its distance in bp and in usual days' moves", () => {
    const series = [oas({ "2022-10-12": 171, "2023-11-08": 77, "2025-11-04": 83, [DAY]: 81 })];
    const ahead = igSpread.levels!(viewOf(series), deskWith(series), shippedEdition);
    const rounded = ahead.map(({ key, kind, label, distance }) => [
      key,
      kind,
      label,
      Math.round(distance.value),
    ]);
    expect(rounded).toEqual([
      ["ig-spread.band-above", "band-edge", "carry", 9],
      ["ig-spread.mean", "mean", null, 19],
      ["ig-spread.high", "high", null, 90],
      ["ig-spread.tight", "tight", null, -4],
    ]);
    const [edge] = ahead;
    expect(edge).toMatchObject({
      name: "ICE BofA US Corporate OAS",
      current: { value: 81 },
      level: { value: 90, unit: "bp" },
      distance: { unit: "bp" },
    });
    // Changes of the last 252 days: one of -17 and one of -2; the tight is older, and all others are 0.
    const squares = 17 ** 2 + 2 ** 2 - (17 + 2) ** 2 / 252;
    expect(edge!.daysMove!.value).toBeCloseTo(9 / Math.sqrt(squares / 251), 9);
  });

  it("leaves out the level it stands on, and an instrument's edges where it has none", () => {
    const at = [oas({ "2024-11-08": 77, [DAY]: 77 })];
    const kinds = igSpread.levels!(viewOf(at), deskWith(at), shippedEdition).map(({ kind }) => kind);
    expect(kinds).toEqual(["band-edge", "mean", "high"]);
    const bare = { ...shippedEdition, ig: { ...shippedEdition.ig, bands: {} } };
    expect(igSpread.levels!(viewOf(at), deskWith(at), bare).map(({ kind }) => kind)).toEqual([
      "mean",
      "high",
    ]);
  });
});
