import { SITE_PATHS } from "../../post/places.ts";
import { escapeHtml } from "../../render/escape.ts";
import type { ArchiveHouse } from "../pages/archive-house.ts";
import { baseOf } from "../pages/archive-house.ts";
import { type Day, lineOf } from "../pages/shelf.ts";

/** sitemaps.org: what search engines are to find, with when it last changed. */
export function sitemapXml(days: readonly Day[], { site }: Pick<ArchiveHouse, "site">): string {
  const changed = (of: readonly Day[]) =>
    of
      .map((day) => lineOf(day).at(-1)!.frozenAt)
      .sort()
      .at(-1) ?? null;
  const years = [...new Set(days.map(({ date }) => date.slice(0, 4)))];
  const pages = [
    entry(`${site}/`, changed(days)),
    ...years.map((year) =>
      entry(`${site}/${year}/`, changed(days.filter(({ date }) => date.startsWith(year)))),
    ),
    ...days.flatMap((day) => {
      const page = `${site}/${day.date}/`;
      const isCorrected = day.free.some(({ correction }) => correction !== null);
      return [page, ...(isCorrected ? [`${page}versions/`] : [])].map((url) => entry(url, changed([day])));
    }),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${pages.join("\n")}\n</urlset>\n`;
}

function entry(url: string, changed: string | null): string {
  const moment = changed === null ? "" : `<lastmod>${changed}</lastmod>`;
  return `<url><loc>${escapeHtml(url)}</loc>${moment}</url>`;
}

/** Readers' own pages, and pages made for one question, are for no search engine. */
export function robotsText(house: Pick<ArchiveHouse, "site">): string {
  const base = baseOf(house);
  const closed = [SITE_PATHS.unsubscribe, SITE_PATHS.confirm, SITE_PATHS.intake, "/search", "/*/paid/"];
  const lines = closed.map((path) => `Disallow: ${base}${path}`);
  return ["User-agent: *", ...lines, "", `Sitemap: ${house.site}/sitemap.xml`, ""].join("\n");
}
