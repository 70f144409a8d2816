import { type AddressInfo, createServer, type Socket } from "node:net";
import { describe, expect, it } from "vitest";
import { pacing } from "../../../pipeline/world/web/pace.ts";
import { DEFAULT_SETTINGS } from "../../../pipeline/world/web/settings.ts";
import {
  type Answering,
  failure,
  fetched,
  getFrom,
  inOrder,
  mirror,
  page,
  REPLAYED,
  says,
  webOn,
} from "./mirror.ts";

const resets: Answering = (request) => request.socket.resetAndDestroy();
const hangs: Answering = () => {};

describe("a request that failed", () => {
  it.each([429, 502, 503, 504])(
    "with %i is tried twice more, after longer and longer waits",
    async (status) => {
      const { reply, asked, slept } = await getFrom(says(status, "later"));
      expect(failure(reply).reason).toBe(`rates.example answered ${status} after 3 tries: "later".`);
      expect(asked).toHaveLength(3);
      expect(slept).toEqual([500, 1_000]); // half of 1 s and of 2 s, as random says 0.5
    },
  );

  it("is tried until it fares better", async () => {
    const { reply, asked } = await getFrom(inOrder(resets, says(503), says(200, "x")));
    expect(fetched(reply).text).toBe("x");
    expect(asked).toHaveLength(3);
  });

  it("draws its wait from nothing to the whole of it", async () => {
    expect((await getFrom(says(503), {}, { random: () => 0 })).slept).toEqual([0, 0]);
    const all = await getFrom(says(503), {}, { random: () => 0.999 });
    expect(all.slept).toEqual([999, 1_998]);
  });

  it("by a reset is tried again", async () => {
    const { reply, asked } = await getFrom(resets);
    expect(failure(reply)).toMatchObject({
      verdict: "http_error",
      status: null,
      excerpt: "",
      reason:
        "rates.example broke off the connection before it answered after 3 tries, asked through the mirror.",
    });
    expect(asked).toHaveLength(3);
  });

  it("by a door shut before a word is tried again", async () => {
    const { reply, asked } = await getFrom((request) => request.socket.end());
    expect(failure(reply).reason).toMatch(/^rates\.example broke off the connection before it answered/);
    expect(asked).toHaveLength(3);
  });

  it("by silence is tried again", async () => {
    const { reply, asked } = await getFrom(hangs, {}, { firstByteMs: 50 });
    expect(failure(reply).reason).toMatch(
      /^rates\.example did not begin to answer within 0\.1 s after 3 tries/,
    );
    expect(asked).toHaveLength(3);
  });

  it("by a closed door is tried again", async () => {
    const { web, slept } = webOn("http://127.0.0.1:1");
    expect(failure(await web.get(page())).reason).toMatch(
      /^rates\.example refused the connection after 3 tries/,
    );
    expect(slept).toHaveLength(2);
  });

  it("by a connection that never stands is tried again", async () => {
    // Takes the call and never says a word of TLS.
    const open: Socket[] = [];
    const mute = createServer((socket) => void open.push(socket));
    await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
    const { web, slept } = webOn(`https://127.0.0.1:${(mute.address() as AddressInfo).port}`, {
      connectMs: 50,
      firstByteMs: 10_000,
      retries: 1,
    });
    const reason = failure(await web.get(page())).reason;
    expect(reason).toMatch(/^rates\.example did not take the connection within 0\.1 s after 2 tries/);
    expect(slept).toHaveLength(1);
    for (const socket of open) socket.destroy();
    mute.close();
  });

  it("with something that is not HTTP is not tried again", async () => {
    const { reply, asked } = await getFrom((request) => request.socket.end("SSH-2.0-OpenSSH\r\n"));
    expect(failure(reply).reason).toMatch(/^rates\.example answered with something that is not HTTP,/);
    expect(asked).toHaveLength(1);
  });

  it("is not tried beyond the time for the whole", async () => {
    const { asked, slept } = await getFrom(says(503), {}, { wholeMs: 1_400 });
    expect(slept).toEqual([500]);
    expect(asked).toHaveLength(2);
  });

  it("ends with the time for the whole where nothing comes", async () => {
    const { reply, asked } = await getFrom(hangs, {}, { wholeMs: 60 });
    expect(failure(reply).reason).toMatch(/^rates\.example did not answer within 0\.1 s in all/);
    expect(asked).toHaveLength(1);
  });
});

