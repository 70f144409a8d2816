import type { WebRequest } from "../world.ts";
import { type Keys, maskOf, withKey } from "./keys.ts";
import { type Allowed, allowed, type Routes } from "./routes.ts";

/** One address on the way of redirects. */
export interface Leg {
  /** Public, without key. */
  readonly url: URL;
  /** Whether all hosts so far were the one that was asked first: only that one is sent keys and credentials. */
  readonly home: boolean;
}

export type NextLeg = Leg | { readonly refused: string };

const USER_AGENT = "tracker/0.1 (+macro newsletter desk)";
const CREDENTIALS = new Set(["authorization", "cookie", "proxy-authorization"]);

/** The address with its key, as it is sent; never shown. */
export function sentUrl({ url, home }: Leg, { secret }: WebRequest, keys: Keys, routes: Routes): URL {
  const key = secret && keys.get(secret.variable);
  return routes.sent(home && secret && key ? withKey(url, secret, key) : url);
}

/** Where a redirect leads. A key that the host put into it is taken out again: it is added where it belongs. */
export function nextLeg(
  location: string,
  { request, leg, keys, routes }: { request: WebRequest; leg: Leg; keys: Keys; routes: Routes },
): NextLeg {
  const next = routes.followed(location, routes.sent(leg.url));
  if ("refused" in next) return next;
  const url = withoutKey(next.url, request);
  const home = leg.home && url.host === leg.url.host;
  if (!home && holdsKey(url, keys)) return { refused: "it would tell a key to another host" };
  return { url, home };
}

/** The first of all. */
export function firstLeg(address: string): NextLeg {
  const start: Allowed = allowed(address);
  return "refused" in start ? start : { url: start.url, home: true };
}

function withoutKey(url: URL, { secret }: WebRequest): URL {
  if (secret && url.searchParams.has(secret.parameter)) url.searchParams.delete(secret.parameter);
  return url;
}

function holdsKey({ href }: URL, keys: Keys): boolean {
  return maskOf(keys)(href) !== href;
}

/** What is sent with the question, names in lower case; what the request names goes before our own. */
export function headersOf({ headers = {}, known }: WebRequest, home: boolean): Record<string, string> {
  const own = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return {
    "user-agent": USER_AGENT,
    accept: "*/*",
    "accept-encoding": "gzip, deflate, br",
    ...(known?.etag ? { "if-none-match": known.etag } : {}),
    ...(known?.lastModified ? { "if-modified-since": known.lastModified } : {}),
    ...Object.fromEntries(own.filter(([name]) => home || !CREDENTIALS.has(name))),
  };
}
