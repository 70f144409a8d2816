import { createHash } from "node:crypto";
import { pageOf } from "../../../finance/headlines/stories.ts";
import type { Headline } from "../../../model/headline.ts";
import type { Origin } from "../../../model/series.ts";
import type { IsoInstant } from "../../../model/unit.ts";
import { cleanTitle, safeLink } from "../../headlines/clean-text.ts";
import { feedTime } from "../../headlines/feed-time.ts";
import { visibleTitle } from "../../headlines/visible-title.ts";
import { quoted } from "../../read/quoted.ts";
import type { FeedEntry } from "./feed-entries.ts";

/** An item as a headline, with a remark where it stands without its link; or why it is not let in. */
export type ReadEntry =
  | { readonly headline: Headline; readonly remark: string | null }
  | { readonly refused: string };

/** Clocks differ; what is dated later than this is dated wrongly. */
const EARLY_MS = 3_600_000;
const LONGEST_ID = 160;
const LONGEST_GUID = 2000;

/** One item of a feed. Without a readable time there is no headline: to date it with today would put old news into the issue. */
export function feedHeadline(
  entry: FeedEntry,
  { feed, origin, at }: { readonly feed: string; readonly origin: Origin; readonly at: IsoInstant },
): ReadEntry {
  const title = visibleTitle(entry.title);
  if ("refused" in title) return title;
  const time = timeOf(entry, at);
  if ("refused" in time) return { refused: `${time.refused}: ${quoted(title.text)}` };
  const { link, remark } = linkOf(entry, origin.place);
  const id = `${feed}:${idOf(entry.guid, link, title.text)}`;
  return { headline: { id, time: time.at, feed, title: title.text, link, origin }, remark };
}

function timeOf(
  { times }: FeedEntry,
  now: IsoInstant,
): { readonly at: IsoInstant } | { readonly refused: string } {
  if (times.length === 0) return { refused: "an item without a time" };
  const [at] = times.flatMap((written) => feedTime(written) ?? []);
  if (at === undefined) return { refused: `an item whose time cannot be read, ${quoted(times[0]!)}` };
  if (Date.parse(at) > Date.parse(now) + EARLY_MS)
    return { refused: `an item dated ${at}, which is still to come` };
  return { at };
}

/** The first link that may stand on a page. One that begins at the feed's own host is completed, every other must be whole. */
function linkOf(
  { links }: FeedEntry,
  base: string,
): { readonly link: string | null; readonly remark: string | null } {
  const read = links.map((raw) => safeLink(completed(raw.trim(), base)));
  const safe = read.find((one) => "url" in one);
  if (safe) return { link: safe.url, remark: null };
  const refused = read.find((one) => "refused" in one)?.refused;
  return { link: null, remark: refused === undefined ? null : `${refused}; the headline stands without it` };
}

function completed(link: string, base: string): string {
  const isRelative = /^\.{0,2}\//.test(link) && URL.canParse(link, base);
  return isRelative ? new URL(link, base).href : link;
}

/** What stays the same when the item is sent again: its guid, the page that it links to, its title; of what is long, the beginning and a hash. */
function idOf(guid: string | null, link: string | null, title: string): string {
  const clean = cleanTitle(guid ?? "", LONGEST_GUID);
  const id = "text" in clean ? clean.text : ((link && pageOf(link)) ?? title);
  const plain = id.replace(/[<>"'`\s]+/g, "-");
  if (plain.length <= LONGEST_ID) return plain;
  return `${plain.slice(0, LONGEST_ID - 20)}-${createHash("sha256").update(plain).digest("hex").slice(0, 16)}`;
}
