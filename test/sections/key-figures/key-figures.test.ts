import { describe, expect, it } from "vitest";
import { deskOf } from "../../../pipeline/finance/desk.ts";
import { keyFigures, View } from "../../../pipeline/sections/key-figures/key-figures.ts";
import { shippedEdition as edition } from "../../support/section-words.ts";
import { meetings, seriesOf } from "../../support/snapshots.ts";
import { DAY, DAY_BEFORE, type KeyDay, keyDay, openDates, pricedDecember } from "./key-day.ts";

const viewOf = (day?: KeyDay, own = edition): View =>
  View.parse(keyFigures.compute(deskOf(keyDay(day)), own));
const rowOf = (id: string, day?: KeyDay, own = edition) =>
  viewOf(day, own).rows.find((row) => row.id === id)!;

describe("the six key figures", () => {
  it("are always six, whatever is missing", () => {
    const ids = ["index", "long-yield", "slope", "spread", "volatility", "policy"];
    const none = { index: null, long: null, short: null, spread: null, volatility: null };
    expect(viewOf().rows.map(({ id }) => id)).toEqual(ids);
    const { rows, biggest, pace } = viewOf(none);
    expect(rows.map(({ id }) => id)).toEqual(ids);
    for (const { level, change, move, spark, range, freshness } of rows)
      expect({ level, change, move, spark, range, freshness }).toEqual({
        level: null,
        change: null,
        move: null,
        spark: null,
        range: null,
        freshness: "none",
      });
    expect({ biggest, pace }).toEqual({ biggest: null, pace: "unknown" });
  });

  it("ask for what they show: five years of each series, and the roll of a swap index", () => {
    const own = { ...edition, keyFigures: { ...edition.keyFigures, spread: "CDX.NA.IG.5Y" } };
    const needs = keyFigures.needs(own, "2024-02-29", meetings);
    const from = (series: string) => needs.find((need) => need.series === series)?.from;
    for (const series of ["SPX", "UST.10Y", "UST.2Y", "CDX.NA.IG.5Y", "CDX.NA.IG.5Y.SERIES", "VIX"])
      expect(from(series), series).toBe("2019-02-28");
    expect(from("US.EFFR")).toMatch(/^2023-/);
  });
});

describe("a key figure's change", () => {
  it("is in whole bp for a yield, without binary noise, from the last two observations", () => {
    const { level, change } = rowOf("long-yield", { long: { [DAY]: 4.17 } });
    expect(level).toMatchObject({ value: 4.17, unit: "percent", asOf: DAY });
    expect(change).toMatchObject({ value: 7, unit: "bp", asOf: DAY });
    expect(change?.inputs.map((input) => "asOf" in input && input.asOf)).toEqual([DAY, DAY_BEFORE]);
  });

  it("is the return of an index, close to close", () => {
    // 6,796.29 / 6,771.55 - 1 = 0.365352 %
    const change = rowOf("index", { index: { [DAY_BEFORE]: 6771.55, [DAY]: 6796.29 } }).change;
    expect(change?.value).toBeCloseTo(0.365352, 6);
    expect(change?.unit).toBe("percent");
  });

  it("is in points for volatility and in bp for a spread", () => {
    expect(rowOf("volatility", { volatility: { [DAY]: 18.01 } }).change).toMatchObject({
      value: 1.01,
      unit: "index",
    });
    expect(rowOf("spread", { spread: { [DAY]: 78 } }).change).toMatchObject({ value: -2, unit: "bp" });
  });

  it("is none where there is one observation only", () => {
    const only = Object.fromEntries(openDates("nyse").map((day) => [day, day === DAY ? 17 : null]));
    expect(rowOf("volatility", { volatility: only })).toMatchObject({
      level: { value: 17 },
      change: null,
      move: null,
      spark: null,
      range: null,
    });
  });

  it("is none on the first day of a swap index's new series, for it is another instrument", () => {
    const own = { ...edition, keyFigures: { ...edition.keyFigures, spread: "CDX.NA.IG.5Y" } };
    const levels = { [DAY_BEFORE]: 52.4, [DAY]: 55.31 };
    const swap = (now: number) => [
      seriesOf("CDX.NA.IG.5Y", levels, { unit: "bp", calendar: "nyse" }),
      seriesOf("CDX.NA.IG.5Y.SERIES", { [DAY_BEFORE]: 44, [DAY]: now }, { unit: "count", calendar: "nyse" }),
    ];
    expect(rowOf("spread", { more: swap(45) }, own)).toMatchObject({ level: { value: 55.31 }, change: null });
    expect(rowOf("spread", { more: swap(44) }, own).change?.value).toBe(2.91);
  });

  it("is measured by its own last 252: a jump after a flat year is 251 / sqrt(252) standard deviations", () => {
    // One x among 252 changes: mean x/252, sample variance x²/252.
    const up = rowOf("long-yield", { long: { [DAY]: 4.17 } }).move;
    expect(up?.value).toBeCloseTo(251 / Math.sqrt(252), 9);
    expect(up?.inputs[0]).toMatchObject({ series: "UST.10Y", to: DAY, count: 253 });
    expect(rowOf("long-yield", { long: { [DAY]: 4.0 } }).move?.value).toBeCloseTo(-251 / Math.sqrt(252), 9);
    expect(rowOf("long-yield").move).toBeNull();
  });
});

