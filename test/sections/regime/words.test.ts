import { describe, expect, it } from "vitest";
import type { Series } from "../../../pipeline/model/series.ts";
import { regime } from "../../../pipeline/sections/regime/regime.ts";
import { filledSection, sectionWords } from "../../support/section-words.ts";
import { DAY, daily, index, regimeDay, weekly } from "./regime-day.ts";

type Place = Parameters<typeof regimeDay>[1];
const said = (series: readonly Series[] = [], place: Place = {}) =>
  sectionWords(regime, regimeDay(series, place));
const finding = (words: string) => /### (.*)/.exec(words)![1]!;
const week = ["2025-11-03", "2025-11-04", "2025-11-05", "2025-11-06", "2025-11-07"];
const before = "2025-11-04";
const moving = [
  daily("UST.2Y", 3.5, { rows: { [before]: 3.58, [DAY]: 3.63 } }),
  daily("UST.10Y", 4.1, { rows: { [before]: 4.1, [DAY]: 4.17 } }),
  daily("UST.5Y", 3.7, { rows: { [before]: 3.69, [DAY]: 3.76 } }),
  daily("US.BREAKEVEN.5Y", 2.4, { rows: { [before]: 2.38, [DAY]: 2.39 } }),
  daily("UST.5Y.REAL", 1.3, { rows: { [DAY]: 1.37 } }),
];

describe("what a reader sees of the regime", () => {
  it("is the quadrant, the curve's move and the real rate's in one finding", () => {
    expect(finding(said(moving))).toMatch(
      /^Goldilocks by the monthly figures(, with a bear steepener in 2s10s and the real rate up 6 bp|; a bear steepener in 2s10s, and the real rate up 6 bp)$/,
    );
  });

  it("is each pair with its slope, its label and both legs, and the zero of a leg as 0", () => {
    expect(said(moving)).toMatch(/\n\| 2s10s \| 54 \| bear steepener \(\+5, \+7\) \| \w[^|]+ \([^|]+\) \|\n/);
  });

  it("is what drove the real rate, what that means, and the sum that checks it", () => {
    const words = said(moving);
    expect(words).toContain(
      "The 5-year real rate rose 6 bp to 1.37%: the nominal yield contributed +7 bp, expected inflation −1 bp.",
    );
    expect(words).toMatch(/In real terms money is dearer for it\.|That is tighter money in real terms\./);
    expect(words).toContain(
      "> **Check.** 3.76% − 2.39% = 1.37%; inflation-linked Treasuries of that tenor are quoted at 1.37%.",
    );
  });

  it("subtracts an expected fall of prices by adding it", () => {
    const deflation = [
      daily("US.BREAKEVEN.5Y", -0.5, { rows: { [DAY]: -0.5 } }),
      daily("UST.5Y", 1, { rows: { [DAY]: 1 } }),
    ];
    expect(said(deflation, { without: ["UST.5Y.REAL"] })).toContain("> **Check.** 1.00% + 0.50% = 1.50%.");
  });

  it("says how many indicators agree, in words, and names those that do not by their row", () => {
    const words = said();
    expect(words).toMatch(/[Tt]wo of three growth indicators and all three inflation indicators/);
    expect(words).toMatch(/\| retail sales \| Aug 2025 \| \+2\.00 \| −0\.30 \| slowing \|/);
    expect(words).not.toContain("retail sales, millions");
  });

  it("counts liquidity, and dates a month as a month", () => {
    const words = said();
    expect(words).toMatch(
      /three of four measures are easier, one tighter|three are easier than about three months ago and one tighter/,
    );
    expect(words).toContain("| Federal Reserve assets, billions | 29 Oct 2025 | 6,600 | +1.54% | easier |");
    expect(words).toMatch(/\| money stock M2, billions \| Aug 2025 \| 110 \| \+[\d.]+% \| easier \|/);
    expect(words).toContain(
      "| Chicago Fed financial conditions index | 29 Oct 2025 | −0.50 | −0.10 | easier |",
    );
  });

  it("says so where all of them go one way", () => {
    const all = [weekly("US.RESERVES", { level: 3000, before: 2900 })];
    expect(said(all)).toContain("All four liquidity measures are easier than about three months ago.");
    const one = said([], { without: ["US.FED.ASSETS", "US.RESERVES", "US.M2"] });
    expect(one).toContain("The one liquidity measure at hand is easier than about three months ago.");
    expect(one).toContain("Note: US.RESERVES: the change is n/a, for want of a recent level.");
  });

  it("does not list contributions where nothing moved", () => {
    const still = ["UST.5Y", "US.BREAKEVEN.5Y"].map((id) =>
      daily(id, 3, { rows: { "2025-10-07": 3, [before]: 3, [DAY]: 3 } }),
    );
    expect(said(still, { without: ["UST.5Y.REAL"] })).toContain(
      "The 5-year real rate is unchanged at 0.00%. Over 20 observations it has not changed. ",
    );
  });

  it("calls the steepening of an inverted curve less inverted", () => {
    const inverted = [
      daily("UST.2Y", 4.5, { rows: { [before]: 4.5, [DAY]: 4.4 } }),
      daily("UST.10Y", 4.1, { rows: { [before]: 4.1, [DAY]: 4.08 } }),
    ];
    expect(said(inverted)).toMatch(/\| 2s10s \| −32 \| bull steepener \(−10, −2\), less inverted \|/);
  });
});

