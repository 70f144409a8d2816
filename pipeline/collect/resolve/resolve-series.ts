import { daysBetween } from "../../finance/dates.ts";
import type { Judgement } from "../../model/judgement.ts";
import type { Series } from "../../model/series.ts";
import type { Lane } from "../../model/telling.ts";
import type { IsoDate } from "../../model/unit.ts";
import { cutTo } from "./cut-to.ts";
import { isClose, type Judged, type JudgedLane, judgedLanes, judgementsOf, valueOn } from "./judged-lane.ts";
import { mergeLanes } from "./merge-lanes.ts";

/** What a series is, apart from its rows. */
export interface Resolving extends Judged {
  readonly head: Pick<Series, "id" | "name" | "unit" | "calendar" | "maxAgeDays">;
  /** Sources, best first. */
  readonly order: readonly string[];
  readonly date: IsoDate;
}

export interface Resolved {
  /** null: nothing of it can be used. */
  readonly series: Series | null;
  readonly judgements: readonly Judgement[];
}

/** A second source is believed if it said the same as the first on the days that both have, so far back. */
const COMPARED_DAYS = 60;

/**
 * One series out of what its sources told: implausible rows left out, the best source first, the next ones where it has nothing, in so
 * far as they agree with it on the days that both have.
 */
export function resolveSeries(told: readonly Lane[], resolving: Resolving): Resolved {
  const { head, order, date } = resolving;
  const lanes = order.flatMap((source) =>
    told.filter((lane) => lane.source === source).map((lane) => cutTo(lane, date)),
  );
  const judged = judgedLanes(lanes, resolving);
  const [best, ...rest] = judged;
  if (!best) return { series: null, judgements: [] };
  const disagreements = rest.flatMap((lane) => disagreementOf(best, lane, resolving) ?? []);
  const trusted = [
    best,
    ...rest.filter(({ lane }) => !disagreements.some(({ source }) => source === lane.source)),
  ];
  const columns = mergeLanes(trusted);
  const used = columns?.dates.at(-1) ?? null;
  const series = columns && columns.dates.length > 0 ? { ...head, ...columns } : null;
  return {
    series,
    judgements: [
      ...judged.flatMap((lane) => judgementsOf(head.id, lane, used)),
      ...disagreements.map(({ judgement }) => judgement),
      ...(series ? standIn(series, best) : []),
    ],
  };
}

interface Disagreement {
  readonly source: string;
  readonly judgement: Judgement;
}

/** The newest day on which two sources say different things; null where they agree or have no day in common. */
function disagreementOf(
  best: JudgedLane,
  other: JudgedLane,
  { head, tolerance, date }: Resolving,
): Disagreement | null {
  const { lane } = other;
  for (let row = lane.dates.length - 1; row >= 0; row -= 1) {
    const day = lane.dates[row]!;
    if (daysBetween(day, date) > COMPARED_DAYS) return null;
    const [theirs, ours] = [lane.values[row] ?? null, valueOn(best.lane, day)];
    if (theirs === null || ours === null || best.suspects.has(day) || other.suspects.has(day)) continue;
    if (isClose(theirs, ours, tolerance)) continue;
    const judgement: Judgement = {
      series: head.id,
      verdict: "refused",
      rule: "two sources disagree",
      message: `On ${day} ${best.lane.source} has ${ours} ${head.unit} and ${lane.source} ${theirs}: further apart than ${tolerance ?? "nothing"}. ${lane.source} does not stand in.`,
      remedy: "Find out which of them is right; leave the other out of `live` in content/sources.yaml.",
    };
    return { source: lane.source, judgement };
  }
  return null;
}

/** Says it by name where the newest value comes from another source than the best. */
function standIn(series: Series, { lane }: JudgedLane): Judgement[] {
  const origin = series.origins[series.originOf?.at(-1) ?? 0]!;
  const [newest, own] = [series.dates.at(-1)!, lane.dates.at(-1) ?? "no day"];
  if (lane.origins.includes(origin)) return [];
  const message = `The value of ${newest} is from ${origin.source}: ${lane.source} ends on ${own}.`;
  return [{ series: series.id, verdict: "noted", rule: "second source", message }];
}