describe("the slope", () => {
  it("is long less short of one day, in bp", () => {
    const { name, level, change } = rowOf("slope", { long: { [DAY]: 4.17 }, short: { [DAY]: 3.63 } });
    expect(name).toBe("2s10s slope");
    expect(level).toMatchObject({ value: 54, unit: "bp" });
    expect(change).toMatchObject({ value: 4, unit: "bp" });
    expect(level?.inputs).toMatchObject([
      { series: "UST.10Y", date: DAY, value: 4.17 },
      { series: "UST.2Y", date: DAY, value: 3.63 },
    ]);
  });

  it("never mixes two days: without a short yield it is that of the last day with both", () => {
    const view = viewOf({ long: { [DAY]: 4.17, [DAY_BEFORE]: 4.12 }, short: { [DAY]: null } });
    const slope = view.rows.find(({ id }) => id === "slope");
    expect(slope?.level).toMatchObject({ value: 52, asOf: DAY_BEFORE });
    expect(slope?.freshness).toBe("stale");
    expect(view.stale.map(({ id }) => id)).toEqual(["slope"]);
  });

  it("differences days that both have, and nothing over a gap that one has filled", () => {
    const { change } = rowOf("slope", {
      long: { "2025-11-03": 4.0, [DAY_BEFORE]: 4.5, [DAY]: 4.2 },
      short: { [DAY_BEFORE]: null },
    });
    expect(change?.value).toBe(20);
    expect(change?.inputs.map((input) => "asOf" in input && input.asOf)).toEqual([DAY, "2025-11-03"]);
  });
});

