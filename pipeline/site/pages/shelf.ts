import type { Version } from "../../model/delivery.ts";
import type { Tier } from "../../model/subscriber.ts";
import type { IsoDate, IsoInstant } from "../../model/unit.ts";
import type { Deliveries } from "../../world/mailing/mailing.ts";
import { type IssueHead, type IssueWords, readHead, readWords } from "./issue-words.ts";

/** What went out of one day, each edition's versions oldest first; never both empty. */
export interface Day {
  readonly date: IsoDate;
  readonly free: readonly Version[];
  readonly paid: readonly Version[];
}

export interface ShelfWorld {
  readonly deliveries: Pick<Deliveries, "versions" | "versionCount" | "file">;
  now(): IsoInstant;
}

/** What the site may show, newest day first. */
export interface Shelf {
  days(): Promise<readonly Day[]>;
  /** As it is now, not as it was when all days were last read. */
  day(date: IsoDate): Promise<Day | null>;
  file(sha256: string): Promise<Uint8Array | null>;
  head(version: Version): Promise<IssueHead>;
  words(version: Version): Promise<IssueWords>;
}

const REMEMBERED_WORDS = 64;

/** @param shows "withheld": nothing tells that there are paid issues */
export function openShelf({ deliveries }: ShelfWorld, shows: "withheld" | "signed"): Shelf {
  const heads = new Map<string, IssueHead>();
  const words = new Map<string, IssueWords>();
  let held: { readonly count: number; readonly days: Promise<readonly Day[]> } | null = null;
  const shown = (day: Day): readonly Day[] => {
    const kept = shows === "withheld" ? { ...day, paid: [] } : day;
    return kept.free.length + kept.paid.length > 0 ? [kept] : [];
  };
  const textOf = async ({ bound }: Version) => {
    const bytes = bound.forms["issue.md"] ? await deliveries.file(bound.forms["issue.md"]) : null;
    return bytes ? new TextDecoder().decode(bytes) : "";
  };
  return {
    async days() {
      // Counting is quick, reading them all is not.
      const count = await deliveries.versionCount();
      if (held?.count === count) return held.days;
      const days = deliveries.versions({}).then((all) => daysOf(all).flatMap(shown));
      held = { count, days };
      // What failed once is asked again at once.
      days.catch(() => {
        held = null;
      });
      return days;
    },
    day: async (date) => daysOf(await deliveries.versions({ date })).flatMap(shown)[0] ?? null,
    file: (sha256) => deliveries.file(sha256),
    head: (version) => remembered(heads, version, async () => readHead(await textOf(version))),
    async words(version) {
      if (words.size >= REMEMBERED_WORDS) words.clear();
      return remembered(words, version, async () => readWords(await textOf(version)));
    },
  };
}

async function remembered<T>(known: Map<string, T>, { bound }: Version, make: () => Promise<T>): Promise<T> {
  const hash = bound.forms["issue.md"] ?? "";
  const found = known.get(hash);
  if (found !== undefined) return found;
  const made = await make();
  known.set(hash, made);
  return made;
}

function daysOf(versions: readonly Version[]): readonly Day[] {
  const days = new Map<IsoDate, Record<Tier, Version[]>>();
  for (const version of versions) {
    const day = days.get(version.date) ?? { free: [], paid: [] };
    day[version.edition].push(version);
    days.set(version.date, day);
  }
  return [...days]
    .sort(([one], [other]) => (one < other ? 1 : -1))
    .map(([date, { free, paid }]) => ({ date, free: inOrder(free), paid: inOrder(paid) }));
}

function inOrder(versions: readonly Version[]): readonly Version[] {
  return [...versions].sort((one, other) => one.number - other.number);
}

/** What everybody sees of a day: its free edition; the paid one where there is no other. */
export function shownOf(day: Day): Version {
  const shown = day.free.at(-1) ?? day.paid.at(-1);
  if (!shown) throw new Error(`${day.date} stands on the shelf with no version`);
  return shown;
}

/** All versions of the edition that everybody sees, oldest first. */
export function lineOf({ free, paid }: Day): readonly Version[] {
  return free.length > 0 ? free : paid;
}
