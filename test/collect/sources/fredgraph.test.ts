import { describe, expect, it } from "vitest";
import { fredgraph } from "../../../pipeline/collect/sources/fredgraph.ts";
import { fixture, pageOf, told } from "./fred-pages.ts";

const asked = { date: "2026-03-10", from: "2026-01-01" };
const wanted = [
  { series: "UST.10Y", symbol: "DGS10" },
  { series: "US.BREAKEVEN.10Y", symbol: "T10YIE" },
  { series: "US.ICE.IG.OAS", symbol: "BAMLC0A0CM" },
];
const [errand] = fredgraph.errands(wanted, asked);
const body = fixture("fredgraph.csv");
const read = (text: string | Uint8Array) => told(fredgraph.read([pageOf(text)], errand!));
const changed = (from: string | RegExp, to: string) => {
  expect(body.replace(from, to)).not.toBe(body);
  return read(body.replace(from, to));
};
const rows = {
  "UST.10Y": [
    ["2026-03-04", 4.31],
    ["2026-03-05", 4.4],
    ["2026-03-06", null],
    ["2026-03-09", 4.28],
  ],
  "US.BREAKEVEN.10Y": [
    ["2026-03-04", 2.2],
    ["2026-03-05", 2.21],
    ["2026-03-06", null],
    ["2026-03-09", 2.19],
    ["2026-03-10", 2.25],
  ],
  "US.ICE.IG.OAS": [
    ["2026-03-05", 0.84],
    ["2026-03-06", 0.86],
    ["2026-03-09", 0.83],
  ],
};

describe("an errand to fredgraph", () => {
  it("names its ids in sorted order, whatever the order of asking", () => {
    expect(errand!.pages).toEqual([
      {
        url: "https://fred.stlouisfed.org/graph/fredgraph.csv?id=BAMLC0A0CM,DGS10,T10YIE&cosd=2026-01-01",
        limitBytes: 8_000_000,
        gapMs: 2000,
      },
    ]);
    const [other] = fredgraph.errands([...wanted].reverse(), { ...asked, date: "2026-03-11" });
    expect(other!.pages).toEqual(errand!.pages);
  });

  it("takes twelve ids at most, and an id that two series share once", () => {
    const many = Array.from({ length: 26 }, (_, index) => ({
      series: `S${index}`,
      symbol: `ID${String(index % 25).padStart(2, "0")}`,
    }));
    const errands = fredgraph.errands(many, asked);
    expect(errands.map(({ pages }) => /id=([^&]*)/.exec(pages[0]!.url)![1]!.split(",").length)).toEqual([
      12, 12, 1,
    ]);
    expect(errands.map((one) => one.wanted.length)).toEqual([13, 12, 1]);
    expect(fredgraph.errands([], asked)).toEqual([]);
  });
});

