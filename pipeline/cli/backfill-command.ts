import { checkedDays } from "../desk/issue-day.ts";
import { readHolidays } from "../desk/settings/read-calendars.ts";
import { PipelineError } from "../errors.ts";
import type { IsoDate, IsoInstant } from "../model/unit.ts";
import { realNow } from "../world/clock.ts";
import { realFiles } from "../world/files.ts";
import { openWorld } from "../world/real-world.ts";
import { realTicks } from "../world/waiting.ts";
import type { World } from "../world/world.ts";
import { programVersion } from "./asked-issues.ts";
import { buildDays, type DayTold } from "./backfill-days.ts";
import { backfillOutcome } from "./backfill-outcome.ts";
import { buildDay, type DayBuilding } from "./build-day.ts";
import { buildRequest } from "./build-request.ts";
import type { Invocation, Options, Outcome } from "./command.ts";
import { filesOf } from "./database-of.ts";
import { learn } from "./learn.ts";
import { movingLine, progressWords } from "./moving-line.ts";
import { mirrorOf, openOutside } from "./outside.ts";
import { projectRoot } from "./project-root.ts";
import { queueOf } from "./queue-of.ts";
import { stopSignals } from "./stop-signals.ts";
import { forTerminal } from "./terminal-text.ts";
import { together } from "./together.ts";

/** Opens the world in which all days are made. */
type OpenWorld = typeof openWorld;

/**
 * `backfill FROM TO`: every trading day of the range as `build` makes it. What is there and would come out the same is left as it is, so whoever
 * was stopped goes on. Where there is a queue, its workers build the days, unless with --here. Exit 0: all days are there, whatever the gates say
 * of them; 1: a day failed, or some are left.
 */
export async function backfillCommand(
  invocation: Invocation,
  [from = "", to = ""]: readonly (string | null)[],
  options: Options,
  open: OpenWorld = openWorld,
): Promise<Outcome> {
  const root = projectRoot(invocation, options);
  const range = { root, from: from ?? "", to: to ?? "" };
  const { request, mirror } = await asked(invocation, options, range);
  const outside = request.data.kind === "archive" ? await openOutside(invocation, { root, mirror }) : null;
  try {
    const days = await daysOf(range, outside?.now);
    // Once for all: when the sources have been asked for the last day, nothing of the others is still to come.
    if (outside) await learn({ program: invocation.root, root, date: days.at(-1)!, request, outside });
    const files = filesOf(invocation, root);
    const building = { root, request, version: programVersion(invocation), files, outside };
    const queue = options.here ? null : await queueOf(invocation);
    if (queue === null) return backfillOutcome(range, await builtDays(invocation, { days, building, open }));
    const { queuedDays, STAYS } = await import("./backfill-queued.ts");
    const rows = await queuedDays(invocation, queue, { days, building }).finally(queue.close);
    return backfillOutcome(range, rows, STAYS);
  } finally {
    await outside?.close();
  }
}

interface Range {
  readonly root: string;
  readonly from: string;
  readonly to: string;
}

/** The days to build. @throws PipelineError with all that is wrong with the two dates, or with the calendar */
export async function daysOf({ root, ...range }: Range, now?: IsoInstant): Promise<readonly IsoDate[]> {
  return checkedDays(range, await readHolidays(root, { files: realFiles }), now ?? realNow());
}

/** The options, or what is wrong with them and with the dates. */
async function asked(invocation: Invocation, options: Options, range: Range) {
  try {
    return together({
      request: () => buildRequest(options),
      mirror: () => mirrorOf(options, invocation),
    });
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    const dates = await daysOf(range).then(() => [], faultsIn);
    throw new PipelineError([...dates, ...error.faults]);
  }
}

function faultsIn(error: unknown) {
  if (error instanceof PipelineError) return error.faults;
  throw error;
}

interface Run {
  readonly days: readonly IsoDate[];
  readonly building: DayBuilding;
  readonly open: OpenWorld;
}

async function builtDays(invocation: Invocation, { days, building, open }: Run): Promise<readonly DayTold[]> {
  const { environment, terminal } = invocation;
  const line = movingLine({ terminal, ticks: realTicks, write: (text) => void process.stderr.write(text) });
  const signals = stopSignals(() =>
    line.remark("Stopping: the days that are under way come to their end. Again, and it ends at once."),
  );
  const { version, files, outside } = building;
  const world = open({
    environment,
    version,
    files,
    tell: (remark) => line.remark(forTerminal(remark)),
    ...(outside ? { outside } : {}),
  });
  // What the stages of two days at once tell is of no use to anybody.
  const quiet: World = { ...world, tell: () => undefined };
  try {
    return await buildDays(days, {
      build: (date) => buildDay(date, building, quiet),
      stop: signals.signal,
      ticks: realTicks,
      tell: (progress) => line.tell(progressWords("days", progress)),
    });
  } finally {
    line.end();
    signals.release();
    await world.close();
  }
}
