import { isDate } from "../../finance/dates.ts";
import type { Tier } from "../../model/subscriber.ts";
import type { IsoDate } from "../../model/unit.ts";

/** One edition of one day, and one version of it where the path names one. */
export interface IssueAsked {
  readonly date: IsoDate;
  readonly edition: Tier;
  readonly number: number | null;
}

/** What is made of all issues. */
export type ListPath =
  | { readonly kind: "front" | "search" | "rss" | "json" | "sitemap" }
  | { readonly kind: "year"; readonly year: string };

/** What a path of the archive asks for. */
export type SitePath =
  | ListPath
  | { readonly kind: "robots" | "styles" | "mark" | "logo" }
  | { readonly kind: "font"; readonly name: string }
  | { readonly kind: "issue"; readonly asked: IssueAsked }
  | { readonly kind: "versions"; readonly asked: IssueAsked }
  /** A file of a version; `name` is one that may be shown, not one that is there. */
  | { readonly kind: "form"; readonly asked: IssueAsked; readonly name: string }
  /** The same page stands elsewhere: a path. */
  | { readonly kind: "moved"; readonly to: string };

const PLAIN: Readonly<Record<string, SitePath>> = {
  "/": { kind: "front" },
  "/index.html": { kind: "moved", to: "/" },
  "/search": { kind: "search" },
  "/search/": { kind: "moved", to: "/search" },
  "/feed.xml": { kind: "rss" },
  "/feed.json": { kind: "json" },
  "/sitemap.xml": { kind: "sitemap" },
  "/robots.txt": { kind: "robots" },
  "/site.css": { kind: "styles" },
  "/favicon.svg": { kind: "mark" },
  "/favicon.ico": { kind: "moved", to: "/favicon.svg" },
};
const ISSUE = /^\/(\d{4}-\d{2}-\d{2})(\/paid)?(?:\/v([1-9]\d{0,3}))?(?:\/(.*))?$/;
/** Mails and products are nobody's but their readers' and the desk's. */
const SHOWN_FORM = /^(?:issue(?:-letter)?\.pdf|charts\/[\w.-]+\.png)$/;

/** @param path below the site's address, as it was sent: no path of the archive needs decoding. null: there is none such */
export function sitePathOf(path: string): SitePath | null {
  if (Object.hasOwn(PLAIN, path)) return PLAIN[path]!;
  const [, year, slash] = /^\/(\d{4})(\/?)$/.exec(path) ?? [];
  if (year) return slash ? { kind: "year", year } : { kind: "moved", to: `${path}/` };
  if (/^\/logo\.(?:png|jpe?g|svg)$/.test(path)) return { kind: "logo" };
  if (/^\/fonts\/[0-9a-f]{16}\.woff2$/.test(path)) return { kind: "font", name: path.slice(1) };
  const found = ISSUE.exec(path);
  return found ? issuePath(path, found) : null;
}

function issuePath(path: string, [, date = "", paid, number, rest]: RegExpExecArray): SitePath | null {
  if (!isDate(date)) return null;
  const asked: IssueAsked = {
    date,
    edition: paid ? "paid" : "free",
    number: number === undefined ? null : Number(number),
  };
  if (rest === undefined || (rest === "versions" && !number)) return { kind: "moved", to: `${path}/` };
  if (rest === "") return { kind: "issue", asked };
  if (rest === "versions/" && asked.number === null) return { kind: "versions", asked };
  const isShown = SHOWN_FORM.test(rest) || (rest === "issue.html" && asked.number !== null);
  return isShown ? { kind: "form", asked, name: rest } : null;
}
