import { describe, expect, it } from "vitest";
import type { Answer, Source } from "../../pipeline/collect/source.ts";
import { csvOf, type SeriesRow, seriesRows } from "../../pipeline/desk/series-rows.ts";
import { readJob } from "../../pipeline/job.ts";
import { allSections } from "../../pipeline/sections/all.ts";
import { seriesOf } from "../support/snapshots.ts";
import { paperWorld, projectRoot } from "../support/worlds.ts";

const DATE = "2025-11-05";
const world = paperWorld();
const job = await readJob({ root: projectRoot, date: DATE }, allSections, world);
const rows = { "2025-10-31": 4.11, "2025-11-03": null, "2025-11-04": 4.1, [DATE]: 4.17 };

/** A source that has this one series and is asked for no other. */
const source: Source = {
  id: "test",
  async answer({ needs }) {
    const series = needs.flatMap(({ series }) =>
      series === "UST.10Y" || series === "ZQ.2025-12" ? [seriesOf(series, rows)] : [],
    );
    const nothing = { headlines: [], refused: [], notices: [], visits: [], judgements: [] };
    return { ...nothing, simulated: false, series } satisfies Answer;
  },
};
const asked = (id: string, from: string | null = null, to: string | null = null) =>
  seriesRows({ id, from, to }, { job, source }, world);

describe("the rows of a series", () => {
  it("bear source, place and line each, and a missing value is none", async () => {
    expect(await asked("UST.10Y")).toEqual(
      Object.entries(rows).map(([date, value], index) => ({
        date,
        value,
        unit: "percent",
        source: "test",
        place: "made-up.csv",
        line: index + 2,
      })),
    );
  });

  it("are those of the days asked for, both ends included", async () => {
    const dates = (await asked("UST.10Y", "2025-11-03", "2025-11-04")).map(({ date }) => date);
    expect(dates).toEqual(["2025-11-03", "2025-11-04"]);
  });

  it("may be of a contract, which no plan names", async () => {
    expect(await asked("ZQ.2025-12")).toHaveLength(4);
  });

  it("of an id that there is not are wrong usage, with the nearest one", async () => {
    for (const [wrong, near] of [
      ["UST.10", "UST.10Y"],
      ["ZQ.2025-13", "ZQ.2025-12"],
      ["SPX.SECTOR.ENERGI.RETURN", "SPX.SECTOR.ENERGY.RETURN"],
      ["__proto__", ""],
    ]) {
      const fault = await asked(wrong!).catch((error: unknown) => error);
      expect(fault).toMatchObject({ code: "usage" });
      expect((fault as Error).message).toContain(`There is no series "${wrong}". Did you mean "${near}`);
    }
  });

  it("of a series of which nothing is known are a fault that says what to do", async () => {
    await expect(asked("UST.2Y")).rejects.toThrow("UST.2Y: Nothing is known of the series up to 2025-11-05.");
  });
});

describe("rows as CSV", () => {
  const row: SeriesRow = {
    date: DATE,
    value: -0.5,
    unit: "percent",
    source: "test",
    place: "a.csv",
    line: 2,
  };

  it("begin with their columns; a missing value and a missing line stay empty", () => {
    expect(csvOf([row, { ...row, value: null, line: null }])).toBe(
      "date,value,unit,source,place,line\n2025-11-05,-0.5,percent,test,a.csv,2\n2025-11-05,,percent,test,a.csv,",
    );
  });

  it("quote what holds a comma, a quote or a line's end", () => {
    expect(csvOf([{ ...row, place: 'a,"b"\nc' }])).toContain(',"a,""b""\nc",2');
  });

  it("hold no formula, whatever a source calls itself", () => {
    for (const place of ["=1+1", "+1", "-1", "@A1", "\t=1", " =1", "\r=1", '=HYPERLINK("x")'])
      expect(csvOf([{ ...row, place }])).toMatch(/,"?'/);
    expect(csvOf([{ ...row, source: "=cmd" }])).toContain(",'=cmd,");
  });
});
