import { lastCompletedDay } from "../desk/issue-day.ts";
import { readHolidays } from "../desk/settings/read-calendars.ts";
import type { IsoDate } from "../model/unit.ts";
import { realNow } from "../world/clock.ts";
import { contentVersions } from "../world/content-version.ts";
import { realFiles } from "../world/files.ts";
import { type Order, PRIORITY, type Queue, type Told } from "../world/queue/queue.ts";
import { type DayTold, leftDay } from "./backfill-days.ts";
import type { DayBuilding } from "./build-day.ts";
import type { Invocation } from "./command.ts";
import { buildOrder, folderOf } from "./jobs/build-job.ts";
import { ordered } from "./jobs/ordered.ts";

/** What becomes of days that nobody waits for any more. */
export const STAYS =
  "What is left stays in the queue, and workers go on with it. Run the same command again to wait for it: nothing is built twice.";

/**
 * Lets the workers of a queue build days, and waits for them; a day whose order waits already is waited for.
 *
 * @returns a row for each, in their order; those without an end are left when somebody stops the waiting
 */
export async function queuedDays(
  invocation: Pick<Invocation, "terminal">,
  queue: Queue,
  { days, building }: { readonly days: readonly IsoDate[]; readonly building: DayBuilding },
): Promise<readonly DayTold[]> {
  const orders = await ordersOf(days, building);
  const told = await ordered(queue, orders, { invocation, noun: "days" });
  return days.map((date, at) => rowOf(date, told.get(orders[at]!.key)));
}

/** The issue that readers wait for goes first. */
async function ordersOf(
  days: readonly IsoDate[],
  { root, request, version, outside }: DayBuilding,
): Promise<readonly Order[]> {
  const now = outside?.now ?? realNow();
  const newest = lastCompletedDay(now, await readHolidays(root, { files: realFiles }));
  const contentOf = contentVersions(root, folderOf(request));
  return days.map((date) =>
    buildOrder({
      date,
      now,
      request,
      program: version,
      content: contentOf(date),
      priority: date === newest ? PRIORITY.today : PRIORITY.backfill,
    }),
  );
}

function rowOf(date: IsoDate, told: Told | undefined): DayTold {
  // Its key names the program: who wrote the row writes it as we read it.
  if (told?.state === "done") return told.result as DayTold;
  if (told?.state !== "dead") return leftDay(date);
  const message = told.reason ?? "No reason was kept.";
  const remedy = "See npx tracker status --queue, or run the same command again to have it tried again.";
  return { date, came: "failed", editions: [], faults: [{ code: "job-given-up", message, remedy }] };
}
