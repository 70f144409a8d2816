import { describe, expect, it } from "vitest";
import type { Series } from "../../../pipeline/model/series.ts";
import { signals } from "../../../pipeline/sections/signals/signals.ts";
import { sectionWords } from "../../support/section-words.ts";
import {
  backward,
  edition,
  flatter,
  forward,
  goldilocks,
  ladder,
  signalsDay,
  stagflation,
  steeper,
  volatilities,
} from "./signals-market.ts";

const said = (...parts: readonly (readonly Series[])[]) =>
  sectionWords(signals, signalsDay(...parts), edition);
const finding = (words: string) => /### (.*)/.exec(words)![1]!;
const calm = volatilities([]);
const lasting = volatilities(new Array(12).fill(3));

describe("the finding", () => {
  it("counts the signals that are on", () => {
    expect(finding(said(forward, flatter, calm, goldilocks))).toMatch(
      /none of three signals|None of the three signals/,
    );
    expect(finding(said(backward, steeper, calm, goldilocks))).toBe(
      "Watch: one of three signals against the melt-up is on, capital and curve",
    );
    expect(finding(said(backward, steeper, lasting, goldilocks))).toBe(
      "The melt-up is weakening: two of three signals are on",
    );
    expect(finding(said(backward, steeper, lasting, stagflation))).toBe(
      "All three signals are on: by this count the melt-up is over",
    );
  });

  it("says at least where one cannot be evaluated, and does not call it off", () => {
    expect(finding(said(backward, steeper))).toBe(
      "Watch: at least one of three signals against the melt-up is on, capital and curve",
    );
    const words = said(forward, flatter, calm);
    expect(finding(words)).toBe(
      "No signal against the melt-up is on, but only two of three can be evaluated",
    );
    expect(words).toContain("| **3 Contraction** | | | | | **not evaluated** |");
    expect(finding(said(ladder([1, 2, 3, 4, 5, 6])))).toMatch(/^(None of the three|No signal)/);
  });
});

describe("capital and curve", () => {
  it("is told with its rungs, both curves and their kinds", () => {
    const words = said(backward, steeper, calm, goldilocks);
    expect(words).toContain(
      "T-bills comes first and Bitcoin last: capital is moving back across the risk curve.",
    );
    expect(words).toContain(
      "the curve made a bear steepener (2-year Treasury +2 bp, 10-year Treasury +12 bp)",
    );
    expect(words).toContain("further out it did the same (10-year Treasury +12 bp, 30-year Treasury +20 bp)");
    expect(words).toContain("| −1.00 | −0.50 or less | 0.50 beyond | met |");
    expect(words).toContain("| +10 bp | +5 bp or more | 5 bp beyond | met |");
    expect(words).not.toContain("not at hand");
  });

  it("names the rungs that are missing", () => {
    const words = said(ladder([null, 7, 6, 5, 4, 3, 2, null, 1]), steeper, calm, goldilocks);
    expect(words).toContain(
      "Note: Of the ladder, T-bills and non-profitable tech (by ARKK) are not at hand and left out. The ratio of safer to riskier equity is n/a.",
    );
    const few = said(ladder([1, 2, 3, 4, 5]), steeper, calm, goldilocks);
    expect(few).toContain("n/a: five rungs of the ladder are at hand, and a rank correlation needs six");
    expect(few).toContain("| **1 Capital and curve** | | | | | **not evaluated** |");
    expect(said(calm)).toContain("is n/a: no rung of the ladder is at hand");
    expect(said(calm)).toContain("| rank correlation along the ladder | n/a | n/a | n/a | n/a | n/a |");
    expect(said(calm)).toContain("The curve move over 20 closes is n/a: yields are missing.");
  });
});

describe("volatility that lasts", () => {
  it("is told by its three markets and its stretch", () => {
    const words = said(forward, flatter, lasting, goldilocks);
    expect(words).toMatch(/the three markets stand at \+\d\.\d sd \(VIX, /);
    expect(words).toMatch(/dollar-yen, realised over 21 days, \d+\.\d\d%\)/);
    expect(words).toMatch(/The stretch above the threshold began (on|with)/);
    expect(words).not.toContain("one-off");
    expect(words).toContain("| 12 | 10 or more | 2 beyond | met |");
  });

  it("names a one-off shock as such, and does not call one too early", () => {
    expect(said(volatilities([6, 0, 0]))).toMatch(/half of that excess, which makes it a one-off shock\./);
    expect(said(volatilities([6]))).toContain("too lately to tell a one-off shock from a lasting one");
    // A year that has already seen much does not call the same level ordinary after a week.
    const year = [...new Array(60).fill(3), ...new Array(100).fill(0), ...new Array(8).fill(8)];
    expect(said(volatilities(year))).toContain("it did not fade as a one-off shock does");
  });

  it("says which market is missing", () => {
    expect(said(forward, flatter, calm.slice(1))).toContain(
      "Cross-asset volatility is n/a: this issue's data hold no recent VIX.",
    );
  });
});

describe("contraction", () => {
  it("is told by quadrant, months and indicators", () => {
    const words = said(forward, flatter, calm, stagflation);
    expect(words).toContain(
      "On what was published up to Sep 2025, growth is slowing and inflation is accelerating: stagflation.",
    );
    expect(words).toContain("| −1.50%, −2.00% | both below 0% | 1.50 pp beyond | met |");
    expect(said(forward)).toContain("The growth and inflation quadrant is n/a");
  });
});
