import { describe, expect, it } from "vitest";
import { readSeries } from "../../../../pipeline/collect/sources/directory/series-csv.ts";
import type { SeriesPlan } from "../../../../pipeline/model/edition.ts";

const plan: SeriesPlan = {
  name: "10-year Treasury",
  unit: "percent",
  calendar: "sifma",
  plausible: [-1, 25],
  factor: 1,
  optional: false,
  live: {},
  parts: [],
  accepted: [],
  publishedAfterDays: 0,
  publishedOn: {},
};
const origin = { source: "directory", place: "par.csv", sha256: "0", retrievedAt: null };
const read = (text: string, more: Partial<SeriesPlan> = {}) =>
  readSeries("UST.10Y", new TextEncoder().encode(text), { plan: { ...plan, ...more }, origin });
const fault = (text: string, more: Partial<SeriesPlan> = {}) => {
  try {
    read(text, more);
  } catch (error) {
    return (error as Error).message;
  }
  return "no fault";
};

describe("a date,value file", () => {
  it("keeps a missing day missing, and each value's line", () => {
    const series = read("date,value\n2025-11-03,4.1\n2025-11-04,.\r\n2025-11-05,\n2025-11-06,4.17\n");
    expect(series.values).toEqual([4.1, null, null, 4.17]);
    expect(series.lines).toEqual([2, 3, 4, 5]);
  });

  it("may be in any order", () => {
    expect(read("date,value\n2025-11-06,2\n2025-11-05,1\n")).toMatchObject({
      dates: ["2025-11-05", "2025-11-06"],
      values: [1, 2],
      lines: [3, 2],
    });
  });

  it("is turned into our unit without binary noise", () => {
    expect(
      read("date,value\n2025-11-05,0.81\n2025-11-06,1.1\n", {
        unit: "bp",
        factor: 100,
        plausible: [20, 1000],
      }).values,
    ).toEqual([81, 110]);
  });

  it("reports every bad row in one run, with line, field, what was found and what to do", () => {
    expect(fault("date,value\n2025-02-30,4\n2025-11-04,n/a\n").split("\n")).toEqual([
      'par.csv:2 [date]: A date is not a calendar date. Expected YYYY-MM-DD, found "2025-02-30". Correct the row.',
      'par.csv:3 [value]: A value is not a number. Expected percent, found "n/a". Correct the row, or leave the cell empty for no observation.',
    ]);
  });

  it("refuses percent given as bp, and a hundredfold error", () => {
    expect(
      fault("date,value\n2025-11-05,81\n", { unit: "bp", factor: 100, plausible: [20, 1000] }),
    ).toContain("par.csv:2 [value]: 8100 bp (81 times 100) is outside the plausible 20 to 1000.");
    expect(fault("date,value\n2025-11-05,417\n")).toContain("417 percent is outside the plausible -1 to 25.");
  });

  it("refuses what only a computer takes for a number, and a number that a comma cuts in two, each once", () => {
    for (const text of ["0x12", "Infinity", "1e999", "0b1"])
      expect(fault(`date,value\n2025-11-05,${text}\n`)).toContain(`found "${text}"`);
    expect(fault("date,value\n2025-11-05,1,x\n").split("\n")).toEqual([
      "par.csv:2: The row has 3 cells where the header has 2 names. Write numbers without thousands separators, and no cell with a comma.",
    ]);
    expect(fault("date,value\n2025-11-05,1x,2\n").split("\n")).toHaveLength(1);
    expect(read("date,value\n2025-11-05,4.1,\n2025-11-06,+.5e1\n").values).toEqual([4.1, 5]);
  });

  it("refuses a date that stands twice, and names both lines", () => {
    expect(fault("date,value\n2025-11-05,4\n2025-11-05,4\n")).toContain(
      "par.csv:3 [date]: 2025-11-05 stands here and in line 2.",
    );
  });

  it("refuses an empty file, a binary one, an HTML page and a wrong header", () => {
    expect(fault("")).toContain("par.csv: The file is empty.");
    expect(fault("date,value\n\0\0")).toContain("The file is not text.");
    expect(fault("<!doctype html><html>")).toContain(
      'par.csv:1: A column "date" is expected; found "<!doctype html><html>".',
    );
    expect(fault("DATE,DGS10\n2025-11-05,4\n")).toContain('found "DATE, DGS10"');
  });
});
