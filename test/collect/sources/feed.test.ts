import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { feedFormat } from "../../../pipeline/collect/sources/feed.ts";
import { HeadlineSchema } from "../../../pipeline/model/headline.ts";
import { DATED, fixture, linesOf, plan, readBody, readFixture, rssOf } from "./feed/reading.ts";

const pick = (name: string, rest = {}) =>
  linesOf(readFixture(name, rest)).map(({ title, link, time }) => [title, link, time]);

describe("a feed is asked for", () => {
  it("with one page of its own, for no series, gently", () => {
    const format = feedFormat("north", plan);
    expect(format).toMatchObject({ id: "north", lagDays: 0 });
    expect(format.errands([], { date: "2025-11-05", from: "2025-01-01" })).toEqual([
      { pages: [{ url: plan.url, gapMs: 300, limitBytes: 3_000_000 }], wanted: [] },
    ]);
  });
});

describe("a feed is read", () => {
  it("as RSS: padding gone, entities decoded once, markup gone, the double slash kept, a relative link completed", () => {
    expect(pick("rss.xml")).toEqual([
      [
        "Krona firms after the Riksbank holds",
        "https://north.example//press/2025/krona.html",
        "2025-11-05T12:30:00Z",
      ],
      [
        "S&P 500 slips as AT&T 'pauses' & waits",
        "https://north.example/sp?id=7&utm_source=rss&copy=2",
        "2025-11-05T14:05:00Z",
      ],
      ["Johnson & Johnson splits again", "https://north.example/story/jj", "2025-11-05T07:00:00Z"],
    ]);
  });

  it("as Atom: HTML and XHTML titles as a reader sees them, the page and not the sound file, the day of publication", () => {
    expect(pick("atom.xml")).toEqual([
      ["Gold & silver both rise", "https://east.example/gold", "2025-11-05T15:45:30Z"],
      ["Auction of ten-year notes", "https://east.example/auction", "2025-11-05T18:00:00Z"],
      ["Rates < 4% are seen", "https://east.example/rates", "2025-11-05T12:00:00Z"],
    ]);
  });

  it("as RDF, in the encoding that it declares", () => {
    expect(pick("rdf.xml")).toEqual([
      ["Tin at a high", "https://south.example/tin", "2025-11-05T10:00:00Z"],
      ["Café prices rise", "https://south.example/cafe", "2025-11-05T11:00:00Z"],
    ]);
  });

  it("with the guid for a link where it is the page's address, and not where the feed says that it is none", () => {
    const item = (attribute: string) =>
      linesOf(readBody(rssOf(`<title>A</title><guid${attribute}>https://a.example/1</guid>${DATED}`)))[0]
        ?.link;
    expect(item("")).toBe("https://a.example/1");
    expect(item(' isPermaLink="false"')).toBeNull();
  });

  it("as JSON Feed", () => {
    expect(pick("feed.json", { type: "application/feed+json" })).toEqual([
      ["Oil inventories fall by 2.1m", "https://west.example/2", "2025-11-05T15:30:00Z"],
      ["Ports & rails reopen", "https://other.example/1", "2025-11-05T15:00:00Z"],
    ]);
  });

  it("with a byte order mark, CDATA around dates and links, and days of one digit", () => {
    expect(pick("bom.xml")).toEqual([
      ["Board’s décision on the discount rate", "https://bank.example/2025/rate.htm", "2025-11-03T19:00:00Z"],
      [
        "Minutes of the meeting of October 7",
        "https://bank.example/2025/minutes.htm",
        "2025-11-04T09:30:00Z",
      ],
    ]);
  });

  it("with the feed's name and the origin behind each line", () => {
    const [line] = linesOf(readFixture("rss.xml"));
    const sha256 = createHash("sha256").update(fixture("rss.xml")).digest("hex");
    expect(line).toMatchObject({ id: "north:https://north.example//press/2025/krona.html", feed: "north" });
    expect(line?.origin).toEqual({
      source: "north",
      place: plan.url,
      sha256,
      retrievedAt: "2025-11-05T22:30:00Z",
      note: "headline and link only",
    });
    for (const one of linesOf(readFixture("rss.xml"))) HeadlineSchema.parse(one);
  });
});

