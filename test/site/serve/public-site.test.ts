import { describe, expect, it } from "vitest";
import { PipelineError } from "../../../pipeline/errors.ts";
import { signLink } from "../../../pipeline/post/link-token.ts";
import { asked, form } from "../asked.ts";
import { bounce, letterHeaders } from "../intake/messages.ts";
import { INTAKE_KEY, LINK_KEY, madeUpSite } from "./made-up-site.ts";

const status = async (reply: Promise<{ status: number }>) => (await reply).status;

describe("the public site", () => {
  it("answers to its own names alone", async () => {
    const { answer } = madeUpSite();
    const at = (host: string) => status(answer(asked("/", { headers: { host } })));
    for (const host of [
      "tracker.example.com",
      "Tracker.Example.Com:443",
      "127.0.0.1:8080",
      "localhost:8080",
      "[::1]:8080",
    ])
      expect([host, await at(host)]).toEqual([host, 200]);
    for (const host of [
      "",
      "evil.example",
      "tracker.example.com.evil.example",
      "tracker.example.com:8080",
      "127.0.0.1",
      "a b",
    ])
      expect([host, await at(host)]).toEqual([host, 421]);
  });

  it("answers to paths that mean one thing alone", async () => {
    const { answer } = madeUpSite();
    for (const target of [
      "//evil.example/",
      "http://evil.example/",
      "*",
      "/../etc/passwd",
      "/a/%2e%2e/b",
      "/.git/config",
      "/a%2fb",
      "/a%5cb",
      "/a\\b",
      "/a%00",
      "/a%0d%0aSet-Cookie:x",
      "/a b",
      "/ä",
      "/%ff",
      "/%zz",
      "/%252e",
    ])
      expect([target, await status(answer(asked(target)))]).toEqual([target, 400]);
    expect(await status(answer(asked("/nothing")))).toBe(404);
  });

  it("bears its armour on every answer", async () => {
    const { answer } = madeUpSite();
    for (const target of ["/", "/subscribe", "/u/x", "/health", "/nothing", "//", "/metrics"]) {
      const { headers } = await answer(asked(target));
      expect(headers).toMatchObject({
        "x-content-type-options": "nosniff",
        "referrer-policy": target === "/subscribe" ? "same-origin" : "no-referrer",
        "x-frame-options": "DENY",
        "strict-transport-security": "max-age=31536000",
        "cache-control": "no-store",
        "content-security-policy": expect.stringMatching(/^default-src 'none'.*frame-ancestors 'none'$/),
      });
      expect(headers["set-cookie"]).toBeUndefined();
      expect(headers["content-security-policy"]).not.toContain("unsafe");
    }
    const { headers } = await madeUpSite({ site: "http://127.0.0.1:8080" }).answer(
      asked("/", { headers: { host: "127.0.0.1:8080" } }),
    );
    expect(headers["strict-transport-security"]).toBeUndefined();
  });

  it("lets a page's own stylesheet in by its hash", async () => {
    const { headers } = await madeUpSite().answer(asked("/"));
    // printf 'a{b:c}' | openssl dgst -sha256 -binary | base64
    expect(headers["content-security-policy"]).toContain(
      "style-src 'self' 'sha256-0cRUVYRKwNwnl1hkfkPGjkht16b039TjFdJzmXfFK2o='",
    );
  });

  it("knows GET, HEAD, POST and OPTIONS where they belong, and says so", async () => {
    const { answer } = madeUpSite();
    const at = async (method: string, target: string) => {
      const { status, headers } = await answer(asked(target, { method }));
      return [status, headers.allow];
    };
    expect(await at("OPTIONS", "/subscribe")).toEqual([204, "GET, HEAD, POST, OPTIONS"]);
    expect(await at("HEAD", "/subscribe")).toEqual([200, undefined]);
    expect(await at("DELETE", "/subscribe")).toEqual([405, "GET, HEAD, POST, OPTIONS"]);
    expect(await at("POST", "/")).toEqual([405, "GET, HEAD, OPTIONS"]);
    expect(await at("GET", "/intake")).toEqual([405, "POST, OPTIONS"]);
    expect(await at("PROPFIND", "/")).toEqual([405, "GET, HEAD, OPTIONS"]);
  });

  it("serves below a path, where its address has one", async () => {
    const { answer } = madeUpSite({ site: "https://tracker.example.com/news", base: "/news" });
    const { body } = await answer(asked("/news/subscribe"));
    expect(JSON.parse(String(body))).toMatchObject({ page: "subscribe", action: "/news/subscribe" });
    expect(await status(answer(asked("/subscribe")))).toBe(200);
  });

  it("slows down whoever asks too often, and nobody else", async () => {
    const { answer, clock } = madeUpSite({
      rates: {
        all: { atOnce: 5, perSecond: 1, mostKeys: 100 },
        writing: { atOnce: 2, perSecond: 0.1, mostKeys: 100 },
      },
    });
    const statuses = [];
    for (let at = 0; at < 7; at += 1) statuses.push(await status(answer(asked("/"))));
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429]);
    expect(await status(answer(asked("/", { network: "198.51.100.0/24" })))).toBe(200);
    clock.ticks += 2000;
    expect(await status(answer(asked("/")))).toBe(200);
    const writes = [];
    for (let at = 0; at < 3; at += 1)
      writes.push(
        await status(answer(form("/subscribe", { address: `r${at}@example.com` }, { network: "n" }))),
      );
    expect(writes).toEqual([200, 200, 429]);
  });

  it("logs a line without tokens, queries, addresses or anything that acts", async () => {
    const { answer, lines } = madeUpSite();
    const token = signLink(LINK_KEY, { purpose: "unsubscribe", subject: "reader", until: "2026-01-01" });
    await answer(asked(`/u/${token}`));
    await answer(asked(`/confirm/${token}?x=y`));
    await answer(asked(`/2025-11-05/?key=${token}`));
    await answer(asked("/ada@example.com/x"));
    await answer(asked("/ada%40example.com"));
    await answer(asked("/\u001b[31m"));
    await answer(form("/subscribe", { address: "ada@example.com" }));
    expect(lines).toEqual([
      "2025-11-05T12:00:00.000Z 200 GET /u/... 192.0.2.0/24 0 ms",
      "2025-11-05T12:00:00.000Z 403 GET /confirm/... 192.0.2.0/24 0 ms",
      "2025-11-05T12:00:00.000Z 404 GET /2025-11-05/ 192.0.2.0/24 0 ms",
      "2025-11-05T12:00:00.000Z 404 GET /.../x 192.0.2.0/24 0 ms",
      "2025-11-05T12:00:00.000Z 404 GET /... 192.0.2.0/24 0 ms",
      "2025-11-05T12:00:00.000Z 400 GET - 192.0.2.0/24 0 ms",
      "2025-11-05T12:00:00.000Z 200 POST /subscribe 192.0.2.0/24 0 ms",
    ]);
  });

  it("says 503 while the list cannot be reached, and tells those who run it why", async () => {
    const { answer, list, told } = madeUpSite();
    const { id } = list.put("ada@example.com", "active");
    const link = `/u/${signLink(LINK_KEY, { purpose: "unsubscribe", subject: id, until: "2026-01-01" })}`;
    list.change = async () => {
      throw new PipelineError({ code: "archive-busy", message: "The database is locked." });
    };
    const reply = await answer(form(link, { "List-Unsubscribe": "One-Click" }));
    expect([reply.status, reply.headers["retry-after"], String(reply.body)]).toEqual([
      503,
      "60",
      "The list cannot be reached now. Try again in a minute.\n",
    ]);
    expect(told).toEqual(["The database is locked."]);
    list.byId = async () => {
      throw new Error("a bug");
    };
    expect(await status(answer(asked(link)))).toBe(500);
    expect(told[1]).toContain("a bug");
  });

  it("warns once when a proxy stands before it that nobody named", async () => {
    const { answer, told } = madeUpSite();
    const behind = {
      ...asked("/"),
      caller: { network: "127.0.0.0/24", isHere: false, isBehindUnknownProxy: true },
    };
    await answer(behind);
    await answer(behind);
    expect(told).toEqual([expect.stringContaining("--trusted-proxy")]);
  });
});

