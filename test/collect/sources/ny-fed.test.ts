import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nyFed } from "../../../pipeline/collect/sources/ny-fed.ts";
import { errandsOf, fixture, readBody, rowsIn, verdictOf } from "./rate-pages.ts";

const effr = fixture("ny-fed/effr.json");
const read = (text: string | Uint8Array, symbols = ["effr"], more = {}) =>
  readBody(nyFed, text, { symbols, ...more });
const said = (...given: Parameters<typeof read>) => verdictOf(read(...given));

describe("the New York Fed is asked", () => {
  it("once for all fields of a rate, to the end of the year", () => {
    const errands = errandsOf(nyFed, ["effr.targetRateTo", "sofr", "effr"]);
    expect(errands.map(({ pages: [page] }) => page!.url)).toEqual([
      "https://markets.newyorkfed.org/api/rates/unsecured/effr/search.json?startDate=2020-01-01&endDate=2025-12-31",
      "https://markets.newyorkfed.org/api/rates/secured/sofr/search.json?startDate=2020-01-01&endDate=2025-12-31",
    ]);
    expect(errands[0]!.wanted.map(({ symbol }) => symbol)).toEqual(["effr.targetRateTo", "effr"]);
    expect(errandsOf(nyFed, [])).toEqual([]);
  });

  it("for no symbol that it does not have", () => {
    expect(() => errandsOf(nyFed, ["obfr"])).toThrow('The source ny-fed has no symbol "obfr".');
    expect(() => errandsOf(nyFed, ["sofr.targetRateTo"])).toThrow("ny-fed");
  });
});

describe("the New York Fed's rates are read", () => {
  it("oldest first, numbers that come as texts too, a revised rate instead of the first", () => {
    const reading = read(effr, ["effr", "effr.targetRateFrom", "effr.targetRateTo"]);
    const dates = ["2025-10-30", "2025-10-31", "2025-11-03", "2025-11-04"];
    expect(rowsIn(reading)).toEqual([
      { series: "effr", dates, values: [2.9, 2.91, 2.88, 2.87] },
      { series: "effr.targetRateFrom", dates, values: [null, 2.75, 2.75, 2.75] },
      { series: "effr.targetRateTo", dates, values: [null, 3, 3, 3] },
    ]);
    expect(reading).toMatchObject({
      remarks: ["EFFR of 2025-10-31 stands there as first told and as revised: the revision counts."],
    });
    expect(rowsIn(read(fixture("ny-fed/sofr.json"), ["sofr"]))[0]!.values).toEqual([2.95]);
  });

  it("with a revision that stands alone, in whatever order", () => {
    const alone = effr.replace('"revisionIndicator":""', '"revisionIndicator":"R"');
    expect(rowsIn(read(alone))).toEqual(rowsIn(read(effr)));
    const { refRates } = JSON.parse(effr);
    expect(rowsIn(read(JSON.stringify({ refRates: refRates.reverse() })))).toEqual(rowsIn(read(effr)));
  });

  it("with no rate as null", () => {
    for (const nothing of ["null", '""', '"NA"', '"N/A"'])
      expect(rowsIn(read(effr.replace("2.87", nothing)))[0]!.values.at(-1)).toBeNull();
    expect(rowsIn(read(effr.replace('"percentRate":2.87,', "")))[0]!.values.at(-1)).toBeNull();
  });
});

describe("the New York Fed's rates are refused", () => {
  it("when a row is of another type", () => {
    expect(said(effr.replace('"EFFR"', '"OBFR"'))).toBe(
      'shape_changed: A row should be of type EFFR and is of "OBFR".',
    );
    expect(said(effr, ["sofr"])).toMatch(/^shape_changed: A row should be of type SOFR/);
    expect(said(effr.replaceAll('"type"', '"kind"'))).toMatch(/^shape_changed/);
  });

  it("when a field is in no row", () => {
    expect(said(effr.replaceAll("percentRate", "rate"))).toBe(
      "shape_changed: No row has the field percentRate.",
    );
    expect(said(effr.replaceAll("percentRate", "rate"), ["effr.targetRateTo"])).toBe("ok");
    expect(said(effr.replaceAll("effectiveDate", "date"))).toMatch(/^shape_changed: effectiveDate should be/);
    expect(said(effr.replace("refRates", "rates"))).toMatch(
      /^shape_changed: The answer should have a list refRates/,
    );
  });

  it.each(['"2.8x7"', "true", "{}", "[2.87]", '"2."', "1e999", '"1e1"', '"2,87"'])(
    "for a bad rate %s",
    (bad) => {
      expect(said(effr.replace("2.87", bad))).toMatch(
        /^shape_changed: (percentRate of 2025-11-04|The field percentRate)/,
      );
    },
  );

  it("when a day has two first rates, or two revisions, that differ", () => {
    expect(said(effr.replace("2025-11-04", "2025-11-03"))).toBe(
      "shape_changed: effr of 2025-11-03 stands twice, as 2.87 and as 2.88.",
    );
    expect(said(effr.replace("2025-11-04", "2025-11-03").replace("2.87", "2.88"))).toBe("ok");
    expect(
      said(
        effr
          .replace('"volumeInBillions":77,"revisionIndicator":""', '"revisionIndicator":"R"')
          .replace("2025-11-04", "2025-10-31"),
      ),
    ).toMatch(/^shape_changed: effr of 2025-10-31/);
  });

  it("for dates that are none or still to come", () => {
    expect(said(effr.replace("2025-11-04", "11/04/2025"))).toMatch(/^shape_changed: effectiveDate should be/);
    expect(said(effr.replace("2025-11-04", "2025-12-04"))).toMatch(
      /^shape_changed: A row is dated 2025-12-04/,
    );
  });

  it("wherever it is cut", () => {
    for (let length = 1; length < effr.trimEnd().length; length += 1)
      expect(said(effr.slice(0, length))).toMatch(/^shape_changed/);
  });

  it("when there is nothing in it, when it is a web page or a message", () => {
    expect(said('{"refRates":[]}')).toBe("empty: There is no rate of type effr in the answer.");
    expect(said("")).toMatch(/^empty/);
    expect(said("<html></html>")).toMatch(/^soft_error/);
    expect(said('{"status":400,"message":"Bad \u202eRequest"}')).toBe(
      'soft_error: The answer is a message: "Bad ?Request".',
    );
    expect(said(`)]}',\n${effr}`)).toMatch(/^shape_changed/);
  });

  it("and never with an exception, whatever JSON comes", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => void expect(read(JSON.stringify(value)).verdict).not.toBe("ok")),
    );
    const odd = fc.oneof(fc.jsonValue(), fc.constantFrom("EFFR", "2025-11-04", "2.5", "", null));
    const row = fc.record({
      type: fc.constant("EFFR"),
      effectiveDate: odd,
      percentRate: odd,
      revisionIndicator: odd,
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 3 }), (refRates) => {
        expect(["ok", "empty", "shape_changed"]).toContain(read(JSON.stringify({ refRates })).verdict);
      }),
    );
    expect(said("[".repeat(1_000_000))).toMatch(/^shape_changed/);
    expect(said('{"refRates":[{"__proto__":{"type":"EFFR"}}]}')).toMatch(/^shape_changed/);
  });
});
