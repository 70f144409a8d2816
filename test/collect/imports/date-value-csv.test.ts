import { describe, expect, it } from "vitest";
import { readDateValueCsv } from "../../../pipeline/collect/imports/date-value-csv.ts";
import { bytesOf, faultsOf } from "./asking.ts";

const read = (text: string) => readDateValueCsv(bytesOf(text), "own.csv", "UST.10Y");

describe("an imported date,value file", () => {
  it("is rows of the series that is named, oldest first, a missing value missing", () => {
    expect(read("value,date\n4.2,2030-03-04\n.,2030-03-01\n")).toEqual([
      { series: "UST.10Y", dates: ["2030-03-01", "2030-03-04"], values: [null, 4.2], lines: [3, 2] },
    ]);
    expect(read("date,value\n")).toEqual([]);
  });

  it("is refused with every bad row at once", () => {
    expect(
      faultsOf(() => read("date,value\n2030-02-30,x\u202e\n2030-03-01,1,2\n2030-03-04,4\n2030-03-04,4\n")),
    ).toEqual([
      expect.stringContaining("own.csv:3: The row has 3 cells"),
      expect.stringContaining(
        'own.csv:2 [date]: A date is not a calendar date. Expected YYYY-MM-DD, found "2030-02-30".',
      ),
      'own.csv:2 [value]: A value is not a number; found "x?". Correct the row, or leave the cell empty for no observation.',
      expect.stringContaining("own.csv:5 [date]: 2030-03-04 stands here and in line 4."),
    ]);
    expect(faultsOf(() => read("DATE,DGS10\n"))[0]).toContain('A column "date" is expected');
  });
});
