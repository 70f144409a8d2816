import { generateJsonFeed, generateRssFeed } from "feedsmith";
import { SITE_PATHS } from "../../post/places.ts";
import type { ArchiveHouse } from "../pages/archive-house.ts";
import type { FeedEntry } from "./feed-entries.ts";

type Told = Pick<ArchiveHouse, "site" | "publication">;

const LANGUAGE = "en-gb";
const MINUTES_KEPT = 15;

/** RSS 2.0: a corrected issue bears the moment of its correction, so that readers see it again. */
export function rssFeed(entries: readonly FeedEntry[], { site, publication }: Told): string {
  const [newest] = entries;
  return generateRssFeed(
    {
      title: plain(publication),
      link: `${site}/`,
      description: plain(describe(publication)),
      language: LANGUAGE,
      ttl: MINUTES_KEPT,
      ...(newest ? { lastBuildDate: new Date(newest.changed), pubDate: new Date(newest.changed) } : {}),
      atom: { links: [{ href: site + SITE_PATHS.rss, rel: "self", type: "application/rss+xml" }] },
      items: entries.map(rssItem),
    },
    { lenient: true },
  );
}

function rssItem({ url, title, summary, html, changed, isCorrected, pdf }: FeedEntry) {
  return {
    title: plain(title),
    link: url,
    guid: { value: url, isPermaLink: true },
    pubDate: new Date(changed),
    description: plain(summary),
    content: { encoded: plain(html) },
    ...(isCorrected ? { categories: [{ name: "corrected" }] } : {}),
    ...(pdf ? { enclosures: [{ url: pdf.url, length: pdf.bytes, type: "application/pdf" }] } : {}),
  };
}

/** JSON Feed 1.1. */
export function jsonFeed(entries: readonly FeedEntry[], { site, publication }: Told): string {
  const feed: object & { readonly items?: unknown } = generateJsonFeed({
    title: publication,
    description: describe(publication),
    home_page_url: `${site}/`,
    feed_url: site + SITE_PATHS.json,
    language: LANGUAGE,
    items: entries.map((entry) => ({
      id: entry.url,
      url: entry.url,
      title: entry.title,
      summary: entry.summary,
      content_html: entry.html,
      date_published: new Date(entry.published),
      date_modified: new Date(entry.changed),
      ...(entry.image ? { image: entry.image } : {}),
      ...(entry.isCorrected ? { tags: ["corrected"] } : {}),
      ...(entry.pdf
        ? {
            attachments: [
              { url: entry.pdf.url, mime_type: "application/pdf", size_in_bytes: entry.pdf.bytes },
            ],
          }
        : {}),
    })),
  }) as object;
  // An empty list is one all the same: the format asks for it.
  return `${JSON.stringify({ ...feed, items: feed.items ?? [] }, null, 1)}\n`;
}

function describe(publication: string): string {
  return `${publication}: the issues, newest first.`;
}

/** XML 1.0 knows no control characters but tab and line ends, however they are written. */
function plain(words: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return words.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, "").toWellFormed();
}
