import type { IsoDate } from "../model/unit.ts";
import { signLink } from "./link-token.ts";

/**
 * What stands in an approved mail where each reader's own link comes: `deliver` puts it there. Nothing answers under `.invalid` (RFC 2606), so
 * that one that was forgotten leads nowhere.
 */
export const UNSUBSCRIBE_PLACE = "https://reader.invalid/unsubscribe";
/** Where the link to the issue's page comes: the same for all readers of an edition. */
export const ISSUE_PLACE = "https://reader.invalid/issue";

/** Paths of the site, below its address. */
export const SITE_PATHS = {
  /** Followed by a token: the page asks, and a POST does it (RFC 8058). */
  unsubscribe: "/u/",
  confirm: "/confirm/",
  subscribe: "/subscribe",
  /** Followed by a date and a slash; `?key=TOKEN` opens a paid one. */
  issue: "/",
  rss: "/feed.xml",
  json: "/feed.json",
  intake: "/intake",
} as const;

/** For longer than a year, so that a reader can leave by an old mail, or read it again beside this year's. */
const LINK_DAYS = 400;
const DAY_MS = 86_400_000;

/** The last day on which links of a day's mails hold, UTC. */
export function linkUntil(date: IsoDate): IsoDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + LINK_DAYS * DAY_MS).toISOString().slice(0, 10);
}

/** The page of a day's issue. @param key signs a link that opens the paid one; null: the public page */
export function issueLink(
  site: string,
  { date, key }: { readonly date: IsoDate; readonly key: string | null },
): string {
  const page = `${site}${SITE_PATHS.issue}${date}/`;
  if (key === null) return page;
  return `${page}?key=${signLink(key, { purpose: "issue", subject: `${date}/paid`, until: linkUntil(date) })}`;
}
