import { describe, expect, it } from "vitest";
import { PipelineError } from "../../../pipeline/errors.ts";
import { deskOf } from "../../../pipeline/finance/desk.ts";
import type { Figure } from "../../../pipeline/model/figure.ts";
import { absent } from "../../../pipeline/sections/absent.ts";
import { sectorAttribution } from "../../../pipeline/sections/sector-attribution/sector-attribution.ts";
import { View } from "../../../pipeline/sections/sector-attribution/view.ts";
import { shippedEdition as edition } from "../../support/section-words.ts";
import { DAY, DAY_BEFORE, type SectorDay, sectorDay } from "./sector-day.ts";

const computed = (day?: SectorDay) => sectorAttribution.compute(deskOf(sectorDay(day)), edition);
const viewOf = (day?: SectorDay): View => View.parse(computed(day));
const names = (rows: View["rows"]) => rows.map(({ short }) => short);

/** Eight rise: contributions by hand 0.2 x 10 = 0.02 pp of Comm Services and so on. */
const mixed: SectorDay = {
  returns: {
    COMMUNICATION_SERVICES: 2,
    HEALTH_CARE: 1,
    INFORMATION_TECHNOLOGY: -0.4,
    REAL_ESTATE: 3,
    UTILITIES: -1,
    ENERGY: 0.004,
  },
  all: 0.1,
};

describe("the attribution of a day", () => {
  it("weighs each sector's own return by its weight at the close before, worked by hand", () => {
    const { rows, sum } = viewOf(mixed);
    const of = (short: string) => rows.find((row) => row.short === short)!;
    expect(of("Comm Services").contribution.value).toBeCloseTo(0.2, 12);
    expect(of("Info Tech").contribution.value).toBeCloseTo(-0.14, 12);
    expect(of("Real Estate").contribution.value).toBeCloseTo(0.06, 12);
    // 0.2 + 0.09 - 0.14 + 0.06 - 0.02 + 0.00012, and 39 % of the index at +0.1 %: 0.039.
    expect(sum.value).toBeCloseTo(0.22912, 12);
    expect(sum.unit).toBe("pp");
  });

  it("takes the index return from its two closes, never from the sum, and states what is left", () => {
    const view = viewOf({ ...mixed, index: 0.3 });
    expect(view.indexReturn.value).toBeCloseTo(0.3, 9);
    expect(view.indexReturn.inputs.map((input) => "date" in input && input.date)).toEqual([DAY, DAY_BEFORE]);
    expect(view.residual.value).toBeCloseTo(0.3 - 0.22912, 9);
    expect(view.residualTold).toBe(true);
    expect(viewOf({ ...mixed, index: 0.25 }).residualTold).toBe(false);
  });

  it("prints largest contributions first and draws both charts by their own size", () => {
    const view = viewOf(mixed);
    expect(names(view.rows).slice(0, 3)).toEqual(["Comm Services", "Health Care", "Real Estate"]);
    expect(names(view.rows).at(-1)).toBe("Info Tech");
    expect(view.contributions.bars.map(({ label }) => label)).toEqual(view.rows.map(({ name }) => name));
    expect(view.returns.bars.slice(0, 3).map(({ label }) => label)).toEqual([
      "Real Estate",
      "Communication Services",
      "Health Care",
    ]);
    expect([view.contributions.unit, view.returns.unit]).toEqual(["pp", "percent"]);
  });

  it("tells breadth by count and by weight", () => {
    const { up, down, flat, upWeight, downWeight, meanReturn } = viewOf(mixed);
    expect([up, down, flat].map(({ value }) => value)).toEqual([8, 2, 1]);
    expect(upWeight.value).toBeCloseTo(60, 9);
    expect(downWeight.value).toBeCloseTo(37, 9);
    expect(meanReturn.value).toBeCloseTo((2 + 1 - 0.4 + 3 - 1 + 0.004 + 0.5) / 11, 9);
  });

  it("names who moved against the index, by own return as printed", () => {
    expect(names(viewOf(mixed).opposing)).toEqual(["Utilities", "Info Tech"]);
    expect(viewOf({ all: 0 }).opposing).toEqual([]);
  });

  it("gives ties their due: sectors that print the same share the place", () => {
    const view = viewOf({
      returns: { FINANCIALS: 1, CONSUMER_DISCRETIONARY: 1.18, ENERGY: -3, MATERIALS: -4.5 },
    });
    expect(names(view.strongest)).toEqual(["Financials", "Cons Disc"]);
    expect(names(view.weakest).sort()).toEqual(["Energy", "Materials"]);
    expect(names(view.bestReturn)).toEqual(["Cons Disc"]);
    expect([view.bestGaveMost, view.worstTookMost]).toEqual([true, true]);
    expect(viewOf(mixed)).toMatchObject({ bestGaveMost: false, worstTookMost: false });
  });

  it("knows what kind of day it was", () => {
    expect(viewOf({ all: -1 })).toMatchObject({ spread: "all-down", day: "down", still: false });
    expect(viewOf({ all: 0.3 })).toMatchObject({ spread: "all-up", day: "up" });
    expect(viewOf({ all: 0 })).toMatchObject({
      spread: "all-flat",
      day: "flat",
      still: true,
      against: "none",
    });
    expect(viewOf({ all: 0.004 })).toMatchObject({ spread: "all-flat", day: "flat" });
    expect(viewOf(mixed)).toMatchObject({ spread: "mixed", day: "up", against: "none", weighed: "agree" });
  });

  it("sees an index and its sectors disagree", () => {
    const tech = (own: number, all: number) => viewOf({ returns: { INFORMATION_TECHNOLOGY: own }, all });
    expect(tech(-2, 0.4)).toMatchObject({ against: "more-up-index-down", day: "down" });
    expect(tech(2, -0.4)).toMatchObject({ against: "more-down-index-up", day: "up" });
    expect(tech(-0.6, 0.3)).toMatchObject({ against: "more-up-index-still", still: true });
    expect(tech(0.6, -0.3)).toMatchObject({ against: "more-down-index-still" });
  });

  it("sees a majority by count that is none by weight", () => {
    const heavy = { INFORMATION_TECHNOLOGY: -1, FINANCIALS: -1, HEALTH_CARE: -1 };
    expect(viewOf({ returns: heavy, all: 0.1 }).weighed).toBe("more-up-less-weight");
    const light = { INFORMATION_TECHNOLOGY: 1, FINANCIALS: 1, HEALTH_CARE: 1 };
    expect(viewOf({ returns: light, all: -0.1 }).weighed).toBe("more-down-less-weight");
  });

  it("knows whether a reader who adds up the printed column gets the printed sum", () => {
    // Eleven parts of 0.004 and less each print 0.00; their sum prints 0.02.
    expect(
      viewOf({ returns: { ENERGY: 0.1, MATERIALS: 0.2, UTILITIES: 0.2, REAL_ESTATE: 0.2 } }).addsUp,
    ).toBe(false);
    expect(viewOf({ returns: { FINANCIALS: 1 } }).addsUp).toBe(true);
  });

  it("leads every figure back to the observations it was made of", () => {
    const seen = new Set<string>();
    const walk = ({ id, inputs }: Figure): void => {
      seen.add(id);
      expect(inputs.length).toBeGreaterThan(0);
      for (const input of inputs) if ("kind" in input) walk(input);
    };
    walk(viewOf(mixed).residual);
    expect(seen).toContain("sector-attribution.contribution.health-care");
    expect(seen).toContain("sector-attribution.weight.health-care");
    expect(seen).toContain("sector-attribution.return.health-care");
  });

  it("keeps its identities: with the residual the contributions make the index", () => {
    const told = sectorAttribution.identities!(viewOf({ ...mixed, index: 0.3 }));
    expect(told.map(({ left, right, tolerance }) => Math.abs(left - right) <= tolerance)).toEqual([
      true,
      true,
    ]);
    expect(told[0]!.left).toBeCloseTo(0.3, 9);
  });
});

