import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { failure, fetched, getFrom, mirror, OWN, PAGE, page, REPLAYED, says, webOn } from "./mirror.ts";

describe("a page", () => {
  it("is asked of the mirror by its host and path", async () => {
    const url = "https://rates.example/a%20b/daily.csv?id=^X,%20Y&n=1#part";
    const { reply, asked } = await getFrom(says(200, "date,rate\n"), { url });
    expect(fetched(reply).text).toBe("date,rate\n");
    expect(asked).toEqual(["GET /rates.example/a%20b/daily.csv?id=^X,%20Y&n=1"]);
  });

  it("is asked of a mirror that lives below a path", async () => {
    const { address, asked } = await mirror(says(200));
    await webOn(`${address}/replay/`).web.get(page());
    expect(asked).toEqual(["GET /replay/rates.example/daily.csv"]);
  });

  it("tells its type and charset in small letters, and its validators", async () => {
    const headers = {
      "content-type": 'Text/CSV; header=present; Charset="Shift_JIS"',
      etag: '"v1"',
      "last-modified": REPLAYED,
    };
    const { reply } = await getFrom(says(200, "x", headers));
    expect(reply).toMatchObject({
      type: "text/csv",
      charset: "shift_jis",
      etag: '"v1"',
      lastModified: REPLAYED,
    });
  });

  it("has no type, charset or validators where none are told", async () => {
    const { reply } = await getFrom(says(200, "x"));
    expect(reply).toMatchObject({ type: "", charset: null, etag: null, lastModified: null });
  });

  it("may be empty", async () => {
    const { reply } = await getFrom(says(204));
    expect(fetched(reply).bytes).toHaveLength(0);
    expect(fetched((await getFrom(says(200))).reply).bytes).toHaveLength(0);
  });

  it("is asked under our name unless it wants another", async () => {
    const seen: (string | undefined)[] = [];
    const { address } = await mirror(({ headers }, response) => {
      seen.push(headers["user-agent"], headers["accept-encoding"] as string);
      response.end();
    });
    const { web } = webOn(address);
    await web.get(page());
    await web.get(page({ headers: { "User-Agent": "Mozilla/5.0" } }));
    const packings = "gzip, deflate, br";
    expect(seen).toEqual(["tracker/0.1 (+macro newsletter desk)", packings, "Mozilla/5.0", packings]);
  });

  it("comes over a connection that was there before", async () => {
    const sockets = new Set<unknown>();
    const { address } = await mirror(({ socket }, response) => {
      sockets.add(socket);
      response.end("x");
    });
    const { web } = webOn(address);
    for (const number of Array(10).keys()) await web.get(page({ url: `${PAGE}?${number}` }));
    expect(sockets.size).toBeLessThanOrEqual(2); // undici opens a second while the first is just done
  });

  it("is asked once a run, however often it is wanted", async () => {
    const { address, asked } = await mirror(says(200, "x"));
    const { web } = webOn(address);
    const [first, second] = [
      web.get(page({ headers: { a: "1", B: "2" } })),
      page({ headers: { b: "2", A: "1" } }),
    ];
    expect(web.get(second)).toBe(first);
    await web.get(page({ headers: { a: "2" } }));
    await web.get(page({ url: `${PAGE}?x` }));
    await first;
    expect(asked).toHaveLength(3);
  });
});

describe("a page that is known", () => {
  const known = { etag: '"v1"', lastModified: REPLAYED };

  it("is asked for with what is known of it, and may be unchanged", async () => {
    const seen: unknown[] = [];
    const { reply } = await getFrom(
      ({ headers }, response) => {
        seen.push(headers["if-none-match"], headers["if-modified-since"]);
        says(304)({} as never, response);
      },
      { known },
    );
    expect(reply).toEqual({ outcome: "unchanged", at: "2025-11-05T22:30:00.000Z" });
    expect(seen).toEqual(['"v1"', REPLAYED]);
  });

  it("is not unchanged where nobody knew it", async () => {
    for (const known of [null, { etag: null, lastModified: null }])
      expect(failure((await getFrom(says(304), { known })).reply)).toMatchObject({
        verdict: "http_error",
        status: 304,
        reason: "rates.example answered 304, unchanged, to a first question.",
      });
  });
});

