import { describe, expect, it } from "vitest";
import { deskOf } from "../../../pipeline/finance/desk.ts";
import type { Series } from "../../../pipeline/model/series.ts";
import { igSpread } from "../../../pipeline/sections/ig-spread/ig-spread.ts";
import { View } from "../../../pipeline/sections/ig-spread/view.ts";
import { sectionWords, shippedEdition } from "../../support/section-words.ts";
import { CDX, cdx, DAY, HY, highYield, oas, spreadDay } from "./spread-history.ts";

const viewOf = (series: readonly Series[], date = DAY, edition = shippedEdition): View =>
  View.parse(igSpread.compute(deskOf(spreadDay(series, date)), edition));
const said = (series: readonly Series[], date = DAY) => sectionWords(igSpread, spreadDay(series, date));

describe("high yield beside investment grade", () => {
  it("has level, change, mean and percentile from its own observations", () => {
    const told = viewOf([oas(), highYield({ "2025-11-04": 310, [DAY]: 305 })]).highYield;
    expect(told.level).toMatchObject({ id: "ig-spread.high-yield.level", value: 305, unit: "bp" });
    expect(told.change?.value).toBe(-5);
    expect(told.mean!.inputs).toMatchObject([{ series: HY }]);
    // All but one of the other observations are at 300, below it.
    const { count } = told.mean!.inputs[0] as { count: number };
    expect(told.percentile?.value).toBeCloseTo((100 * (count - 1.5)) / count, 9);
  });

  it("is told less investment grade on the days that both have, against that difference's own five years", () => {
    const { less } = viewOf([
      oas({ [DAY]: 90, "2025-10-01": null, "2025-09-02": 50 }),
      highYield({ [DAY]: 280, "2025-10-02": null }),
    ]).highYield;
    expect(less!.level).toMatchObject({ value: 190, asOf: DAY });
    expect(less!.change?.value).toBe(-10);
    const { count } = less!.mean.inputs[0] as { count: number };
    // A day that either lacks is in neither: 200 on all but today (190) and one day of 250.
    const joined = count - 1;
    expect(less!.mean.value).toBeCloseTo(200 + (50 - 10) / joined, 9);
    expect(less!.atOrBelow.value).toBeCloseTo(100 / joined, 9);
    expect(less!.percentile.value).toBeCloseTo(50 / joined, 9);
  });

  it("takes no difference of two days, and dates an older one", () => {
    const { less, level } = viewOf([oas(), highYield({ [DAY]: null })]).highYield;
    expect(level!.asOf).toBe("2025-11-04");
    expect(less!.level.asOf).toBe("2025-11-04");
    expect(said([oas(), highYield({ [DAY]: null })])).toContain(
      "300 bp (as of 4 November), 200 bp over ICE BofA US Corporate OAS (as of 4 November).",
    );
  });

  it("is never held against a swap index, even where that is the main instrument", () => {
    const swapped = { ...shippedEdition, ig: { ...shippedEdition.ig, series: CDX, beside: [] } };
    const alone = viewOf([cdx(), highYield()], DAY, swapped).highYield;
    expect(alone.level?.value).toBe(300);
    expect(alone.less).toBeNull();
    expect(viewOf([cdx(), oas(), highYield()], DAY, swapped).highYield.less?.level.value).toBe(200);
  });

  it("says nothing of five years that it does not have", () => {
    const told = viewOf([oas(), highYield({}, { from: "2024-01-02" })]).highYield;
    expect(told).toMatchObject({ level: { value: 300 }, mean: null, percentile: null, less: null });
    const words = said([oas(), highYield({}, { from: "2024-01-02" })]);
    expect(words).toContain("| ICE BofA US High Yield OAS | 300 | 0 | n/a | n/a | |");
    expect(words).not.toContain("High yield less");
  });

  it("is n/a where it is not there, and leaves the rest alone", () => {
    expect(viewOf([oas()]).highYield).toMatchObject({ name: HY, level: null, change: null, less: null });
    const words = said([oas()]);
    expect(words).toContain(`Note: High yield is n/a: there is no recent observation of ${HY}.`);
    expect(words).not.toContain("| High yield less");
  });

  it("is read under its own name, in a sentence and two rows", () => {
    const words = said([oas({ [DAY]: 98 }), highYield({ [DAY]: 290 })]);
    expect(words).toMatch(
      /ICE BofA US High Yield OAS tightened 10 bp to 290 bp, 192 bp over ICE BofA US Corp/,
    );
    expect(words).toMatch(/\| ICE BofA US High Yield OAS \| 290 \| −10 \| 300\.0 \| 0\.0 \| \|/);
    expect(words).toMatch(/\| High yield less investment grade \| 192 \| −8 \| 200\.0 \| 0\.0 \| \|/);
  });

  it("keeps its identity: the two printed levels make the printed difference", () => {
    const view = viewOf([oas({ [DAY]: 98.5 }), highYield({ [DAY]: 290 })]);
    const told = igSpread.identities!(view).find(({ name }) => name.startsWith("high yield"));
    expect(told).toMatchObject({ left: 191.5, right: 191.5 });
    const apart = viewOf([oas(), highYield({ [DAY]: null })]);
    expect(igSpread.identities!(apart).some(({ name }) => name.startsWith("high yield"))).toBe(false);
  });
});
