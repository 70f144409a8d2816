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
  intake: "/intake",
} as const;
