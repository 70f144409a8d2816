import { lastCompletedDay } from "../desk/issue-day.ts";
import { readHolidays } from "../desk/settings/read-calendars.ts";
import { addDays } from "../finance/dates.ts";
import type { IsoDate } from "../model/unit.ts";
import { realFiles } from "../world/files.ts";
import { collectRound } from "./collect-round.ts";
import type { Outside } from "./outside.ts";

/** What was asked less than so long ago need not be asked again: what a cron collects every ten minutes is fresh. */
const FRESH_MS = 10 * 60_000;

/** After so many days nothing of a day is still to be published that an issue waits for. */
const SETTLED_DAYS = 4;

/**
 * A round of all sources, unless there was one within ten minutes, or the day is past and there was one when all of it was out. What fails is in
 * the archive's log, and the gates tell it.
 */
export async function collectIfDue(
  { program, root, date }: { readonly program: string; readonly root: string; readonly date: IsoDate },
  outside: Outside,
): Promise<void> {
  const asked = (await outside.archive.visits(null)).map(({ at }) => Date.parse(at));
  const last = asked.length > 0 ? Math.max(...asked) : Number.NEGATIVE_INFINITY;
  const calendars = await readHolidays(root, { files: realFiles });
  const isPast = date < lastCompletedDay(outside.now, calendars);
  const isSettled = last >= Date.parse(`${addDays(date, SETTLED_DAYS)}T00:00:00Z`);
  if ((isPast && isSettled) || Date.parse(outside.now) - last < FRESH_MS) return;
  process.stderr.write("asking the sources …\n");
  await collectRound({ program, root, date, backfillFrom: null, tell: () => undefined }, outside);
}