describe("a line is known again", () => {
  const idsOf = (...items: readonly string[]) => linesOf(readBody(rssOf(...items))).map(({ id }) => id);

  it("by its guid, else by its page without tracking, else by its title", () => {
    const link = "<link>https://www.north.example/a/?utm_source=rss&amp;fbclid=x&amp;id=7</link>";
    expect(idsOf(`<title>One</title>${link}<guid isPermaLink="false">g-1</guid>${DATED}`)).toEqual([
      "north:g-1",
    ]);
    expect(idsOf(`<title>One</title>${link}${DATED}`)).toEqual(["north:north.example/a?id=7"]);
    expect(idsOf(`<title>One line</title>${DATED}`)).toEqual(["north:One-line"]);
  });

  it("by the beginning and a hash where that is long, so that two long ones stay two", () => {
    const long = "g".repeat(900);
    const [one, other] = idsOf(
      `<title>One</title><guid>${long}1</guid>${DATED}`,
      `<title>Two</title><guid>${long}2</guid>${DATED}`,
    );
    expect(one).not.toBe(other);
    expect(one?.length).toBeLessThan(180);
  });

  it("once where it came twice, and apart where another story has its id", () => {
    const item = (title: string) => `<title>${title}</title><guid>live</guid>${DATED}`;
    const [first, second, ...rest] = idsOf(item("Vote begins"), item("Vote begins"), item("First count in"));
    expect(first).toBe("north:live");
    expect(second).toMatch(/^north:live#[0-9a-f]{8}$/);
    expect(rest).toEqual([]);
  });
});

describe("an item is passed over, and that is told", () => {
  const remarksOf = (...items: readonly string[]) => {
    const reading = readBody(rssOf(`<title>Good</title>${DATED}`, ...items));
    return reading.verdict === "ok" ? [reading.headlines.length, ...reading.remarks] : reading;
  };

  it("where its time is missing or cannot be read: it is never dated today", () => {
    expect(remarksOf("<title>Undated</title>")).toEqual([
      1,
      'Item 2 of north: an item without a time: "Undated".',
    ]);
    expect(remarksOf("<title>Odd</title><pubDate>Wed, 32 Jul 2025 10:00</pubDate>")).toEqual([
      1,
      'Item 2 of north: an item whose time cannot be read, "Wed, 32 Jul 2025 10:00": "Odd".',
    ]);
  });

  it("where it is dated more than an hour after it came", () => {
    const dated = (time: string) => `<title>Early</title><pubDate>Wed, 05 Nov 2025 ${time} GMT</pubDate>`;
    expect(remarksOf(dated("23:30:01"))).toEqual([
      1,
      'Item 2 of north: an item dated 2025-11-05T23:30:01Z, which is still to come: "Early".',
    ]);
    expect(remarksOf(dated("23:30:00"))).toEqual([2]);
  });

  it("where its title is none", () => {
    expect(remarksOf(`<title> </title>${DATED}`, `<title>${"x".repeat(401)}</title>${DATED}`)).toEqual([
      1,
      "Item 2 of north: an empty title.",
      "Item 3 of north: a title of 401 characters; 400 at most.",
    ]);
  });

  it("in a few sentences where there are many", () => {
    const told = remarksOf(...Array.from({ length: 30 }, () => "<title>Undated</title>"));
    expect(told).toHaveLength(9);
    expect((told as readonly unknown[]).at(-1)).toBe("23 more remarks on north are not shown.");
  });

  it("where there are more items than any feed has", () => {
    const many = Array.from({ length: 520 }, (_, index) => `<title>Line ${index}</title>${DATED}`);
    expect(remarksOf(...many)).toEqual([
      500,
      "21 items of north were left out: they hold nothing, or are too many.",
    ]);
  });
});

describe("a body that is no good feed", () => {
  const HTML = "\n<!DOCTYPE html>\n<html><head><title>Sorry</title></head></html>";
  it.each([
    [
      "stale",
      "stuck.xml",
      fixture("stuck.xml"),
      "The feed north is stuck: its newest item is of 2024-08-06, more than 5 days old.",
    ],
    ["empty", "nothing", "", "The answer is empty where a feed is expected."],
    ["empty", "no items", rssOf(), "The feed north has 0 items; at least 1 are expected."],
    [
      "soft_error",
      "a page without its first element",
      "<!doctype HTML><title>Sorry</title>",
      'The answer is a web page where a feed is expected: "Sorry".',
    ],
    ["soft_error", "a page", HTML, 'The answer is a web page where a feed is expected: "Sorry".'],
    [
      "soft_error",
      "an XHTML page",
      `<?xml version="1.0"?><html xmlns="x"/>`,
      /^The answer is a web page where a feed is expected: "<\?xml/,
    ],
    ["shape_changed", "words", "Too many requests", "The body is no feed: it has no XML element."],
    ["shape_changed", "JSON", `{"error":"no"}`, "The body is no feed: it is no JSON Feed."],
    [
      "shape_changed",
      "other XML",
      "<opml></opml>",
      'The body is no feed: it begins with an element "opml", not with <rss>, <feed> or <rdf>.',
    ],
    [
      "shape_changed",
      "half a feed",
      rssOf(`<title>A</title>${DATED}`).slice(0, -9),
      "The body is cut short: its <rss> has no end.",
    ],
    [
      "shape_changed",
      "half a JSON feed",
      fixture("feed.json").slice(0, 300),
      "The body is no feed: it is no JSON Feed.",
    ],
    [
      "shape_changed",
      "items of descriptions",
      rssOf("<description>Words</description>"),
      "The body is no feed: in the items of its <rss> there is no title, link or time where a feed has them.",
    ],
    [
      "shape_changed",
      "no dates at all",
      rssOf("<title>A</title>"),
      'No item of north can be read (1 refused). Item 1 of north: an item without a time: "A".',
    ],
    [
      "shape_changed",
      "an unknown encoding",
      `<?xml version="1.0" encoding="x-none"?>${rssOf()}`,
      'The body is written in "x-none", an encoding that is not known here; UTF-8 is usual.',
    ],
  ])("is %s: %s", (verdict, _, body, reason) => {
    expect(readBody(body)).toEqual({
      verdict,
      reason: reason instanceof RegExp ? expect.stringMatching(reason) : reason,
    });
  });

  it("is stale by the age of its newest item, to the second", () => {
    const item = rssOf(`<title>A</title>${DATED}`);
    expect(readBody(item, { at: "2025-11-10T18:00:00Z" }).verdict).toBe("ok");
    expect(readBody(item, { at: "2025-11-10T18:00:01Z" }).verdict).toBe("stale");
  });

  it("is fine without items where the plan says so", () => {
    expect(readBody(rssOf(), { minItems: 0 })).toMatchObject({ verdict: "ok", headlines: [] });
    expect(readFixture("rss.xml", { minItems: 4 })).toMatchObject({ verdict: "empty" });
  });
});
