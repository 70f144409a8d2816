import { printDate } from "../../finance/date-words.ts";
import { sitePage } from "../../render/site-page.ts";
import { type ArchiveHouse, shellOf } from "./archive-house.ts";
import { cardOf, type Listing, monthsOf, yearsOf } from "./cards.ts";
import { type Day, type Shelf, shownOf } from "./shelf.ts";
import { tied } from "./tied.ts";

export interface ListWorld extends Listing {
  readonly shelf: Pick<Shelf, "head" | "words">;
}

/** So many issues at least stand on the front page, in whole months. */
const FRONT_ISSUES = 20;
const LEAD_FINDINGS = 5;

/** `/`: the newest issue at length, then the newest months. */
export async function frontPage(days: readonly Day[], world: ListWorld): Promise<string> {
  const { house } = world;
  const [newest] = days;
  const lead = newest ? await leadOf(newest, world) : null;
  const months = await monthsOf(frontDays(days).slice(1), world);
  const shell = shellOf(house, {
    title: "All issues",
    description: lead?.standfirst ?? `The issues of ${house.publication}.`,
    path: "/",
    image: lead?.picture ? { address: house.site + lead.picture.path, alt: lead.picture.alt } : null,
    here: "issues",
  });
  const years = yearsOf(days, house);
  return sitePage(house.templates, "front", { ...shell, lead, months, years });
}

function frontDays(days: readonly Day[]): readonly Day[] {
  const last = days[Math.min(FRONT_ISSUES, days.length) - 1]?.date.slice(0, 7) ?? "";
  return days.filter(({ date }) => date.slice(0, 7) >= last);
}

async function leadOf(day: Day, world: ListWorld) {
  const card = await cardOf(day, world);
  const version = shownOf(day);
  const path = `/${day.date}/`;
  const dateline = printDate(day.date, "full");
  if (day.free.length === 0) return { ...card, dateline, pdf: null, findings: [], picture: null };
  const { findings, picture } = await world.shelf.words(version);
  const { forms } = version.bound;
  const isThere = picture !== null && Object.hasOwn(forms, picture.name);
  return {
    ...card,
    dateline,
    pdf: Object.hasOwn(forms, "issue.pdf") ? `${card.href}issue.pdf` : null,
    findings: findings.slice(0, LEAD_FINDINGS).map(({ section, text }) => ({ section, text: tied(text) })),
    picture: isThere ? { ...picture, path: path + picture.name, source: card.href + picture.name } : null,
  };
}

/** `/2025/`: all issues of a year; null where there is none. */
export async function yearPage(year: string, days: readonly Day[], listing: Listing): Promise<string | null> {
  const { house } = listing;
  const ofYear = days.filter(({ date }) => date.startsWith(`${year}-`));
  if (ofYear.length === 0) return null;
  const months = await monthsOf(ofYear, listing);
  const shell = shellOf(house, {
    title: `Issues of ${year}`,
    description: `All ${ofYear.length} issues of ${house.publication} of ${year}, by month.`,
    path: `/${year}/`,
    here: "issues",
  });
  const years = yearsOf(days, house).map((one) => ({ ...one, here: one.year === year }));
  return sitePage(house.templates, "year", { ...shell, year, months, years });
}

/** `/search/` of a site of files: all titles on one page, through which a browser can look. */
export function titlesPage(days: readonly Day[], house: ArchiveHouse): string {
  const shell = shellOf(house, {
    title: "Search",
    description: `The titles of all issues of ${house.publication}.`,
    path: null,
    here: "search",
  });
  const years = yearsOf(days, house).map(({ year }) => ({
    year,
    issues: days
      .filter(({ date }) => date.startsWith(`${year}-`))
      .map((day) => ({
        date: day.date,
        href: `${shell.base}/${day.date}/`,
        title: shownOf(day).bound.subject,
      })),
  }));
  return sitePage(house.templates, "titles", { ...shell, years });
}
