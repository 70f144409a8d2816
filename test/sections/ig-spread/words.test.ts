import { describe, expect, it } from "vitest";
import type { Series } from "../../../pipeline/model/series.ts";
import { igSpread } from "../../../pipeline/sections/ig-spread/ig-spread.ts";
import { filledSection, sectionWords, shippedEdition } from "../../support/section-words.ts";
import { CDX, cdx, DAY, OAS, oas, onTheRun, spreadDay } from "./spread-history.ts";

const edition = (ig: Partial<typeof shippedEdition.ig> = {}) => ({
  ...shippedEdition,
  ig: {
    ...shippedEdition.ig,
    series: OAS,
    beside: [CDX],
    cycleStart: "2022-10-01",
    referenceYears: [2020],
    ...ig,
  },
});
const said = (series: readonly Series[], date = DAY, ig = {}) =>
  sectionWords(igSpread, spreadDay(series, date), edition(ig));
const finding = (words: string) => /### (.*)/.exec(words)![1]!;
const week = ["2025-11-03", "2025-11-04", "2025-11-05", "2025-11-06", "2025-11-07"];
const peak = { "2020-03-23": 401, "2022-10-12": 171, "2024-11-08": 77 };

describe("what a reader sees of the spread", () => {
  it("is its name, level and change, and where it stands against mean, tight and high", () => {
    const words = said([oas({ ...peak, "2025-11-04": 83, [DAY]: 81 })]);
    expect(words).toMatch(
      /ICE BofA US Corporate OAS (tightened 2 bp to 81 bp|came in 2 bp, to 81 bp|is 2 bp tighter, at 81 bp)\./,
    );
    expect(words).toContain("| Five-year high | 171 | 12 Oct 2022 | 90 bp below |");
    expect(words).toContain("| Cycle tight since 1 Oct 2022 | 77 | 8 Nov 2024 | 4 bp above |");
    expect(words).toContain("| 2020 high | 401 | 23 Mar 2020 | 320 bp below |");
    expect(words).toContain(
      "> **Check.** 100.0 bp − 81.0 bp = 19.0 bp inside the mean; 81.0 bp − 77.0 bp = 4.0 bp above the tight.",
    );
  });

  it("says on which side of the mean it is, and subtracts the right way round", () => {
    const words = said([oas({ ...peak, [DAY]: 121 })]);
    expect(words).toMatch(
      /outside its five-year mean|wide side of its five-year mean|tighter than this|wider than their five-year/,
    );
    expect(words).toContain("> **Check.** 121.0 bp − 100.1 bp = 20.9 bp outside the mean;");
    expect(words).not.toMatch(/inside/);
  });

  it("calls a new tight new and an equal one a match, with the day on which it was first reached", () => {
    const fresh = said([oas({ ...peak, [DAY]: 76 })]);
    expect(finding(fresh)).toMatch(
      /^A new tight of the cycle at 76 bp$|^Spreads at 76 bp, the tightest of the cycle$/,
    );
    expect(fresh).toContain("No observation since 1 October 2022 was tighter, and none of five years.");
    const again = said([oas({ ...peak, [DAY]: 77 })]);
    expect(finding(again)).toBe("Spreads match the cycle's tight at 77 bp");
    expect(again).toContain("It matches the cycle's tight, first reached on 8 November 2024.");
    expect(finding(said([oas({ "2025-11-04": 77, [DAY]: 77 })]))).toBe(
      "Spreads stay at the cycle's tight of 77 bp",
    );
  });

  it("does not call a level new that is not of this day", () => {
    const words = said([oas({ ...peak, "2025-11-04": 76, [DAY]: null })]);
    expect(finding(words)).toBe("The last spread, 76 bp, is of 4 November");
    expect(words).toContain(
      "has no level for 5 November in this issue's data; the last, 76 bp, is of 4 November, −24 bp on the one before.",
    );
    expect(words).not.toContain("No observation since");
  });

  it("says that a market was shut, rather than that something is missing", () => {
    const words = said([oas({}, { to: "2025-10-10" })], "2025-10-13");
    expect(words).toContain(
      "has no level for 13 October, when its market was closed; the last, 100 bp, is of 10 October, unchanged on the one before.",
    );
  });

  it("names the day since which a change is counted when one is missing between", () => {
    const words = said([oas({ "2025-11-04": null, [DAY]: 98 })]);
    expect(words).toMatch(/2 bp (since Monday|tighter since Monday)/);
    expect(said([oas({ "2025-11-04": null })])).toMatch(/since Monday.{0,4}(at )?100 bp/);
  });

  it("names the band with its edges, and a half only where there is one", () => {
    expect(said([oas({ [DAY]: 95 })])).toMatch(
      /carry (band|one) \(90 to 110 bp\), 25% of the way up: the lower half\./,
    );
    expect(said([oas({ [DAY]: 105 })])).toMatch(/\(90 to 110 bp\), 75% of the way up: the upper half\./);
    expect(said([oas()])).toMatch(/\(90 to 110 bp\), 50% of the way up\./);
    expect(said([oas({ [DAY]: 250 })])).toMatch(/stress band \(200 bp and above\)\./);
  });

  it("says so when an edge was crossed", () => {
    const words = said([oas({ "2023-06-01": 80, [DAY]: 115 })], DAY, { cycleStart: "2020-01-01" });
    expect(finding(said([oas({ ...peak, [DAY]: 115 })]))).toBe("Spreads widen into the mid-range band");
    expect(words).toMatch(/That takes it into the mid-range band|It has widened into the mid-range band/);
  });

  it("keeps instruments apart: each row has its own name, and a missing one its n/a and a note", () => {
    const words = said([oas()]);
    expect(words).not.toContain("| CDX.NA.IG.5Y");
    expect(words).toContain("Note: CDX.NA.IG.5Y is n/a: this issue's data hold no observation of it.");
    const both = said([oas(), cdx({ "2025-11-04": 53.2, [DAY]: 52.751 })]);
    expect(both).toMatch(
      /\| CDX North America IG 5-year \| 52\.75 \| −0\.4 \| 60\.0 \| 0\.0 \| carry equilibrium \|/,
    );
    expect(both).not.toContain("is n/a: this issue's data");
  });

  it("gives no change on the first day of a new series, beside or as the main instrument", () => {
    const series = [oas(), cdx({ "2025-11-04": 49, [DAY]: 54 }), onTheRun({ "2025-11-04": 44, [DAY]: 45 })];
    const beside = said(series);
    expect(beside).toMatch(
      /Note: CDX North America IG 5-year (begins series 45|is quoted in a new series, 45,) at 54/,
    );
    expect(beside).toMatch(/\| CDX North America IG 5-year \| 54 \| n\/a \|/);
    const main = said(series, DAY, { series: CDX, beside: [] });
    expect(finding(main)).toBe("A new series begins at 54 bp");
    expect(main).not.toMatch(/wider|widened|went out/);
  });

  it("adds up as printed where levels have two decimals", () => {
    const words = said([oas(), cdx({ "2023-01-03": 46.1, [DAY]: 51.11 })], DAY, { series: CDX, beside: [] });
    expect(words).toMatch(
      /59\.98 bp − 51\.11 bp = 8\.87 bp inside the mean; 51\.11 bp − 46\.10 bp = 5\.01 bp above the tight/,
    );
  });

  it("does not call the tightest of all the 0th percentile, nor the widest the 100th", () => {
    const ends = [said([oas({ ...peak, [DAY]: 76 })]), said([oas({ ...peak, [DAY]: 300 })])];
    for (const words of ends) expect(words).not.toMatch(/\b(0|100)th percentile/);
    expect(ends[0]).toMatch(/0\.1% of the [\d,]+ observations of five years were as tight or tighter\./);
    expect(ends[0]).toContain("| Cycle tight since 1 Oct 2022 | 76 | 5 Nov 2025 | at it |");
  });

  it("states what a short history does not allow", () => {
    const words = said([oas({}, { from: "2023-01-03" })]);
    expect(words).toContain("| Five-year mean | n/a | | n/a |");
    expect(words).toMatch(
      /Note: The five-year mean and what hangs on it are n\/a: the history holds 57% of the five years' days\./,
    );
    expect(words).toContain(
      "Note: The cycle's tight is n/a: the history does not reach back to 1 October 2022.",
    );
  });

  it("reads as words without holes, five days in a row, whatever the day was like", () => {
    const late = { to: "2025-11-07" };
    const days: Series[][] = [
      [oas(peak, late)],
      [oas({ ...peak, "2025-11-03": 60, "2025-11-05": 250, "2025-11-06": null }, late), cdx({}, late)],
      [oas({}, { from: "2023-01-03", ...late }), cdx({ "2025-11-04": 49 }, late)],
      [oas({}, { from: "2025-11-03", ...late })],
    ];
    for (const series of days)
      for (const date of week) {
        const words = said(series, date);
        expect(words).not.toMatch(/undefined|NaN|null|\{\{|\w {2}\w| [.,;]|\.\.|\)\(/);
        expect(words).toMatch(/\n\n\*ICE BofA US Corporate OAS, basis points|^(?![\s\S]*!\[)/);
      }
  });

  it("does not read like a form five days in a row", () => {
    const series = [
      oas({ ...peak, "2025-11-03": 99, "2025-11-04": 98, "2025-11-06": 99 }, { to: "2025-11-07" }),
    ];
    const paragraphs = week.map((date) => said(series, date).split("\n\n").slice(1, 4).join("\n"));
    expect(new Set(paragraphs.map((text) => text.replace(/[\d.,]+/g, "#"))).size).toBeGreaterThanOrEqual(4);
  });

  it("says nothing of reasons or moods", () => {
    expect(said([oas({ ...peak, [DAY]: 76 })])).not.toMatch(
      /because|fear|calm|confiden|risk|priced for|investors|market sees/i,
    );
  });

  it("puts each printed number in the ledger with what it was made of", () => {
    const { ledger, charts } = filledSection(igSpread, spreadDay([oas(peak)]), edition());
    const mean = ledger.entries.find(({ id }) => id === "ig-spread.mean");
    expect(mean?.places).toEqual(["text", "ig-spread-history"]);
    expect(mean?.figure.inputs).toMatchObject([{ series: OAS, to: DAY }]);
    expect(charts.map(({ id }) => id)).toEqual(["ig-spread-history"]);
  });
});
