import { beforeAll, describe, expect, test } from "vitest";
import type { Filled } from "../../pipeline/model/filled.ts";
import { ISSUE_PLACE, UNSUBSCRIBE_PLACE } from "../../pipeline/post/places.ts";
import { emailPage } from "../../pipeline/render/email.ts";
import { plainText } from "../../pipeline/render/plain-text.ts";
import { webPage } from "../../pipeline/render/web.ts";
import { type Tag, tagsOf, wordsOf } from "../support/html.ts";
import { settings } from "../support/letters.ts";
import { partsFrom, sampleText, svgsFor } from "../support/rendering.ts";

const delivery = { ...settings, postalAddress: "1 Long Lane, London & Paris" };
const partsWith = (rest: Partial<Filled> = {}, own: Partial<typeof delivery> = {}) => ({
  ...partsFrom(sampleText, rest),
  delivery: { ...delivery, ...own },
});
const count = (text: string, words: string) => text.split(words).length - 1;

describe("the foot of a mail", () => {
  let html = "";
  let text = "";
  beforeAll(async () => {
    html = await emailPage(partsWith());
    text = plainText(partsWith());
  });

  test("says why a reader gets it, who sends it, and from where", () => {
    const said = /You get this because you subscribed to Macro Regime Tracker at\s+tracker\.example\.com ?\./;
    expect(wordsOf(html)).toMatch(said);
    expect(text).toMatch(said);
    expect(wordsOf(html)).toMatch(
      /Sent by Macro Regime Tracker, tracker@news\.example\.com\s+1 Long Lane, London & Paris/,
    );
    expect(text).toContain(
      "Sent by Macro Regime Tracker, tracker@news.example.com\n1 Long Lane, London & Paris\n",
    );
  });

  test("holds the places of the reader's links once: in an href, and alone on a line", () => {
    for (const place of [UNSUBSCRIBE_PLACE, ISSUE_PLACE]) {
      expect(count(html, place)).toBe(place === ISSUE_PLACE ? 2 : 1);
      expect(html).toContain(` href="${place}"`);
      expect(count(text, place)).toBe(1);
      expect(text.split("\n")).toContain(place);
    }
    expect(wordsOf(html)).toMatch(/Read it in the browser · Unsubscribe/);
  });

  test("of a paid issue that no page shows says nothing of one", async () => {
    const parts = partsWith({ edition: "paid" }, { paidArchive: "withheld" });
    for (const form of [await emailPage(parts), plainText(parts)]) {
      expect(form).not.toContain(ISSUE_PLACE);
      expect(form).not.toContain("Read it in the browser");
      expect(count(form, UNSUBSCRIBE_PLACE)).toBe(1);
    }
    expect(await emailPage(partsWith({ edition: "paid" }))).toContain(ISSUE_PLACE);
  });

  test("is not there in a project that sends nothing", async () => {
    const parts = partsFrom(sampleText);
    for (const form of [await emailPage(parts), plainText(parts)]) expect(form).not.toMatch(/subscribe/i);
  });

  test("leaves the rest of the mail as it is", async () => {
    const [before = ""] = html.split(/<p[^>]*>You get this/);
    const head = /<br>\n<a href="[^"]*"[^>]*>Read it in the browser<\/a>/;
    expect(before).toMatch(head);
    expect((await emailPage(partsFrom(sampleText))).startsWith(before.replace(head, ""))).toBe(true);
    expect(text.startsWith(plainText(partsFrom(sampleText)).trimEnd())).toBe(true);
  });
});

describe("the head of a web page", () => {
  const pageOf = (parts: ReturnType<typeof partsWith>) => webPage(parts, svgsFor(parts, "web"));
  const tagged = (page: string, name: string, by: string): Record<string, string | undefined> =>
    Object.fromEntries(
      tagsOf(page)
        .filter((tag: Tag) => tag.name === name && tag.attributes[by])
        .map(({ attributes }) => [attributes[by]!, attributes.content ?? attributes.href]),
    );
  const page = pageOf(partsWith());

  test("says where it stands, and what those are shown who are sent a link to it", () => {
    expect(tagged(page, "meta", "property")).toEqual({
      "og:type": "article",
      "og:site_name": "Macro Regime Tracker",
      "og:title": expect.stringMatching(/\w{4}/),
      "og:description": expect.stringMatching(/\w{4}/),
      "og:url": "https://tracker.example.com/2025-11-05/",
      "article:published_time": "2025-11-05",
      "og:image": "https://tracker.example.com/2025-11-05/charts/sector-contributions.png",
      "og:image:alt": expect.stringMatching(/\w{4}/),
    });
    expect(tagged(page, "link", "rel")).toMatchObject({
      canonical: "https://tracker.example.com/2025-11-05/",
    });
    expect(tagged(page, "link", "type")).toEqual({
      "application/rss+xml": "https://tracker.example.com/feed.xml",
      "application/feed+json": "https://tracker.example.com/feed.json",
    });
  });

  test("leads to all issues and to who wants them, and fetches nothing", () => {
    expect(page).toContain('<a href="https://tracker.example.com/" rel="noopener">All issues</a>');
    expect(page).toContain('<a href="https://tracker.example.com/subscribe" rel="noopener">Subscribe</a>');
    const rels = tagsOf(page).flatMap(({ name, attributes }) => (name === "link" ? [attributes.rel] : []));
    expect(new Set(rels)).toEqual(new Set(["canonical", "alternate"]));
  });

  test("of a paid issue shows no chart of it to those who did not pay, and no search engine keeps it", () => {
    const paid = pageOf(partsWith({ edition: "paid" }));
    expect(paid).not.toContain("og:image");
    expect(paid).toContain('<meta name="robots" content="noindex">');
    expect(page).not.toContain("noindex");
  });

  test("is bare in a project that sends nothing", () => {
    const parts = partsFrom(sampleText);
    const bare = webPage(parts, svgsFor(parts, "web"));
    expect(bare).not.toMatch(/og:|canonical|rel="alternate"|Subscribe/);
  });

  test("holds hostile words as words", () => {
    const hostile = '"><script>alert(1)</script>';
    const from = { name: hostile, address: "a@example.com" };
    const parts = partsWith({ title: hostile, publication: hostile }, { postalAddress: hostile, from });
    expect(tagsOf(pageOf(parts)).map(({ name }) => name)).not.toContain("script");
  });
});
