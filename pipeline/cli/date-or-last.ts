import { readConfig } from "../desk/read-config.ts";
import { checkedDay, lastCompletedDay } from "../job.ts";
import type { IsoDate } from "../model/unit.ts";
import { allSections } from "../sections/all.ts";
import { realFiles } from "../world/files.ts";

/** The day that was named, checked, or the last completed trading day. */
export async function dateOrLast(given: string | null, root: string): Promise<IsoDate> {
  const now = new Date().toISOString();
  const { calendars } = await readConfig(root, allSections, { files: realFiles });
  if (given === null) return lastCompletedDay(now, calendars);
  checkedDay(given, calendars, now);
  return given;
}
