import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { feedFormat } from "../../pipeline/collect/sources/feed.ts";
import type { Page, Reading } from "../../pipeline/collect/wire-format.ts";
import type { FeedPlan } from "../../pipeline/model/edition.ts";
import { HeadlineSchema } from "../../pipeline/model/headline.ts";

const NOW = "2025-11-05T22:30:00Z";
const upstream = new URL("../../../shared/upstream/server.mjs", import.meta.url).href;
let server: Server;
let host: string;

beforeAll(async () => {
  const { createUpstream } = await import(/* @vite-ignore */ upstream);
  server = createUpstream({ now: NOW });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  host = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

async function pageOf(path: string, at: string): Promise<Page> {
  const reply = await fetch(`${host}/${path}`);
  const [type = "", ...rest] = (reply.headers.get("content-type") ?? "").split(";");
  const charset = /charset=["']?([^"';\s]+)/i.exec(rest.join(";"))?.[1] ?? null;
  const bytes = new Uint8Array(await reply.arrayBuffer());
  return { url: `https://${path}`, bytes, type: type.trim().toLowerCase(), charset, at };
}

async function readFeed(path: string, { at = NOW, ...rest }: Partial<FeedPlan & { at: string }>) {
  const url = `https://${path}`;
  const plan = {
    name: "A feed",
    url,
    maxAgeDays: 10,
    minItems: 1,
    rights: "headline and link only",
    ...rest,
  };
  const format = feedFormat("feed", plan);
  const errand = format.errands([], { date: "2025-11-05", from: "2025-01-01" })[0]!;
  return format.read([await pageOf(path, at)], errand);
}

/** What a body says in the log where no item was let in or one was refused. */
function toldOf(reading: Reading): readonly string[] {
  return reading.verdict === "ok" ? reading.remarks : [reading.reason];
}

/** Items that were not let in: each has a remark, or all of them one reason. */
function refusedOf(reading: Reading): number {
  const all = reading.verdict === "ok" ? null : /\((\d+) refused\)/.exec(reading.reason);
  const remarks = toldOf(reading).filter((told) => /^Item .*: (?:a title|an? (?:empty|item))/.test(told));
  return all ? Number(all[1]) : remarks.length;
}

describe("the feeds of the recorded outside", () => {
  it.each([
    ["www.federalreserve.gov/feeds/press_all.xml", 20],
    ["www.federalreserve.gov/feeds/press_monetary.xml", 20],
    ["www.ecb.europa.eu/rss/press.html", 10],
    ["feeds.content.dowjones.io/public/rss/RSSMarketsMain", 20],
    ["www.cnbc.com/id/100003114/device/rss/rss.html", 30],
    ["www.forexlive.com/feed/news", 25],
    ["markets.atom.test/feed.atom", 20],
  ])("are read whole: %s, %i items, each linked and dated", async (path, count) => {
    const reading = await readFeed(path, {});
    expect(reading).toMatchObject({ verdict: "ok", remarks: [] });
    const headlines = reading.verdict === "ok" ? reading.headlines : [];
    expect(headlines).toHaveLength(count);
    for (const headline of headlines) {
      HeadlineSchema.parse(headline);
      expect(headline.link).toMatch(/^https:\/\//);
      expect(headline.time! <= NOW).toBe(true);
      expect(headline.title).not.toMatch(/&(?:amp|lt|gt|quot|#\d+);|^\s|\s$|\s\s/);
    }
  });

  it("are stale where nobody feeds them any more", async () => {
    expect(await readFeed("feeds.content.dowjones.io/public/rss/mw_realtimeheadlines", {})).toEqual({
      verdict: "stale",
      reason: "The feed feed is stuck: its newest item is of 2024-08-06, more than 10 days old.",
    });
  });

  it("keep the double slash of the ECB", async () => {
    const reading = await readFeed("www.ecb.europa.eu/rss/press.html", {});
    const links = reading.verdict === "ok" ? reading.headlines.map(({ link }) => link) : [];
    expect(links[0]).toMatch(/^https:\/\/www\.ecb\.europa\.eu\/\/press\//);
  });
});

describe("the broken feeds", () => {
  it("do no harm: each is read or refused in a sentence, and nothing hostile gets through", async () => {
    const names = (await (await fetch(`${host}/broken.test/`)).text()).trim().split("\n");
    const readings = await Promise.all(
      names.map((name) => readFeed(`broken.test/${name}`, { at: "2030-01-01T00:00:00Z", maxAgeDays: 9999 })),
    );
    const verdicts: Record<string, number> = {};
    for (const { verdict } of readings) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
    const headlines = readings.flatMap((reading) => (reading.verdict === "ok" ? reading.headlines : []));
    const refused = readings.reduce((sum, reading) => sum + refusedOf(reading), 0);
    for (const [index, reading] of readings.entries()) {
      const count =
        reading.verdict === "ok"
          ? `${reading.headlines.length} accepted, ${refusedOf(reading)} refused`
          : reading.reason;
      console.log(`${names[index]}: ${reading.verdict}, ${count}`);
    }
    console.log({ files: names.length, ...verdicts, accepted: headlines.length, refused });

    const hostile = headlines.filter(({ id, title, link }) =>
      /<script|javascript:\S/i.test(`${id} ${title} ${link}`),
    );
    expect(hostile).toEqual([]);
    for (const headline of headlines) {
      HeadlineSchema.parse(headline);
      expect(`${headline.id} ${headline.title} ${headline.link}`).not.toMatch(/\p{Cc}|\p{Cf}|\ufffd/u);
      expect(headline.title).not.toMatch(/<[a-z/!?]/i);
      expect(headline.link ?? "https:").toMatch(/^https?:/);
    }
    for (const told of readings.flatMap(toldOf)) expect(told).toMatch(/^[^\p{Cc}\p{Cf}]+\.$/u);
    expect(names).toHaveLength(121);
    expect(verdicts).toEqual({ ok: 17, empty: 63, shape_changed: 41 });
    expect([headlines.length, refused]).toEqual([353, 26]);
  });
});
