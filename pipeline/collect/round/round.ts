import pLimit from "p-limit";
import type { Sources } from "../../model/edition.ts";
import type { MarketCalendars } from "../../model/holidays.ts";
import type { IsoDate } from "../../model/unit.ts";
import type { World } from "../../world/world.ts";
import type { Errand, Wanted, WireFormat } from "../wire-format.ts";
import type { Assignment, Outcome, Runner } from "./assignment.ts";
import { backfillVersions } from "./backfill.ts";
import { type Outing, outingsOf } from "./outings.ts";
import { notAsked, visitErrand } from "./visit-errand.ts";

/** One round of all sources for one issue's day. */
export interface Round {
  readonly date: IsoDate;
  readonly plans: Sources;
  readonly calendars: MarketCalendars;
  readonly version: string;
  /** History is asked from here on; null: from the first of January six years before. */
  readonly backfillFrom: IsoDate | null;
}

/** Years before the that are asked for: five-year windows and a year to spare. */
const HISTORY_YEARS = 6;
/** Sources at once, and errands at once within one: its own pace is kept beside. */
const SOURCES_AT_ONCE = 12;
const ERRANDS_AT_ONCE = 6;

/** A source that was silent so often one after another is not asked on: each time-out takes its while. */
const MOST_SILENCES = 3;

/** Asks every source once and puts what it tells into the archive. Sources go on beside each other; none can stop another. */
export async function runRound(
  round: Round,
  world: Pick<World, "web" | "archive" | "tell">,
): Promise<readonly Outcome[]> {
  const limit = pLimit(SOURCES_AT_ONCE);
  const runner: Runner = { ...round, world };
  const from = historyFrom(round);
  const outings = outingsOf(round.plans, round.date, world.web.secrets);
  const outcomes = await Promise.all(
    outings.map((outing) =>
      limit(async () => {
        const done = await runOuting(outing, from, runner);
        world.tell(`${outing.source}: ${[...new Set(done.map(({ visit }) => visit.verdict))].join(", ")}`);
        return done;
      }),
    ),
  );
  // What the desk sees itself stands before what FRED says that it could have seen.
  const versions = round.backfillFrom === null ? [] : await backfillVersions(from, runner);
  return [...outcomes.flat(), ...versions];
}

/** From where on a round asks for history. */
export function historyFrom({ date, backfillFrom }: Pick<Round, "date" | "backfillFrom">): IsoDate {
  return backfillFrom ?? `${Number(date.slice(0, 4)) - HISTORY_YEARS}-01-01`;
}

/** One source: what its first wire format could not bring is asked for in the next. */
export async function runOuting(
  { source, formats, wanted }: Outing,
  from: IsoDate,
  runner: Runner,
): Promise<readonly Outcome[]> {
  const done: Outcome[] = [];
  let open: readonly Wanted[] = wanted;
  for (const format of formats) {
    if (done.length > 0 && open.length === 0) break;
    const outcomes = await runFormat({ source, format, wanted: open }, from, runner);
    done.push(...outcomes);
    const failed = new Set(outcomes.filter(isFailure).flatMap(({ visit }) => visit.series));
    open = open.filter(({ series }) => failed.has(series));
  }
  return done;
}

/** Old or empty is an answer; another format of the same source would give the same. */
function isFailure({ visit: { verdict } }: Outcome): boolean {
  return verdict !== "ok" && verdict !== "stale" && verdict !== "empty";
}

async function runFormat(
  { source, format, wanted }: { source: string; format: WireFormat; wanted: readonly Wanted[] },
  from: IsoDate,
  runner: Runner,
): Promise<readonly Outcome[]> {
  const limit = pLimit(ERRANDS_AT_ONCE);
  const errands = format.errands(wanted, { date: runner.date, from });
  const endings = endingsOf(errands);
  let [silences, lastAt] = [0, ""];
  const visit = async (assignment: Assignment): Promise<Outcome> => {
    if (silences >= MOST_SILENCES) return notAsked(assignment, lastAt, runner);
    const outcome = await visitErrand(assignment, runner);
    silences = outcome.silent ? silences + 1 : 0;
    lastAt = outcome.visit.at;
    return outcome;
  };
  return Promise.all(
    errands.map((errand, index) => limit(() => visit({ source, format, errand, ending: endings[index]! }))),
  );
}

/** For each errand the series that no later one brings: a page of last year need not reach to today. */
function endingsOf(errands: readonly Errand[]): readonly ReadonlySet<string>[] {
  const last = new Map<string, number>();
  errands.forEach(({ wanted }, index) => {
    for (const { series } of wanted) last.set(series, index);
  });
  return errands.map(
    ({ wanted }, index) =>
      new Set(wanted.map(({ series }) => series).filter((series) => last.get(series) === index)),
  );
}
