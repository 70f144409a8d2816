import { describe, expect, it } from "vitest";
import { deskOf } from "../../pipeline/finance/desk.ts";
import type { Snapshot } from "../../pipeline/model/snapshot.ts";
import type { IsoDate } from "../../pipeline/model/unit.ts";
import { rateSensitivity } from "../../pipeline/sections/rate-sensitivity/rate-sensitivity.ts";
import type { View } from "../../pipeline/sections/rate-sensitivity/view.ts";
import { sectionWords, shippedEdition } from "../support/section-words.ts";
import { meetings } from "../support/snapshots.ts";
import { neededBy, recordedSnapshot } from "./recorded-snapshot.ts";

/** The day, its sectors from the two years that the section asks for. */
function dayOf(date: IsoDate): Snapshot {
  const [first] = rateSensitivity.needs(shippedEdition, date, meetings);
  return recordedSnapshot(date, neededBy(rateSensitivity, date), { sectorsFrom: first!.from });
}

function viewOf(snapshot: Snapshot): View {
  const made = rateSensitivity.compute(deskOf(snapshot, { missedDays: 1, coverage: 0.8 }), shippedEdition);
  if ("unavailable" in made) throw new Error(made.unavailable.kind);
  return rateSensitivity.view.parse(made);
}

describe("rate sensitivity on 5 November 2025", () => {
  const day = dayOf("2025-11-05");
  const view = viewOf(day);

  // Computed apart with numpy from the same files: dates joined in Python, simple returns, least squares with a constant, the sandwich written out.
  it.each([
    ["Real Estate", -0.5389031816034802, -0.579511166985848, -5.099711936964847],
    ["Gold", -0.4062395896674017, -0.40803125670700374, -2.0829321570989454],
    ["Russell 2000", 0.03179422842348972, -0.09557298958984232, -0.733473629235821],
  ] as const)("gives %s's moves for +10 bp of real yield as numpy does", (name, alone, withMarket, t) => {
    const { real } = view.rows.find((row) => row.name === name)!;
    expect(real.alone.value).toBeCloseTo(alone, 9);
    expect(real.withMarket.value).toBeCloseTo(withMarket, 9);
    expect(real.t.value).toBeCloseTo(t, 8);
  });

  it("finds Real Estate the most sensitive, and Gold, Utilities and Health Care significant", () => {
    expect(view.most!.name).toBe("Real Estate");
    for (const name of ["Gold", "Utilities", "Health Care"])
      expect(view.rows.find((row) => row.name === name)!.real).toMatchObject({ significant: true });
  });

  it("shows what the market hides: small caps rise with the 2-year yield, and do not with the market held", () => {
    const russell = view.rows.find(({ name }) => name === "Russell 2000")!;
    expect(russell.nominal.alone.value).toBeGreaterThan(0.5);
    expect(russell.nominal).toMatchObject({
      significant: false,
      withMarket: { value: expect.closeTo(-0.12, 1) },
    });
  });

  it("has all eleven sectors and no homebuilders, whose history begins in May", () => {
    expect(view.rows.filter(({ kind }) => kind === "sector")).toHaveLength(11);
    const words = sectionWords(rateSensitivity, day);
    expect(words).toContain(
      "Note: Homebuilders is n/a: 115 joined changes are at hand, and a regression takes 250.",
    );
    // What is n/a is no source of anything.
    expect(words).not.toMatch(/^Source:.*homebuilders/m);
  });

  it("keeps its identities", () => {
    for (const { name, left, right, tolerance } of rateSensitivity.identities!(view))
      expect(Math.abs(left - right), name).toBeLessThanOrEqual(tolerance);
  });
});
