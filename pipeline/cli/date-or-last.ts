import { checkedDay, lastCompletedDay } from "../desk/issue-day.ts";
import { readHolidays } from "../desk/read-calendars.ts";
import type { IsoDate } from "../model/unit.ts";
import { realNow } from "../world/clock.ts";
import { realFiles } from "../world/files.ts";

/** The day that was named, checked, or the last completed trading day. */
export async function dateOrLast(given: string | null, root: string): Promise<IsoDate> {
  const calendars = await readHolidays(root, { files: realFiles });
  if (given === null) return lastCompletedDay(realNow(), calendars);
  checkedDay(given, calendars, realNow());
  return given;
}
