import { describe, expect, it } from "vitest";
import { readImport } from "../../../pipeline/collect/imports/import-lane.ts";
import { bytesOf, faultsOf } from "./asking.ts";

const settlement = (month: string) => ({ month, settle: "96.1000" });
const zq = JSON.stringify({
  settlements: [settlement("MAR 30"), settlement("APR 30")],
  reportType: "Final",
  tradeDate: "03/01/2030",
  empty: false,
});
const fedwatch = "Date,(325-350),(350-375)\n1/14/2030,0.3,0.7\n";
const cdx =
  '"date","instrument",series,tenor,spread_bp,source,entered_by\n2030-03-01,CDX.NA.IG,53,5Y,50,run,Ada\n2030-03-01,CDX.NA.HY,53,5Y,300,run,Ada\n';
const own = "date,value\n2030-03-01,50\n";
const held = (series: string, text: string, place = "FedMeeting_20300320.csv") =>
  readImport(series, bytesOf(text), place).map((rows) => rows.series);
const faults = (series: string, text: string) => faultsOf(() => held(series, text));

describe("the import lane", () => {
  it("chooses the reader by what is in the file", () => {
    expect(held("ZQ", zq)).toEqual(["ZQ.2030-03", "ZQ.2030-04"]);
    expect(held("FEDWATCH", fedwatch)).toEqual([
      "FEDWATCH.2030-03-20.325-350",
      "FEDWATCH.2030-03-20.350-375",
    ]);
    expect(held("CDX.NA.IG.5Y", own)).toEqual(["CDX.NA.IG.5Y"]);
    expect(held("UST.10Y", own)).toEqual(["UST.10Y"]);
    expect(held("ZQ.2030-03", own)).toEqual(["ZQ.2030-03"]);
  });

  it("gives what was asked for, with what belongs to it, and leaves the rest", () => {
    expect(held("ZQ.2030-04", zq)).toEqual(["ZQ.2030-04"]);
    expect(held("FEDWATCH.2030-03-20", fedwatch)).toHaveLength(2);
    expect(held("CDX.NA.IG.5Y", cdx)).toEqual(["CDX.NA.IG.5Y", "CDX.NA.IG.5Y.SERIES"]);
  });

  it("refuses a file that has nothing of the series, and says what it has", () => {
    expect(faults("ZQ.2031-01", zq)[0]).toContain(
      "The file holds nothing of ZQ.2031-01; it holds ZQ.2030-03, ZQ.2030-04.",
    );
    expect(faults("UST.10Y", zq)[0]).toContain("nothing of UST.10Y");
    expect(faults("FEDWATCH.2030-05-01", fedwatch)[0]).toContain("it holds FEDWATCH.2030-03-20.325-350");
    expect(faults("CDX.NA.IG.5", cdx)[0]).toContain("nothing of CDX.NA.IG.5;");
    expect(faults("UST.10Y", "date,value\n")[0]).toContain("it holds no row");
  });

  it("takes a family's name for no series", () => {
    for (const series of ["ZQ", "FEDWATCH", "CDX", "FEDWATCH.2030-03-20", "CDX.NA.IG", "ZQ.MAR"])
      expect(faults(series, own)[0]).toContain(`The file is no download with ${series}`);
    expect(faults("ZQX", own)).toEqual([]);
  });

  it("passes on every fault of the file, and refuses a web page, a workbook and an empty file with a sentence", () => {
    expect(faults("UST.10Y", "date,value\nx,1\ny,2\n")).toHaveLength(2);
    expect(faults("UST.10Y", "<!DOCTYPE html><html>")[0]).toContain('A column "date" is expected');
    expect(faults("UST.10Y", "PK\u0003\u0004\0\0")[0]).toContain("The file is not text.");
    for (const series of ["UST.10Y", "ZQ.2030-03", "CDX.NA.IG.5Y"])
      expect(faults(series, " ")[0]).toContain("The file is empty.");
  });
});