describe("a page that is refused", () => {
  it.each([
    [401, "auth"],
    [403, "blocked"],
    [400, "http_error"],
    [404, "http_error"],
    [410, "http_error"],
    [500, "http_error"],
    [206, "http_error"],
    [300, "http_error"],
  ])("with %i is %s, and not asked for again", async (status, verdict) => {
    const { reply, asked } = await getFrom(says(status, "no"));
    expect(failure(reply)).toMatchObject({ verdict, status, at: "2025-11-05T22:30:00.000Z" });
    expect(asked).toHaveLength(1);
  });

  it("with 429 is rate_limited", async () => {
    expect(failure((await getFrom(says(429))).reply).verdict).toBe("rate_limited");
  });

  it.each(['{"error_message":"The value for variable api_key is not registered."}', "Bad API key"])(
    "with 400 and words about the key is refused for the key: %s",
    async (body) => expect(failure((await getFrom(says(400, body))).reply).verdict).toBe("auth"),
  );

  it("with 404 and words about the key is not refused for the key", async () => {
    expect(failure((await getFrom(says(404, "See api_key"))).reply).verdict).toBe("http_error");
  });

  it("says so in a sentence with the first words of what came, without tags and controls", async () => {
    const body = `<html><style>b{}</style><h1>We are\tsorry</h1>\n<p>Try\u202e later\u0007, ${"x".repeat(200)}`;
    const { excerpt, reason } = failure((await getFrom(says(404, body))).reply);
    expect(excerpt).toBe(`We are sorry Try later, ${"x".repeat(95)}…`);
    expect(excerpt).toHaveLength(120);
    expect(reason).toBe(`rates.example answered 404: "${excerpt}".`);
  });

  it("is told quickly, however hostile the error page", async () => {
    const started = performance.now();
    await getFrom(says(404, "<".repeat(1_000_000)));
    await getFrom(says(404, "<script ".repeat(100_000)));
    expect(performance.now() - started).toBeLessThan(1_500);
  });
});

describe("the moment", () => {
  it("of a reply is our own without a mirror's date", async () => {
    const { reply } = await getFrom((_, response) => {
      response.sendDate = false;
      response.end();
    });
    expect(reply.at).toBe(OWN);
  });

  it.each(["yesterday", "2025", "Thu, 31 Feb 2025 00:00:00 GMT", "Tue, 05 Nov 2025 22:30:00 GMT"])(
    "of a reply is not the mirror's where its date is none: %s",
    async (date) => expect((await getFrom(says(200, "", { date }))).reply.at).toBe(OWN),
  );

  it("is the one that the mirror replays, asked once, whatever its root answers", async () => {
    const { address, asked } = await mirror(says(502));
    const { web } = webOn(address);
    expect([await web.moment(), await web.moment()]).toEqual(Array(2).fill("2025-11-05T22:30:00.000Z"));
    expect(asked).toEqual(["HEAD /"]);
  });

  it("is our own without a mirror", async () => {
    expect(await webOn(null).web.moment()).toBe(OWN);
  });

  it("is our own where the mirror does not answer in time, or is not there", async () => {
    const { address } = await mirror(() => {});
    expect(await webOn(address, { momentMs: 50 }).web.moment()).toBe(OWN);
    expect(await webOn("http://127.0.0.1:1").web.moment()).toBe(OWN);
  });

  it("of a page that does not come is the mirror's too, once it has told it", async () => {
    const { address } = await mirror(({ method }, response) =>
      method === "HEAD" ? says(200)({} as never, response) : response.destroy(),
    );
    const { web } = webOn(address);
    await web.moment();
    expect((await web.get(page())).at).toBe("2025-11-05T22:30:00.000Z");
  });
});

describe("the web", () => {
  it("knows which keys are set", () => {
    const names = (environment: Record<string, string>) => [...webOn(null, {}, environment).web.secrets];
    expect(names({ FRED_API_KEY: "k", HOME: "/" })).toEqual(["FRED_API_KEY"]);
    expect(names({ FRED_API_KEY: " \n" })).toEqual([]);
    expect(names({})).toEqual([]);
  });

  it.each(["rates.example", "ftp://127.0.0.1", "http://127.0.0.1/?x"])("refuses the mirror %s", (address) => {
    expect(() => webOn(address)).toThrow(/^A mirror is an address such as http:\/\/127\.0\.0\.1:8080, not/);
  });

  it("closes while pages are awaited, and fetches none afterwards", async () => {
    const { address, asked, server } = await mirror(() => {});
    const { web } = webOn(address);
    const waiting = web.get(page());
    await expect.poll(() => asked.length).toBe(1);
    await web.close();
    expect(failure(await waiting).reason).toMatch(/closing its connections/);
    expect(failure(await web.get(page({ url: `${PAGE}?later` }))).reason).toMatch(/closing its connections/);
    await expect
      .poll(() => new Promise((resolve) => server.getConnections((_, open) => resolve(open))))
      .toBe(0);
  });

  it("opens no library and no socket before the first request", () => {
    const file = fileURLToPath(new URL("../../../pipeline/world/web/web.ts", import.meta.url));
    const program = `
      import { createRequire } from "node:module";
      import { openWeb } from ${JSON.stringify(file)};
      const web = openWeb({ environment: {}, mirror: "http://127.0.0.1:1", now: () => "2030-01-01T00:00:00Z" });
      const loaded = () => Object.keys(createRequire(${JSON.stringify(file)}).cache).some((name) => /undici/.test(name));
      const before = loaded();
      await web.moment();
      console.log(before, loaded());
      await web.close();`;
    const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "-e", program], {
      encoding: "utf8",
    });
    expect(stdout, stderr).toBe("false true\n");
  });
});