describe("the five-year range", () => {
  const dated = { "2020-11-05": 0.5, "2020-11-06": 2, "2022-10-24": 4.98, "2023-10-19": 4.98, [DAY]: 4.17 };

  it("begins after the same day five years ago and has its ends on their first days", () => {
    const { range } = rowOf("long-yield", { long: dated });
    expect(range?.low).toMatchObject({ value: 2, asOf: "2020-11-06", unit: "percent" });
    expect(range?.high).toMatchObject({ value: 4.98, asOf: "2022-10-24" });
    expect(range?.extreme).toBe("inside");
  });

  it("places the level by the mid percentile and by its distance from low to high", () => {
    const { range } = rowOf("long-yield", { long: dated });
    const n = openDates("sifma").filter((day) => day > "2020-11-05").length;
    // Two are above, itself is one, all others are below.
    expect(range?.percentile.value).toBeCloseTo((100 * (n - 3 + 0.5)) / n, 9);
    expect(range?.position?.value).toBeCloseTo((100 * (4.17 - 2)) / 2.98, 9);
    expect(range?.percentile.inputs[0]).toMatchObject({
      series: "UST.10Y",
      from: "2020-11-06",
      to: DAY,
      count: n,
    });
  });

  it("is not said of a history that covers less than 80 % of it", () => {
    const thinned = (keep: (index: number) => boolean) =>
      Object.fromEntries(openDates("sifma").map((day, index) => [day, keep(index) ? 4.1 : null]));
    const last = { [DAY_BEFORE]: 4.1, [DAY]: 4.2 };
    expect(rowOf("long-yield", { long: { ...thinned((index) => index % 4 > 0), ...last } }).range).toBeNull();
    expect(
      rowOf("long-yield", { long: { ...thinned((index) => index % 6 > 0), ...last } }).range,
    ).not.toBeNull();
  });

  it("is beaten strictly or matched, and both are told from each other", () => {
    const extreme = (long: number) =>
      rowOf("long-yield", { long: { "2024-01-02": 5, "2024-02-01": 3, [DAY]: long } }).range?.extreme;
    expect([5.01, 5, 4, 3, 2.99].map(extreme)).toEqual([
      "new-high",
      "matches-high",
      "inside",
      "matches-low",
      "new-low",
    ]);
    expect(rowOf("volatility").range?.extreme).toBe("inside");
    expect(rowOf("volatility").range?.position).toBeNull();
  });
});

describe("what stands out", () => {
  it("is the move that is largest by its own standards, not by its digits", () => {
    const noisy = Object.fromEntries(openDates("nyse").map((day, index) => [day, index % 2 ? 6000 : 6060]));
    const { biggest, pace } = viewOf({ index: noisy, spread: { [DAY]: 82 } });
    expect(biggest?.id).toBe("spread");
    expect(pace).toBe("large");
    const quiet = viewOf({ index: noisy });
    expect(quiet.biggest?.id).toBe("index");
    expect(quiet.pace).toBe(Math.abs(quiet.biggest!.move!.value) < 1 ? "small" : "ordinary");
  });

  it("leaves out what is of another day", () => {
    const { extremes, biggest, closed } = viewOf({ date: "2025-11-11", long: { "2025-11-10": 9 } });
    expect(extremes.map(({ id }) => id)).toEqual([]);
    expect(biggest).toBeNull();
    expect(closed.map(({ id }) => id)).toEqual(["long-yield", "slope", "spread"]);
  });
});

describe("figures of another day", () => {
  it("are told apart by their own market's calendar: closed on Veterans Day, missing on any other", () => {
    const holiday = viewOf({ date: "2025-11-11" });
    expect(holiday.closed.map(({ id }) => id)).toEqual(["long-yield", "slope", "spread"]);
    expect(holiday.stale).toEqual([]);
    const missing = viewOf({ spread: { [DAY]: null } });
    expect(missing.stale.map(({ id, level }) => [id, level?.asOf])).toEqual([["spread", DAY_BEFORE]]);
  });
});

describe("the policy rate", () => {
  it("is the one priced after the last listed meeting, with its change at that same meeting", () => {
    // December at 3.87 for 10 days and at 3.67 for 21: an average of 3.734516, so a price of 96.265484.
    const row = rowOf("policy", { more: pricedDecember({ [DAY_BEFORE]: 3.7, [DAY]: 3.67 }) });
    expect(row.meeting).toBe("2025-12-10");
    expect(row.level?.value).toBeCloseTo(3.67, 9);
    expect(row.change?.value).toBeCloseTo(-3, 6);
    expect(row.spark?.values).toHaveLength(2);
    expect(row.range).toBeNull();
  });

  it("has no change where the day before has no prices", () => {
    const row = rowOf("policy", { more: pricedDecember({ "2025-11-03": 3.7, [DAY]: 3.67 }) });
    expect(row.level?.value).toBeCloseTo(3.67, 9);
    expect(row.change).toBeNull();
  });
});

