import { MONTHS, printDate } from "../../finance/date-words.ts";
import type { Version } from "../../model/delivery.ts";
import type { IsoDate } from "../../model/unit.ts";
import { type ArchiveHouse, baseOf } from "./archive-house.ts";
import { type Day, lineOf, type Shelf, shownOf } from "./shelf.ts";
import { tied } from "./tied.ts";

/** An issue in a list. */
export type Card = {
  readonly date: IsoDate;
  /** "Wednesday 5 November". */
  readonly dateline: string;
  readonly href: string;
  readonly title: string;
  /** null: it has none, or is for those who pay. */
  readonly standfirst: string | null;
  /** Which editions there are beside or in place of the free one. */
  readonly paid: { readonly only: boolean; readonly href: string } | null;
  /** Where its corrections are told; of a paid issue, the page of its day. */
  readonly corrected: { readonly on: string; readonly href: string } | null;
};

/** Issues of one month, newest first. */
export type Month = {
  /** "2025-11", by which a link finds it. */
  readonly id: string;
  /** "November 2025". */
  readonly name: string;
  /** "November". */
  readonly short: string;
  readonly cards: readonly Card[];
};

export interface Listing {
  readonly house: ArchiveHouse;
  readonly shelf: Pick<Shelf, "head">;
}

export async function cardOf(day: Day, { house, shelf }: Listing): Promise<Card> {
  const { date, free, paid } = day;
  const shown = shownOf(day);
  const isFree = free.length > 0;
  const href = `${baseOf(house)}/${date}/`;
  const { standfirst } = isFree ? await shelf.head(shown) : { standfirst: null };
  return {
    date,
    dateline: printDate(date, "full").replace(/ \d{4}$/, ""),
    href,
    title: tied(shown.bound.subject),
    standfirst: standfirst === null ? null : tied(standfirst),
    paid: paid.length > 0 ? { only: !isFree, href: `${href}paid/` } : null,
    corrected: correctedOf(day, href),
  };
}

/** null: what is shown of the day is what went out first. */
function correctedOf(day: Day, href: string): Card["corrected"] {
  const last = lineOf(day).findLast(({ correction }) => correction !== null);
  // What was corrected of a paid issue is told to its readers alone.
  return last ? { on: dayOf(last), href: last.edition === "free" ? `${href}versions/` : href } : null;
}

/** "6 November 2025": the day on which a version went out, UTC. */
export function dayOf({ frozenAt }: Version): string {
  return printDate(frozenAt.slice(0, 10), "long");
}

export async function monthsOf(days: readonly Day[], listing: Listing): Promise<readonly Month[]> {
  const cards = await Promise.all(days.map((day) => cardOf(day, listing)));
  const ids = [...new Set(cards.map(({ date }) => date.slice(0, 7)))];
  return ids.map((id) => ({
    id,
    name: monthName(id),
    short: monthName(id).slice(0, -5),
    cards: cards.filter(({ date }) => date.startsWith(id)),
  }));
}

/** "2025-11" → "November 2025". */
export function monthName(id: string): string {
  return `${MONTHS[Number(id.slice(5)) - 1]} ${id.slice(0, 4)}`;
}

export type Year = { readonly year: string; readonly href: string; readonly count: number };

/** Newest first. */
export function yearsOf(days: readonly Day[], house: ArchiveHouse): readonly Year[] {
  const counts = new Map<string, number>();
  for (const { date } of days) counts.set(date.slice(0, 4), (counts.get(date.slice(0, 4)) ?? 0) + 1);
  return [...counts].map(([year, count]) => ({ year, href: `${baseOf(house)}/${year}/`, count }));
}
