import { setImmediate } from "node:timers/promises";
import pLimit from "p-limit";
import type { Progress } from "../deliver/sending/sending.ts";
import { type FaultDetail, PipelineError } from "../errors.ts";
import type { Finding } from "../model/finding.ts";
import type { Tier } from "../model/subscriber.ts";
import type { IsoDate } from "../model/unit.ts";
import { placeName } from "../rebuild/issue-place.ts";
import type { ToldIssue } from "./build-outcome.ts";

/** How often gates said something of an issue, by their names in order. */
export type GateCounts = Readonly<Record<string, number>>;

/** What a backfill keeps of an edition: 250 days of whole findings would be 50,000. */
export interface DayEdition {
  readonly edition: Tier;
  readonly folder: string;
  readonly unchanged: boolean;
  readonly refused: GateCounts;
  readonly notEvaluated: GateCounts;
}

/** What became of a day; one that was not begun is left. */
export interface DayTold {
  readonly date: IsoDate;
  readonly came: "built" | "unchanged" | "failed" | "left";
  readonly editions: readonly DayEdition[];
  readonly faults: readonly FaultDetail[];
}

/** What building many days needs. */
export interface DaysBuilding {
  build(date: IsoDate): Promise<readonly ToldIssue[]>;
  /** Days that are under way come to their end; no other is begun. */
  readonly stop: AbortSignal;
  ticks(): number;
  tell(progress: Progress): void;
}

/** As many as the browser has pages: while one is printed, the other one is computed. */
const AT_ONCE = 2;

/**
 * Builds days, two at a time; the fault of one does not stop the others.
 *
 * @returns a row for each, in their order
 * @throws what is no fault but a bug, when the days under way have come to their end
 */
export async function buildDays(
  days: readonly IsoDate[],
  { build, stop, ticks, tell }: DaysBuilding,
): Promise<readonly DayTold[]> {
  const turn = pLimit(AT_ONCE);
  const begun = ticks();
  const bugs: unknown[] = [];
  let done = 0;
  const one = async (date: IsoDate): Promise<DayTold> => {
    // Files are read and written at once: without a turn of the loop, days follow each other and nobody hears a signal.
    await setImmediate();
    if (stop.aborted || bugs.length > 0) return leftDay(date);
    const told = await build(date).then(
      (issues) => builtDay(date, issues),
      (error: unknown) => (error instanceof PipelineError ? failedDay(date, error) : void bugs.push(error)),
    );
    done += 1;
    tell(howFar(done, days.length, (ticks() - begun) / 1000));
    return told ?? leftDay(date);
  };
  const rows = await Promise.all(days.map((date) => turn(one, date)));
  if (bugs.length > 0) throw bugs[0];
  return rows;
}

function howFar(done: number, total: number, seconds: number): Progress {
  const perSecond = seconds > 0 ? done / seconds : 0;
  return { done, total, perSecond, secondsLeft: perSecond > 0 ? (total - done) / perSecond : null };
}

/** A day that was not begun, or whose end nobody waited for. */
export function leftDay(date: IsoDate): DayTold {
  return { date, came: "left", editions: [], faults: [] };
}

/** Causes are for those who mend the program; a thousand of them need not be held. */
export function failedDay(date: IsoDate, { faults }: PipelineError): DayTold {
  return { date, came: "failed", editions: [], faults: faults.map(({ cause: _, ...fault }) => fault) };
}

export function builtDay(date: IsoDate, issues: readonly ToldIssue[]): DayTold {
  const editions = issues.map(({ place, unchanged, findings }) => ({
    edition: place.edition,
    folder: placeName(place),
    unchanged,
    refused: countsOf(findings, "refused"),
    notEvaluated: countsOf(findings, "not evaluated"),
  }));
  const came = editions.every(({ unchanged }) => unchanged) ? "unchanged" : "built";
  return { date, came, editions, faults: [] };
}

function countsOf(findings: readonly Finding[], wanted: Finding["verdict"]): GateCounts {
  const gates = findings.filter(({ verdict }) => verdict === wanted).map(({ gate }) => gate);
  const names = [...new Set(gates)].sort();
  return Object.fromEntries(names.map((name) => [name, gates.filter((gate) => gate === name).length]));
}
