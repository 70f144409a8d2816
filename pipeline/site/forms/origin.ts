import type { Asked } from "../../world/serve.ts";

/**
 * Whether a form was sent by a page of this site, or by no browser.
 *
 * There are no cookies and no logins here, so a foreign page that sends a form on a visitor's behalf can do nothing that its author could not
 * do himself, but for one thing: have the visitor's network count for it. For that, what browsers say of where a request comes from is
 * enough, and it needs neither a token nor a cookie. Forms behind a signed link are not asked: the link is the right to send them, and
 * mail programs send them from anywhere (RFC 8058).
 */
export function isFromHere({ headers }: Pick<Asked, "headers">): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin" || site === "none";
  const { origin, host } = headers;
  return origin === undefined || (host !== undefined && URL.parse(origin)?.host === host.toLowerCase());
}

/** Pages with such a form are asked to let their own address be told to this site: else a browser says only "null" of them. */
export const TELLS_ORIGIN = { "referrer-policy": "same-origin" } as const;
