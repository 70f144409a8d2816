import type { DeliverySettings } from "../../model/delivery-settings.ts";
import type { Assets } from "../../model/theme.ts";
import { SITE_PATHS } from "../../post/places.ts";
import type { Fonts } from "../../render/fonts.ts";
import type { SiteShell } from "../../render/site-page.ts";

/** What the archive's pages share. */
export interface ArchiveHouse {
  /** "https://tracker.example.com", without a slash at its end. */
  readonly site: string;
  readonly publication: string;
  /** Address of the people who can be asked. */
  readonly desk: string;
  readonly paidArchive: DeliverySettings["paidArchive"];
  /** Signs and opens links to paid issues; null: none opens. */
  readonly linkKey: string | null;
  /** Of sections, by id: what readers see above them. */
  readonly titles: Readonly<Record<string, string>>;
  /** By path below templates/. */
  readonly templates: Readonly<Record<string, string>>;
  readonly assets: Assets;
  readonly fonts: Fonts;
  /** `served`: by a program that searches and takes forms; `files`: by any host of files. */
  readonly kind: "served" | "files";
}

interface Page {
  readonly title: string;
  readonly description: string;
  /** Below the site's address; null: no search engine is to keep the page. */
  readonly path: string | null;
  readonly image?: SiteShell["image"];
  readonly here?: keyof SiteShell["here"];
}

const NOWHERE = { issues: false, search: false, subscribe: false };

/** The words of a page that its frame prints. */
export function shellOf(house: ArchiveHouse, { title, description, path, image, here }: Page): SiteShell {
  const { site, publication, desk } = house;
  return {
    ...{ title, description, publication, desk },
    base: baseOf(house),
    canonical: path === null ? null : site + path,
    image: image ?? null,
    logo: logoOf(house),
    search: searchPath(house),
    subscribe: subscribeHref(house),
    here: here ? { ...NOWHERE, [here]: true } : NOWHERE,
  };
}

/** What paths begin with: "" or "/tracker". */
export function baseOf({ site }: Pick<ArchiveHouse, "site">): string {
  return new URL(site).pathname.replace(/\/$/, "");
}

export function searchPath(house: ArchiveHouse): string {
  return `${baseOf(house)}/search${house.kind === "files" ? "/" : ""}`;
}

/** Files answer no form: there a person writes. */
export function subscribeHref(house: ArchiveHouse): string {
  return house.kind === "files" ? `mailto:${house.desk}` : baseOf(house) + SITE_PATHS.subscribe;
}

/** The theme's logo as a file of the site. */
export function logoFileOf({ assets: { theme, files } }: Pick<ArchiveHouse, "assets">) {
  if (!theme.logo) return null;
  const ending = /\.(png|jpe?g|svg)$/i.exec(theme.logo.file)![0].toLowerCase();
  return { name: `logo${ending}`, bytes: files[theme.logo.file]! };
}

function logoOf(house: ArchiveHouse): SiteShell["logo"] {
  const file = logoFileOf(house);
  const { logo } = house.assets.theme;
  return file && logo
    ? { source: `${baseOf(house)}/${file.name}`, alt: logo.alt, height: logo.heightPx }
    : null;
}
