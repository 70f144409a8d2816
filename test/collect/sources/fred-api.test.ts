import { describe, expect, it } from "vitest";
import { fredApi } from "../../../pipeline/collect/sources/fred-api.ts";
import { fixture, pageOf, told } from "./fred-pages.ts";

const asked = { date: "2026-03-10", from: "2026-01-01" };
const wanted = [{ series: "UST.10Y", symbol: "DGS10" }];
const [errand] = fredApi.errands(wanted, asked);
const body = fixture("observations.json");
const read = (text: string | Uint8Array) => told(fredApi.read([pageOf(text)], errand!));
const changed = (from: string | RegExp, to: string) => {
  expect(body.replace(from, to)).not.toBe(body);
  return read(body.replace(from, to));
};
const row = (date: string, value: string, from: string) =>
  JSON.stringify({ realtime_start: from, realtime_end: "9999-12-31", date, value });
const listOf = (...rows: string[]) =>
  body.replace(/"count":4/, `"count":${rows.length}`).replace(/\[.*\]/s, `[${rows.join(",")}]`);

describe("an errand to the FRED API", () => {
  it("has one page a series, at an address that is the same tomorrow, with the key beside it", () => {
    expect(errand).toEqual({
      pages: [
        {
          url: "https://api.stlouisfed.org/fred/series/observations?series_id=DGS10&file_type=json&observation_start=2026-01-01&limit=100000",
          secret: { parameter: "api_key", variable: "FRED_API_KEY" },
          limitBytes: 12_000_000,
          gapMs: 550,
        },
      ],
      wanted,
    });
    expect(fredApi.errands(wanted, { ...asked, date: "2026-03-11" })).toEqual([errand]);
  });

  it("asks once for what two series of ours are made of", () => {
    const both = [...wanted, { series: "UST.10Y.COPY", symbol: "DGS10" }];
    const errands = fredApi.errands([...both, { series: "VIX", symbol: "VIXCLS" }], asked);
    expect(errands.map((one) => one.wanted.map(({ series }) => series))).toEqual([
      ["UST.10Y", "UST.10Y.COPY"],
      ["VIX"],
    ]);
    expect(Object.keys(told(fredApi.read([pageOf(body)], errands[0]!)))).toEqual(["UST.10Y", "UST.10Y.COPY"]);
  });
});

