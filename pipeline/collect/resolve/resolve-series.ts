import type { Suspicion } from "../../finance/plausibility/column.ts";
import type { Judgement } from "../../model/judgement.ts";
import type { Series } from "../../model/series.ts";
import type { Lane } from "../../model/telling.ts";
import type { IsoDate } from "../../model/unit.ts";
import { cutTo } from "./cut-to.ts";
import { disagreementOf } from "./disagreement.ts";
import { type Judged, type JudgedLane, judgedLanes, judgementsOf } from "./judged-lane.ts";
import { mergeLanes } from "./merge-lanes.ts";

/** What a series is, apart from its rows. */
export interface Resolving extends Judged {
  readonly head: Pick<Series, "id" | "name" | "unit" | "calendar" | "maxAgeDays">;
  /** Sources, best first. */
  readonly order: readonly string[];
  readonly date: IsoDate;
  /** Days on which a source sent the day before again, by source. */
  readonly repeated?: ReadonlyMap<string, readonly Suspicion[]>;
}

export interface Resolved {
  /** null: nothing of it can be used. */
  readonly series: Series | null;
  readonly judgements: readonly Judgement[];
}

/**
 * One series out of what its sources told: implausible rows left out, the best source first, the next ones where it has nothing, in so
 * far as they agree with it on the days that both have.
 */
export function resolveSeries(told: readonly Lane[], resolving: Resolving): Resolved {
  const { head, order, date, tolerance, repeated } = resolving;
  const lanes = order.flatMap((source) =>
    told.filter((lane) => lane.source === source).map((lane) => cutTo(lane, date)),
  );
  const judged = judgedLanes(lanes, resolving, repeated);
  const [best, ...rest] = judged;
  if (!best) return { series: null, judgements: [] };
  const comparing = { series: head.id, date, ...(tolerance === undefined ? {} : { tolerance }) };
  const compared = rest.map((lane) => ({ lane, disagreement: disagreementOf(best, lane, comparing) }));
  const trusted = [best, ...compared.flatMap(({ lane, disagreement }) => (disagreement ? [] : [lane]))];
  const columns = mergeLanes(trusted);
  const used = columns?.dates.at(-1) ?? null;
  const series = columns && columns.dates.length > 0 ? { ...head, ...columns } : null;
  return {
    series,
    judgements: [
      ...judged.flatMap((lane) => judgementsOf(head.id, lane, used)),
      ...compared.flatMap(({ disagreement }) => disagreement ?? []),
      ...(series ? standIn(series, best) : []),
    ],
  };
}

/** Says it by name where the newest value comes from another source than the best. */
function standIn(series: Series, { lane }: JudgedLane): Judgement[] {
  const origin = series.origins[series.originOf?.at(-1) ?? 0]!;
  const [newest, own] = [series.dates.at(-1)!, lane.dates.at(-1) ?? "no day"];
  if (lane.origins.includes(origin)) return [];
  const message = `The value of ${newest} is from ${origin.source}: ${lane.source} ends on ${own}.`;
  return [{ series: series.id, verdict: "noted", rule: "second source", message }];
}
