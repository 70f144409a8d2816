import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { treasuryCsv } from "../../../pipeline/collect/sources/treasury-csv.ts";
import { treasuryXml } from "../../../pipeline/collect/sources/treasury-xml.ts";
import { errandsOf, fixture, readBody, rowsIn, verdictOf } from "./rate-pages.ts";

/** As the Treasury sends it: without a newline after the last line. */
const bare = fixture("treasury/nominal-2025.csv");
const nominal = `${bare}\n`;
const read = (text: string | Uint8Array, symbols = ["BC_10YEAR"], more = {}) =>
  readBody(treasuryCsv, text, { symbols, ...more });
const said = (...given: Parameters<typeof read>) => verdictOf(read(...given));
const SYMBOLS = ["BC_1MONTH", "BC_1_5MONTH", "BC_2YEAR", "BC_10YEAR", "BC_30YEAR"];

describe("the Treasury's CSV is asked", () => {
  it("for each curve and year, by addresses that stay the same", () => {
    const urls = errandsOf(treasuryCsv, ["TC_10YEAR", "BC_10YEAR"]).map(({ pages: [page] }) => page!.url);
    expect(urls).toHaveLength(4);
    expect(urls[1]).toBe(
      "https://home.treasury.gov/resource-center/data-chart-center/interest-rates/daily-treasury-rates.csv/2025/all?type=daily_treasury_yield_curve&field_tdr_date_value=2025&page&_format=csv",
    );
  });
});

describe("the Treasury's CSV is read", () => {
  it("oldest first with its lines, blanks as null", () => {
    expect(rowsIn(read(nominal, ["BC_10YEAR", "BC_1_5MONTH"]))).toEqual([
      {
        series: "BC_10YEAR",
        dates: ["2025-01-02", "2025-03-04", "2025-11-05"],
        values: [3.71, 3.61, 3.5],
        lines: [4, 3, 2],
      },
      {
        series: "BC_1_5MONTH",
        dates: ["2025-01-02", "2025-03-04", "2025-11-05"],
        values: [null, 3.22, 3.12],
        lines: [4, 3, 2],
      },
    ]);
    expect(rowsIn(read(nominal.replace("3.61", "N/A")))[0]!.values).toEqual([3.71, null, 3.5]);
  });

  it("to the same rows as the XML", () => {
    const plain = (reading: ReturnType<typeof read>) => rowsIn(reading).map(({ lines: _, ...row }) => row);
    const other = (name: string, symbols: string[]) => readBody(treasuryXml, fixture(name), { symbols });
    expect(plain(read(nominal, SYMBOLS))).toEqual(plain(other("treasury/nominal-2025.xml", SYMBOLS)));
    expect(plain(read(fixture("treasury/real-2025.csv"), ["TC_5YEAR", "TC_30YEAR"]))).toEqual(
      plain(other("treasury/real-2025.xml", ["TC_5YEAR", "TC_30YEAR"])),
    );
  });

  it("with a byte order mark, Windows line ends, and columns in any order and case", () => {
    expect(rowsIn(read(`\ufeff${nominal.replaceAll("\n", "\r\n")}`))).toEqual(rowsIn(read(nominal)));
    const reversed = nominal.replace(/[^\n]+/g, (line) => line.split(",").reverse().join(","));
    expect(rowsIn(read(reversed.toUpperCase(), SYMBOLS))).toEqual(rowsIn(read(nominal, SYMBOLS)));
  });

  it("without phantom days, and says so", () => {
    const reading = read(nominal.replace("03/04", "10/11/2025,,,,,,,,,,,,9.99,,\n03/04"));
    expect(rowsIn(reading)[0]!.dates).toEqual(["2025-01-02", "2025-03-04", "2025-11-05"]);
    expect(reading).toMatchObject({ remarks: ["Passed over 2025-10-11: 1 of 14 tenors have a value."] });
  });

  it("with the missing last cells of a short row as null, and says so", () => {
    const reading = read(nominal.replace(",3.50,3.91,3.85", ",3.50"), ["BC_10YEAR", "BC_30YEAR"]);
    expect(rowsIn(reading).map(({ values }) => values)).toEqual([
      [3.71, 3.61, 3.5],
      [4.05, null, null],
    ]);
    expect(reading).toMatchObject({
      remarks: ["2025-11-05 has 13 cells where the header has 15 names: the last ones are taken as missing."],
    });
  });

  it("without a short row that may lack a cell in the middle: its ten-year would be the twenty-year", () => {
    const reading = read(nominal.replace("3.31,,3.33", "3.31,3.33"));
    expect(rowsIn(reading)[0]!.dates).toEqual(["2025-03-04", "2025-11-05"]);
    expect(reading).toMatchObject({
      remarks: [
        "Passed over 2025-01-02: 14 cells where the header has 15 names, and which are missing cannot be told.",
      ],
    });
  });

  it("without the newline that the Treasury does not send, when it reaches back to January", () => {
    expect(rowsIn(read(bare))).toEqual(rowsIn(read(nominal)));
  });
});

