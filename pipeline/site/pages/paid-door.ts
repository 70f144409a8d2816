import type { IsoDate, IsoInstant } from "../../model/unit.ts";
import { readLink } from "../../post/link-token.ts";
import type { ArchiveHouse } from "./archive-house.ts";

/** `shut`: no key was brought; `wrong`: one that opens nothing here; `expired`: one that did. */
export type Door = "open" | "shut" | "wrong" | "expired";

/** Whether a key opens the paid issue of a day, today. */
export function paidDoor(
  key: string | null,
  { date, now }: { readonly date: IsoDate; readonly now: IsoInstant },
  { linkKey, paidArchive }: Pick<ArchiveHouse, "linkKey" | "paidArchive">,
): Door {
  if (key === null || linkKey === null || paidArchive !== "signed") return "shut";
  const link = readLink(linkKey, key);
  if (link?.purpose !== "issue" || link.subject !== `${date}/paid`) return "wrong";
  return link.until >= now.slice(0, 10) ? "open" : "expired";
}
