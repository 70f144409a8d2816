import { PipelineError } from "../../errors.ts";
import type { World } from "../../world/world.ts";
import type { Outcome, Runner } from "./assignment.ts";
import { backfillVersions, FRED } from "./backfill.ts";
import { FRED_KEY, type Outing, outingsOf } from "./outings.ts";
import { historyFrom, type Round, runOuting } from "./round.ts";

type Asked = Pick<Round, "plans" | "date">;

/** As if every key were there: who asks may have other keys than who says what is to be asked. */
const EVERY_KEY: ReadonlySet<string> = new Set([FRED_KEY]);

/** Sources by name that machines may ask beside each other. What is FRED's is one of them: it has one pace and one key. */
export function sourcesOf({ plans, date }: Asked): readonly string[] {
  return [...new Set(outingsOf(plans, date, EVERY_KEY).map(askedAs))];
}

/** The same visits in the order in which a round of all sources tells them. */
export function inOrderOfRound(visited: readonly Outcome[], { plans, date }: Asked): readonly Outcome[] {
  const names = outingsOf(plans, date, EVERY_KEY).map(({ source }) => source);
  const rank = ({ visit }: Outcome) => names.indexOf(visit.source);
  return visited.toSorted((one, other) => rank(one) - rank(other));
}

/**
 * Asks one of `sourcesOf`, as a round of all sources does: with the versions that FRED dates, where history is asked for.
 *
 * @throws PipelineError file-missing, where this machine's settings have no such source
 */
export async function runSource(
  source: string,
  round: Round,
  world: Pick<World, "web" | "archive">,
): Promise<readonly Outcome[]> {
  const runner: Runner = { ...round, world };
  const from = historyFrom(round);
  expectKnown(source, round);
  const own = outingsOf(round.plans, round.date, world.web.secrets).filter((one) => askedAs(one) === source);
  const outcomes: Outcome[] = [];
  for (const outing of own) outcomes.push(...(await runOuting(outing, from, runner)));
  // What the desk sees itself stands before what FRED says that it could have seen.
  if (source === FRED && round.backfillFrom !== null)
    outcomes.push(...(await backfillVersions(from, runner)));
  return outcomes;
}

function askedAs({ source }: Outing): string {
  return source.startsWith(`${FRED}-`) ? FRED : source;
}

function expectKnown(source: string, asked: Asked): void {
  if (sourcesOf(asked).includes(source)) return;
  throw new PipelineError({
    code: "file-missing",
    place: "content/sources.yaml",
    message: `This worker's settings have no source ${JSON.stringify(source)}.`,
    remedy: "Bring the project on this machine up to date; another worker may do it meanwhile.",
  });
}
