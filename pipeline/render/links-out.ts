import { ISSUE_PLACE, SITE_PATHS, UNSUBSCRIBE_PLACE } from "../post/places.ts";
import type { Image } from "./blocks.ts";
import { imagesOf } from "./blocks.ts";
import type { Parts } from "./parts.ts";

/** What a mail's foot says of who sends it, why, and how to leave. */
export type DeliverySlot = {
  readonly sender: string;
  readonly address: string;
  readonly home: string;
  /** The home's address without https://. */
  readonly homeName: string;
  /** Places: `deliver` puts each reader's own links there. */
  readonly unsubscribe: string;
  /** null: the issue stands on no page that its readers could open. */
  readonly issue: string | null;
  readonly postalAddress: string | null;
};

/** Where a web page stands, for search engines, feed readers and those who are shown a link to it. */
export type SiteSlot = {
  /** The public page of the day; a paid issue's is that of the free one. */
  readonly address: string;
  readonly archive: string;
  readonly subscribe: string;
  readonly rss: string;
  readonly json: string;
  /** For those who pay: no search engine shows it. */
  readonly isPaid: boolean;
  readonly image: { readonly address: string; readonly alt: string } | null;
};

/** null where the project has no delivery settings: then pages lead nowhere outside. */
export function deliverySlot({ delivery, filled }: Parts): DeliverySlot | null {
  if (!delivery) return null;
  const { from, site, postalAddress, paidArchive } = delivery;
  const isWithheld = filled.edition === "paid" && paidArchive === "withheld";
  return {
    sender: from.name,
    address: from.address,
    home: site,
    homeName: site.replace(/^https?:\/\//, ""),
    unsubscribe: UNSUBSCRIBE_PLACE,
    issue: isWithheld ? null : ISSUE_PLACE,
    postalAddress,
  };
}

/** null where the project has no delivery settings. */
export function siteSlot(parts: Parts): SiteSlot | null {
  const { delivery, filled } = parts;
  if (!delivery) return null;
  const { site } = delivery;
  const address = `${site}${SITE_PATHS.issue}${filled.date}/`;
  const isPaid = filled.edition === "paid";
  return {
    address,
    archive: `${site}/`,
    subscribe: `${site}${SITE_PATHS.subscribe}`,
    rss: `${site}${SITE_PATHS.rss}`,
    json: `${site}${SITE_PATHS.json}`,
    isPaid,
    image: isPaid ? null : firstChart(parts, address),
  };
}

/** The first chart that is more than a sparkline, as a PNG beside the page. */
function firstChart({ arranged, charts }: Parts, address: string): SiteSlot["image"] {
  const isLarge = (image: Image) => image.kind === "chart" && charts.get(image.id)?.kind !== "spark";
  const found = imagesOf(arranged.blocks).find(isLarge);
  return found?.kind === "chart" ? { address: `${address}charts/${found.id}.png`, alt: found.alt } : null;
}
