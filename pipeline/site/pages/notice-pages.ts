import { printDate } from "../../finance/date-words.ts";
import type { IsoDate } from "../../model/unit.ts";
import { sitePage } from "../../render/site-page.ts";
import { type ArchiveHouse, baseOf, shellOf } from "./archive-house.ts";
import type { Door } from "./paid-door.ts";
import { type Day, type Shelf, shownOf } from "./shelf.ts";

/** `/2025-11-05/` of a day that has a paid edition alone: what it is about, and how to get it. */
export async function teaserPage(
  day: Day,
  house: ArchiveHouse,
  shelf: Pick<Shelf, "words">,
): Promise<string> {
  const { date } = day;
  const version = shownOf(day);
  const { findings } = await shelf.words(version);
  const shell = shellOf(house, {
    title: version.bound.subject,
    description: `The issue of ${printDate(date, "full")} is for readers of the paid edition.`,
    path: `/${date}/`,
  });
  // Names alone: what the sections found is what readers pay for.
  const sections = [...new Set(findings.map(({ section }) => section))];
  return sitePage(house.templates, "teaser", {
    ...shell,
    date,
    dateline: printDate(date, "full"),
    sections,
    isByMail: house.kind === "files",
  });
}

const LOCKED: Readonly<Record<Exclude<Door, "open">, string>> = {
  shut: "Each mail of the paid edition holds a link that opens its issue here. Open the page by that link.",
  wrong:
    "The link does not open it: it may have been cut or changed on its way. Open the page by the link in the mail itself.",
  expired: "The link was good for a time, and that is over. The mail and its PDF stay yours.",
};

/** 403: a paid issue without the key to it. @param hasFree the day has an edition for everybody */
export function lockedPage(
  {
    date,
    door,
    hasFree,
  }: { readonly date: IsoDate; readonly door: Exclude<Door, "open">; readonly hasFree: boolean },
  house: ArchiveHouse,
): string {
  const shell = shellOf(house, {
    title: "For readers of the paid edition",
    description: "This page is for readers of the paid edition.",
    path: null,
  });
  const isByMail = house.paidArchive === "withheld" || house.kind === "files";
  return sitePage(house.templates, "locked", {
    ...shell,
    dateline: printDate(date, "full"),
    why: isByMail ? "Issues of the paid edition come by mail alone, with the PDF." : LOCKED[door],
    free: hasFree ? `${baseOf(house)}/${date}/` : null,
  });
}

/** 404. */
export function missingPage(house: ArchiveHouse): string {
  const shell = shellOf(house, {
    title: "There is no such page",
    description: "There is no such page.",
    path: null,
  });
  return sitePage(house.templates, "missing", shell);
}
