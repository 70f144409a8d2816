import { describe, expect, it } from "vitest";
import { deskOf } from "../../pipeline/finance/desk.ts";
import type { IsoDate } from "../../pipeline/model/unit.ts";
import { anchors } from "../../pipeline/sections/anchors/anchors.ts";
import type { View } from "../../pipeline/sections/anchors/view.ts";
import { sectionWords, shippedEdition } from "../support/section-words.ts";
import { neededBy, recordedSnapshot } from "./recorded-snapshot.ts";

const dayOf = (date: IsoDate) => recordedSnapshot(date, neededBy(anchors, date));

function viewOn(date: IsoDate): View {
  const made = anchors.compute(deskOf(dayOf(date), { missedDays: 5, coverage: 0.8 }), shippedEdition);
  if ("unavailable" in made) throw new Error(made.unavailable.kind);
  return anchors.view.parse(made);
}
const pairOn = (view: View, name: string) => view.pairs.find((pair) => pair.name === name)!;

describe("the dollar and the 10-year yield over 60 days", () => {
  it.each([
    ["2024-12-31", 0.63, "expected"],
    ["2025-03-31", 0.03, "insignificant"],
    ["2025-05-29", 0.01, "insignificant"],
  ] as const)("on %s correlate at %f: %s", (date, wanted, verdict) => {
    const { short, shortVerdict } = pairOn(viewOn(date), "Dollar (broad)");
    // As printed: two decimals.
    expect(short!.value).toBeCloseTo(wanted, 2);
    expect(short!.asOf).toBe(date);
    expect(shortVerdict).toBe(verdict);
  });

  it("fell by more than chance from the year before", () => {
    expect(pairOn(viewOn("2025-05-29"), "Dollar (broad)").apart!.value).toBeLessThan(-1.96);
  });
});

describe("what was said of 29 May 2025 (seed 004)", () => {
  const view = viewOn("2025-05-29");
  const text = sectionWords(anchors, dayOf("2025-05-29"));

  it("the dollar's relationship with Treasury yields is insignificant: so it is", () => {
    expect(text).toContain("| Dollar (broad) | +0.01 | +0.29 | positive | insignificant |");
  });

  it("gold went from rising and falling with Treasuries to uncorrelated: over 60 days it is, over 250 not yet", () => {
    const gold = pairOn(view, "Gold");
    expect(gold.shortVerdict).toBe("insignificant");
    // With yields the sign is the other one than with Treasury prices.
    expect(gold).toMatchObject({ longVerdict: "expected", side: "negative" });
  });

  it("gold rises with Treasuries and does not fall with them: by its betas it is the other way round", () => {
    expect(view.gold!.kind).toBe("rises");
    expect(text).toContain(
      "Gold answers rises of the 10-year Treasury yield, −0.88% per 10 bp (t −2.7), and not its falls (−0.18%, t −0.7), over 250 days.",
    );
    expect(text).not.toContain("rises with Treasuries");
  });

  it("stocks are no longer weighed down: their 250-day correlation had turned positive, which was news for twenty days", () => {
    expect(pairOn(viewOn("2025-05-15"), "S&P 500").longReversal).toEqual({
      to: "positive",
      crossed: "2025-03-28",
      confirmed: "2025-04-25",
    });
    expect(pairOn(view, "S&P 500")).toMatchObject({ longReversal: null, since: "2025-03-28" });
  });
});

describe("the debt", () => {
  it("of fiscal year 2024 rose 2.03 pp: deficit 6.2, growth and inflation -5.7, the rest 1.6", () => {
    const { fiscal, quarter } = viewOn("2025-11-05").debt;
    expect(quarter).toEqual({ year: 2025, quarter: 2 });
    expect(fiscal!.year).toBe(2024);
    expect(fiscal!.change.value).toBeCloseTo(2.03, 2);
    expect(fiscal!.deficit.value).toBeCloseTo(6.15, 2);
    expect(fiscal!.growth.value + fiscal!.inflation.value).toBeCloseTo(-5.75, 2);
  });

  it("keeps its identities on every day of an issue", () => {
    for (const date of ["2025-04-09", "2025-07-22", "2025-11-05"]) {
      const held = anchors.identities!(viewOn(date));
      expect(held.length, date).toBeGreaterThan(0);
      for (const { name, left, right, tolerance } of held)
        expect(Math.abs(left - right), name).toBeLessThanOrEqual(tolerance);
    }
  });

  it("has no path on 9 April 2025: the assumptions were made on 29 May", () => {
    expect(viewOn("2025-04-09").debt).toMatchObject({ paths: [], later: true });
  });
});