describe("what a reader is told is missing", () => {
  it("on a bond holiday: the last levels by their date, and no change of a day", () => {
    const words = said(moving, { date: "2025-11-11" });
    expect(finding(words)).toBe("Goldilocks by the monthly figures; bonds did not trade");
    expect(words).toMatch(/\| 2s10s \(as of 10 November\) \| \d+ \| n\/a \|/);
    expect(words).toContain("The 5-year real rate was");
    expect(words).toContain("Over the 20 observations to then it");
    expect(words).toContain(
      "Note: The bond market was closed on 11 November: yields are of 10 November, and no change of one day is given.",
    );
    expect(words).not.toMatch(/rose|on the day|day's move/);
  });

  it("of a day that is not in the data", () => {
    const gone = (id: string, level: number) => daily(id, level, { rows: { [DAY]: null } });
    const words = said([gone("UST.2Y", 3.5), gone("UST.10Y", 4.1)]);
    expect(words).toContain(
      "Note: Yields of 5 November are not in this issue's data: the last are of 4 November",
    );
  });

  it("of a pair without one of its legs", () => {
    const words = said([], { without: ["UST.30Y"] });
    expect(words).toContain("| 5s30s | n/a | n/a | n/a |");
    expect(words).toContain(
      "Note: 5s30s is n/a: the 5-year Treasury and the UST.30Y have no recent day in common.",
    );
  });

  it("of an indicator that was not published in time", () => {
    const words = said([index("US.PAYROLLS", 0.1, { last: "2025-06" })]);
    expect(words).toContain("| nonfarm payrolls | n/a | n/a | n/a | n/a |");
    expect(words).toContain(
      "Note: Nothing later than Jun 2025 had been published of nonfarm payrolls, which is n/a.",
    );
    expect(words).toMatch(/only one of two|One of two/);
  });

  it("of the quadrant, where the deciding index is not there", () => {
    const words = said(moving, { without: ["US.INDPRO"] });
    expect(finding(words)).toBe("In rates, a bear steepener in 2s10s and the real rate up 6 bp");
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
      "| consumer prices less food and energy | Sep 2025 | +2.00 | n/a | slowing, held since measured in Jul 2025 |".replace(
        "+1.80",
        "+2.00",
      ),
    );
    expect(words).toContain(
      "Note: Aug 2025 has no value, though a later month has, in: consumer prices less food and energy.",
    );
  });

  it("of the real rate, with what hangs on it", () => {
    const words = said([], { without: ["US.BREAKEVEN.5Y"] });
    expect(words).toContain(
      "Note: The 5-year real rate is n/a: the 5-year Treasury and US.BREAKEVEN.5Y have no recent day in common.",
    );
    expect(words).not.toMatch(/\*\*Check|!\[/);
    expect(words).toContain(
      "Note: US.BREAKEVEN.5Y is n/a: this issue's data hold no recent observation of it.",
    );
  });

  it("of five years of a spread", () => {
    const young = daily("US.ICE.HY.OAS", 300, { unit: "bp", from: "2024-01-02", rows: { [DAY]: 300 } });
    const words = said([young]);
    expect(words).toContain("Note: ICE BofA US High Yield OAS is 300 bp; its place among five years is n/a");
    expect(words).not.toContain("percentile of five years");
  });

  it("of everything: one sentence", () => {
    const without = ["UST.2Y", "UST.5Y", "UST.10Y", "UST.30Y", "US.INDPRO"];
    expect(said([], { without })).toContain(
      "Neither yields nor monthly indicators are recent enough on 5 November 2025.",
    );
  });
});

describe("the words of any day", () => {
  const days: readonly (readonly [string, readonly Series[], Place])[] = [
    ["a quiet one", [], {}],
    ["a moving one", moving, {}],
    ["one without rates", [], { without: ["UST.2Y", "UST.5Y", "UST.10Y", "UST.30Y"] }],
    [
      "one without months",
      [],
      { without: ["US.INDPRO", "US.PAYROLLS", "US.RETAIL", "US.CPI", "US.CPI.CORE", "US.PCE.CORE"] },
    ],
    ["one without liquidity", [], { without: ["US.FED.ASSETS", "US.RESERVES", "US.M2", "US.NFCI"] }],
    ["one without credit", [], { without: ["US.ICE.HY.OAS", "UST.5Y.REAL"] }],
    [
      "one with young series",
      [daily("UST.2Y", 3.5, { from: "2025-10-27" }), daily("UST.5Y", 3.7, { from: "2025-11-03" })],
      {},
    ],
    ["stagflation", [index("US.INDPRO", -0.4), index("US.CPI.CORE", 0.2, { last: "2025-09" })], {}],
    ["disinflation", [index("US.INDPRO", -0.4)], {}],
    ["reflation", [index("US.CPI.CORE", 0.2, { last: "2025-09" })], {}],
  ];

  it.each(days)("have no holes on %s, whatever the weekday", (_, series, place) => {
    for (const date of [...week, "2025-11-10", "2025-11-11"]) {
      const words = said(series, { ...place, date });
      expect(words).not.toMatch(/undefined|NaN|null|\{\{|\w {2}\w| [.,;]|\.\.|\)\(|\|\||\(\)|: \.|n\/an\/a/);
      // A row of the curve has four cells, any other five.
      for (const line of words.split("\n").filter((one) => one.startsWith("| ")))
        expect(line.split("|").length - 2, line).toBe(/^\| (Pair|\d+s\d+s)/.test(line) ? 4 : 5);
    }
  });

  it("give no reasons and no moods", () => {
    expect(said(moving)).not.toMatch(/because|fear|calm|confiden|investors|market sees|risk/i);
  });

  it("put what they print in the ledger, and draw the real rate with its mean", () => {
    const { ledger, charts } = filledSection(regime, regimeDay(moving));
    const entry = ledger.entries.find(({ id }) => id === "regime.real-rate.level")!;
    expect(entry.places).toEqual(["text", "regime-real-rate"]);
    expect(charts.map(({ id }) => id)).toEqual(["regime-real-rate"]);
  });
});
