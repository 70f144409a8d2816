import { describe, expect, it } from "vitest";
import type { Headline } from "../../../pipeline/model/headline.ts";
import { bothEngines } from "./engines.ts";
import { headlineOf, visitOf } from "./telling-visits.ts";

const at = (hour: number) => `2025-11-05T${String(hour).padStart(2, "0")}:00:00Z`;
const feed = (hour: number, headlines: readonly Headline[]) => visitOf({ at: at(hour), headlines });
const DAY = { after: "2025-11-05T00:00:00Z", upTo: "2025-11-06T00:00:00Z" };

describe.each(bothEngines())("headlines in %s", (_, engine) => {
  it("come back word for word, by time of publication and then by id", async () => {
    const archive = (await engine()).open();
    const plain = headlineOf({ id: "wire:b", time: "2025-11-05T09:00:00.000Z" });
    const full = headlineOf({
      ...{ id: "wire:a", time: "2025-11-05T09:00:00Z", title: "[x](javascript:…) <b>", link: null, line: 7 },
      origin: { source: "wire", place: "feed.xml", sha256: "ab", retrievedAt: null, note: "headline only" },
    });
    const early = headlineOf({ id: "wire:c", time: "2025-11-05T08:59:59.5Z" });
    await archive.record(feed(10, [plain, full, early]));
    expect(await archive.headlines(DAY, null)).toEqual([early, full, plain]);
    archive.close();
  });

  it("of letters that no database keeps are kept without them, and the round goes on", async () => {
    const archive = (await engine()).open();
    const strange = headlineOf({
      id: "wire:a\u0000b",
      title: "A\u0000 \ud800 title",
      time: "2025-11-05T09:00:00.000Z",
    });
    for (const hour of [10, 11]) await archive.record(feed(hour, [strange]));
    const kept = { ...strange, id: "wire:a\ufffdb", title: "A\ufffd \ufffd title" };
    expect(await archive.headlines(DAY, null)).toEqual([kept]);
    expect(await archive.verify()).toEqual([]);
    archive.close();
  });

  it("are those published after the one moment and up to the other, compared as moments", async () => {
    const archive = (await engine()).open();
    const times = [
      "2025-11-05T09:00:00Z",
      "2025-11-05T09:00:00.001Z",
      "2025-11-05T10:00:00Z",
      "2025-11-05T10:00:00.5Z",
    ];
    const lines = times.map((time, index) => headlineOf({ id: `wire:${index}`, time }));
    await archive.record(feed(11, [...lines, headlineOf({ id: "wire:undated", time: null })]));
    const found = await archive.headlines(
      { after: "2025-11-05T09:00Z", upTo: "2025-11-05T10:00:00.000Z" },
      null,
    );
    expect(found.map(({ id }) => id)).toEqual(["wire:1", "wire:2"]);
    archive.close();
  });

  it("are as they were last told by then; one that changes its title or link is told anew, and nothing is lost", async () => {
    const archive = (await engine()).open();
    const line = headlineOf({ id: "wire:1" });
    const retitled = { ...line, title: "Another title" };
    const moved = { ...retitled, link: "https://news.example/2" };
    await archive.record(feed(13, [line]));
    await archive.record(feed(14, [line]));
    const generation = await archive.generation();
    await archive.record(feed(15, [retitled]));
    await archive.record(feed(16, [moved]));
    expect(await archive.generation()).toBeGreaterThan(generation);
    expect(await archive.headlines(DAY, at(12))).toEqual([]);
    expect(await archive.headlines(DAY, at(14))).toEqual([line]);
    expect(await archive.headlines(DAY, at(15))).toEqual([retitled]);
    expect(await archive.headlines(DAY, null)).toEqual([moved]);
    archive.close();
  });

  it("come once where one page names an id twice, and as of their own visit where that is recorded late", async () => {
    const archive = (await engine()).open();
    const [line, later] = [headlineOf({ id: "wire:1" }), headlineOf({ id: "wire:1", title: "Later" })];
    await archive.record(feed(15, [line, later]));
    await archive.record(feed(14, [line]));
    expect(await archive.headlines(DAY, null)).toEqual([later]);
    expect(await archive.headlines(DAY, at(14))).toEqual([line]);
    expect(await archive.verify()).toEqual([]);
    archive.close();
  });
});
