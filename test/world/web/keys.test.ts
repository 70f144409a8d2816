import { describe, expect, it } from "vitest";
import { maskBytes, maskOf } from "../../../pipeline/world/web/keys.ts";
import { type Answering, failure, fetched, getFrom, KEY, mirror, PAGE, page, says, webOn } from "./mirror.ts";

const secret = { parameter: "api_key", variable: "FRED_API_KEY" };
/** Sends back what it was asked, as error pages do. */
const echoes =
  (status: number): Answering =>
  (request, response) =>
    response.writeHead(status, { etag: `"${KEY}"` }).end(`<p>You asked ${request.url}</p>`);

describe("a key", () => {
  it("is added only when it is sent", async () => {
    const url = "https://rates.example/fred?series_id=A%20B";
    const { asked } = await getFrom(says(200), { url, secret });
    expect(asked).toEqual([`GET /rates.example/fred?series_id=A%20B&api_key=${KEY}`]);
    expect((await getFrom(says(200), { secret })).asked).toEqual([
      `GET /rates.example/daily.csv?api_key=${KEY}`,
    ]);
  });

  it("is encoded for the address", async () => {
    const { address, asked } = await mirror(echoes(404));
    const { web } = webOn(address, {}, { FRED_API_KEY: " a&b=c d/é?# \n" });
    expect(failure(await web.get(page({ secret }))).excerpt).toBe(
      "You asked /rates.example/daily.csv?api_key=***",
    );
    expect(asked).toEqual(["GET /rates.example/daily.csv?api_key=a%26b%3Dc%20d%2F%C3%A9%3F%23"]);
  });

  it("that is not set is not asked without", async () => {
    const { address, asked } = await mirror(says(200));
    expect(failure(await webOn(address).web.get(page({ secret })))).toMatchObject({
      verdict: "auth",
      status: null,
      reason: "rates.example is not asked: it wants a key, and FRED_API_KEY is not set.",
    });
    expect(asked).toEqual([]);
  });

  it.each([400, 401, 403, 404, 429, 500])("stands in nothing that is told of a %i", async (status) => {
    const { reply } = await getFrom(echoes(status), { secret });
    expect(failure(reply).excerpt).toContain("api_key=***");
    expect(JSON.stringify(reply)).not.toContain(KEY.slice(0, 4));
  });

  it("stands in nothing that is told of a body cut within it", async () => {
    const { reply } = await getFrom(
      (_, response) => {
        response.writeHead(200, { "content-length": 1_000 });
        response.write(`You asked with ${KEY.slice(0, 20)}`, () => response.destroy());
      },
      { secret },
    );
    expect(failure(reply).excerpt).toBe("You asked with ***");
  });

  it("is masked where nothing visible stands in it", async () => {
    const { reply } = await getFrom(says(404, `${KEY.slice(0, 9)}\u200b${KEY.slice(9)} is wrong`), {
      secret,
    });
    expect(failure(reply).excerpt).toBe("*** is wrong");
  });

  it("is masked before an excerpt is cut", async () => {
    const { reply } = await getFrom(says(404, `${"x".repeat(100)} ${KEY}`), { secret });
    expect(failure(reply).excerpt).toBe(`${"x".repeat(100)} ***`);
  });

  it("stands in no body and no validator that is kept", async () => {
    const { reply } = await getFrom(echoes(200), { secret });
    expect(fetched(reply).text).toBe(`<p>You asked /rates.example/daily.csv?api_key=${"*".repeat(32)}</p>`);
    expect(fetched(reply).etag).toBeNull();
  });

  it("stands in nothing that is told of a redirect", async () => {
    const { reply } = await getFrom(says(302, "", { location: `http://x.example/?api_key=${KEY}` }), {
      secret,
    });
    expect(failure(reply).reason).toContain("a redirect to http://x.example/?api_key=***, not followed");
  });

  it("stands in nothing that is told of a packing", async () => {
    const { reply } = await getFrom(says(200, "x", { "content-encoding": KEY }), { secret });
    expect(failure(reply).reason).toContain('cannot be unpacked as "***"');
  });

  it("stands in nothing that is told of no answer", async () => {
    const { reply } = await getFrom((request) => request.socket.destroy(), { secret });
    expect(JSON.stringify(reply)).not.toContain(KEY.slice(0, 4));
    const { web } = webOn("http://127.0.0.1:1", {}, { FRED_API_KEY: KEY });
    expect(JSON.stringify(await web.get(page({ secret, url: `${PAGE}?2` })))).not.toContain(KEY.slice(0, 4));
  });
});

describe("the mask", () => {
  const mask = maskOf(new Map([["A", "a/b c&é+k9"]]));

  it.each([
    "a/b c&é+k9",
    "A/B C&É+K9",
    "a%2Fb%20c%26%C3%A9%2Bk9",
    "a%2fb+c%26%c3%a9%2bk9",
    "a%252Fb%2520c%2526%25C3%25A9%252Bk9",
    "a/b c&amp;é+k9",
    "a&#x2F;b c&#38;&#233;+k9",
    "a\\/b c\\u0026\\u00e9+k9",
    "%61%2F%62%20%63%26%C3%A9%2B%6B%39",
  ])("covers a key written %s", (written) => {
    expect(mask(`before ${written} after`)).toBe("before *** after");
  });

  it("leaves other words alone, and all words where there is no key", () => {
    expect(mask("a/b c and nothing else")).toBe("a/b c and nothing else");
    expect(maskOf(new Map())("words")).toBe("words");
  });

  it("covers the longer of two keys that begin alike", () => {
    const two = maskOf(
      new Map([
        ["A", "abcd"],
        ["B", "abcdefgh"],
      ]),
    );
    expect(two("abcdefgh abcd")).toBe("*** ***");
  });

  it("leaves numbers alone that look like a very short key", () => {
    const body = Buffer.from("4.17\n");
    expect(Buffer.from(maskBytes(body, "17")).toString()).toBe("4.17\n");
  });
});
