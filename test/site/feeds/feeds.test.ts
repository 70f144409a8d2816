import { XMLParser, XMLValidator } from "fast-xml-parser";
import { parseJsonFeed, parseRssFeed } from "feedsmith";
import { Parser } from "htmlparser2";
import { expect, test } from "vitest";
import { archiveOf, type MadeUpVersion, shelfInMemory } from "../pages/made-up-archive.ts";

const SITE = "https://tracker.example.com";
const read = async (...versions: MadeUpVersion[]) => {
  const { page } = archiveOf(shelfInMemory(...versions));
  const [xml, json] = [await page("/feed.xml"), await page("/feed.json")];
  expect(XMLValidator.validate(xml)).toBe(true);
  return { xml, json, rss: parseRssFeed(xml), feed: parseJsonFeed(json) };
};

/** Every address that a reader of the entry would fetch or follow. */
function addressesIn(html: string): readonly string[] {
  const found: string[] = [];
  const parser = new Parser({
    onopentag: (_, { href, src }) => found.push(...[href, src].filter((one) => one !== undefined)),
  });
  parser.end(html);
  return found;
}

test("both feeds tell of an issue with its findings, its PDF and addresses that hold everywhere", async () => {
  const { rss, feed } = await read({ date: "2025-11-05", title: "Nine <rise> & 81 bp" });
  const [told] = rss.items!;
  const [entry] = feed.items!;
  expect(told).toMatchObject({
    title: "Nine <rise> & 81 bp",
    link: `${SITE}/2025-11-05/`,
    guid: { value: `${SITE}/2025-11-05/` },
    description: "Health care leads, and credit holds at 81 bp.",
    enclosures: [{ url: `${SITE}/2025-11-05/issue.pdf`, length: 20, type: "application/pdf" }],
  });
  expect(entry).toMatchObject({
    id: `${SITE}/2025-11-05/`,
    title: "Nine <rise> & 81 bp",
    summary: "Health care leads, and credit holds at 81 bp.",
    image: `${SITE}/2025-11-05/charts/ig-spread-history.png`,
    attachments: [{ url: `${SITE}/2025-11-05/issue.pdf`, mime_type: "application/pdf", size_in_bytes: 20 }],
  });
  expect(entry!.content_html).toBe(told!.content!.encoded);
  const addresses = addressesIn(entry!.content_html!);
  expect(addresses.length).toBeGreaterThan(2);
  for (const address of addresses) expect(address).toMatch(/^https:\/\/tracker\.example\.com\//);
  expect(entry!.content_html).toContain(
    "<li><strong>Investment-grade spread:</strong> Spreads sit 28.3 bp inside their five-year mean</li>",
  );
});

test("the last thirty are told, newest first", async () => {
  const days = Array.from({ length: 40 }, (_, at) => ({
    date: new Date(Date.UTC(2025, 8, 1 + at)).toISOString().slice(0, 10),
  }));
  const { rss, feed } = await read(...days);
  expect(rss.items).toHaveLength(30);
  expect(rss.items![0]!.link).toBe(`${SITE}/2025-10-10/`);
  expect(feed.items!.map(({ url }) => url)).toEqual(rss.items!.map(({ link }) => link));
});

test("a corrected issue comes again, marked, with its old id and the day of its correction", async () => {
  const { rss, feed } = await read(
    { date: "2025-11-03" },
    { date: "2025-11-03", title: "Spreads at 81 bp", at: "2025-11-06T14:00:00.000Z", correction: {} },
    { date: "2025-11-05" },
  );
  const [told, other] = rss.items!;
  expect(other!.link).toBe(`${SITE}/2025-11-05/`);
  expect(told).toMatchObject({
    title: "Corrected: Spreads at 81 bp",
    guid: { value: `${SITE}/2025-11-03/` },
    categories: [{ name: "corrected" }],
  });
  expect(told!.description).toMatch(
    /^Correction of Thursday 6 November 2025\. The mistake was ours\. The spread was misprinted\. Investment-grade spread: level: 81 bp, not 83 bp\. Health care/,
  );
  expect(new Date(told!.pubDate!).toISOString()).toBe("2025-11-06T14:00:00.000Z");
  expect(feed.items![0]).toMatchObject({
    id: `${SITE}/2025-11-03/`,
    date_published: "2025-11-03T21:30:00.000Z",
    date_modified: "2025-11-06T14:00:00.000Z",
    tags: ["corrected"],
  });
  expect(feed.items![0]!.content_html).toContain(`<a href="${SITE}/2025-11-03/versions/">`);
});

test("a paid issue is told by its title alone", async () => {
  const { xml, json } = await read({ date: "2025-11-05", edition: "paid", title: "Credit wakes" });
  for (const text of [xml, json]) {
    expect(text).toContain("Credit wakes");
    expect(text).toContain("is for readers of the paid edition");
    expect(text).not.toMatch(/81 bp|28\.3|issue\.pdf|charts/);
  }
});

test("hostile words stay words in both feeds", async () => {
  const title = "]]><script>alert(1)</script>\u0000\u000B\uFFFE & \u202E\uD800";
  const { xml, json, rss } = await read({
    ...{ date: "2025-11-05", title: title.toWellFormed() },
    markdown:
      "# T\n\n<script>standfirst\n\n## <script>\n\n### <script>found\n\n![<script>](charts/ig-spread-history.png)\n",
  });
  expect(rss.items![0]!.title).toContain("<script>");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
  expect(xml).not.toMatch(/[\u0000-\u0008\u000B]/);
  const { content_html } = JSON.parse(json).items[0];
  expect(content_html).toContain("found");
  expect(content_html).not.toContain("<script");
});

test("feeds of a site without issues are sound and empty", async () => {
  const { rss, json } = await read();
  expect(rss.items ?? []).toEqual([]);
  expect(JSON.parse(json)).toMatchObject({ version: "https://jsonfeed.org/version/1.1", items: [] });
});

test("the sitemap names every page that search engines may keep, and when it changed", async () => {
  const { page } = archiveOf(
    shelfInMemory(
      { date: "2024-12-30" },
      { date: "2025-11-05" },
      { date: "2025-11-05", at: "2025-11-06T14:00:00.000Z", correction: {} },
      { date: "2025-11-05", edition: "paid" },
    ),
  );
  const xml = await page("/sitemap.xml");
  expect(XMLValidator.validate(xml)).toBe(true);
  const { urlset } = new XMLParser().parse(xml);
  expect(urlset.url.map(({ loc }: { loc: string }) => loc.slice(SITE.length))).toEqual([
    "/",
    "/2025/",
    "/2024/",
    "/2025-11-05/",
    "/2025-11-05/versions/",
    "/2024-12-30/",
  ]);
  expect(urlset.url[3].lastmod).toBe("2025-11-06T14:00:00.000Z");
  for (const { loc } of urlset.url) expect((await page(loc.slice(SITE.length))).length).toBeGreaterThan(50);
  const robots = await page("/robots.txt");
  expect(robots).toContain("Disallow: /u/\n");
  expect(robots).toContain(`Sitemap: ${SITE}/sitemap.xml`);
});
