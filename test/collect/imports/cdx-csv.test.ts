import { describe, expect, it } from "vitest";
import { readCdxCsv } from "../../../pipeline/collect/imports/cdx-csv.ts";
import { bytesOf, faultsOf } from "./asking.ts";

const head = "date,instrument,series,tenor,spread_bp,source,entered_by";
const read = (...rows: string[]) => readCdxCsv(bytesOf([head, ...rows, ""].join("\n")), "cdx.csv");
const faults = (...rows: string[]) => faultsOf(() => read(...rows));

describe("index spreads that a person entered", () => {
  it("are the spread and the series on the run, oldest first, with lines and a note that names source and person", () => {
    expect(
      read("2030-03-04,CDX.NA.IG,53,5Y,51.25,dealer run,Ada", "2030-03-01,CDX.NA.IG,53,5Y,50,dealer run,Ada"),
    ).toEqual([
      {
        series: "CDX.NA.IG.5Y",
        dates: ["2030-03-01", "2030-03-04"],
        values: [50, 51.25],
        lines: [3, 2],
        note: "from dealer run, entered by Ada",
      },
      expect.objectContaining({ series: "CDX.NA.IG.5Y.SERIES", values: [53, 53] }),
    ]);
  });

  it("of other indices and tenors are series of their own", () => {
    const rows = read("2030-03-01,CDX.NA.HY,53,5Y,320,run,Ada", "2030-03-01,CDX.NA.IG,53,10Y,90,run,Ada");
    expect(rows.map(({ series }) => series)).toEqual([
      "CDX.NA.HY.5Y",
      "CDX.NA.HY.5Y.SERIES",
      "CDX.NA.IG.10Y",
      "CDX.NA.IG.10Y.SERIES",
    ]);
  });

  it("keep apart what different people entered: each row's note is its own", () => {
    const rows = read(
      '2030-03-01,CDX.NA.IG,53,5Y,50,"run, ""late""",Ada',
      "2030-03-04,CDX.NA.IG,53,5Y,51,screen,Bob",
    );
    expect(rows.map(({ series, dates, note }) => [series, dates.length, note])).toEqual([
      ["CDX.NA.IG.5Y", 1, 'from run, "late", entered by Ada'],
      ["CDX.NA.IG.5Y.SERIES", 1, 'from run, "late", entered by Ada'],
      ["CDX.NA.IG.5Y", 1, "from screen, entered by Bob"],
      ["CDX.NA.IG.5Y.SERIES", 1, "from screen, entered by Bob"],
    ]);
  });

  it("may have their columns in any order, a byte order mark, empty lines and Windows line ends", () => {
    const text =
      "\ufeffentered_by,source,spread_bp,tenor,series,instrument,date\r\n\r\nAda,run,50,5Y,53,CDX.NA.IG,2030-03-01\r\n";
    expect(readCdxCsv(bytesOf(text), "cdx.csv")[0]).toMatchObject({ values: [50], lines: [3] });
  });

  it("are refused with every fault of every row at once", () => {
    expect(
      faults(
        "03/01/2030,CDX.NA.IG,53,5Y,50,run,Ada",
        "2030-03-01,CDX NA IG,S53,5,5O,run,Ada",
        "2030-03-04,CDX.NA.IG,53,5Y,0.52,,",
        "2030-03-05,CDX.NA.IG,53,5Y,,run,Ada",
        "2030-03-06,CDX.NA.IG,53,5Y,1,250,run,Ada",
        "2030-03-07,CDX.NA.IG,53,5Y,50,run,Ada",
        "2030-03-07,CDX.NA.IG,52,5Y,50,screen,Bob",
        "2030-03-08,CDX.NA.IG,201,5Y,50,\u202e,Ada",
      ),
    ).toEqual([
      expect.stringContaining("cdx.csv:6: The row has 8 cells where the header has 7 names."),
      expect.stringContaining(
        'cdx.csv:2: A date is not a calendar date. Expected YYYY-MM-DD, found "03/01/2030".',
      ),
      expect.stringContaining('cdx.csv:3: An instrument such as CDX.NA.IG is expected; found "CDX NA IG".'),
      expect.stringContaining('cdx.csv:3: A tenor such as 5Y is expected; found "5".'),
      expect.stringContaining('cdx.csv:3: A spread in bp such as 52.5 is expected; found "5O".'),
      expect.stringContaining(
        'cdx.csv:3: The number of the series on the run, such as 45, is expected; found "S53".',
      ),
      expect.stringContaining("cdx.csv:4: A spread of 0.52 bp is outside the plausible 20 to 400."),
      expect.stringContaining("cdx.csv:4: The source of the number, in some words, is expected"),
      expect.stringContaining("cdx.csv:4: The name of who entered the number is expected"),
      expect.stringContaining("cdx.csv:5: A spread in bp such as 52.5 is expected"),
      expect.stringContaining(
        'cdx.csv:9: The number of the series on the run, such as 45, is expected; found "201".',
      ),
      expect.stringContaining('cdx.csv:9: The source of the number, in some words, is expected; found "?".'),
      expect.stringContaining("cdx.csv:8 [date]: 2030-03-07 of CDX.NA.IG.5Y stands here and in line 7."),
    ]);
  });

  it("without a column, with one twice, or with an open quote are refused", () => {
    const whole = (text: string) => faultsOf(() => readCdxCsv(bytesOf(text), "cdx.csv"));
    expect(whole("date,value\n2030-03-01,50\n")[0]).toContain("not so: instrument, series, tenor, spread_bp");
    expect(whole(`${head},date\n`)[0]).toContain("not so: date.");
    expect(whole("")[0]).toContain("are expected once each");
    expect(faults('2030-03-01,CDX.NA.IG,53,5Y,50,"run,Ada')[0]).toContain("A quoted cell does not end");
    expect(faults('2030-03-01,CDX.NA.IG,53,5Y,50,"run"x,Ada')[0]).toContain("cdx.csv:2: A quoted cell");
  });
});
