import { sentence } from "../errors.ts";
import type { IsoDate } from "../model/unit.ts";
import type { DayEdition, DayTold, GateCounts } from "./backfill-days.ts";
import { count } from "./build-outcome.ts";
import type { ExitCode, Outcome } from "./command.ts";
import { tableLines } from "./table.ts";

const STOPPED = "It was stopped. Run the same command again: it goes on with those that are left.";

/**
 * What `backfill` says: counts, the gates, the issues in which these speak otherwise than usually, what failed. For programs each day.
 *
 * @param ofLeft what becomes of days that are left
 */
export function backfillOutcome(
  { from, to }: { readonly from: IsoDate; readonly to: IsoDate },
  days: readonly DayTold[],
  ofLeft = STOPPED,
): Outcome {
  const many = (came: DayTold["came"]) => days.filter((day) => day.came === came).length;
  const counts = {
    built: many("built"),
    unchanged: many("unchanged"),
    failed: many("failed"),
    left: many("left"),
  };
  const exit: ExitCode = counts.failed + counts.left > 0 ? 1 : 0;
  const words = Object.entries(counts).flatMap(([came, many]) => (many > 0 ? [`${many} ${came}`] : []));
  const sum = `${count(days.length, "trading day")} from ${from} to ${to}: ${words.join(", ")}.`;
  const parts = [
    gateLines(days),
    wayLines(days),
    faultLines(days),
    [sum, ...(counts.left > 0 ? [ofLeft] : [])],
  ];
  const text = parts.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return { exit, text: text.join("\n\n"), json: { from, to, ...counts, days } };
}

/** Of each gate that refuses or had nothing to check, in how many issues it does. */
function gateLines(days: readonly DayTold[]): readonly string[] {
  const issues = issuesOf(days);
  const gates = issues.flatMap(({ refused, notEvaluated }) => [refused, notEvaluated].flatMap(Object.keys));
  const names = [...new Set(gates)].sort();
  if (names.length === 0) return [];
  const inHow = (name: string, said: (issue: DayEdition) => GateCounts) =>
    String(issues.filter((issue) => said(issue)[name] !== undefined).length);
  const rows = names.map((name) => [
    name,
    inHow(name, ({ refused }) => refused),
    inHow(name, ({ notEvaluated }) => notEvaluated),
  ]);
  return tableLines(["gate", "refuses", "not evaluated"], rows);
}

/** Issues of which the same gates say the same. */
interface Way {
  readonly said: readonly [refused: string, notEvaluated: string];
  readonly folders: readonly string[];
}

/** What gates say of issues: the usual way first, then the rarer ones with their days. */
function wayLines(days: readonly DayTold[]): readonly string[] {
  const issues = issuesOf(days);
  const groups = Map.groupBy(issues, (issue) => JSON.stringify(saidOf(issue)));
  const ways = [...groups.values()].map((alike): Way => {
    return { said: saidOf(alike[0]!), folders: alike.map(({ folder }) => folder) };
  });
  const [usual, ...others] = ways.sort((a, b) => b.folders.length - a.folders.length);
  if (!usual) return [];
  const runs = runsIn(issues.map(({ folder }) => folder));
  const rest = others.length > 0 ? "all others" : "all";
  const rows = [
    [String(usual.folders.length), ...usual.said, rest],
    ...others.map(({ said, folders }) => [String(folders.length), ...said, runs(folders)]),
  ];
  return tableLines(["issues", "refused by", "not evaluated", "in out/"], rows);
}

/** All of the one edition, then all of the other: days that follow each other stand beside each other. */
function issuesOf(days: readonly DayTold[]): readonly DayEdition[] {
  return [0, 1].flatMap((which) => days.flatMap(({ editions }) => editions[which] ?? []));
}

function saidOf({ refused, notEvaluated }: DayEdition): Way["said"] {
  const names = (gates: GateCounts) => Object.keys(gates).join(", ") || "-";
  return [names(refused), names(notEvaluated)];
}

/** The same fault of many days is told once. */
function faultLines(days: readonly DayTold[]): readonly string[] {
  const failed = days.filter(({ came }) => came === "failed");
  const groups = Map.groupBy(failed, ({ faults }) => faults.map(sentence).join("\n"));
  const runs = runsIn(days.map(({ date }) => date));
  return [...groups.values()].flatMap((alike) => [
    `failed: ${runs(alike.map(({ date }) => date))}`,
    ...alike[0]!.faults.map((fault) => `  ${sentence(fault)}`),
  ]);
}

/** So many runs of days are named; programs are told all. */
const SHOWN = 6;

/** Names some of a list, those that follow each other as "2025-11-03 to 2025-11-07 (5)". */
function runsIn(all: readonly string[]): (some: readonly string[]) => string {
  const at = new Map(all.map((name, index) => [name, index]));
  return (some) => {
    const runs: string[][] = [];
    for (const name of some) {
      const last = runs.at(-1);
      if (last && at.get(last.at(-1)!)! + 1 === at.get(name)) last.push(name);
      else runs.push([name]);
    }
    const more = runs.length > SHOWN ? [`and ${runs.slice(SHOWN).flat().length} more`] : [];
    return [...runs.slice(0, SHOWN).map(runWords), ...more].join(", ");
  };
}

function runWords(run: readonly string[]): string {
  const [first, last] = [run[0]!, run.at(-1)!].map((name) => name.replace(/^out\//, ""));
  if (run.length === 1) return first!;
  return run.length === 2 ? `${first}, ${last}` : `${first} to ${last} (${run.length})`;
}