describe("bounces by webhook", () => {
  const post = (body: Uint8Array | string, key: string | null) =>
    asked("/intake", {
      method: "POST",
      body,
      headers: { "content-type": "message/rfc822", ...(key !== null && { authorization: `Bearer ${key}` }) },
    });

  it("want the key, and are not there where none is set", async () => {
    const { answer, list } = madeUpSite();
    const { id } = list.put("ada@example.net", "active");
    const link = `https://tracker.example.com/u/${signLink(LINK_KEY, { purpose: "unsubscribe", subject: id, until: "2026-01-01" })}`;
    const report = bounce({ to: "ada@example.net", returned: letterHeaders({ link }) });
    for (const key of [null, "", "wrong", `${INTAKE_KEY}x`])
      expect(await status(answer(post(report, key)))).toBe(401);
    expect(await status(madeUpSite({ intakeKey: null }).answer(post(report, INTAKE_KEY)))).toBe(404);
    expect(list.changes).toEqual([]);
    const reply = await answer(post(report, INTAKE_KEY));
    expect([reply.status, reply.body]).toEqual([200, '{"outcome":"bounced"}\n']);
    expect(list.changes).toEqual(["active to bounced"]);
  });

  it("are answered with what came of them", async () => {
    const { answer } = madeUpSite();
    const body = async (bytes: string | Uint8Array) => (await answer(post(bytes, INTAKE_KEY))).body;
    expect(await body("Subject: x\n\nhello\n")).toBe('{"outcome":"no report"}\n');
    expect(await status(answer(post("", INTAKE_KEY)))).toBe(400);
    expect(await status(answer(post(new Uint8Array(6_000_000), INTAKE_KEY)))).toBe(413);
  });
});

