import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type Answering, failure, fetched, getFrom, mirror, page, webOn } from "./mirror.ts";

const TEXT = "date,rate\n2025-11-05,4.17\n".repeat(2_000);
const sends =
  (body: Uint8Array | string, packing: string): Answering =>
  (_, response) =>
    response.writeHead(200, { "content-encoding": packing }).end(body);

describe("a packed body", () => {
  it.each([
    ["gzip", gzipSync(TEXT)],
    ["x-gzip", gzipSync(TEXT)],
    ["GZIP", gzipSync(TEXT)],
    ["deflate", deflateSync(TEXT)],
    ["deflate", deflateRawSync(TEXT)],
    ["br", brotliCompressSync(TEXT)],
    ["identity", TEXT],
  ])("is unpacked: %s", async (packing, body) => {
    expect(fetched((await getFrom(sends(body, packing))).reply).text).toBe(TEXT);
  });

  it("may be empty", async () => {
    for (const packing of ["gzip", "br", "deflate"])
      expect(fetched((await getFrom(sends("", packing))).reply).text).toBe("");
  });

  it.each([
    ["gzip", gzipSync(TEXT)],
    ["deflate", deflateSync(TEXT)],
    ["br", brotliCompressSync(TEXT)],
  ])("that is torn is cut short: %s", async (packing, body) => {
    const { verdict, reason } = failure((await getFrom(sends(body.subarray(0, -20), packing))).reply);
    expect([verdict, reason]).toEqual(["http_error", expect.stringContaining("cut short")]);
  });

  it.each(["gzip", "deflate", "br", "zstd", "gzip, gzip"])(
    "that is none, or none we asked for, is not read: %s",
    async (packing) => {
      const { verdict, reason } = failure((await getFrom(sends("plain words", packing))).reply);
      expect([verdict, reason]).toEqual([
        "http_error",
        `rates.example answered 200 but sent a body that cannot be unpacked as "${packing}".`,
      ]);
    },
  );
});

/** Answers without end, and tells when the other side has hung up. */
async function endless(chunk: Uint8Array, headers: Record<string, string> = {}) {
  let sent = 0;
  const dropped = Promise.withResolvers<number>();
  const { address } = await mirror((_, response) => {
    response.on("close", () => dropped.resolve(sent));
    response.writeHead(200, headers);
    const send = () => {
      while (!response.destroyed) {
        sent += chunk.length;
        if (!response.write(chunk)) return;
      }
    };
    response.on("drain", send);
    send();
  });
  return { address, dropped: dropped.promise };
}

describe("a body that is too long", () => {
  const reason = expect.stringContaining("rates.example answered 200 but sent more than 100000 bytes");

  it("is dropped at once though it has no end", async () => {
    const { address, dropped } = await endless(Buffer.alloc(65_536, "x"));
    const reply = failure(await webOn(address).web.get(page()));
    expect(reply).toMatchObject({ verdict: "http_error", status: 200, reason });
    expect(await dropped).toBeLessThan(50_000_000);
  });

  it("is dropped at once though little came of it, as packed zeros unpack to a thousand times as much", async () => {
    const member = gzipSync(Buffer.alloc(1_000_000));
    const { address, dropped } = await endless(member, { "content-encoding": "gzip" });
    expect(failure(await webOn(address).web.get(page())).reason).toEqual(reason);
    expect(await dropped).toBeLessThan(50_000_000);
  });

  it("is dropped where a few packed bytes unpack to too many", async () => {
    const packed = gzipSync(Buffer.alloc(50_000_000));
    expect(packed.length).toBeLessThan(100_000);
    expect(failure((await getFrom(sends(packed, "gzip"))).reply).reason).toEqual(reason);
  });

  it("is too long packed as well as unpacked", async () => {
    // Stored blocks with nothing in them: packed bytes without end that unpack to none.
    const nothing = Buffer.concat(Array(20_000).fill(Buffer.from([0, 0, 0, 255, 255])));
    const { address } = await endless(nothing, { "content-encoding": "deflate" });
    expect(failure(await webOn(address).web.get(page())).reason).toEqual(reason);
  });

  it("is as long as it may be at the limit, and not beyond", async () => {
    const limited = (limitBytes: number) => getFrom(sends("12345", "identity"), { limitBytes });
    expect(fetched((await limited(5)).reply).text).toBe("12345");
    expect(failure((await limited(4)).reply).reason).toContain("sent more than 4 bytes");
  });
});

describe("a body that does not come whole", () => {
  it("is cut short where it ends before its length, and not read", async () => {
    const { reply, asked } = await getFrom((_, response) => {
      response.writeHead(200, { "content-length": 1_000 });
      response.write("date,rate\n2025-11-05,4.1", () => response.destroy());
    });
    expect(failure(reply)).toMatchObject({
      verdict: "http_error",
      status: 200,
      excerpt: "date,rate 2025-11-05,4.1",
      reason: expect.stringContaining(
        "rates.example answered 200 but sent a body that is cut short: it ends after 24 bytes",
      ),
    });
    expect(asked).toHaveLength(1);
  });

  it("is cut short where its last chunk is missing", async () => {
    const { reply } = await getFrom((_, response) => {
      response.writeHead(200);
      response.write("date,rate\n", () => response.destroy());
    });
    expect(failure(reply).reason).toContain("cut short");
  });

  it("ends with the time for the whole where it trickles", async () => {
    const trickling: Answering = (_, response) => {
      response.writeHead(200, { "content-length": 100_000 });
      const timer = setInterval(() => response.write("0123456789"), 20);
      response.on("close", () => clearInterval(timer));
    };
    const started = performance.now();
    const { reply, asked } = await getFrom(trickling, {}, { wholeMs: 200 });
    expect(performance.now() - started).toBeLessThan(1_500);
    expect(failure(reply)).toMatchObject({
      verdict: "http_error",
      reason: expect.stringMatching(
        /^rates\.example answered 200 but was not done within 0\.2 s: \d+ bytes had come by then/,
      ),
    });
    expect(asked).toHaveLength(1);
  });

  it("ends with the time for the first byte where it belongs to an error", async () => {
    const { reply } = await getFrom(
      (_, response) => response.writeHead(404, { "content-length": 100 }).write("Not found"),
      {},
      { firstByteMs: 50 },
    );
    expect(failure(reply).reason).toBe('rates.example answered 404: "Not found".');
  });
});