describe("a reply of the FRED API", () => {
  it('holds numbers as strings, and "." for no observation', () => {
    expect(read(body)).toEqual({
      "UST.10Y": [
        ["2026-03-04", 4.31],
        ["2026-03-05", 4.4],
        ["2026-03-06", null],
        ["2026-03-09", -0.05],
      ],
    });
  });

  it("may come in any order, and counts the newest version of a date", () => {
    const text = listOf(
      row("2026-03-05", "4.50", "2026-03-09"),
      row("2026-03-04", "4.31", "2026-03-07"),
      row("2026-03-05", "4.40", "2026-03-06"),
    );
    expect(read(text)).toEqual({
      "UST.10Y": [
        ["2026-03-04", 4.31],
        ["2026-03-05", 4.5],
      ],
    });
    expect(fredApi.read([pageOf(text)], errand!)).toMatchObject({
      remarks: ["FRED sent 1 older versions of observations of DGS10; the newest of each date counts."],
    });
  });

  it("is refused where a date has two values as of the same day", () => {
    const text = listOf(row("2026-03-05", "4.50", "2026-03-09"), row("2026-03-05", "4.40", "2026-03-09"));
    expect(read(text)).toBe("shape_changed: FRED has two different values for 2026-03-05 as of 2026-03-09.");
  });

  it("is refused where it is not whole: so a reply looks to one who asks too fast", () => {
    const partial = "shape_changed: FRED sent 4 of 5 observations of DGS10: the reply is not whole.";
    expect(changed('"count":4', '"count":5')).toBe(partial);
    expect(changed('"offset":0', '"offset":2')).toMatch(/not whole/);
    expect(changed('"count":4', '"count":"4"')).toBe(
      'shape_changed: The field "count" is not a whole number; found "4".',
    );
  });

  it("is refused for other units: a change of 0.09 is no yield", () => {
    expect(changed('"units":"lin"', '"units":"chg"')).toBe(
      'shape_changed: The field "units" is not lin, values as they are; found "chg".',
    );
  });

  it.each(["observations", "count", "offset", "units", "date", "value", "realtime_start", "realtime_end"])(
    "is refused without its field %s",
    (name) => {
      expect(changed(new RegExp(`"${name}":`, "g"), '"renamed":')).toMatch(
        new RegExp(`^shape_changed: .*"${name}" is not there`),
      );
    },
  );

  it.each(['"4.3x1"', '"4,31"', '"0x4"', "4.31", "null", "[]", "true", '"Infinity"'])(
    "is refused whole for the value %s",
    (value) => {
      expect(changed('"4.31"', value)).toMatch(/^shape_changed: Observation 1 .*"value" is not a number/);
    },
  );

  it("is refused for a date that is none", () => {
    expect(changed("2026-03-04", "2026-02-30")).toMatch(/^shape_changed: Observation 1 .*found "2026-02-30"/);
    expect(changed("2026-03-04", "03/04/2026")).toMatch(/^shape_changed/);
    expect(changed('"realtime_start":"2026-03-10"', '"realtime_start":"today"')).toMatch(
      /^shape_changed: The field "realtime_start"/,
    );
    expect(changed('"realtime_end":"2026-03-10"', '"realtime_end":20260310')).toMatch(
      /^shape_changed: The field "realtime_end" is not a date; found 20260310/,
    );
    expect(read(listOf(row("2026-03-04", "4.31", "today")))).toMatch(/"realtime_start" is not a date/);
    expect(read(listOf(row("2026-03-04", "4.31", "2026-03-09").replace("9999-12-31", "ever")))).toMatch(
      /"realtime_end" is not a date/,
    );
  });

  it("is told apart from a page, an empty body, and an answer with nothing in it", () => {
    expect(read("<!DOCTYPE html>\n<html><h1>Sorry</h1></html>")).toMatch(
      /^soft_error: The answer is a web page where JSON is expected: "<!DOCTYPE/,
    );
    expect(read('<?xml version="1.0" ?>\n<observations/>')).toMatch(/^soft_error/);
    expect(read("")).toBe("empty: The answer is empty where JSON is expected.");
    expect(read(" \n")).toMatch(/^empty/);
    expect(read(listOf())).toBe("empty: FRED has no observation of DGS10 in the time asked for.");
    expect(told(fredApi.read([], errand!))).toMatch(/^empty/);
  });

  it("is refused where it is not UTF-8", () => {
    const bytes = new TextEncoder().encode(body.replace("observation_date", "?"));
    bytes[bytes.indexOf(63)] = 0xff;
    expect(read(bytes)).toBe("shape_changed: The answer is no text: its bytes do not fit its character set.");
  });

  it("is refused wherever it was cut", () => {
    for (let length = 1; length < body.trimEnd().length; length += 1)
      expect(read(body.slice(0, length))).toMatch(/^shape_changed/);
  });

  it("may be an error in spite of status 200, which its code names", () => {
    const error = (code: unknown, message: string) =>
      read(JSON.stringify({ error_code: code, error_message: message }));
    expect(error(429, "Too Many Requests.  Exceeded Rate Limit")).toBe(
      'rate_limited: FRED sent an error of code 429 with status 200: "Too Many Requests. Exceeded Rate Limit".',
    );
    expect(error(400, "Bad Request.  The value for variable api_key is not registered.")).toMatch(/^auth/);
    expect(error(400, "Bad Request.  The series does not exist.")).toMatch(/^empty/);
    expect(error(500, "Internal Server Error")).toMatch(/^soft_error/);
    expect(error([[1]], "?")).toMatch(/^soft_error: .*without a code/);
  });

  it("never brings a key or a hidden sign into a message", () => {
    const key = "abcdefghijklmnopqrstuvwxyz012345";
    const message = `The key ${key} is \u202enot known`;
    expect(read(JSON.stringify({ error_code: 400, error_message: message }))).toBe(
      'soft_error: FRED sent an error of code 400 with status 200: "The key *** is ?not known".',
    );
    expect(read(`<html>${key}`)).not.toContain(key);
    expect(read(`{"api_key":"${key}"`)).not.toContain(key);
  });

  it("never makes the reader throw", () => {
    const deep = "[".repeat(200_000) + "]".repeat(200_000);
    const bodies = [
      "null",
      "[]",
      "1",
      '"x"',
      "{}",
      '{"verdict":"ok"}',
      '{"verdict":"stale","reason":"x"}',
      deep,
      listOf("null"),
      listOf("7"),
      `{"error_code":${deep},"error_message":${deep}}`,
      `{"observations":[${deep}],"count":1,"offset":0,"units":"lin"}`,
      changedValue(deep),
      new Uint8Array([0xff, 0xfe, 0x00, 0xd8]),
      "{\u0000}",
      '{"__proto__":{"observations":[],"count":0}}',
    ];
    for (const one of bodies) expect(read(one)).toMatch(/^(shape_changed|soft_error): .*\.$/);
  });
});

function changedValue(deep: string): string {
  return body.replace('"4.31"', deep);
}

describe("a failed request to the FRED API", () => {
  const failed = (status: number, excerpt: string) =>
    fredApi.failed!({
      outcome: "failed",
      at: "2026-03-10T22:30:00Z",
      verdict: "http_error",
      status,
      excerpt,
      reason: "It failed.",
    });

  it("is empty where FRED does not know the series, and what its status says otherwise", () => {
    expect(
      failed(400, '{"error_code":400,"error_message":"Bad Request.  The series does not exist."}'),
    ).toEqual({
      verdict: "empty",
      reason: "FRED has no series of the id in series_id: correct the symbol in content/sources.yaml.",
    });
    expect(failed(429, "Too Many Requests")).toBeNull();
    expect(failed(400, "Bad Request.  The value for variable api_key is not registered.")).toBeNull();
    expect(failed(503, "The series does not exist.")).toBeNull();
  });
});