describe("a Retry-After", () => {
  it.each([
    ["in seconds", "7"],
    ["as a date, by the clock of the answer", "Wed, 05 Nov 2025 22:30:07 GMT"],
  ])("%s is waited for", async (_, wish) => {
    const { reply, slept } = await getFrom(inOrder(says(429, "", { "retry-after": wish }), says(200, "x")));
    expect(fetched(reply).text).toBe("x");
    expect(slept).toEqual([7_000]);
  });

  it.each(["0", "soon", "-5", REPLAYED])("of %s leaves us with our own wait", async (wish) => {
    expect((await getFrom(inOrder(says(503, "", { "retry-after": wish }), says(200)))).slept).toEqual([500]);
  });

  it.each(["30", "Wed, 05 Nov 2025 22:30:30 GMT"])(
    "of %s is too long: nobody waits, and the reason tells when to come back",
    async (wish) => {
      const { reply, asked, slept } = await getFrom(says(429, "", { "retry-after": wish }));
      expect(failure(reply).reason).toBe(
        "rates.example answered 429, and asks to come back after 2025-11-05T22:30:30.000Z.",
      );
      expect([asked.length, slept]).toEqual([1, []]);
    },
  );

  it("of more than time can hold is too long", async () => {
    const { reply } = await getFrom(says(429, "", { "retry-after": "9".repeat(400) }));
    expect(failure(reply).reason).toBe("rates.example answered 429, and asks not to come back.");
  });

  it("holds for who comes after, too", async () => {
    const { address, asked } = await mirror(inOrder(says(429, "", { "retry-after": "7" }), says(200)));
    const over = Promise.withResolvers<void>();
    const { web } = webOn(address, { sleep: () => over.promise, ticks: () => 0 });
    const replies = [web.get(page({ url: "https://rates.example/1" }))];
    await expect.poll(() => asked.length).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 50));
    replies.push(web.get(page({ url: "https://rates.example/2" })));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(asked).toEqual(["GET /rates.example/1"]);
    over.resolve();
    await Promise.all(replies);
    expect(asked.slice(1)).toEqual(["GET /rates.example/1", "GET /rates.example/2"]);
  });

  it("holds for the others who stand in line there, and for nobody else", async () => {
    const slept: number[] = [];
    let ticks = 0;
    const sleep = async (ms: number) => {
      slept.push(ms);
      ticks += ms;
    };
    const pace = pacing({ ticks: () => ticks, sleep }, new AbortController().signal);
    await pace.turn("rates.example", 100);
    pace.hold("rates.example", 7_000);
    await pace.turn("other.example", 100);
    await pace.turn("rates.example", 100);
    await pace.turn("rates.example", 100);
    expect(slept).toEqual([7_000, 100]);
  });
});

describe("requests to one host", () => {
  it("start one gap after the other, however many ask at once", async () => {
    const { address, asked } = await mirror(says(200));
    const { web, slept } = webOn(address);
    const urls = [1, 2, 3].map((number) => `https://rates.example/${number}`);
    const others = ["https://other.example/1"];
    await Promise.all([...urls, ...others].map((url) => web.get(page({ url, gapMs: 400 }))));
    expect(slept).toEqual([400, 400]);
    expect(asked.filter((line) => line.includes("rates")).map((line) => line.at(-1))).toEqual([
      "1",
      "2",
      "3",
    ]);
  });

  it("keep their gap over tries and redirects", async () => {
    const answers = inOrder(says(503), says(302, "", { location: "/rates.example/x" }), says(200));
    const { slept } = await getFrom(answers, { gapMs: 2_000 });
    expect(slept).toEqual([500, 1_500, 2_000]);
  });

  it("keep their gap in real time", async () => {
    const pace = pacing(DEFAULT_SETTINGS, new AbortController().signal);
    const started = performance.now();
    await Promise.all([1, 2, 3].map(() => pace.turn("rates.example", 40)));
    expect(performance.now() - started).toBeGreaterThan(75);
  });

  it("wait no longer when all is closed", async () => {
    const closing = new AbortController();
    const pace = pacing(DEFAULT_SETTINGS, closing.signal);
    const turns = [1, 2, 3].map(() => pace.turn("rates.example", 3_600_000));
    await turns[0];
    closing.abort();
    await Promise.all(turns);
  });
});
