import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { treasuryXml } from "../../../pipeline/collect/sources/treasury-xml.ts";
import { errandsOf, fixture, readBody, rowsIn, verdictOf } from "./rate-pages.ts";

const nominal = fixture("treasury/nominal-2025.xml");
const read = (text: string | Uint8Array, symbols = ["BC_10YEAR"], more = {}) =>
  readBody(treasuryXml, text, { symbols, ...more });
const said = (...given: Parameters<typeof read>) => verdictOf(read(...given));
const entry = (date: string, ...fields: string[]) =>
  `<entry><content><m:properties><d:NEW_DATE>${date}T00:00:00</d:NEW_DATE>${fields.join("")}</m:properties></content></entry>`;
const withEntry = (text: string) => nominal.replace("</feed>", `${text}</feed>`);

describe("the Treasury's XML is asked", () => {
  it("for each curve and year, the issue's and the one before", () => {
    const urls = errandsOf(treasuryXml, ["TC_5YEAR", "BC_2YEAR", "BC_10YEAR"]).map(
      ({ pages: [page] }) => page!.url,
    );
    const path =
      "https://home.treasury.gov/resource-center/data-chart-center/interest-rates/pages/xml?data=daily_treasury";
    expect(urls).toEqual([
      `${path}_yield_curve&field_tdr_date_value=2024`,
      `${path}_yield_curve&field_tdr_date_value=2025`,
      `${path}_real_yield_curve&field_tdr_date_value=2024`,
      `${path}_real_yield_curve&field_tdr_date_value=2025`,
    ]);
  });

  it("for a tenor only where it was published by then", () => {
    const years = (date: string) =>
      errandsOf(treasuryXml, ["BC_1_5MONTH"], { date }).map(({ pages: [page] }) => page!.url.slice(-4));
    expect(years("2025-11-05")).toEqual(["2025"]);
    expect(years("2025-02-14")).toEqual([]);
    expect(years("2026-01-02")).toEqual(["2025", "2026"]);
  });

  it("for no year before the wanted history, and for nothing when nothing is wanted", () => {
    expect(errandsOf(treasuryXml, ["BC_2YEAR"], { from: "2025-01-01" })).toHaveLength(1);
    expect(errandsOf(treasuryXml, [])).toEqual([]);
  });

  it("for no symbol that it does not have", () => {
    expect(() => errandsOf(treasuryXml, ["BC_11YEAR", "toString"])).toThrow(
      /content\/sources.yaml \[BC_11YEAR\]: The source treasury has no symbol "BC_11YEAR".*\n.*toString/,
    );
  });
});

