import { copyFileSync } from "node:fs";
import type { VisitRecord } from "../../pipeline/model/telling.ts";
import type { IsoDate } from "../../pipeline/model/unit.ts";
import { openArchive } from "../../pipeline/world/archive/archive.ts";
import type { Archive } from "../../pipeline/world/world.ts";
import { type Asking, addressOf, type Own, roundOf } from "./fault-rounds.ts";

export const [FIRST, SECOND, DAY] = ["2025-11-03", "2025-11-04", "2025-11-05"] as const;
export const EVENING = `${DAY}T22:30:00Z`;
/** Over an hour later: nothing new was published but news. */
export const LATER = `${DAY}T23:45:00Z`;

/** What clean rounds were told, by evening. */
export type Evenings = Readonly<Record<IsoDate, readonly VisitRecord[]>>;

type Collecting = Pick<Asking, "upstream"> & Required<Pick<Asking, "memory">> & { readonly folder: string };

/** The file of an archive after the round of an evening. */
export function fileAfter(folder: string, date: IsoDate): string {
  return `${folder}/${date}.db`;
}

/** Runs rounds on three evenings, with a key for FRED, and keeps the archive as it was after each. */
export async function collectEvenings({ folder, ...asking }: Collecting): Promise<Evenings> {
  const told: Record<IsoDate, readonly VisitRecord[]> = {};
  let before: string | null = null;
  for (const date of [FIRST, SECOND, DAY]) {
    const file = fileAfter(folder, date);
    if (before !== null) copied(before, file);
    const run = await using(file, (archive) =>
      roundOf({ ...asking, archive, now: `${date}T22:30:00Z`, own: () => true, hasKey: true }),
    );
    told[date] = run.records;
    before = file;
  }
  return told;
}

/** What FRED's charts tell on the last evening, where there is no key any more. */
export async function collectCharts({ folder, ...asking }: Collecting): Promise<readonly VisitRecord[]> {
  const own: Own = (address) => address.startsWith("fred.stlouisfed.org/");
  const file = copied(fileAfter(folder, SECOND), `${folder}/charts.db`);
  const run = await using(file, (archive) =>
    roundOf({ ...asking, archive, now: EVENING, own, hasKey: false }),
  );
  return run.records;
}

/** Adds evenings to an archive. @param without addresses that are as if they had not been asked */
export async function addEvenings(
  file: string,
  evenings: Evenings,
  { dates, without }: { readonly dates: readonly IsoDate[]; readonly without: RegExp },
): Promise<void> {
  await using(file, async (archive) => {
    for (const record of dates.flatMap((date) => evenings[date]!))
      if (!without.test(addressOf(record.visit.place))) await archive.record(record);
  });
}

/** An archive that is closed after its use. */
export async function using<T>(file: string, use: (archive: Archive) => Promise<T>): Promise<T> {
  const archive = openArchive(file);
  try {
    return await use(archive);
  } finally {
    archive.close();
  }
}

/** A copy to do harm to. */
export function copied(file: string, copy: string): string {
  copyFileSync(file, copy);
  return copy;
}
