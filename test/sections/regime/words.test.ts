import { describe, expect, it } from "vitest";
import { tradingDays } from "../../../pipeline/finance/trading-days.ts";
import type { Series } from "../../../pipeline/model/series.ts";
import { regime } from "../../../pipeline/sections/regime/regime.ts";
import { filledSection, sectionWords } from "../../support/section-words.ts";
import { calendars } from "../../support/snapshots.ts";
import { DAY, daily, index, regimeDay, turned } from "./regime-day.ts";

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
      /^Goldilocks by the monthly figures; a bear steepener in 2s10s and the real rate up 6 bp$/,
    );
  });

  it("is each pair with its slope, its label and both legs, and the zero of a leg as 0", () => {
    expect(said(moving)).toMatch(/\n\| 2s10s \| 54 \| bear steepener \(\+5, \+7\) \| \w[^|]+ \([^|]+\) \|\n/);
  });

  it("is what drove the real rate, what that means, and the sum that checks it", () => {
    const words = said(moving);
    expect(words).toContain(
      "The 5-year real rate rose 6 bp to 1.37%: the nominal yield rose 7 bp, breakeven inflation 1 bp.",
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

  it("does not list the legs where nothing moved", () => {
    const still = ["UST.5Y", "US.BREAKEVEN.5Y"].map((id) =>
      daily(id, 3, { rows: { "2025-10-07": 3, [before]: 3, [DAY]: 3 } }),
    );
    expect(said(still, { without: ["UST.5Y.REAL"] })).toContain(
      "The 5-year real rate is unchanged at 0.00%. Over 20 observations it has not changed. ",
    );
  });

  it("tells the legs' own moves, whichever way each went", () => {
    const legs = (nominal: number, inflation: number) =>
      said(
        [
          daily("UST.5Y", 3.7, { rows: { [before]: 3.7, [DAY]: nominal } }),
          daily("US.BREAKEVEN.5Y", 2.4, { rows: { [before]: 2.4, [DAY]: inflation } }),
        ],
        { without: ["UST.5Y.REAL"] },
      );
    expect(legs(3.67, 2.38)).toContain(
      "The 5-year real rate fell 1 bp to 1.29%: the nominal yield fell 3 bp, breakeven inflation 2 bp.",
    );
    expect(legs(3.67, 2.54)).toContain(
      "fell 17 bp to 1.13%: the nominal yield fell 3 bp and breakeven inflation rose 14 bp.",
    );
    expect(legs(3.7, 2.38)).toContain(
      "rose 2 bp to 1.32%: the nominal yield did not change and breakeven inflation fell 2 bp.",
    );
  });

  it("is no news where it is small: neither in the finding nor as dearer money", () => {
    const day = (bp: { two: number; ten: number; five: number }) =>
      said(
        [
          daily("UST.2Y", 3.5, { rows: { [before]: 3.5, [DAY]: 3.5 + bp.two / 100 } }),
          daily("UST.10Y", 4.1, { rows: { [before]: 4.1, [DAY]: 4.1 + bp.ten / 100 } }),
          daily("UST.5Y", 3.7, { rows: { [before]: 3.7, [DAY]: 3.7 + bp.five / 100 } }),
          daily("US.BREAKEVEN.5Y", 2.4, { rows: { [before]: 2.4, [DAY]: 2.4 } }),
        ],
        { without: ["UST.5Y.REAL"] },
      );
    const told = (words: string) => finding(words).replace("Goldilocks by the monthly figures; ", "");
    const money = /[Ii]n real terms/;
    const small = day({ two: 0, ten: -2, five: -1 });
    expect(told(small)).toBe("2s10s and the real rate little changed");
    expect(small).not.toMatch(money);
    expect(small).not.toMatch(/move in 2s10s came from|moved more on the day/);
    expect(told(day({ two: 0, ten: -3, five: -1 }))).toBe(
      "a bull flattener in 2s10s, the real rate little changed",
    );
    const real = day({ two: 0, ten: -2, five: -2 });
    expect(told(real)).toBe("2s10s little changed, the real rate down 2 bp");
    expect(real).toMatch(money);
  });

  it("names the end that drove the curve only where it became steeper or flatter", () => {
    const drove = /2s10s (came from|the (short|long) end moved)/;
    const parallel = [
      daily("UST.2Y", 3.5, { rows: { "2025-10-07": 3.5, [before]: 3.5, [DAY]: 3.56 } }),
      daily("UST.10Y", 4.1, { rows: { "2025-10-07": 4.13, [before]: 4.1, [DAY]: 4.16 } }),
    ];
    const words = said(parallel);
    expect(words).toContain("| 2s10s | 60 | parallel bear (+6, +6) | parallel bear (+6, +3) |");
    expect(words).not.toMatch(drove);
    expect(said(moving)).toMatch(drove);
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

  it("of a month of the real rate, where one of its legs has a hole", () => {
    const hole = tradingDays("2025-09-15", "2025-10-24", calendars.sifma).map((date) => [date, null]);
    const words = said([daily("US.BREAKEVEN.5Y", 2.4, { rows: Object.fromEntries(hole) })]);
    expect(words).toContain(
      "Note: The 5-year real rate over 20 observations is n/a: the 5-year Treasury and 5-year breakeven inflation have too few days in common of late.",
    );
  });

  it("of five years of a spread", () => {
    const young = daily("US.ICE.HY.OAS", 300, { unit: "bp", from: "2024-01-02", rows: { [DAY]: 300 } });
    const words = said([young]);
    expect(words).toContain("Note: ICE BofA US High Yield OAS is 300 bp; its place among five years is n/a");
    expect(words).not.toMatch(/High Yield.*percentile of five years/);
    expect(words).toContain("5-year breakeven inflation is at the 25th percentile of five years.");
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
    ["a turning one", [turned("US.INDPRO", 0.1), turned("US.CPI.CORE", -0.1, { last: "2025-09" })], {}],
    ["one within the band", [turned("US.INDPRO", 0.1, { bySpeed: -0.9 }), index("US.PAYROLLS", 0)], {}],
    ["reflation", [index("US.CPI.CORE", 0.2, { last: "2025-09" })], {}],
  ];

  it.each(days)("have no holes on %s, whatever the weekday", (_, series, place) => {
    for (const date of [...week, "2025-11-10", "2025-11-11"]) {
      const words = said(series, { ...place, date });
      expect(words).not.toMatch(/undefined|NaN|null|\{\{|\S {2}\S| [.,;]|\.\.|\)\(|\|\||\(\)|: \.|n\/an\/a/);
      // A row of the curve has four cells, any other five.
      for (const line of words.split("\n").filter((one) => one.startsWith("| ")))
        expect(line.split("|").length - 2, line).toBe(/^\| (Pair|\d+s\d+s)/.test(line) ? 4 : 5);
    }
  });

  it("give no reasons and no moods", () => {
    expect(said(moving)).not.toMatch(/because|fear|calm|confiden|investors|market sees|risk/i);
  });

  it("put what they print in the ledger, and draw the real rate among the panels of a year", () => {
    const { ledger, charts } = filledSection(regime, regimeDay(moving));
    const entry = ledger.entries.find(({ id }) => id === "regime.real-rate.level")!;
    expect(entry.places).toEqual(["text", "regime-year"]);
    expect(charts.map(({ id }) => id)).toEqual(["regime-year"]);
  });
});