describe("the Treasury's CSV is refused", () => {
  it("wherever it is cut, but for the end of a line", () => {
    const whole = rowsIn(read(nominal, SYMBOLS));
    for (let length = 1; length < bare.length; length += 1) {
      const reading = read(bare.slice(0, length), SYMBOLS);
      // A header alone is the page of a year without a day.
      const refused = length <= bare.indexOf("\n") ? /^(shape_changed|empty)/ : /^shape_changed/;
      if (bare[length - 1] !== "\n") expect(verdictOf(reading)).toMatch(refused);
      if (reading.verdict !== "ok") continue;
      for (const [index, { dates, values }] of reading.rows.entries())
        expect(values).toEqual(dates.map((date) => whole[index]!.values[whole[index]!.dates.indexOf(date)]));
    }
  });

  it("when a wanted column is gone or stands twice", () => {
    expect(said(nominal.replace('"10 Yr"', '"Ten"'))).toMatch(
      /^shape_changed: One column "10 Yr" is expected; found "Date,1 Mo|^shape_changed: One column "10 Yr" is expected; found "Date, 1 Mo/,
    );
    expect(said(nominal.replace('"10 Yr"', '"Ten"'), ["BC_2YEAR"])).toBe("ok");
    expect(said(nominal.replace('"20 Yr"', '"10 YR"'))).toBe(
      'shape_changed: One column "10 Yr" is expected; found 2 of them.',
    );
    expect(said(nominal.replace("Date", "Day"))).toMatch(/^shape_changed: One column "Date" is expected/);
    expect(said(`Notice: index\n${nominal}`)).toMatch(/^shape_changed/);
  });

  it("when it is the other curve, which has a ten-year too", () => {
    expect(said(fixture("treasury/real-2025.csv"))).toMatch(/^shape_changed: The columns are not those/);
    expect(said(nominal, ["TC_10YEAR"])).toMatch(/^shape_changed: The columns are not those/);
  });

  it("for a single bad number or date, even in a tenor that nobody wants", () => {
    expect(said(nominal.replace("3.22", "3.2x2"))).toBe(
      'shape_changed: 2 Yr of 2025-11-05 should be a number such as 4.17 and is "3.2x2".',
    );
    expect(said(nominal.replace("11/05/2025", "2025-11-05"))).toMatch(
      /^shape_changed: The date in line 2 should be MM\/DD\/YYYY/,
    );
    expect(said(nominal.replace("03/04/2025", "30/04/2025"))).toMatch(
      /^shape_changed: The date in line 3 should be/,
    );
    expect(said(nominal.replace("03/04/2025", "12/04/2025"))).toMatch(
      /^shape_changed: A row is dated 2025-12-04/,
    );
    expect(said(nominal.replace("3.50,", "3,500,"))).toMatch(/^shape_changed: Line 2 has 16 cells/);
    expect(said(nominal.replace("3.50", '"3.50'))).toMatch(/^shape_changed: The answer is no CSV/);
  });

  it("when a day stands twice with two values", () => {
    const line = nominal.split("\n")[1]!;
    expect(said(`${nominal}${line}\n`)).toBe("ok");
    expect(said(`${nominal}${line.replace("3.50", "3.05")}\n`)).toMatch(
      /^shape_changed: BC_10YEAR of 2025-11-05 stands twice/,
    );
  });

  it("when it is a web page, nothing, or noise, and never with an exception", () => {
    expect(said("<!DOCTYPE html><html></html>")).toMatch(/^soft_error/);
    expect(said("")).toMatch(/^empty/);
    expect(said(nominal.split("\n")[0]!.concat("\n"))).toBe("empty: The page of 2025 has no day.");
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        (bytes) => void expect(read(bytes).verdict).not.toBe("ok"),
      ),
    );
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("1", ".", ",", '"', "\n", "/", "x"), maxLength: 60 }),
        (tail) => {
          expect(["ok", "empty", "shape_changed"]).toContain(read(`${nominal}${tail}\n`).verdict);
        },
      ),
    );
  });
});
