import { describe, expect, it } from "vitest";
import { sectors } from "../../../pipeline/finance/attribution.ts";
import { deskOf } from "../../../pipeline/finance/desk.ts";
import { sectorAttribution } from "../../../pipeline/sections/sector-attribution/sector-attribution.ts";
import { View } from "../../../pipeline/sections/sector-attribution/view.ts";
import { shippedEdition as edition, sectionWords } from "../../support/section-words.ts";
import { weights } from "./sector-day.ts";
import { type SectorSpan, sectorSpan } from "./sector-span.ts";

const YEAR: SectorSpan = { from: "2025-01-02", to: "2025-07-24" };
const viewOf = (span: SectorSpan): View =>
  View.parse(sectorAttribution.compute(deskOf(sectorSpan(span)), edition));
const said = (span: SectorSpan) => sectionWords(sectorAttribution, sectorSpan(span));

describe("contributions to date", () => {
  const { toDate } = viewOf(YEAR);

  it("are told of the week, the month and the year, each from the close before it", () => {
    expect(toDate.spans.map(({ kind, base, days }) => [kind, base, days])).toEqual([
      ["week", "2025-07-18", 4],
      ["month", "2025-06-30", 17],
      ["year", "2024-12-31", 139],
    ]);
    expect(toDate.missing).toEqual([]);
  });

  it("are what holding the sector from the start would have given, where weights only drift", () => {
    const own = (sector: number) => {
      let growth = 1;
      for (let day = 0; day < 139; day += 1) growth *= 1 + (((sector * 7 + day * 5) % 11) - 5) / 1000;
      return growth - 1;
    };
    sectors.forEach(({ name, key }, sector) => {
      const row = toDate.rows.find((one) => one.name === name)!;
      expect(row.contributions[2]!.value).toBeCloseTo(weights[key]! * own(sector), 9);
    });
  });

  it("leave what the index moved beyond them as a residual, and tell it from 0.03 pp", () => {
    for (const { residual, sum, indexReturn } of toDate.spans) {
      expect(residual.value).toBeCloseTo(0, 9);
      expect(sum.value).toBeCloseTo(indexReturn.value, 9);
    }
    expect(toDate.residualTold).toBe(false);
    const missed = viewOf({ ...YEAR, miss: 0.01 });
    expect(missed.toDate.residualTold).toBe(true);
    // Four days of 0.01 pp each, but for the products of small numbers.
    expect(missed.toDate.spans[0]!.residual.value).toBeCloseTo(0.04, 3);
    expect(said({ ...YEAR, miss: 0.01 })).toMatch(/\| Residual \| \| \| [^|]* \| \+0\.04 \| \+0\.17 \|/);
    expect(said(YEAR)).not.toContain("| Residual |");
  });

  it("keep their identities", () => {
    const told = sectorAttribution.identities!(viewOf({ ...YEAR, miss: 0.01 }));
    expect(told.filter(({ name }) => name.includes("linked"))).toHaveLength(3);
    for (const { left, right, tolerance } of told)
      expect(Math.abs(left - right)).toBeLessThanOrEqual(tolerance);
  });

  it("name who gave most and who took most, and sort by the longest span", () => {
    const values = toDate.rows.map(({ contributions }) => contributions[2]!.value);
    expect(values).toEqual([...values].sort((a, b) => b - a));
    const year = toDate.spans[2]!;
    expect(year.strongest[0]!.contribution.value).toBe(values[0]);
    expect(year.weakest[0]!.contribution.value).toBe(values.at(-1));
  });

  it("give two sectors that print the same one place", () => {
    const even = viewOf({ ...YEAR, own: () => 0 }).toDate.spans[0]!;
    expect([even.strongest, even.weakest].map(({ length }) => length)).toEqual([11, 11]);
  });
});

