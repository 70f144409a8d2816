import { siteStyles } from "../../render/site-styles.ts";
import { type Making, madeFor, missingMade } from "./archive.ts";
import { type ArchiveHouse, logoFileOf } from "./archive-house.ts";
import { yearsOf } from "./cards.ts";
import { titlesPage } from "./list-pages.ts";
import { type Made, madePage } from "./made.ts";
import { lockedPage } from "./notice-pages.ts";
import { openSearch } from "./search/search-index.ts";
import { type Day, openShelf, type ShelfWorld } from "./shelf.ts";
import { sitePathOf } from "./site-path.ts";

/** A file of the site, for any host of files. */
export interface SiteFile {
  /** "2025-11-05/index.html". */
  readonly path: string;
  /** null: known only when it is made. */
  readonly sha256: string | null;
  bytes(): Promise<Uint8Array>;
}

/**
 * The archive as files, those first that others lead to. Nothing of a paid issue is in it but that there is one, and that only where
 * content/delivery.yaml does not withhold it.
 */
export async function* siteFiles(given: ArchiveHouse, world: ShelfWorld): AsyncGenerator<SiteFile> {
  // No key opens anything here: a host of files hands out whatever it has.
  const house: ArchiveHouse = { ...given, kind: "files", linkKey: null };
  const shelf = openShelf(world, house.paidArchive);
  const days = await shelf.days();
  // All files are of one moment, however long their writing takes.
  const still = { ...shelf, days: async () => days };
  const styles = siteStyles(house);
  const making: Making = { house, shelf: still, search: openSearch(still), styles, now: world.now };
  for (const path of [...assetPaths(making), ...days.toReversed().flatMap(dayPaths)])
    yield* fileAt(path, making);
  for (const day of days) if (day.paid.length > 0 && day.free.length > 0) yield lockedFile(day, house);
  for (const { year } of yearsOf(days, house)) yield* fileAt(`/${year}/`, making);
  yield fileOf("search/index.html", madePage(titlesPage(days, house)));
  yield fileOf("404.html", missingMade(house));
  for (const path of ["/robots.txt", "/sitemap.xml", "/feed.json", "/feed.xml", "/"])
    yield* fileAt(path, making);
}

function assetPaths({ house, styles }: Making): readonly string[] {
  const logo = logoFileOf(house);
  const names = [...Object.keys(styles.fonts), ...(logo ? [logo.name] : []), "site.css", "favicon.svg"];
  return names.map((name) => `/${name}`);
}

/** What everybody may read of a day, below the site's address. */
function dayPaths({ date, free }: Day): readonly string[] {
  const newest = free.at(-1);
  if (!newest) return [`/${date}/`];
  const shown = (name: string) => /\.pdf$|^charts\//.test(name);
  const forms = Object.keys(newest.bound.forms)
    .filter(shown)
    .map((name) => `/${date}/${name}`);
  const earlier = free.slice(0, -1).flatMap(({ number, bound }) => {
    const names = Object.keys(bound.forms).filter((name) => shown(name) || name === "issue.html");
    return ["", ...names].map((name) => `/${date}/v${number}/${name}`);
  });
  return [...forms, ...earlier, ...(earlier.length > 0 ? [`/${date}/versions/`] : []), `/${date}/`];
}

async function* fileAt(path: string, making: Making): AsyncGenerator<SiteFile> {
  const asked = sitePathOf(path);
  const made = asked && (await madeFor(asked, "", making));
  // A form that is none of the site's, such as a second paper of a name that is not shown.
  if (made?.status === 200) yield fileOf(path.slice(1).replace(/^$|(?<=\/)$/, "index.html"), made);
}

function lockedFile(day: Day, house: ArchiveHouse): SiteFile {
  const html = lockedPage({ date: day.date, door: "shut", hasFree: true }, house);
  return fileOf(`${day.date}/paid/index.html`, madePage(html));
}

function fileOf(path: string, { sha256, bytes }: Made): SiteFile {
  return { path, sha256, bytes };
}
