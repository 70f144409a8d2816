import { connect } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { type PublicAsked, type PublicLimits, publicServing } from "../../pipeline/world/public-server.ts";
import type { Reply, Served } from "../../pipeline/world/serve.ts";
import { rawRequest } from "../support/raw-request.ts";

let served: Served | null = null;
const refused: number[] = [];
afterEach(async () => {
  await served?.close();
  served = null;
  refused.length = 0;
});

const ok = (body: string): Reply => ({ status: 200, headers: { "content-type": "text/plain" }, body });

async function server(
  limits: Partial<PublicLimits> = {},
  answer: (asked: PublicAsked) => Promise<Reply> = async ({ method, target }) => ok(`${method} ${target}`),
): Promise<number> {
  served = await publicServing.serve(
    {
      host: "127.0.0.1",
      port: 0,
      proxies: [],
      limits: { drainMs: 200, ...limits },
      refused: (status) => void refused.push(status),
    },
    answer,
  );
  return served.port;
}

const get = (target: string, more = "") =>
  `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${more}\r\n`;

describe("a server for everybody", () => {
  it("answers, HEAD without a body", async () => {
    const port = await server();
    expect(await (await fetch(`http://127.0.0.1:${port}/a?b`)).text()).toBe("GET /a?b");
    const { text } = await rawRequest(port, get("/a").replace("GET", "HEAD"));
    expect(text).toMatch(/^HTTP\/1.1 200 OK\r\ncontent-type: text\/plain\r\ncontent-length: 7\r\n/);
    expect(text).toMatch(/\r\n\r\n$/);
  });

  it("refuses what is too long: 414 for a path, 431 for headers", async () => {
    const port = await server();
    expect((await rawRequest(port, get(`/${"a".repeat(8200)}`))).statuses).toEqual([414]);
    expect((await rawRequest(port, get(`/${"a".repeat(20_000)}`))).statuses).toEqual([431]);
    expect((await rawRequest(port, get("/", `X-A: ${"a".repeat(20_000)}\r\n`))).statuses).toEqual([431]);
    expect(refused).toEqual([431, 431]);
  });

  it("refuses what is no HTTP with 400, and goes on", async () => {
    const port = await server();
    const twisted = [
      "rubbish\r\n\r\n",
      "GET / HTTP/9.9\r\n\r\n",
      "G\u0000T / HTTP/1.1\r\nHost: x\r\n\r\n",
      "GET / HTTP/1.1\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: x\r\nX\u0000: y\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: x\r\nX: a\nb\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc",
      "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
      "BREW /pot HTTP/1.1\r\nHost: x\r\n\r\n",
      "\u0016\u0003\u0001\u0002\u0000",
    ];
    for (const bytes of twisted)
      expect([bytes, (await rawRequest(port, bytes)).statuses]).toEqual([bytes, [400]]);
    expect((await rawRequest(port, "CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n")).statuses).toEqual([405]);
    expect((await rawRequest(port, get("/"))).statuses).toEqual([200]);
  });

  it("hangs up on a body with broken chunks, and tells that nothing came", async () => {
    let body: unknown = "not asked";
    const port = await server({}, async (asked) => {
      body = await asked.body(100);
      return ok("");
    });
    const head = "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    expect((await rawRequest(port, `${head}zz\r\nabc\r\n0\r\n\r\n`)).statuses).toEqual([400]);
    await expect.poll(() => body).toBeNull();
  });

  it("reads no more of a body than it wants", async () => {
    const port = await server({}, async (asked) => {
      const bytes = await asked.body(10);
      return bytes === null ? { ...ok("too long"), status: 413 } : ok(new TextDecoder().decode(bytes));
    });
    const post = (body: string) => fetch(`http://127.0.0.1:${port}/`, { method: "POST", body });
    expect(await (await post("0123456789")).text()).toBe("0123456789");
    expect((await post("0123456789a")).status).toBe(413);
    expect((await post("a".repeat(200_000))).status).toBe(413);
    const head = `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n`;
    const { statuses, text } = await rawRequest(port, head);
    expect([statuses, /connection: close/.test(text)]).toEqual([[413], true]);
  });

  it("does not wait for slow ones: 408", async () => {
    const port = await server({ headersMs: 100, requestMs: 200 });
    expect((await rawRequest(port, "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")).statuses).toEqual([408]);
    expect(refused).toEqual([408]);
  });

  it("closes silent lines", async () => {
    const port = await server({ idleMs: 100 });
    expect((await rawRequest(port, "")).statuses).toEqual([]);
  });

  it("gives one machine only its share of lines", async () => {
    const port = await server({ connectionsEach: 3 });
    const lines = [1, 2, 3].map(() => connect(port, "127.0.0.1"));
    await Promise.all(lines.map((line) => new Promise((resolve) => line.once("connect", resolve))));
    expect((await rawRequest(port, get("/"))).statuses).toEqual([]);
    for (const line of lines) line.destroy();
    await Promise.all(lines.map((line) => new Promise((resolve) => line.once("close", resolve))));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await rawRequest(port, get("/"))).statuses).toEqual([200]);
  });

  it("answers 500 to a bug and goes on", async () => {
    const port = await server({}, async () => {
      throw new Error("secret insides");
    });
    const { statuses, text } = await rawRequest(port, get("/"));
    expect([statuses, text.includes("insides")]).toEqual([[500], false]);
    expect((await rawRequest(port, get("/"))).statuses).toEqual([500]);
  });

  it("ends when what is under way has ended, and takes nothing new meanwhile", async () => {
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const begun = Promise.withResolvers<void>();
    const port = await server({ drainMs: 5000 }, async () => {
      begun.resolve();
      await gate;
      return ok("done");
    });
    const under = rawRequest(port, get("/"));
    await begun.promise;
    const closed = served!.close();
    served = null;
    expect((await rawRequest(port, get("/"))).statuses).toEqual([]);
    go();
    expect((await under).text).toContain("done");
    await closed;
  });

  it("says what to do when its port is taken", async () => {
    const port = await server();
    await expect(
      publicServing.serve({ host: "127.0.0.1", port, proxies: [] }, async () => ok("")),
    ).rejects.toThrow(`Port ${port} is taken: another program listens there. Choose another with --port`);
  });
});
