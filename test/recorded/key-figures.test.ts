import { describe, expect, it } from "vitest";
import { deskOf } from "../../pipeline/finance/desk.ts";
import type { IsoDate } from "../../pipeline/model/unit.ts";
import { keyFigures, View } from "../../pipeline/sections/key-figures/key-figures.ts";
import { shippedEdition } from "../support/section-words.ts";
import { recordedSnapshot } from "./recorded-snapshot.ts";

const ids = ["SPX", "UST.10Y", "UST.2Y", "US.ICE.IG.OAS", "VIX"];
function rowsOn(date: IsoDate) {
  const view = View.parse(keyFigures.compute(deskOf(recordedSnapshot(date, ids)), shippedEdition));
  return Object.fromEntries(view.rows.map((row) => [row.id, row]));
}

describe("the key figures of recorded days", () => {
  it("of 5 November 2025: ten-year 4.17 % (+7 bp), S&P 500 +0.37 %, 2s10s 54 bp", () => {
    const rows = rowsOn("2025-11-05");
    expect(rows["long-yield"]).toMatchObject({ level: { value: 4.17 }, change: { value: 7, unit: "bp" } });
    expect(rows.index?.change?.value).toBeCloseTo(0.37, 2);
    expect(rows.slope?.level?.value).toBe(54);
    expect(rows.spread).toMatchObject({ level: { value: 81 }, change: { value: -2 } });
  });

  it("of 22 July 2025: ten-year 4.35 % (−3 bp), S&P 500 +0.06 % and a five-year high", () => {
    const rows = rowsOn("2025-07-22");
    expect(rows["long-yield"]).toMatchObject({ level: { value: 4.35 }, change: { value: -3, unit: "bp" } });
    expect(rows.index?.change?.value).toBeCloseTo(0.06, 2);
    expect(rows.index?.range?.extreme).toBe("new-high");
    expect(rows.slope).toMatchObject({ level: { value: 52 }, change: { value: -1 } });
  });

  it("have the range's ends on the days that the files name", () => {
    const { "long-yield": long, slope, spread, volatility } = rowsOn("2025-11-05");
    expect(long?.range?.high).toMatchObject({ value: 4.98, asOf: "2023-10-19" });
    expect(slope?.range?.low).toMatchObject({ value: -108, asOf: "2023-07-03" });
    expect(spread?.range?.high).toMatchObject({ value: 171, asOf: "2022-10-12" });
    expect(volatility?.range?.high).toMatchObject({ value: 52.33, asOf: "2025-04-08" });
  });

  it("of Veterans Day are those of the bond market's last day, and the index's own", () => {
    const rows = rowsOn("2025-11-11");
    expect(rows["long-yield"]).toMatchObject({ freshness: "closed", level: { asOf: "2025-11-10" } });
    expect(rows.index).toMatchObject({ freshness: "current", level: { asOf: "2025-11-11" } });
  });
});
