import { describe, expect, it } from "vitest";
import type { Snapshot } from "../../../pipeline/model/snapshot.ts";
import { ratesShock } from "../../../pipeline/sections/rates-shock/rates-shock.ts";
import { sectionWords } from "../../support/section-words.ts";
import { snapshotOf } from "../../support/snapshots.ts";
import { DAY, shockDay, yields } from "./yield-history.ts";

const said = (snapshot: Snapshot) => sectionWords(ratesShock, snapshot);
const finding = (words: string) => /### (.*)/.exec(words)![1]!;
const rise = { "2025-10-31": 4.01, "2025-11-03": 4.1, "2025-11-04": 4.2, [DAY]: 4.32 };
const earlier = (change: number) => ({
  "2020-03-16": 4.01,
  "2020-03-17": 4.01,
  "2020-03-18": 4.01,
  "2020-03-19": 4.01 + change / 100,
});

describe("what a reader sees of a shock", () => {
  it("is the move, since when it is the largest, its rank, and that these are closes", () => {
    const words = said(shockDay({ ...earlier(44), ...rise }));
    expect(finding(words)).toBe(
      "30-year Treasury yield up 31 bp over three closes, the largest rise since 19 March 2020",
    );
    expect(words).toContain(
      "From 4.01% on 31 October the yield went to 4.32%; the rise of Mar 2020 was +44 bp.",
    );
    expect(words).toMatch(
      /This one is the 2nd largest rise among the 1,\d{3} changes of that length since Jan 2019/,
    );
    expect(words).toContain("Note: H.15 closes, in whole basis points");
    expect(words).toContain("| 5 Nov 2025 | +31 | 4.01 | +7.7 |");
  });

  it("is none among so few changes that the largest of them is always the rarest", () => {
    const tenors = ["UST.2Y", "UST.10Y", "UST.30Y"];
    const young = tenors.map((id) => yields(id, rise, { from: "2025-09-02" }));
    const words = said(snapshotOf(DAY, young));
    expect(words).not.toMatch(/shock is not over|largest rise|would be a shock/);
    expect(words).toMatch(
      /Note: From which size on a move over three closes is a shock is n\/a: of \d+ changes of that length none is so rare\./,
    );
  });

  it("says matched of an equal one, and the history's beginning where none was as large", () => {
    expect(finding(said(shockDay({ ...earlier(31), ...rise })))).toBe(
      "30-year Treasury yield up 31 bp over three closes, matching the rise of 19 March 2020",
    );
    expect(finding(said(shockDay(rise)))).toBe(
      "30-year Treasury yield up 31 bp over three closes, the largest rise since the history begins in Jan 2019",
    );
  });

  it("says that a shock goes on where the larger one shares days with it", () => {
    const words = said(
      shockDay({ "2025-10-30": 4, "2025-10-31": 4, "2025-11-03": 4, "2025-11-04": 4.4, [DAY]: 4.3 }),
    );
    expect(finding(words)).toBe("30-year Treasury yield up 30 bp over three closes: the shock is not over");
    expect(words).toContain("the move that ended on 4 November, +40 bp, shares days with this one");
  });

  it("says fall of a fall", () => {
    const words = said(shockDay({ "2025-10-31": 4.01, "2025-11-03": 3.9, "2025-11-04": 3.8, [DAY]: 3.7 }));
    expect(finding(words)).toMatch(
      /^30-year Treasury yield down 31 bp over three closes, the largest fall since/,
    );
    expect(words).toContain("the largest falls over three closes");
    expect(words).not.toMatch(/the largest rise/);
  });

  it("names other shocks without their numbers, which stand in the table", () => {
    expect(said(shockDay(rise))).toMatch(
      /Also shocks: the 30-year Treasury over (one, )?five and 20 closes\./,
    );
    const quick = yields("UST.10Y", { "2025-11-04": 4.01, [DAY]: 4.3 });
    const words = said(shockDay({ "2025-10-31": 4.01, [DAY]: 4.02 }, [quick]));
    expect(words).toContain(
      "Elsewhere there are shocks: the 10-year Treasury over one, three, five and 20 closes.",
    );
  });
});

describe("what a reader sees of a calm day", () => {
  it("is one paragraph with the move, its place and what would be a shock", () => {
    const words = said(shockDay({ "2025-10-31": 4.01, [DAY]: 4.02 }));
    expect(finding(words)).toMatch(
      /^(The 30-year Treasury yield is up 1 bp over|Up 1 bp over three closes, the)/,
    );
    expect(words).toMatch(
      /the yield did not rise further\. A rise of \d+ bp or a fall of \d+ bp would be a shock/,
    );
    expect(words).not.toContain("the largest");
  });

  it("says unchanged of an unchanged yield", () => {
    const words = said(shockDay({ "2025-10-31": 4.01, [DAY]: 4.01 }));
    expect(finding(words)).toBe("The 30-year Treasury yield is where it was three closes ago");
    expect(words).toContain("The yield is 4.01%, as on 31 October.");
  });

  it("dates the newest move where bonds were shut", () => {
    const words = said(shockDay({ "2025-11-05": 4.01, "2025-11-10": 4.03 }, [], "2025-11-11"));
    expect(finding(words)).toBe(
      "Bonds were closed; the last move of the 30-year Treasury yield, +2 bp over three closes, is of 10 November",
    );
    expect(words).toContain("30-year Treasury (as of 10 November)");
  });
});

describe("what a reader sees of swap spreads", () => {
  it("is why they are n/a", () => {
    expect(said(shockDay(rise))).toContain(
      "Note: Swap spreads are n/a for the 10-year and the 30-year: this issue's data hold no recent swap rate to set against the Treasury.",
    );
  });

  it("is the spread as quoted, its way, and the one on the Treasury's basis", () => {
    const swap = yields("USD.SOFR.SWAP.30Y", { "2025-11-04": 3.3, [DAY]: 3.3 });
    const words = said(shockDay(rise, [swap]));
    expect(words).toContain("The 30-year swap spread is −102 bp, 12 bp more negative than the day before;");
    expect(words).toContain("Note: Swap spreads are n/a for the 10-year:");
  });
});