describe("a table of fredgraph", () => {
  it("says nothing of a series outside its own rows, and null for a hole within them", () => {
    expect(read(body)).toEqual(rows);
  });

  it("keeps the lines of the file", () => {
    const reading = fredgraph.read([pageOf(body)], errand!);
    expect(reading.verdict === "ok" && reading.rows.map(({ lines }) => lines)).toEqual([
      [2, 3, 4, 5],
      [2, 3, 4, 5, 6],
      [3, 4, 5],
    ]);
  });

  it("may have the old header, dots, CRLF, a byte order mark, and its columns and rows in any order", () => {
    const [head, ...lines] = body.trimEnd().split("\n");
    const turned = [head, ...lines.reverse()].map((line) => {
      const [date, ...cells] = line!.split(",");
      return [date, ...cells.reverse()].map((cell) => (cell === "" ? "." : cell)).join(",");
    });
    const text = turned.map((line) => `${line}\r\n`).join("");
    expect(read(`\ufeff${text.replace("observation_date", "DATE")}`)).toEqual(rows);
  });

  it("is refused wherever it was cut within a row, and never brings a number that was cut", () => {
    for (let length = 1; length < body.length; length += 1) {
      const found = read(body.slice(0, length));
      if (body[length - 1] !== "\n") expect(found).toMatch(/^shape_changed: .*cut short/);
      else if (typeof found !== "string")
        for (const [series, some] of Object.entries(found))
          expect(rows[series as keyof typeof rows]).toEqual(expect.arrayContaining(some));
    }
  });

  it("is refused without a wanted series, which is named, and for one that is there twice", () => {
    expect(changed("DGS10", "DGS2")).toBe(
      'shape_changed: One column "DGS10" is expected; found "observation_date, BAMLC0A0CM, DGS2, T10YIE".',
    );
    expect(changed("T10YIE", "DGS2")).toMatch(/^shape_changed: One column "T10YIE"/);
    expect(read(body.replace(/$/gm, ",1").replace(",1", ",DGS10").replace(/\n,1$/, "\n"))).toBe(
      'shape_changed: One column "DGS10" is expected; found 2 of them.',
    );
  });

  it("is refused for another first column, and for words above the header", () => {
    expect(changed("observation_date", "Datum")).toBe(
      'shape_changed: The first column should be observation_date or DATE; found "Datum".',
    );
    expect(read(`Note: new address\n${body}`)).toMatch(/^shape_changed/);
  });

  it("is refused for a comma in a number, even where the row has room for it", () => {
    expect(changed("2026-03-04,,4.31,2.20", "2026-03-04,,4,31,2.20")).toMatch(/^shape_changed/);
    expect(changed("2026-03-06,0.86,,", "2026-03-06,0,86,,")).toBe(
      "shape_changed: Line 4 has 5 cells where the header has 4 names.",
    );
  });

  it("is refused for a row that is too short or has an empty cell too many", () => {
    expect(changed("2026-03-10,,,2.25", "2026-03-10,,")).toBe(
      "shape_changed: Line 6 has 3 cells where the header has 4 names.",
    );
    expect(changed("2026-03-10,,,2.25", "2026-03-10,,,2.25,")).toMatch(/Line 6 has 5 cells/);
  });

  it("is refused for a number that is none, a date that is none, and a date that stands twice", () => {
    expect(changed("4.31", "4.3x1")).toBe(
      'shape_changed: Line 2: DGS10 is not a number or empty; found "4.3x1".',
    );
    expect(changed("2026-03-05", "2026-02-30")).toMatch(
      /^shape_changed: The date in line 3 should be YYYY-MM-DD/,
    );
    expect(changed("2026-03-05", "2026-03-04")).toBe(
      "shape_changed: DGS10 of 2026-03-04 stands twice, as 4.31 and as 4.4.",
    );
  });

  it("counts a date once that stands there twice with one value", () => {
    expect(read(`${body}${body.split("\n")[1]}\n`)).toEqual(rows);
  });

  it("is told apart from a page, an archive, an empty body, and a header without rows", () => {
    expect(read("<!DOCTYPE html>\n<html></html>\n")).toMatch(/^soft_error/);
    expect(read(new Uint8Array([0x50, 0x4b, 3, 4, 0xff, 0, 10]))).toMatch(/^shape_changed/);
    expect(read("PK\u0003\u0004\u0000\n")).toMatch(/^shape_changed: The answer is no text/);
    expect(read("")).toMatch(/^empty/);
    expect(read(body.slice(0, body.indexOf("\n") + 1))).toMatch(/^empty: .*no rows/);
    expect(changed(/(?<=,)[\d.]+/g, "")).toMatch(/^empty: .*no value/);
    expect(told(fredgraph.read([], errand!))).toMatch(/^empty/);
  });

  it("leaves a series out whose column is blank, and says so", () => {
    const text = body.replace(/0\.8\d/g, "");
    const reading = fredgraph.read([pageOf(text)], errand!);
    expect(reading).toMatchObject({
      verdict: "ok",
      remarks: ["The column BAMLC0A0CM of fredgraph.csv holds no value."],
    });
    expect(Object.keys(told(reading))).toEqual(["UST.10Y", "US.BREAKEVEN.10Y"]);
  });
});

describe("a failed request to fredgraph", () => {
  it("says what a 404 means, and leaves the rest to the status", () => {
    const failed = (status: number | null) =>
      fredgraph.failed!({
        outcome: "failed",
        at: "2026-03-10T22:30:00Z",
        verdict: "http_error",
        status,
        excerpt: "",
        reason: "It failed.",
      });
    expect(failed(404)).toMatchObject({
      verdict: "http_error",
      reason: expect.stringMatching(/one of the ids/),
    });
    expect(failed(503)).toBeNull();
    expect(failed(null)).toBeNull();
  });
});
