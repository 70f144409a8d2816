import { checkedDay, lastCompletedDay } from "../desk/issue-day.ts";
import { readHolidays } from "../desk/settings/read-calendars.ts";
import type { IsoDate, IsoInstant } from "../model/unit.ts";
import { realNow } from "../world/clock.ts";
import { realFiles } from "../world/files.ts";

/** The day that was named, checked, or the last completed trading day. */
export async function dateOrLast(
  given: string | null,
  root: string,
  now: IsoInstant = realNow(),
): Promise<IsoDate> {
  const calendars = await readHolidays(root, { files: realFiles });
  if (given === null) return lastCompletedDay(now, calendars);
  checkedDay(given, calendars, now);
  return given;
}