describe("further rows", () => {
  const also = ["US.PAYROLLS", "BTC", "UST.30Y", "CDX.NA.HY.5Y"];
  const own = { ...edition, keyFigures: { ...edition.keyFigures, also } };
  const monthly = {
    ...seriesOf("US.PAYROLLS", { "2025-09-01": 159_000, "2025-10-01": 159_318 }, { unit: "count" }),
    maxAgeDays: 75,
  };
  const more = [
    monthly,
    seriesOf("BTC", { [DAY_BEFORE]: 100_000, [DAY]: 101_000 }, { unit: "price", calendar: "every-day" }),
    seriesOf("UST.30Y", { [DAY_BEFORE]: 4.7, [DAY]: 4.74 }, { name: "30-year Treasury" }),
  ];
  const rows = () => viewOf({ more }, own).rows.slice(6);

  it("stand below the six, in the editor's order, one for each series, also where nothing came of it", () => {
    expect(rows().map(({ id }) => id)).toEqual(["us-payrolls", "btc", "ust-30y", "cdx-na-hy-5y"]);
    expect(rows()[3]).toMatchObject({ name: "CDX.NA.HY.5Y", level: null, freshness: "none" });
    expect(viewOf({ more }).rows).toHaveLength(6);
  });

  it("are asked for with five years, like the six", () => {
    const needs = keyFigures.needs(own, DAY, meetings);
    for (const series of also)
      expect(needs.find((need) => need.series === series)?.from, series).toBe("2020-11-05");
  });

  it("change in bp where they are rates, in percent where they have a price or count things", () => {
    const [payrolls, bitcoin, bond] = rows();
    expect(payrolls?.change?.value).toBeCloseTo(0.2, 9);
    expect([payrolls, bitcoin].map((row) => row?.change?.unit)).toEqual(["percent", "percent"]);
    expect(bitcoin?.change?.value).toBeCloseTo(1, 9);
    expect(bond?.change).toMatchObject({ value: 4, unit: "bp" });
  });

  it("change in bp where they are spreads", () => {
    const spread = seriesOf(
      "CDX.NA.HY.5Y",
      { [DAY_BEFORE]: 310, [DAY]: 305.5 },
      { unit: "bp", calendar: "nyse" },
    );
    const view = viewOf({ more: [...more, spread] }, own);
    expect(view.rows[9]).toMatchObject({
      level: { value: 305.5 },
      decimals: 1,
      change: { value: -4.5, unit: "bp" },
    });
  });

  it("that are not published daily are neither stale nor closed, and no move of the day", () => {
    const view = viewOf({ more }, own);
    expect(view.rows[6]).toMatchObject({ freshness: "periodic", level: { asOf: "2025-10-01" } });
    expect([...view.stale, ...view.closed].map(({ id }) => id)).not.toContain("us-payrolls");
    expect(view.biggest?.id).not.toBe("us-payrolls");
  });

  it("that are not published daily and are too old are n/a", () => {
    const late = { ...monthly, maxAgeDays: 34 };
    const patient = { missedDays: 1, coverage: 0.8 };
    const view = View.parse(keyFigures.compute(deskOf(keyDay({ more: [late] }), patient), own));
    expect(view.rows[6]).toMatchObject({ level: null, freshness: "none" });
  });
});

describe("the sparkline", () => {
  it("is the last sixty observations, without the days that had none", () => {
    const { spark } = rowOf("volatility", { volatility: { "2025-10-31": null, [DAY]: 18 } });
    expect(spark?.dates).toHaveLength(60);
    expect(spark?.dates).not.toContain("2025-10-31");
    expect(spark?.values.at(-1)).toBe(18);
    expect(spark?.end.id).toBe("key-figures.volatility.level");
  });
});

describe("decimals", () => {
  it("are those in which the spread is quoted: none for 81 bp, two for 51.11 bp", () => {
    expect([81, 52.5, 51.11].map((value) => rowOf("spread", { spread: { [DAY]: value } }).decimals)).toEqual([
      0, 1, 2,
    ]);
  });
});
