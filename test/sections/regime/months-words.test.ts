import { describe, expect, it } from "vitest";
import type { Series } from "../../../pipeline/model/series.ts";
import { regime } from "../../../pipeline/sections/regime/regime.ts";
import { sectionWords } from "../../support/section-words.ts";
import { index, regimeDay, turned, weekly } from "./regime-day.ts";

type Place = Parameters<typeof regimeDay>[1];
const said = (series: readonly Series[] = [], place: Place = {}) =>
  sectionWords(regime, regimeDay(series, place));
const finding = (words: string) => /### (.*)/.exec(words)![1]!;
describe("what a reader sees of growth, inflation and liquidity", () => {
  it("says how many indicators agree, in words, and names those that do not by their row", () => {
    const words = said();
    expect(words).toContain(
      "two of three growth indicators accelerate, and all three inflation indicators slow.",
    );
    expect(words).toContain("| Indicator | month | y/y, % | acceleration, pp | direction |");
    expect(words).toMatch(/\| Retail sales \| Aug 2025 \| \+2\.00 \| −0\.30 \| slowing \|/);
    expect(words).not.toContain("retail sales, millions");
  });

  it("says of a held direction that the newest month contradicts it, and that no indicator goes that way", () => {
    const down = ["US.INDPRO", "US.PAYROLLS", "US.RETAIL"].map((id) => turned(id, 0.1));
    const words = said(down);
    expect(finding(words)).toMatch(/^Goldilocks by the rule, but growth has begun to slow; /);
    expect(words).toMatch(
      /By the rule growth still counts as accelerating, but Aug 2025 points the other way \(−0\.\d\d pp\); a second such month would make it disinflation\. Inflation is slowing\./,
    );
    expect(words).toContain("none of the three growth indicators accelerates, and all three inflation");
    expect(words).not.toMatch(/Growth (is )?accelerat/);
    const both = said([...down, turned("US.CPI.CORE", -0.1, { last: "2025-09" })]);
    expect(finding(both)).toMatch(
      /^Goldilocks by the rule, but growth has begun to slow and inflation to pick up; /,
    );
    expect(both).toMatch(/but Sep 2025 points the other way .*would make it reflation\./);
  });

  it("says of a newest month within the dead band that it shows neither", () => {
    const words = said([turned("US.INDPRO", 0.1, { bySpeed: -0.9 })]);
    expect(words).toContain(
      "By the rule growth still counts as accelerating, though Aug 2025 shows neither (0.00 pp). Inflation is slowing.",
    );
  });

  it("counts liquidity, and dates a month as a month", () => {
    const words = said();
    expect(words).toContain(
      "Liquidity is mostly easier than about three months ago: three of four measures are easier, one tighter.",
    );
    expect(words).toContain("| Federal Reserve assets, billions | 29 Oct 2025 | 6,600 | +1.54% | easier |");
    expect(words).toMatch(/\| Money stock M2, billions \| Aug 2025 \| 110 \| \+[\d.]+% \| easier \|/);
    expect(words).toContain(
      "| Chicago Fed financial conditions index | 29 Oct 2025 | −0.50 | −0.10 | easier |",
    );
  });

  it("says so where all of them go one way", () => {
    const all = [weekly("US.RESERVES", { level: 3000, before: 2900 })];
    expect(said(all)).toContain("Liquidity is easier than about three months ago by all four measures.");
    const one = said([], { without: ["US.FED.ASSETS", "US.RESERVES", "US.M2"] });
    expect(one).toContain("The one liquidity measure at hand is easier than about three months ago.");
    expect(one).toContain("Note: US.RESERVES: the change is n/a, for want of a recent level.");
  });

  it("says that past months are as its data have them, and claims no more", () => {
    expect(said()).toContain(
      "Past months are as this issue's data have them, later revisions included where the source gives them.",
    );
    expect(said()).not.toContain("known by this day");
  });
});

describe("what a reader is told is missing of the months", () => {
  it("of an indicator that was not published in time", () => {
    const words = said([index("US.PAYROLLS", 0.1, { last: "2025-06" })]);
    expect(words).toContain("| Nonfarm payrolls | n/a | n/a | n/a | n/a |");
    expect(words).toContain(
      "Note: Nothing later than Jun 2025 had been published of nonfarm payrolls, which is n/a.",
    );
    expect(words).toContain("only one of two growth indicators accelerates, and");
  });

  it("of the quadrant, where the deciding index is not there", () => {
    const words = said([], { without: ["US.INDPRO"] });
    expect(finding(words)).toMatch(/^In rates, /);
    expect(words).toContain(
      "Note: No quadrant is given: it needs a recent month of US.INDPRO and of consumer prices less food and energy.",
    );
    expect(words).not.toMatch(/[Gg]rowth (is )?accelerat/);
  });

  it("of the quadrant, where an axis has no direction yet", () => {
    expect(said([index("US.INDPRO", 0)])).toContain(
      "Note: No quadrant is given: industrial production and consumer prices less food and energy have not both shown a direction for two months in a row.",
    );
  });

  it("of a month that nobody published", () => {
    const core = index("US.CPI.CORE", -0.1, { last: "2025-09", rows: { "2025-08-01": null } });
    const words = said([core]);
    expect(words).toContain(
      "| Consumer prices less food and energy | Sep 2025 | +2.00 | n/a | slowing, held since measured in Jul 2025 |",
    );
    expect(words).toContain("By the rule inflation still counts as slowing, as last measured in Jul 2025.");
    expect(words).toContain("both inflation indicators slow.");
    expect(words).toContain(
      "Note: Aug 2025 has no value, though a later month has, in: consumer prices less food and energy.",
    );
  });
});
