import { policyNeeds, policyPathOn } from "../../finance/policy/path-on.ts";
import type { Figure } from "../../model/figure.ts";
import { defineSection } from "../section.ts";
import { barsOf, stepsOf } from "./charts.ts";
import { directionOf, rowsOf, summaryOf } from "./rows.ts";
import { type Row, View } from "./view.ts";

export const policyPath = defineSection<View>({
  id: "policy-path",
  title: "Policy path",
  view: View,
  needs: (edition, date, meetings) => policyNeeds(edition, date, meetings),
  compute(desk, edition) {
    const path = policyPathOn(desk, edition);
    const instrument = edition.policy.input;
    if (!path)
      return {
        unavailable: `No ${instrument === "futures" ? "fed funds futures" : "OIS"} prices of this day reach a coming meeting.`,
      };
    const direction = directionOf(path);
    const rows = rowsOf(path, direction);
    const before = policyPathOn(desk, edition, desk.previousDate);
    const summary = summaryOf({ path, before }, rows, direction, desk);
    const { effr, rangeLower, rangeUpper } = summary;
    return {
      instrument,
      direction,
      ...summary,
      rows,
      last: rows.at(-1)!,
      misfits: rows.filter(({ misfit }) => misfit !== null && Math.abs(misfit.value) > 2),
      path: stepsOf(rows, effr, rangeLower && rangeUpper ? { lower: rangeLower, upper: rangeUpper } : null),
      cumulative: barsOf(rows),
      note: path.meetings[0]?.prices[0]?.origin.note ?? null,
    };
  },
  identities({ effr, total, last, stepSum, rows }) {
    const because = "one path, subtracted once";
    const starts = (first: Row, from: Figure) => first.rate.value - first.step.value / 100 - from.value;
    return [
      {
        name: "effective rate and cumulative make the last rate",
        left: effr.value + total.value / 100,
        right: last.rate.value,
        unit: "percent",
        tolerance: 1e-9,
        because,
      },
      {
        name: "steps sum to the change from the path's own start",
        left: stepSum.value,
        right: total.value - starts(rows[0]!, effr) * 100,
        unit: "bp",
        tolerance: 1e-6,
        because,
      },
      {
        name: "the path begins at the effective rate",
        left: starts(rows[0]!, effr) * 100,
        right: 0,
        unit: "bp",
        tolerance: 2,
        because: "prices move by half ticks, and a month's mean need not end at today's rate",
      },
    ];
  },
});
