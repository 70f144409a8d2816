import { parseAtomFeed, parseJsonFeed, parseRdfFeed, parseRssFeed } from "feedsmith";
import { webPage } from "../../read/page-text.ts";
import { shapeChanged, type Unreadable } from "../../read/refusal.ts";
import { MOST_ITEMS, plainXml } from "./plain-xml.ts";

/** One item of a feed as it stands there: words from outside, best first, nothing checked. */
export interface FeedEntry {
  readonly title: string;
  readonly links: readonly string[];
  readonly guid: string | null;
  /** Of publication first, then of the last change. */
  readonly times: readonly string[];
}

/** The items of a feed, in its order. */
export interface FeedEntries {
  readonly entries: readonly FeedEntry[];
  /** Items that hold nothing, or that come after the first `MOST_ITEMS`. */
  readonly leftOut: number;
}

const READERS = { rss: fromRss, feed: fromAtom, rdf: fromRdf };

/** The items of an RSS 2.0, Atom, RDF or JSON feed. @throws Unreadable where it is none */
export function feedEntries(text: string): FeedEntries {
  if (/^\s*\{/.test(text)) return fromJson(text);
  if (/^\s*<!doctype\s+html\b/i.test(text)) throw webPage(text, "a feed");
  const plain = plainXml(text);
  if (plain.items === 0) return { entries: [], leftOut: 0 };
  try {
    const entries = READERS[plain.format](plain.xml);
    return { entries, leftOut: plain.leftOut + Math.max(0, plain.items - entries.length) };
  } catch {
    throw noFeed(
      `in the items of its <${plain.format}> there is no title, link or time where a feed has them`,
    );
  }
}

function fromRss(xml: string): readonly FeedEntry[] {
  return (parseRssFeed(xml).items ?? []).map(({ title = "", link, guid, pubDate, dc, dcterms, atom }) => ({
    title,
    links: given(link, ...alternates(atom?.links), guid?.isPermaLink === false ? null : address(guid?.value)),
    guid: guid?.value ?? null,
    times: given(pubDate, dc?.dates?.[0], dcterms?.issued?.[0], atom?.published, atom?.updated),
  }));
}

function fromAtom(xml: string): readonly FeedEntry[] {
  return (parseAtomFeed(xml).entries ?? []).map(({ title, links, id, published, updated, dc }) => ({
    title: title?.value ?? "",
    links: alternates(links),
    guid: id ?? null,
    times: given(published, dc?.dates?.[0], updated),
  }));
}

function fromRdf(xml: string): readonly FeedEntry[] {
  return (parseRdfFeed(xml).items ?? []).map(({ title = "", link, rdf, dc, dcterms }) => ({
    title,
    links: given(link, address(rdf?.about)),
    guid: rdf?.about ?? null,
    times: given(dc?.dates?.[0], dcterms?.issued?.[0]),
  }));
}

function fromJson(text: string): FeedEntries {
  try {
    const all: unknown = JSON.parse(text);
    const { items = [] } = parseJsonFeed(all, { maxItems: MOST_ITEMS });
    const entries = items.map(({ id, title = "", url, external_url, date_published, date_modified }) => ({
      title,
      links: given(url, external_url),
      guid: id ?? null,
      times: given(date_published, date_modified),
    }));
    return { entries, leftOut: Math.max(0, countOf(all) - entries.length) };
  } catch {
    throw noFeed("it is no JSON Feed");
  }
}

function countOf(feed: unknown): number {
  const { items } = feed as { readonly items?: unknown };
  return Array.isArray(items) ? items.length : 0;
}

/** Of the pages to which an entry links, those that are itself. */
function alternates(
  links: readonly { readonly href?: unknown; readonly rel?: string }[] | undefined,
): readonly string[] {
  return given(
    ...(links ?? []).filter(({ rel = "alternate" }) => rel === "alternate").map(({ href }) => href),
  );
}

/** A guid is often the page's address, and as often a number. */
function address(guid: string | undefined): string | null {
  return guid !== undefined && /^https?:/i.test(guid) ? guid : null;
}

function given(...words: readonly unknown[]): readonly string[] {
  return words.filter((word) => typeof word === "string" && word !== "") as string[];
}

function noFeed(what: string): Unreadable {
  return shapeChanged(`The body is no feed: ${what}.`);
}
