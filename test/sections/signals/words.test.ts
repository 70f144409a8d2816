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
    expect(finding(said(forward, flatter, calm, goldilocks))).toBe("Warning signals: none of three is on");
    expect(finding(said(backward, steeper, calm, goldilocks))).toBe(
      "Warning signals: one of three is on, capital and curve",
    );
    expect(finding(said(backward, steeper, lasting, goldilocks))).toBe(
      "Warning signals: two of three are on, capital and curve, and volatility that lasts",
    );
    expect(finding(said(forward, flatter, lasting, stagflation))).toBe(
      "Warning signals: two of three are on, volatility that lasts and contraction",
    );
    expect(finding(said(backward, steeper, lasting, stagflation))).toBe("Warning signals: all three are on");
  });

  it("says at least where one cannot be evaluated, and does not call it off", () => {
    expect(finding(said(backward, steeper))).toBe(
      "Warning signals: at least one of three is on, capital and curve",
    );
    const words = said(forward, flatter, calm);
    expect(finding(words)).toBe("Warning signals: none is on, but only two of three can be evaluated");
    expect(words).toContain("| **3 Contraction** | | | | | **not evaluated** |");
    expect(finding(said(forward))).toBe(
      "Warning signals: none is on, but only one of three can be evaluated",
    );
    expect(finding(said(backward))).toBe("Warning signals: none of the three can be evaluated today");
  });
});

describe("capital and curve", () => {
  it("is told with its rungs, both curves and their kinds", () => {
    const words = said(backward, steeper, calm, goldilocks);
    expect(words).toContain(
      "the order runs from T-bills to Bitcoin; returns favour the safe end: capital moves back.",
    );
    expect(said(forward, flatter)).toContain("from Bitcoin to T-bills; returns favour the risky end.");
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
      "Note: Of the risk ladder, T-bills and non-profitable tech (by ARKK) are not at hand and left out. The ratio of safer to riskier equity is n/a for want of one of its two.",
    );
    const few = said(ladder([1, 2, 3, 4, 5]), steeper, calm, goldilocks);
    expect(few).toContain("n/a: five rungs of the ladder are at hand, and a rank correlation needs six");
    expect(few).toContain("| **1 Capital and curve** | | | | | **not evaluated** |");
    expect(said(calm)).toContain("is n/a: no rung of the ladder is at hand");
    expect(said(calm)).toContain("| Rank correlation along the risk ladder | n/a | n/a | n/a | n/a | n/a |");
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
    expect(said(volatilities([6, 6, 6]))).toContain("too lately to tell a one-off shock from a lasting one");
    // A year that has already seen much does not call the same level ordinary after a week.
    const year = [...new Array(60).fill(3), ...new Array(100).fill(0), ...new Array(8).fill(8)];
    expect(said(volatilities(year))).toContain("it did not fade as a one-off shock does");
  });

  it("says nothing of a one-off shock a day after its peak, while it is still elevated", () => {
    for (const last of [[6], [6, 2]]) {
      const words = said(volatilities(last));
      expect(words).toMatch(
        /The stretch above the threshold began with its peak of \d\.\d sd on \d November\.\n/,
      );
      expect(words).not.toMatch(/one-off|excess|too lately/);
    }
    expect(said(volatilities([6, 2, 2]))).toMatch(
      /half of that excess, which makes it a one-off shock so far\./,
    );
    expect(said(volatilities([6, 0]))).toMatch(/half of that excess, which makes it a one-off shock\./);
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
      "On figures for months up to Sep 2025 the quadrant is stagflation, one of slowing growth.",
    );
    expect(words).toContain(
      "| Growth indicators slowing now, of 3 | Sep 2025 | 3 | 2 or more | 1 beyond | met |",
    );
    expect(words).toContain("| US.INDPRO, y/y, two months | Sep 2025 |");
    expect(words).toContain("| −1.50%, −2.00% | both below 0% | 1.50 pp beyond | met |");
    expect(said(forward)).toContain("The growth and inflation quadrant is n/a");
    expect(said(forward)).toContain("| Growth indicators slowing now | n/a | n/a | n/a | n/a | n/a |");
  });

  it("counts no agreement with an expansion, and says where most indicators slow against the quadrant", () => {
    const words = said(forward, flatter, calm, goldilocks);
    expect(words).toContain("the quadrant is goldilocks, not one of slowing growth.");
    expect(words).toContain(
      "| Growth indicators slowing now, of 3 | Sep 2025 | 0 | 2 or more | 2 to go | not met |",
    );
    const two = [goldilocks[0]!, ...stagflation.slice(1, 3), ...goldilocks.slice(3)];
    expect(said(forward, two)).toContain(
      "not one of slowing growth, though two of three growth indicators slow in their newest month.",
    );
  });
});