describe("the Treasury's XML is read", () => {
  it("oldest first, from entries in any order, missing as null", () => {
    expect(rowsIn(read(nominal, ["BC_10YEAR", "BC_30YEAR", "BC_1_5MONTH"]))).toEqual([
      { series: "BC_10YEAR", dates: ["2025-01-02", "2025-03-04", "2025-11-05"], values: [3.71, 3.61, 3.5] },
      { series: "BC_30YEAR", dates: ["2025-01-02", "2025-03-04", "2025-11-05"], values: [4.05, null, 3.85] },
      {
        series: "BC_1_5MONTH",
        dates: ["2025-01-02", "2025-03-04", "2025-11-05"],
        values: [null, 3.22, 3.12],
      },
    ]);
    expect(rowsIn(read(fixture("treasury/real-2025.xml"), ["TC_10YEAR"]))[0]!.values).toEqual([1.41, 1.22]);
  });

  it("by local names, whatever the prefixes and namespaces", () => {
    const other = nominal
      .replaceAll("d:", "x:")
      .replaceAll("m:", "meta:")
      .replaceAll("/ado/2007", "/ado/2031");
    expect(rowsIn(read(other))).toEqual(rowsIn(read(nominal)));
    expect(rowsIn(read(other, ["BC_30YEAR"]))[0]!.values).toEqual([4.05, null, 3.85]);
  });

  it("with null by attribute or by empty text, in any kind of element", () => {
    for (const nothing of [
      "<d:BC_10YEAR/>",
      '<d:BC_10YEAR m:type="Edm.Double"> </d:BC_10YEAR>',
      '<d:BC_10YEAR m:null="1"></d:BC_10YEAR>',
      '<d:BC_10YEAR m:null="true">0</d:BC_10YEAR>',
      "",
    ])
      expect(
        rowsIn(read(nominal.replace(/<d:BC_10YEAR[^>]*>3.50<\/d:BC_10YEAR>/, nothing)))[0]!.values,
      ).toEqual([3.71, 3.61, null]);
  });

  it("without phantom days, and says so", () => {
    const reading = read(
      withEntry(
        entry("2025-10-12", "<d:BC_30YEARDISPLAY>3.99</d:BC_30YEARDISPLAY>") +
          entry("2025-10-11", "<d:BC_10YEAR>9.99</d:BC_10YEAR>"),
      ),
    );
    expect(rowsIn(reading)[0]!.dates).toEqual(["2025-01-02", "2025-03-04", "2025-11-05"]);
    expect(reading).toMatchObject({
      remarks: [
        "Passed over 2025-10-12: 0 of 14 tenors have a value.",
        "Passed over 2025-10-11: 1 of 14 tenors have a value.",
      ],
    });
  });

  it("with a date that stands twice kept once, unless it says two things", () => {
    const again = nominal.slice(nominal.indexOf("<entry>"), nominal.indexOf("</entry>") + 8);
    expect(rowsIn(read(withEntry(again)))).toEqual(rowsIn(read(nominal)));
    expect(said(withEntry(again.replace("3.50", "3.51")))).toBe(
      "shape_changed: BC_10YEAR of 2025-11-05 stands twice, as 3.5 and as 3.51.",
    );
  });

  it("without days of other years, and not at all when there are only such", () => {
    const reading = read(nominal.replace("2025-01-02T", "2024-12-31T"));
    expect(rowsIn(reading)[0]!.dates).toEqual(["2025-03-04", "2025-11-05"]);
    expect(reading).toMatchObject({ remarks: ["Passed over 1 day outside 2025."] });
    expect(said(nominal.replaceAll(">2025-", ">1990-"))).toBe(
      "shape_changed: The page of 2025 has no day of 2025; its first is 1990-11-05.",
    );
  });
});