describe("those who look after the server", () => {
  it("ask for its health", async () => {
    const { answer, clock, world, told } = madeUpSite();
    clock.ticks = 90_000;
    const well = await answer(asked("/health"));
    expect([well.status, JSON.parse(String(well.body))]).toEqual([
      200,
      { ok: true, database: "readable", lastVersion: null, uptimeSeconds: 90 },
    ]);
    world.deliveries.versions = async () => {
      throw new PipelineError({ code: "archive-damaged", message: "The database is damaged." });
    };
    expect(await status(answer(asked("/health")))).toBe(200);
    clock.ticks += 1000;
    const ill = await answer(asked("/health"));
    expect([ill.status, String(ill.body).includes("damaged")]).toEqual([503, false]);
    expect(told).toEqual(["The database is damaged."]);
  });

  it("read its figures on this machine or with the key", async () => {
    const { answer, list } = madeUpSite();
    list.put("ada@example.com", "active");
    await answer(asked("/u/x"));
    expect(await status(answer(asked("/metrics")))).toBe(404);
    const bearing = { headers: { authorization: `Bearer ${INTAKE_KEY}` } };
    expect(await status(answer(asked("/metrics", bearing)))).toBe(200);
    const { body, headers } = await answer(asked("/metrics", { isHere: true }));
    expect(headers["content-type"]).toBe("text/plain; version=0.0.4; charset=utf-8");
    const lines = String(body).split("\n");
    for (const line of [
      'tracker_requests_total{route="unsubscribe link",status="403"} 1',
      'tracker_requests_total{route="metrics",status="404"} 1',
      'tracker_subscribers{tier="free",state="active"} 1',
      'tracker_intake_total{outcome="bounced"} 0',
      "tracker_mails_waiting 0",
      'tracker_mails_total{end="written"} 0',
      "tracker_uptime_seconds 0",
    ])
      expect(lines).toContain(line);
    expect(
      lines.every((line) => line === "" || /^(# (HELP|TYPE) .+|\w+(\{[^{}]+\})? [\d.]+)$/.test(line)),
    ).toBe(true);
  });
});