describe("a span with a missing day", () => {
  const gap = { ...YEAR, without: [{ date: "2025-03-28", key: "ENERGY" }] };

  it("is not linked; the shorter ones after the gap are", () => {
    const { toDate } = viewOf(gap);
    expect(toDate.spans.map(({ kind }) => kind)).toEqual(["week", "month"]);
    expect(toDate.missing).toEqual([
      {
        kind: "year",
        base: "2024-12-31",
        days: 139,
        lacking: [{ date: "2025-03-28" }],
        hasIndex: true,
      },
    ]);
    expect(toDate.rows[0]!.contributions).toHaveLength(2);
  });

  it("is said to be n/a, with the day", () => {
    const words = said(gap);
    expect(words).toContain("| contribution, pp | week, pp | month, pp |\n");
    expect(words).toContain(
      "Note: The year to date is n/a: on one of its 139 trading days (28 March) the weights or returns of the eleven sectors are not complete, and contributions are not linked across a gap.",
    );
  });

  it("is said in numbers where too many are missing to be named", () => {
    const words = said({ from: "2025-07-14", to: "2025-07-24" });
    expect(words).toMatch(/The year to date is n\/a: on 130 of its 139 trading days the weights/);
    expect(words).toContain("The month to date is n/a: on eight of its 17 trading days the weights");
    expect(words).toContain("| contribution, pp | week, pp |\n");
  });

  it("leaves the day's attribution as it is", () => {
    expect(viewOf(gap).rows).toHaveLength(11);
    const alone = viewOf({ from: "2025-07-24", to: "2025-07-24" });
    expect(alone.toDate).toMatchObject({ spans: [], rows: [], residualTold: false });
    expect(alone.toDate.missing).toHaveLength(3);
  });

  it("counts a day whose weights do not make up the index as missing", () => {
    const snapshot = sectorSpan(YEAR);
    const id = "SPX.SECTOR.FINANCIALS.WEIGHT";
    const values = [...snapshot.series[id]!.values];
    values[3] = 40;
    const series = { ...snapshot.series, [id]: { ...snapshot.series[id]!, values } };
    const view = View.parse(sectorAttribution.compute(deskOf({ ...snapshot, series }), edition));
    expect(view.toDate.missing).toMatchObject([{ kind: "year", lacking: [{ date: "2025-01-07" }] }]);
  });

  it("may miss its first close only", () => {
    const words = said({ ...YEAR, noClose: ["2025-06-30"] });
    expect(words).toContain(
      "Note: The month to date is n/a: the S&P 500 has no close for both 30 June 2025 and today.",
    );
  });
});

describe("the equal-weight fund", () => {
  const fund = { "2025-07-23": 180, "2025-07-24": 181.8 };

  it("is held against the index over the same two closes", () => {
    const { equalWeight, indexReturn } = viewOf({ ...YEAR, fund });
    expect(equalWeight!.ownReturn.value).toBeCloseTo(1, 9);
    expect(equalWeight!.lead.value).toBeCloseTo(1 - indexReturn.value, 9);
    expect(equalWeight!.lead.unit).toBe("pp");
    expect(said({ ...YEAR, fund })).toMatch(
      /The S&P 500 equal weight, by the fund RSP, rose 1\.00%: [\d.]+ pp ahead of the index\./,
    );
  });

  it("is not told of another day's close, nor stands in for anything", () => {
    expect(viewOf({ ...YEAR, fund: { "2025-07-22": 180, "2025-07-24": 181.8 } }).equalWeight).toBeNull();
    expect(said(YEAR)).not.toContain("RSP");
  });
});

describe("what the section tells of the index", () => {
  it("is its move against its own history, and no sector's", () => {
    const snapshot = sectorSpan(YEAR);
    const movers = sectorAttribution.movers!(viewOf(YEAR), deskOf(snapshot), edition);
    expect(movers.map(({ key }) => key)).toEqual(["SPX"]);
    const short = sectorSpan({ from: "2025-07-14", to: "2025-07-24" });
    expect(sectorAttribution.movers!(viewOf(YEAR), deskOf(short), edition)).toEqual([]);
  });
});