describe("the Treasury's XML is refused", () => {
  it("when a wanted tenor is in no entry", () => {
    const renamed = nominal.replaceAll("BC_10YEAR", "BC_TENYEAR");
    expect(said(renamed)).toBe("shape_changed: No entry has the element BC_10YEAR.");
    expect(said(renamed, ["BC_2YEAR"])).toBe("ok");
  });

  it("when it goes on with a next page", () => {
    expect(said(withEntry('<link rel="next" href="?page=1"/>'))).toBe(
      "shape_changed: The feed goes on with a next page, where a year is expected on one.",
    );
  });

  it.each([
    ["4.1x7", '"4.1x7"'],
    ["4.", '"4."'],
    ["4&#46;17", '"4&#46;17"'],
    ["4&amp;17", '"4&amp;17"'],
    ["0x1F", '"0x1F"'],
    ["1e1", '"1e1"'],
    ["Infinity", '"Infinity"'],
    ["9".repeat(400), `"${"9".repeat(80)}"`],
    ["4,17", '"4,17"'],
    ["\u202e71.4", '"?71.4"'],
  ])("for a single bad number: %s", (bad, found) => {
    expect(said(nominal.replace("3.50", bad))).toBe(
      `shape_changed: BC_10YEAR of 2025-11-05 should be a number such as 4.17 and is ${found}.`,
    );
  });

  it("for an element within a number, or two numbers of one tenor", () => {
    const reason = "shape_changed: An entry should have one element BC_10YEAR with a plain text.";
    expect(said(nominal.replace("3.50", "3.<b/>50"))).toBe(reason);
    expect(
      said(nominal.replace(">3.50</d:BC_10YEAR>", ">3.50</d:BC_10YEAR><d:BC_10YEAR>3.6</d:BC_10YEAR>")),
    ).toBe(reason);
  });

  it("for dates that are none, and for those that are still to come", () => {
    expect(said(nominal.replace("2025-11-05T00:00:00", "11/05/2025"))).toMatch(
      /^shape_changed: NEW_DATE should be/,
    );
    expect(said(nominal.replace("2025-11-05T", "2025-11-05 or 06T"))).toMatch(
      /^shape_changed: NEW_DATE should be/,
    );
    expect(said(nominal.replace("2025-11-05T", "2025-02-30T"))).toMatch(/^shape_changed: NEW_DATE should be/);
    expect(said(nominal.replaceAll("NEW_DATE", "DAY"))).toMatch(/^shape_changed: NEW_DATE should be/);
    expect(said(nominal.replace("2025-11-05T", "2025-11-06T"))).toMatch(
      /^shape_changed: A row is dated 2025-11-06, after/,
    );
  });

  it("wherever it is cut", () => {
    const end = nominal.indexOf("</feed>") + "</feed>".length;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: end - 1 }), (length) => {
        expect(said(nominal.slice(0, length))).toMatch(/^shape_changed/);
      }),
      { numRuns: 300 },
    );
  });

  it("with a document type, which could declare entities without end", () => {
    expect(said(nominal.replace("<feed", '<!DOCTYPE feed [<!ENTITY a "4.17">]><feed'))).toBe(
      "shape_changed: The XML has a document type, where none is expected.",
    );
  });

  it("when it is nested without end, or names what no object may be named", () => {
    expect(said(`<feed>${"<a>".repeat(50_000)}${"</a>".repeat(50_000)}</feed>`)).toMatch(/^shape_changed/);
    expect(said(nominal.replaceAll("BC_2YEAR", "__proto__"), ["BC_2YEAR"])).toMatch(/^shape_changed/);
    expect(said("<feed><entry><content><properties/></content></entry></feed>")).toMatch(/^shape_changed/);
    expect(said("<constructor/>")).toMatch(/^shape_changed: The XML is none that can be read/);
    expect(said("<Error><Code>AccessDenied</Code></Error>")).toMatch(
      /^shape_changed: The XML should have the element feed/,
    );
  });

  it("when it is a web page, nothing, or noise", () => {
    expect(said("<!DOCTYPE html>\n<html><body>Sorry</body></html>")).toMatch(/^soft_error/);
    expect(said('<?xml version="1.0"?>\n<html xmlns="x"><body/></html>')).toMatch(/^soft_error/);
    expect(said(" \n")).toMatch(/^empty/);
    expect(said(Uint8Array.of(0x8b, 0xff, 0xfe, 0x00))).toMatch(/^shape_changed: The answer is no text/);
    const latin = new TextEncoder().encode(nominal).with(nominal.indexOf("DailyTreasury"), 0xe9);
    expect(said(latin)).toMatch(/^shape_changed: The answer is no text: its bytes do not fit/);
    expect(said(latin, ["BC_10YEAR"], { charset: "iso-8859-1" })).toBe("ok");
    expect(said(nominal, ["BC_10YEAR"], { charset: "x-unknown" })).toBe("ok");
    expect(said(`Warning: mind the gap\n${nominal}`)).toMatch(/^shape_changed/);
  });

  it("without a single day, but for the first days of its year", () => {
    const none = "<feed><title>DailyTreasuryYieldCurveRateData</title></feed>";
    expect(said(none)).toBe("empty: The page of 2025 has no day.");
    expect(said(none, ["BC_2YEAR"], { date: "2026-01-02", at: "2026-01-09T01:00:00Z" })).toMatch(/^empty/);
    expect(read(none, ["BC_2YEAR"], { date: "2026-01-02", at: "2026-01-03T01:00:00Z" })).toEqual({
      verdict: "ok",
      rows: [],
      headlines: [],
      remarks: ["No curve of 2026 is published yet."],
    });
    expect(said(`<feed>${entry("2025-10-11", "<d:BC_10YEAR>4.1</d:BC_10YEAR>")}</feed>`)).toBe(
      "empty: The page of 2025 has no day with at least half of the curve.",
    );
  });

  it("and never throws, whatever comes", () => {
    const pieces = fc.constantFrom(
      "<feed>",
      "</feed>",
      "<entry>",
      "</entry>",
      "<content>",
      "<a b='",
      "&",
      "<![CDATA[",
      "]]>",
      "<!--",
      "4.1",
      "<properties/>",
      "<d:d>",
      "\u0000",
      "?>",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        expect(read(`<feed>${parts.join("")}</feed>`).verdict).not.toBe("ok");
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        (bytes) => void expect(read(bytes).verdict).not.toBe("ok"),
      ),
    );
  });
});
