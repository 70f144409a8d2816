import type { Reply } from "../../world/serve.ts";

/** What a page is told: words, which it escapes, and whether something is so. */
export type PageView = { readonly [name: string]: PageWord };
export type PageWord = string | number | boolean | null | PageView | readonly PageWord[];

/** templates/site/<name>.html.hbs. */
export type PageName =
  | "subscribe"
  | "confirm"
  | "confirmed"
  | "unsubscribe"
  | "unsubscribed"
  | "leave"
  | "note";

/** What all forms share. */
export interface FormsHouse {
  /** "https://tracker.example.com". */
  readonly site: string;
  /** What its paths begin with: "" where it has a host of its own, else "/tracker". */
  readonly base: string;
  readonly publication: string;
  /** Address of the people who can be asked. */
  readonly desk: string;
  readonly linkKey: string;
  /** A page of HTML. */
  page(name: PageName, view: PageView): string;
}

interface Showing {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A page with a form, or after one: kept by nobody, found by no search engine. */
export function formPage(
  house: FormsHouse,
  [name, view]: readonly [PageName, PageView],
  { status = 200, headers = {} }: Showing = {},
): Reply {
  const { publication, desk, base } = house;
  const body = house.page(name, { publication, desk, home: `${base}/`, ...view });
  return {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "x-robots-tag": "noindex",
      ...headers,
    },
    body,
  };
}

export interface Note {
  readonly title: string;
  readonly words: readonly string[];
  /** The way on: a path of this site. */
  readonly link?: { readonly path: string; readonly words: string };
}

/** A page that says something and offers one way on. */
export function notePage(house: FormsHouse, { title, words, link }: Note, showing: Showing = {}): Reply {
  const way = link ? { href: house.base + link.path, words: link.words } : null;
  return formPage(house, ["note", { title, words, link: way }], showing);
}
