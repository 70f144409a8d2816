import { describe, expect, it } from "vitest";
import { routesThrough } from "../../../pipeline/world/web/routes.ts";
import { type Answering, failure, fetched, getFrom, inOrder, KEY, says } from "./mirror.ts";

const to = (location: string, status = 302): Answering => says(status, "", { location });
const secret = { parameter: "api_key", variable: "FRED_API_KEY" };

describe("a redirect", () => {
  it.each([301, 302, 303, 307, 308])("with %i is followed within the mirror", async (status) => {
    const { reply, asked } = await getFrom(
      inOrder(to("/www.rates.example/new.csv?a=1", status), says(200, "x")),
    );
    expect(fetched(reply).text).toBe("x");
    expect(asked[1]).toBe("GET /www.rates.example/new.csv?a=1");
  });

  it("to a public address goes through the mirror again", async () => {
    const { reply, asked } = await getFrom(inOrder(to("https://www.rates.example/new.csv"), says(200, "x")));
    expect(fetched(reply).text).toBe("x");
    expect(asked[1]).toBe("GET /www.rates.example/new.csv");
  });

  it("to a place beside it stays on the host", async () => {
    const { asked } = await getFrom(inOrder(to("new.csv"), says(200)));
    expect(asked[1]).toBe("GET /rates.example/new.csv");
  });

  it("to a link-local address is refused, and says which", async () => {
    const { reply, asked } = await getFrom(to("http://169.254.169.254/latest/meta-data/"));
    expect(failure(reply)).toMatchObject({
      verdict: "http_error",
      status: 302,
      reason:
        "rates.example answered 302 with a redirect to http://169.254.169.254/latest/meta-data/, " +
        "not followed as only https addresses on public hosts are asked.",
    });
    expect(asked).toHaveLength(1);
  });

  it.each([
    "http://www.rates.example/",
    "https://169.254.169.254/",
    "https://127.0.0.1/",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://[::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://10.0.0.1:8443/",
    "//www.rates.example/",
    "/10.0.0.1/",
    "/a@10.0.0.1/",
    "https://name:word@www.rates.example/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "https://",
    "/",
  ])("is not followed to %j", async (location) => {
    const { reply, asked } = await getFrom(to(location));
    expect(failure(reply)).toMatchObject({ verdict: "http_error", status: 302 });
    expect(asked).toHaveLength(1);
  });

  it("is followed five times and no more", async () => {
    const five = Array<Answering>(5).fill(to("/rates.example/next"));
    expect((await getFrom(inOrder(...five, says(200, "x")))).reply.outcome).toBe("fetched");
    const { reply, asked } = await getFrom(to("/rates.example/round"));
    expect(failure(reply).reason).toBe("rates.example answered 302 with a redirect for the 6th time.");
    expect(asked).toHaveLength(6);
  });

  it("is none with another status, though it names an address", async () => {
    const { reply, asked } = await getFrom(says(200, "x", { location: "/rates.example/other" }));
    expect(fetched(reply).text).toBe("x");
    expect(asked).toHaveLength(1);
  });

  it("without an address is an answer like any other", async () => {
    for (const answer of [says(302), to("")])
      expect(failure((await getFrom(answer)).reply).reason).toBe("rates.example answered 302.");
  });

  it("without a mirror leads from the host's own root", () => {
    const followed = (location: string) =>
      routesThrough(null).followed(location, new URL("https://rates.example/a/b"));
    expect(followed("/new#part")).toEqual({ url: new URL("https://rates.example/new") });
    expect(followed("//www.rates.example/new")).toEqual({ url: new URL("https://www.rates.example/new") });
    expect(followed("http://rates.example/new")).toHaveProperty("refused");
  });

  it("takes the key along on the host itself, once", async () => {
    const { asked } = await getFrom(inOrder(to(`/rates.example/new?a=1&api_key=${KEY}`), says(200)), {
      secret,
    });
    expect(asked[1]).toBe(`GET /rates.example/new?a=1&api_key=${KEY}`);
  });

  it("takes no key and no credentials to another host, nor back from there", async () => {
    const seen: unknown[] = [];
    const answers = inOrder(
      to(`https://other.example/x?api_key=${KEY}`),
      to("https://rates.example/back"),
      says(200),
    );
    const { asked } = await getFrom(
      (request, response) => {
        seen.push(request.headers.authorization, request.headers["x-own"]);
        answers(request, response);
      },
      { secret, headers: { Authorization: "Basic eA==", "X-Own": "1" } },
    );
    expect(asked.slice(1)).toEqual(["GET /other.example/x", "GET /rates.example/back"]);
    expect(seen).toEqual(["Basic eA==", "1", undefined, "1", undefined, "1"]);
  });

  it.each([`https://other.example/${KEY}`, `https://other.example/?k=${KEY.toUpperCase()}`])(
    "that would tell a key to another host is refused: %s",
    async (location) => {
      const { reply, asked } = await getFrom(to(location), { secret });
      expect(failure(reply).reason).toMatch(/it would tell a key to another host\.$/);
      expect(failure(reply).reason).not.toContain("abcdef");
      expect(asked).toHaveLength(1);
    },
  );
});
