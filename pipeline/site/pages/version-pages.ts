import { printDate } from "../../finance/date-words.ts";
import type { Version } from "../../model/delivery.ts";
import { sitePage } from "../../render/site-page.ts";
import { type ArchiveHouse, baseOf, shellOf } from "./archive-house.ts";
import { dayOf } from "./cards.ts";
import { correctionView } from "./corrections.ts";
import { tied } from "./tied.ts";

/** One edition of a day, and the word that opens it where it is a paid one. */
export interface EditionLine {
  /** Oldest first, at least one. */
  readonly versions: readonly Version[];
  /** "?key=…" with which its links go on; "" for the free edition. */
  readonly key: string;
}

/** `/2025-11-05/versions/`: every version that went out, newest first, with what it corrected and why. */
export function versionsPage({ versions, key }: EditionLine, house: ArchiveHouse): string {
  const newest = versions.at(-1)!;
  const { date } = newest;
  const home = editionHref(newest, house);
  const shell = shellOf(house, {
    title: `Corrections to the issue of ${printDate(date, "long")}`,
    description: `What was corrected in the issue of ${printDate(date, "full")}, when and why.`,
    path: newest.edition === "free" ? `/${date}/versions/` : null,
  });
  const told = versions.toReversed().map((version) => ({
    isNewest: version === newest,
    isFirst: version === versions[0],
    on: printDate(version.frozenAt.slice(0, 10), "full"),
    at: version.frozenAt,
    title: tied(version.bound.subject),
    href: (version === newest ? home : `${home}v${version.number}/`) + key,
    correction: correctionView(version, house),
  }));
  const view = {
    dateline: printDate(date, "full"),
    href: home + key,
    issue: tied(newest.bound.subject),
    told,
  };
  return sitePage(house.templates, "versions", { ...shell, ...view });
}

/** `/2025-11-05/v1/`: stands before a version that was corrected, whose bytes stay as they were approved. */
export function earlierPage(earlier: Version, { versions, key }: EditionLine, house: ArchiveHouse): string {
  const newest = versions.at(-1)!;
  const { date, number, bound } = earlier;
  const home = editionHref(newest, house);
  const shell = shellOf(house, {
    title: `An earlier version of the issue of ${printDate(date, "long")}`,
    description: `This version of the issue of ${printDate(date, "full")} was corrected.`,
    path: null,
  });
  const next = versions.find((one) => one.number > number) ?? newest;
  const own = `${home}v${number}/`;
  return sitePage(house.templates, "earlier", {
    ...shell,
    dateline: printDate(date, "full"),
    was: { title: tied(bound.subject), on: dayOf(earlier), href: `${own}issue.html${key}` },
    pdf: Object.hasOwn(bound.forms, "issue.pdf") ? `${own}issue.pdf${key}` : null,
    now: { href: home + key },
    correction: correctionView(next, house),
    on: dayOf(next),
    all: `${home}versions/${key}`,
  });
}

/** "/2025-11-05/", or "/2025-11-05/paid/". */
export function editionHref({ date, edition }: Version, house: ArchiveHouse): string {
  return `${baseOf(house)}/${date}/${edition === "paid" ? "paid/" : ""}`;
}
