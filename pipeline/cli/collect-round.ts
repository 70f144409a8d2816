import type { Outcome as Visited } from "../collect/round/assignment.ts";
import { type Round, runRound } from "../collect/round/round.ts";
import { checkedDay, lastCompletedDay } from "../desk/issue-day.ts";
import { readConfig } from "../desk/settings/read-config.ts";
import type { IsoDate } from "../model/unit.ts";
import { allSections } from "../sections/all.ts";
import { codeVersion } from "../world/code-version.ts";
import { realFiles } from "../world/files.ts";
import { keptOn } from "../world/kept.ts";
import type { Outside } from "./outside.ts";

/** One round of all sources, as the command line asks for it. */
export interface RoundRequest {
  /** The program's own folder. */
  readonly program: string;
  readonly root: string;
  /** null: the last completed trading day. */
  readonly date: string | null;
  readonly backfillFrom: IsoDate | null;
  readonly tell: (progress: string) => void;
}

/** Collects for a day into the project's archive. */
export async function collectRound(
  request: RoundRequest,
  outside: Outside,
): Promise<{ readonly date: IsoDate; readonly visited: readonly Visited[] }> {
  const { tell } = request;
  const { web, archive } = outside;
  const round = await roundOf(request, outside);
  tell(`collecting for ${round.date}`);
  return { date: round.date, visited: await runRound(round, { web, archive, tell }) };
}

/** What is asked for in a round, by the project's settings. @throws PipelineError where they or the date are wrong */
export async function roundOf(
  { program, root, date: given, backfillFrom }: Omit<RoundRequest, "tell">,
  { now }: Pick<Outside, "now">,
): Promise<Round> {
  const { plans, calendars } = await readConfig(root, allSections, { files: realFiles, kept: keptOn(null) });
  const date = given ?? lastCompletedDay(now, calendars);
  checkedDay(date, calendars, now);
  return { date, plans, calendars, version: codeVersion(program), backfillFrom };
}
