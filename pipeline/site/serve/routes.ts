import { SITE_PATHS } from "../../post/places.ts";
import { LEAVE_PATH } from "../forms/links.ts";

/** What is asked for, as it is counted and logged: a token stands in none of them. */
export const ROUTES = [
  "subscribe",
  "confirm",
  "unsubscribe link",
  "unsubscribe",
  "intake",
  "health",
  "metrics",
  "site",
] as const;
export type RouteName = (typeof ROUTES)[number];

export interface Routed {
  readonly name: RouteName;
  /** What follows: the token. */
  readonly rest: string;
  readonly methods: readonly string[];
  /** As it may stand in a log. */
  readonly shown: string;
}

const READ = ["GET", "HEAD"];
const BOTH = [...READ, "POST"];

/** @param path has passed the guard: printable ASCII without query */
export function routeOf(path: string): Routed {
  const { subscribe, confirm, unsubscribe, intake } = SITE_PATHS;
  if (path === subscribe) return { name: "subscribe", rest: "", methods: BOTH, shown: path };
  if (path === LEAVE_PATH) return { name: "unsubscribe", rest: "", methods: BOTH, shown: path };
  if (path === intake) return { name: "intake", rest: "", methods: ["POST"], shown: path };
  if (path === "/health") return { name: "health", rest: "", methods: READ, shown: path };
  if (path === "/metrics") return { name: "metrics", rest: "", methods: READ, shown: path };
  if (path.startsWith(confirm))
    return { name: "confirm", rest: path.slice(confirm.length), methods: BOTH, shown: `${confirm}...` };
  if (path.startsWith(unsubscribe))
    return {
      name: "unsubscribe link",
      rest: path.slice(unsubscribe.length),
      methods: BOTH,
      shown: `${unsubscribe}...`,
    };
  return { name: "site", rest: path.slice(1), methods: READ, shown: withoutAddresses(path) };
}

/** People paste anything behind a slash. */
function withoutAddresses(path: string): string {
  return path.replace(/[^/]*(?:@|%40)[^/]*/gi, "...").slice(0, 200);
}
