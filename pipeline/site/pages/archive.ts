import { siteMark, siteStyles } from "../../render/site-styles.ts";
import type { PublicAsked } from "../../world/public-server.ts";
import type { Reply } from "../../world/serve.ts";
import { feedEntries } from "../feeds/feed-entries.ts";
import { jsonFeed, rssFeed } from "../feeds/feeds.ts";
import { robotsText, sitemapXml } from "../feeds/sitemap.ts";
import { type ArchiveHouse, baseOf, logoFileOf } from "./archive-house.ts";
import { type ArchiveWorld, issueMade, movedTo } from "./issue-pages.ts";
import { frontPage, yearPage } from "./list-pages.ts";
import { type Made, madeOf, madePage, replyOf, type SiteReply, type SiteRequest } from "./made.ts";
import { missingPage } from "./notice-pages.ts";
import { openSearch } from "./search/search-index.ts";
import { searchPage } from "./search/search-page.ts";
import { type Day, lineOf, openShelf, type Shelf, type ShelfWorld } from "./shelf.ts";
import { type ListPath, type SitePath, sitePathOf } from "./site-path.ts";

/** The archive as a server answers for it. */
export interface Archive {
  /** null: there is no such page. @throws PipelineError what the database has to tell, or template-invalid */
  reply(request: SiteRequest): Promise<SiteReply | null>;
  /** Reads all issues for those who will search, a few at a time: some seconds of 2,000. */
  warm(): Promise<void>;
  /** The same for the public server: what there is not is a page that says so. */
  answer(asked: Pick<PublicAsked, "method" | "target" | "headers">): Promise<Reply>;
}

export function openArchive(house: ArchiveHouse, world: ShelfWorld): Archive {
  const shelf = openShelf(world, house.paidArchive);
  const search = openSearch(shelf);
  const making: Making = { house, shelf, search, styles: siteStyles(house), now: world.now };
  const reply = async (request: SiteRequest) => {
    if (!["GET", "HEAD"].includes(request.method)) return null;
    const path = sitePathOf(request.path);
    const made = path && (await madeFor(path, request.query, making));
    return made ? replyOf(made, request) : null;
  };
  return {
    reply,
    warm: async () => search.warm(await shelf.days()),
    async answer({ method, target, headers }) {
      const [path, query] = splitTarget(target, baseOf(house));
      const found = await reply({ method, path, query, headers });
      return found ?? replyOf(missingMade(house), { headers });
    },
  };
}

export interface Making extends ArchiveWorld {
  readonly shelf: Shelf;
  readonly search: ReturnType<typeof openSearch>;
  readonly styles: ReturnType<typeof siteStyles>;
}

/** What stands at a path, before it is known who asks; null where nothing does. */
export async function madeFor(path: SitePath, query: string, making: Making): Promise<Made | null> {
  const { house, shelf } = making;
  switch (path.kind) {
    case "moved":
      return movedTo(path.to + queryOf(query), house, 301);
    case "issue":
    case "versions":
    case "form":
      return issueMade(path, keyOf(query), making);
    case "styles":
      return fixed(making.styles.css, "text/css; charset=utf-8");
    case "mark":
      return fixed(siteMark(house.assets.theme.colours), "image/svg+xml");
    case "font": {
      const bytes = Object.hasOwn(making.styles.fonts, path.name)
        ? making.styles.fonts[path.name]
        : undefined;
      return bytes ? madeOf(bytes, { type: "font/woff2", keeping: "for good" }) : null;
    }
    case "logo":
      return logoMade(house);
    case "robots":
      return fixed(robotsText(house), "text/plain; charset=utf-8");
    default:
      return listMade(path, query, await shelf.days(), making);
  }
}

async function listMade(
  path: ListPath,
  query: string,
  days: readonly Day[],
  making: Making,
): Promise<Made | null> {
  const { house, shelf } = making;
  const modified = modifiedOf(days);
  const text = (words: string, type: string) => madeOf(new TextEncoder().encode(words), { type, modified });
  switch (path.kind) {
    case "front":
      return madePage(await frontPage(days, making), { modified });
    case "year": {
      const html = await yearPage(path.year, days, making);
      return html === null ? null : madePage(html, { modified });
    }
    case "search": {
      const headers = { "x-robots-tag": "noindex" };
      return madePage(await searchPage(query, days, making), { keeping: "never", headers });
    }
    case "rss":
      return text(
        rssFeed(await feedEntries(days, house, shelf), house),
        "application/rss+xml; charset=utf-8",
      );
    case "json":
      return text(
        jsonFeed(await feedEntries(days, house, shelf), house),
        "application/feed+json; charset=utf-8",
      );
    case "sitemap":
      return text(sitemapXml(days, house), "application/xml; charset=utf-8");
  }
}

function fixed(text: string, type: string): Made {
  return madeOf(new TextEncoder().encode(text), { type });
}

function logoMade(house: ArchiveHouse): Made | null {
  const logo = logoFileOf(house);
  if (!logo) return null;
  const [, ending = ""] = /\.(\w+)$/.exec(logo.name) ?? [];
  const type = ending === "svg" ? "image/svg+xml" : `image/${ending.replace("jpg", "jpeg")}`;
  return madeOf(logo.bytes, { type });
}

export function missingMade(house: ArchiveHouse): Made {
  return madePage(missingPage(house), {
    status: 404,
    keeping: "never",
    headers: { "x-robots-tag": "noindex" },
  });
}

/** When the newest of all went out. */
function modifiedOf(days: readonly Day[]): string | null {
  const moments = days.map((day) => lineOf(day).at(-1)!.frozenAt).sort();
  return moments.at(-1) ?? null;
}

/** Written anew, so that nothing but letters of an address goes into a header. */
function queryOf(query: string): string {
  const words = new URLSearchParams(query).toString();
  return words === "" ? "" : `?${words}`;
}

function keyOf(query: string): string | null {
  return new URLSearchParams(query).get("key");
}

/** Below what the site's address begins with; a proxy may have taken that away. */
function splitTarget(target: string, base: string): readonly [path: string, query: string] {
  const at = target.indexOf("?");
  const [path, query] = at < 0 ? [target, ""] : [target.slice(0, at), target.slice(at + 1)];
  return [base !== "" && path.startsWith(`${base}/`) ? path.slice(base.length) : path, query];
}
