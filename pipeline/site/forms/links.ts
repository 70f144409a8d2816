import type { IsoDate, IsoInstant } from "../../model/unit.ts";
import { type Purpose, readLink, signLink } from "../../post/link-token.ts";
import { SITE_PATHS } from "../../post/places.ts";

const DAY_MS = 86_400_000;
/** How long links hold that somebody asked for: today counts. */
export const ASKED_LINK_DAYS = 3;

/** Where a wish to leave is typed in by those whose link is too old. */
export const LEAVE_PATH = "/unsubscribe";

export function lastDay(now: IsoInstant): IsoDate {
  return new Date(Date.parse(now) + ASKED_LINK_DAYS * DAY_MS).toISOString().slice(0, 10);
}

export interface Signing {
  readonly site: string;
  readonly linkKey: string;
}

export function confirmLink(id: string, nonce: string, now: IsoInstant, { site, linkKey }: Signing): string {
  const token = signLink(linkKey, { purpose: "confirm", subject: `${id}:${nonce}`, until: lastDay(now) });
  return `${site}${SITE_PATHS.confirm}${token}`;
}

export function leaveLink(id: string, now: IsoInstant, { site, linkKey }: Signing): string {
  const token = signLink(linkKey, { purpose: "unsubscribe", subject: id, until: lastDay(now) });
  return `${site}${SITE_PATHS.unsubscribe}${token}`;
}

/** What a link's token stands for today; `forged` for whatever this desk did not sign for this purpose. */
export function heldBy(
  token: string,
  purpose: Purpose,
  now: IsoInstant,
  { linkKey }: Pick<Signing, "linkKey">,
): { readonly subject: string } | "forged" | "expired" {
  const link = readLink(linkKey, token);
  if (link?.purpose !== purpose) return "forged";
  return link.until >= now.slice(0, 10) ? { subject: link.subject } : "expired";
}
