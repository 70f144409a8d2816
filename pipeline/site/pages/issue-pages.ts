import type { Version } from "../../model/delivery.ts";
import type { IsoInstant } from "../../model/unit.ts";
import { type ArchiveHouse, baseOf } from "./archive-house.ts";
import { issueFile } from "./issue-files.ts";
import { type Keeping, type Made, madeOf, madePage } from "./made.ts";
import { lockedPage, teaserPage } from "./notice-pages.ts";
import { type Door, paidDoor } from "./paid-door.ts";
import type { Day, Shelf } from "./shelf.ts";
import { lineOf } from "./shelf.ts";
import type { IssueAsked, SitePath } from "./site-path.ts";
import { earlierPage, versionsPage } from "./version-pages.ts";

export interface ArchiveWorld {
  readonly house: ArchiveHouse;
  readonly shelf: Shelf;
  now(): IsoInstant;
}

type IssuePath = Extract<SitePath, { readonly asked: IssueAsked }>;

/**
 * A page or file of one day; null where nothing of it went out.
 *
 * @param key of the address: with it the day's own page, too, is that of the paid edition, as mails link to it
 */
export async function issueMade(
  path: IssuePath,
  key: string | null,
  world: ArchiveWorld,
): Promise<Made | null> {
  const { date, number } = path.asked;
  const isPaid = path.asked.edition === "paid" || (key !== null && path.kind === "issue" && number === null);
  const day = await world.shelf.day(date);
  if (!isPaid) return day && publicMade(path, day, world);
  const { house } = world;
  const door = paidDoor(key, { date, now: world.now() }, house);
  // Withheld, a paid issue that there is not looks like one that there is.
  if (house.paidArchive === "signed" && !day?.paid.length) return null;
  if (door !== "open") return lockedMade(door, path, day, house);
  return editionMade(path, { versions: day!.paid, key: `?key=${key}` }, world);
}

function lockedMade(
  door: Exclude<Door, "open">,
  { asked: { date } }: IssuePath,
  day: Day | null,
  house: ArchiveHouse,
): Made {
  const html = lockedPage({ date, door, hasFree: (day?.free.length ?? 0) > 0 }, house);
  return madePage(html, { status: 403, keeping: "never", headers: { "x-robots-tag": "noindex" } });
}

async function publicMade(path: IssuePath, day: Day, world: ArchiveWorld): Promise<Made | null> {
  const { house, shelf } = world;
  if (day.free.length > 0) return editionMade(path, { versions: day.free, key: "" }, world);
  const modified = lineOf(day).at(-1)!.frozenAt;
  const isPage = path.kind === "issue" && path.asked.number === null;
  return isPage ? madePage(await teaserPage(day, house, shelf), { modified }) : null;
}

interface Edition {
  readonly versions: readonly Version[];
  readonly key: string;
}

async function editionMade(path: IssuePath, edition: Edition, world: ArchiveWorld): Promise<Made | null> {
  const { house, shelf } = world;
  const { versions, key } = edition;
  const newest = versions.at(-1)!;
  const { number } = path.asked;
  const version = number === null ? newest : versions.find((one) => one.number === number);
  if (!version) return null;
  const keeping = keepingOf(path, key !== "");
  if (path.kind === "form") return issueFile({ version, name: path.name, keeping }, shelf);
  const { frozenAt: modified } = newest;
  if (path.kind === "versions") return madePage(versionsPage(edition, house), { modified, keeping });
  if (number === null) return issueFile({ version, name: "issue.html", keeping }, shelf);
  if (version === newest) return movedTo(`${pathOf(path.asked)}${key}`, house, 302);
  const headers = { "x-robots-tag": "noindex" };
  return madePage(earlierPage(version, edition, house), { modified, keeping, headers });
}

function keepingOf({ kind, asked }: IssuePath, isPaid: boolean): Keeping {
  if (isPaid) return "never";
  return kind === "form" && asked.number !== null ? "for good" : "minutes";
}

function pathOf({ date, edition }: IssueAsked): string {
  return `/${date}/${edition === "paid" ? "paid/" : ""}`;
}

/** @param to a path of the archive, with its query */
export function movedTo(to: string, house: ArchiveHouse, status: 301 | 302): Made {
  return madeOf(new Uint8Array(), {
    ...{ status, type: "text/plain; charset=utf-8", keeping: status === 301 ? "minutes" : "never" },
    headers: { location: baseOf(house) + to },
  });
}
