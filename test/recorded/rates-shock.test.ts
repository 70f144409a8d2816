import { describe, expect, it } from "vitest";
import { deskOf } from "../../pipeline/finance/desk.ts";
import { changesBp, rankLatest, seamsOf } from "../../pipeline/finance/shocks.ts";
import { ratesShock } from "../../pipeline/sections/rates-shock/rates-shock.ts";
import { View } from "../../pipeline/sections/rates-shock/view.ts";
import { sectionWords, shippedEdition } from "../support/section-words.ts";
import { neededBy, recordedSnapshot } from "./recorded-snapshot.ts";

const patience = { missedDays: 1, coverage: 0.8 };
const dayOf = (date: string) => recordedSnapshot(date, neededBy(ratesShock, date));
const viewOf = (date: string): View =>
  View.parse(ratesShock.compute(deskOf(dayOf(date), patience), shippedEdition));
const finding = (words: string) => /### (.*)/.exec(words)![1]!;

/** The three-close changes of the 30-year, splices left out, as the section takes them. */
const changesTo = (date: string) => {
  const history = deskOf(dayOf(date)).history("UST.30Y", { after: "1962-01-01" })!;
  const splices = shippedEdition.ratesShock.splices["UST.30Y"]!;
  const changes = changesBp(history.values, 3, seamsOf(history, splices));
  return { history, changes, on: (day: string) => changes[history.dates.indexOf(day)] };
};

describe("the 30-year yield to 9 April 2025", () => {
  it("rose 31 bp over three closes, from 4.41 to 4.72 %: the largest rise since 19 March 2020, +44 bp", () => {
    const { main } = viewOf("2025-04-09");
    expect(main).toMatchObject({
      isShock: true,
      direction: "rise",
      change: { value: 31, asOf: "2025-04-09" },
      level: { value: 4.72 },
      levelThen: { value: 4.41, asOf: "2025-04-04" },
      start: "1977-02-15",
      since: { word: "larger", overlaps: false, change: { value: 44, asOf: "2020-03-19" } },
    });
    expect(main.relative!.value).toBeCloseTo(7.0295, 4);
  });

  it("ranks as numpy ranks it, apart from this code: 117th of 12,024 changes", () => {
    // numpy 2.4.6 over fred/DGS30.csv, windows over 2002-02-19 and 2006-02-09 left out: rint(100 * (y[3:] - y[:-3])).
    const { main } = viewOf("2025-04-09");
    expect([main.rank.value, main.ranked.value]).toEqual([117, 12_024]);
    expect(main.percentile.value).toBeCloseTo(99.035, 3);
  });

  it("is told as closes, and not as the 56 bp since 7 January 1982 that were quoted from intraday levels", () => {
    const words = sectionWords(ratesShock, dayOf("2025-04-09"));
    expect(finding(words)).toBe(
      "30-year Treasury yield up 31 bp over three closes, the largest rise since 19 March 2020",
    );
    expect(words).toContain("Note: H.15 closes, in whole basis points");
    expect(words).not.toMatch(/56 bp|7 January 1982|7 Jan 1982/);
    expect(words).toContain("| 6 Jan 1982 | +63 | 13.65 | +4.6 |");
  });

  it("is no three-close record since 1982: the last change of 56 bp and more ended on 6 January 1982, and the 7th reads 45", () => {
    const { changes, history, on } = changesTo("2025-04-09");
    const last = changes.findLastIndex((change) => change !== null && change >= 56);
    expect([history.dates[last], changes[last]]).toEqual(["1982-01-06", 63]);
    expect(on("1982-01-07")).toBe(45);
    expect(on("2020-03-19")).toBe(44);
  });
});

describe("the splices of the 30-year", () => {
  it("are in no change: 19 February 2002 and 9 February 2006", () => {
    const { history, changes, on } = changesTo("2025-04-09");
    const single = changesBp(history.values, 1);
    const at = (day: string) => single[history.dates.indexOf(day)];
    // What the file would say: +17 and -16 bp, which nobody traded.
    expect([at("2002-02-19"), at("2006-02-09")]).toEqual([17, -16]);
    for (const day of ["2002-02-19", "2002-02-20", "2002-02-21", "2006-02-09", "2006-02-13"])
      expect(on(day)).toBeNull();
    expect([on("2002-02-22"), on("2006-02-14")]).toEqual([-6, 9]);
    expect(changes.filter((change) => change === null)).toHaveLength(3 + 3 + 3);
  });
});

describe("other days", () => {
  it("are calm on 22 July and 5 November 2025, with the move and the last shock", () => {
    expect(viewOf("2025-07-22")).toMatchObject({
      largest: [],
      main: { isShock: false, change: { value: -11 }, lastShock: { value: 31, asOf: "2025-04-09" } },
    });
    expect(viewOf("2025-11-05")).toMatchObject({
      largest: [],
      main: { isShock: false, change: { value: 7 } },
    });
  });

  it("have other shocks than the main one: on 11 April 2025 the five-close rises", () => {
    const { main, others } = viewOf("2025-04-11");
    expect(main.isShock).toBe(false);
    expect(others).toEqual([
      { name: "10-year Treasury", windows: [{ window: 5 }] },
      { name: "30-year Treasury", windows: [{ window: 5 }] },
    ]);
  });

  it("have the newest move with its date on a bond holiday", () => {
    const words = sectionWords(ratesShock, dayOf("2025-11-11"));
    expect(finding(words)).toBe(
      "Bonds were closed; the last move of the 30-year Treasury yield, −3 bp over three closes, is of 10 November",
    );
  });

  it("say of every tenor and window what ranking anew says", () => {
    const { rows } = viewOf("2025-11-05");
    const told = rows.flatMap(({ cells }) =>
      cells.map(({ change, percentile }) => [change?.value, percentile?.value]),
    );
    // numpy 2.4.6, as above: change and share of changes not larger to its side.
    const wanted = [
      [5, 86.506],
      [3, 67.6],
      [4, 67.287],
      [6, 62.27],
      [7, 91.471],
      [6, 77.634],
      [9, 79.407],
      [3, 56.426],
      [7, 91.038],
      [7, 79.906],
      [13, 86.285],
      [1, 53.817],
    ];
    told.forEach(([change, percentile], index) => {
      expect(change).toBe(wanted[index]![0]);
      expect(percentile).toBeCloseTo(wanted[index]![1]!, 2);
    });
  });
});

it("ranks sixty years in one pass", () => {
  const { changes } = changesTo("2025-04-09");
  const begun = performance.now();
  for (let run = 0; run < 20; run += 1) rankLatest(changes, 3);
  // 0.5 ms a tenor and window is the aim; a busy machine gets ten times that.
  expect((performance.now() - begun) / 20).toBeLessThan(5);
});
