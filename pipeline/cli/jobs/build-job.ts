import { PipelineError } from "../../errors.ts";
import { type BuildBrief, BuildBriefSchema } from "../../model/build-brief.ts";
import type { IsoDate, IsoInstant } from "../../model/unit.ts";
import { hashOf } from "../../rebuild/record.ts";
import { contentVersions } from "../../world/content-version.ts";
import { noWeb } from "../../world/nothing-outside.ts";
import type { Order } from "../../world/queue/queue.ts";
import { openWorld } from "../../world/real-world.ts";
import { realSleep } from "../../world/waiting.ts";
import type { World } from "../../world/world.ts";
import { programVersion } from "../asked-issues.ts";
import { builtDay, type DayTold, failedDay } from "../backfill-days.ts";
import { buildDay, type DayBuilding } from "../build-day.ts";
import type { BuildRequest } from "../build-request.ts";
import { filesOf } from "../database-of.ts";
import { archiveOf } from "../stores.ts";
import { readBrief } from "./read-brief.ts";
import { watchedBuild } from "./watched-build.ts";
import type { Machine, Workplace } from "./workplace.ts";

/** A day that somebody wants to be built by whichever worker comes first. */
export interface BuildOrdering {
  readonly date: IsoDate;
  /** The moment at which the day was found to be over. */
  readonly now: IsoInstant;
  readonly request: BuildRequest;
  /** The program and its browser, see `programVersion`. */
  readonly program: string;
  /** What it is made with, see `contentVersions`. */
  readonly content: string;
  readonly priority: number;
}

const KEY_LETTERS = 12;
/** As many as a browser has pages: while one is printed, the other one is computed. */
const AT_ONCE = 2;
/** So long a worker that cannot do a job keeps it: one that refused at once would take every job before those that can. */
const HOLD_MS = 10_000;

/** The order to build a day: the same as another one where the same bytes are asked for. */
export function buildOrder({ date, now, request, program, content, priority }: BuildOrdering): Order {
  const { edition = null, only, papers, ...rest } = request;
  const lists = { only: only && [...only], papers: papers && [...papers] };
  const made = { request: { edition, ...rest, ...lists }, program, content };
  const key = `${date} ${hashOf(JSON.stringify(made)).slice(0, KEY_LETTERS)}`;
  const brief: BuildBrief = { date, now, ...made };
  return { kind: "build", key, brief, priority };
}

/** The folder that a request names, whose files are the data. */
export function folderOf({ data }: BuildRequest): string | null {
  return data.kind === "directory" ? data.folder : null;
}

/** Builds days in one world, opened once: its browser starts with the first page. @param holdMs see `HOLD_MS` */
export async function buildPlace(machine: Machine, holdMs = HOLD_MS): Promise<Workplace> {
  const { invocation, root, log, stop } = machine;
  // As it was when this process read it: what is changed on the disk since then is another program.
  const version = programVersion(invocation);
  const files = filesOf(invocation, root);
  const archive = await archiveOf(invocation, root);
  const tell = (trouble: string) => log.info("The world of builds has a remark.", { trouble });
  const world = openWorld({ environment: invocation.environment, version, files, tell });
  return {
    atOnce: AT_ONCE,
    async doer(job) {
      try {
        const brief = readBrief(BuildBriefSchema, job);
        const request = requestOf(brief);
        const content = contentVersions(root, folderOf(request))(brief.date);
        expectSame(brief, { program: version, content });
        const isArchived = request.data.kind === "archive";
        const outside = { web: noWeb, archive, now: brief.now, close: async () => undefined };
        const building = { root, request, version, files, outside: isArchived ? outside : null };
        const own = { ...world, archive, now: () => brief.now };
        return await watchedBuild(own, job, machine, (watched) => dayTold(brief.date, building, watched));
      } catch (cause) {
        if (isOfAnother(cause)) await realSleep(holdMs, AbortSignal.any([job.signal, stop]));
        throw cause;
      }
    },
    async close() {
      await world.close();
      archive.close();
    },
  };
}

/** What another machine or another time may mend; all else is the day's own fault, and comes of every try. */
const PASSING: readonly string[] = [
  "archive-busy",
  "database",
  "disk",
  "network",
  "browser-failed",
  "browser-missing",
];

/** @throws what is to be tried again */
async function dayTold(date: IsoDate, building: DayBuilding, world: World): Promise<DayTold> {
  try {
    return builtDay(date, await buildDay(date, building, world));
  } catch (error) {
    if (!(error instanceof PipelineError)) throw error;
    if (error.faults.some(({ code }) => PASSING.includes(code))) throw error;
    return failedDay(date, error);
  }
}

function requestOf({ request: { edition, ...rest } }: BuildBrief): BuildRequest {
  return { edition: edition ?? undefined, ...rest };
}

/** @throws PipelineError worker-differs, where this worker would make other bytes than those that were ordered */
function expectSame(
  ordered: Pick<BuildBrief, "date" | "program" | "content">,
  own: Pick<BuildBrief, "program" | "content">,
): void {
  const others = (["program", "content"] as const).filter((name) => ordered[name] !== own[name]);
  if (others.length === 0) return;
  const told = others.map(
    (name) => `the ${name} ${short(ordered[name])} and this worker has ${short(own[name])}`,
  );
  throw differs(`The order to build ${ordered.date} asks for ${told.join(", for ")}.`);
}

function short(hash: string): string {
  return hash.slice(0, KEY_LETTERS);
}

function differs(message: string): PipelineError {
  return new PipelineError({
    code: "worker-differs",
    message,
    remedy:
      "Bring content/, templates/, assets/ and the program of all machines to the same commit, and start the worker again.",
  });
}

function isOfAnother(cause: unknown): boolean {
  return cause instanceof PipelineError && cause.code === "worker-differs";
}
