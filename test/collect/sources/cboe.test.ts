import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cboe } from "../../../pipeline/collect/sources/cboe.ts";
import { errandsOf, fixture, readBody, rowsIn, verdictOf } from "./rate-pages.ts";

const vix = fixture("cboe/VIX_History.csv");
const skew = fixture("cboe/SKEW_History.csv");
const read = (text: string | Uint8Array, symbols = ["VIX"], more = {}) =>
  readBody(cboe, text, { symbols, ...more });
const said = (...given: Parameters<typeof read>) => verdictOf(read(...given));

describe("Cboe is asked", () => {
  it("for one file an index, whatever the day", () => {
    const urls = (date: string) =>
      errandsOf(cboe, ["SKEW", "VIX", "VIX"], { date }).map(({ pages: [page] }) => page!.url);
    const folder = "https://cdn.cboe.com/api/global/us_indices/daily_prices";
    expect(urls("2025-11-05")).toEqual([`${folder}/VIX_History.csv`, `${folder}/SKEW_History.csv`]);
    expect(urls("2021-03-01")).toEqual(urls("2025-11-05"));
    expect(errandsOf(cboe, [])).toEqual([]);
  });

  it("for no symbol that it does not have", () => {
    expect(() => errandsOf(cboe, ["../VIX"])).toThrow('The source cboe has no symbol "../VIX".');
  });
});

describe("Cboe's files are read", () => {
  it("by the close, with their lines", () => {
    expect(rowsIn(read(vix))).toEqual([
      {
        series: "VIX",
        dates: ["2025-01-03", "2025-11-04", "2025-11-05"],
        values: [21, 23.1, 22.4],
        lines: [2, 3, 4],
      },
    ]);
    expect(rowsIn(read(skew, ["SKEW"]))[0]!.values).toEqual([131.25, 132.5]);
  });

  it("by names, oldest first, a missing close as null", () => {
    const turned = vix.replace(/[^\n]+/g, (line) => line.split(",").reverse().join(","));
    expect(rowsIn(read(turned))).toEqual(rowsIn(read(vix)));
    const [head, ...rows] = vix.trimEnd().split("\n");
    expect(rowsIn(read([head, ...rows.reverse(), ""].join("\n")))[0]!.dates).toEqual(
      rowsIn(read(vix))[0]!.dates,
    );
    expect(rowsIn(read(vix.replace("22.400000", "")))[0]!.values).toEqual([21, 23.1, null]);
    expect(rowsIn(read(vix.replace(",22.400000", "")))[0]!.values).toEqual([21, 23.1, null]);
  });
});

describe("Cboe's files are refused", () => {
  it("wherever they are cut, but for the end of a line", () => {
    for (let length = 1; length < vix.length; length += 1)
      if (vix[length - 1] !== "\n") expect(said(vix.slice(0, length))).toMatch(/^shape_changed/);
  });

  it("when the close is gone, or the file is another index's", () => {
    expect(said(vix.replace("CLOSE", "LAST"))).toMatch(
      /^shape_changed: One column "CLOSE" is expected; found "DATE, OPEN/,
    );
    expect(said(skew)).toMatch(/^shape_changed: One column "CLOSE"/);
    expect(said(vix, ["SKEW"])).toMatch(/^shape_changed: One column "SKEW"/);
    expect(said(`Notice\n${vix}`)).toMatch(/^shape_changed/);
  });

  it("for a single bad number or date", () => {
    expect(said(vix.replace("22.400000", "22.4.0"))).toBe(
      'shape_changed: CLOSE of 2025-11-05 should be a number such as 4.17 and is "22.4.0".',
    );
    expect(said(vix.replace("11/05/2025", "05.11.2025"))).toMatch(
      /^shape_changed: The date in line 4 should be MM\/DD\/YYYY and is "05.11.2025"/,
    );
    expect(said(vix.replace("11/05/2025", "12/05/2025"))).toMatch(
      /^shape_changed: A row is dated 2025-12-05/,
    );
    expect(said(vix.replace("11/05/2025", "11/04/2025"))).toMatch(
      /^shape_changed: VIX of 2025-11-04 stands twice/,
    );
  });

  it("when they are a web page, nothing, or noise, and never with an exception", () => {
    expect(said('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>')).toMatch(/^soft_error/);
    expect(said("")).toMatch(/^empty/);
    expect(said("DATE,OPEN,HIGH,LOW,CLOSE\n")).toBe("empty: The file has a header and no row.");
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        (bytes) => void expect(read(bytes).verdict).not.toBe("ok"),
      ),
    );
  });
});
