import { checkedDay, lastCompletedDay } from "./desk/issue-day.ts";
import { readIssueTemplates } from "./desk/read-templates.ts";
import { readConfig } from "./desk/settings/read-config.ts";
import { readIssueContent } from "./desk/texts/read-content.ts";
import type { Templates } from "./fill/templates.ts";
import type { Agenda } from "./model/agenda.ts";
import type { DeliverySettings } from "./model/delivery-settings.ts";
import type { Edition, Sources } from "./model/edition.ts";
import type { MarketCalendars } from "./model/holidays.ts";
import type { IssueContent } from "./model/issue.ts";
import type { MeetingCalendar } from "./model/meeting.ts";
import type { Assets } from "./model/theme.ts";
import type { IsoDate } from "./model/unit.ts";
import type { Vocabulary } from "./model/vocabulary.ts";
import { SITE_PATHS } from "./post/places.ts";
import type { IssuePlace } from "./rebuild/issue-place.ts";
import type { Section } from "./sections/section.ts";
import type { World } from "./world/world.ts";

/** What a person asked for. */
export interface Request {
  /** The project's folder: content/, templates/, assets/ and out/ are below it. */
  readonly root: string;
  /** null: the last completed New York trading day. */
  readonly date: string | null;
  readonly edition?: "free" | "paid" | undefined;
}

/** All that one build needs besides the market: checked, complete, with every fault of it found at once. */
export interface Job {
  readonly root: string;
  readonly date: IsoDate;
  readonly previousDate: IsoDate;
  readonly edition: Edition;
  /** Where what is made of it lies. */
  readonly place: IssuePlace;
  readonly plans: Sources;
  readonly vocabulary: Vocabulary;
  readonly calendars: MarketCalendars;
  readonly meetings: MeetingCalendar;
  /** Release rules and auctions, for the days ahead. */
  readonly agenda: Agenda;
  /** null: the project has no content/delivery.yaml. */
  readonly delivery: DeliverySettings | null;
  readonly content: IssueContent;
  readonly templates: Templates;
  /** The theme, and the stylesheets, fonts and pictures below assets/. */
  readonly assets: Assets;
}

/** Reads content/, templates/ and assets/ for one day. */
export async function readJob(
  request: Request,
  sections: readonly Section[],
  world: Pick<World, "files" | "kept" | "now">,
): Promise<Job> {
  const { root } = request;
  const { edition, theme, ...config } = await readConfig(root, sections, world);
  const date = request.date ?? lastCompletedDay(world.now(), config.calendars);
  const previousDate = checkedDay(date, config.calendars, world.now());
  const [content, templates, files] = await Promise.all([
    readIssueContent(`${root}/content/issues/${date}`, sections, world),
    readIssueTemplates(`${root}/templates`, world),
    readFolder(`${root}/assets`, "", world),
  ]);
  const cut = { ...edition, edition: request.edition ?? edition.edition, subscribe: subscribeAt(config) };
  const place = { root, date, edition: cut.edition, own: edition.edition };
  return {
    root,
    date,
    previousDate,
    edition: cut,
    place,
    ...config,
    content,
    templates,
    assets: { theme, files },
  };
}

/** Where a reader asks for the paid edition. */
function subscribeAt({ delivery }: Pick<Job, "delivery">): string | null {
  return delivery && `${delivery.site}${SITE_PATHS.subscribe}`;
}

/** Folders within folders; deeper is a link that leads back. */
const DEPTH = 8;

/** Every file below a folder, by its path below it; what editors and file managers leave behind is not there. */
async function readFolder(
  folder: string,
  below: string,
  world: Pick<World, "files">,
): Promise<Record<string, Uint8Array>> {
  const found: Record<string, Uint8Array> = {};
  if (below.split("/").length > DEPTH) return found;
  for (const name of await world.files.list(below ? `${folder}/${below}` : folder)) {
    const path = below ? `${below}/${name}` : name;
    if (/^[.#~]/.test(name)) continue;
    if (!name.includes(".")) Object.assign(found, await readFolder(folder, path, world));
    else {
      const bytes = await world.files.read(`${folder}/${path}`);
      if (bytes) found[path] = bytes;
    }
  }
  return found;
}
