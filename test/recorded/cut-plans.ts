import type { Sources } from "../../pipeline/model/edition.ts";

/** The plans of these series alone; sectors, contracts, meetings and feeds are asked for as ever. */
export function cutPlans(plans: Sources, ids: readonly string[]): Sources {
  const series = ids.map((id) => {
    const plan = plans.series[id];
    if (!plan) throw new Error(`nobody plans ${id}`);
    return [id, plan] as const;
  });
  return { ...plans, series: Object.fromEntries(series) };
}