describe("a day without an attribution", () => {
  it("names the sectors that lack a weight or a return", () => {
    expect(computed({ returns: { HEALTH_CARE: null, ENERGY: null } })).toEqual(
      absent("some-sectors", { names: ["Energy", "Health Care"], count: 11 }),
    );
    expect(computed({ weights: { UTILITIES: null } })).toEqual(
      absent("some-sectors", { names: ["Utilities"], count: 11 }),
    );
  });

  it("says of which day the newest sectors are, and never prints those of another day", () => {
    expect(computed({ sectorDay: DAY_BEFORE })).toEqual(absent("no-sectors", { newest: "2025-11-04" }));
  });

  it("never weighs a return of the day before with this day's weight", () => {
    const { series, ...rest } = sectorDay(mixed);
    const old = { ...series["SPX.SECTOR.ENERGY.RETURN"]!, dates: [DAY_BEFORE] };
    const made = sectorAttribution.compute(
      deskOf({ ...rest, series: { ...series, [old.id]: old } }),
      edition,
    );
    expect(made).toEqual(absent("some-sectors", { names: ["Energy"], count: 11 }));
  });

  it("says which closes of the index are missing", () => {
    const snapshot = sectorDay(mixed);
    const spx = { ...snapshot.series.SPX!, values: [null, 6000] };
    const desk = deskOf({ ...snapshot, series: { ...snapshot.series, SPX: spx } });
    expect(sectorAttribution.compute(desk, edition)).toEqual(
      absent("no-index-close", { names: ["S&P 500"] }),
    );
  });

  it("refuses weights that do not make up the index, with their sum and each of them", () => {
    const refused = () => computed({ weights: { INFORMATION_TECHNOLOGY: 34 } });
    expect(refused).toThrow(PipelineError);
    expect(refused).toThrow(
      /sum to 99\.00%\. Expected 100% within 0\.5; found Energy 3, .*Information Technology 34, .*Real Estate 2\./,
    );
    expect(() => computed({ weights: { INFORMATION_TECHNOLOGY: 35.4 } })).not.toThrow();
    expect(() => computed({ weights: { INFORMATION_TECHNOLOGY: 35.6 } })).toThrow(/100\.60%/);
  });

  it("refuses such weights even where a return is missing", () => {
    expect(() => computed({ weights: { FINANCIALS: 0.13 }, returns: { ENERGY: null } })).toThrow(/87\.13%/);
  });
});

describe("what the section asks for", () => {
  const fromOf = (date: string, series: string) =>
    sectorAttribution
      .needs(edition, date, { knownTo: date, meetings: [] })
      .find((need) => need.series === series)?.from;

  it("is two series of each sector from the last trading day of the year before, and longer where the week began before it", () => {
    expect(sectorAttribution.needs(edition, DAY, { knownTo: DAY, meetings: [] })).toHaveLength(24);
    expect(fromOf(DAY, "SPX.SECTOR.REAL_ESTATE.WEIGHT")).toBe("2024-12-24");
    expect(fromOf("2026-01-02", "SPX.SECTOR.REAL_ESTATE.RETURN")).toBe("2025-12-23");
  });

  it("is the index over a year of its moves, and the equal-weight fund for a change", () => {
    expect(fromOf(DAY, "SPX")).toBe("2024-10-21");
    expect(fromOf(DAY, "FUND.RSP")).toBe("2025-10-26");
  });
});
