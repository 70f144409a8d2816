import { MOVE_BP } from "../../finance/policy/odds.ts";
import {
  type NoPath,
  type PolicyPath,
  policyNeeds,
  policyPathOn,
  policyPathOrWhy,
} from "../../finance/policy/path-on.ts";
import { defineSection } from "../section.ts";
import { barsOf, stepsOf } from "./charts.ts";
import { directionOf, own, rowsOf } from "./rows.ts";
import { summaryOf } from "./summary.ts";
import { View } from "./view.ts";

const words = { futures: "fed funds futures", ois: "meeting-dated OIS" } as const;

/** Why there is no path, to the reader. */
const reasons: Readonly<Record<NoPath, (prices: string) => string>> = {
  "no-effr": () => "No effective fed funds rate on or before this day was found.",
  "no-price": (prices) => `No prices of ${prices} of this day were found, and older ones are not used.`,
  "no-meeting": (prices) => `The prices of ${prices} of this day tell the rate after no coming meeting.`,
};

export const policyPath = defineSection<View>({
  id: "policy-path",
  title: "Policy path",
  view: View,
  needs: (edition, date, meetings) => policyNeeds(edition, date, meetings),
  compute(desk, edition) {
    const instrument = edition.policy.input;
    const path = policyPathOrWhy(desk, edition);
    if (typeof path === "string") return { unavailable: reasons[path](words[instrument]) };
    const direction = directionOf(path);
    const effr = own.observed("effr", path.effr);
    const rangeLower = own.observed("range-lower", desk.latest("US.FED.TARGET.LOWER"));
    const rangeUpper = own.observed("range-upper", desk.latest("US.FED.TARGET.UPPER"));
    // While a decision is pending, the published range is the one that it replaces.
    const measure = { path, effr, direction, rangeLower: path.pending ? null : rangeLower };
    const rows = rowsOf(measure);
    const before = policyPathOn(desk, edition, desk.previousDate);
    const told = { instrument, direction, effr, rangeLower, rangeUpper, rows };
    const summary = summaryOf({ ...measure, before, rows });
    return {
      ...told,
      ...summary,
      path: stepsOf({ ...told, ...summary }),
      cumulative: barsOf(told),
      note: noteOf(path),
    };
  },
  identities({ effr, start, startGap, pending, total, last, stepSum }) {
    const because = "one path, subtracted once";
    const near = {
      name: "the path begins within a move of the effective rate",
      left: startGap.value,
      right: 0,
      unit: "bp",
      tolerance: MOVE_BP,
      because: "more than one whole move apart, prices and effective rate are not of one day",
    } as const;
    return [
      ...(pending ? [] : [near]),
      {
        name: "effective rate and sum make the last rate",
        left: effr.value + total.value / 100,
        right: last.rate.value,
        unit: "percent",
        tolerance: 1e-9,
        because,
      },
      {
        name: "the steps make the way from the path's own start to its last rate",
        left: stepSum.value,
        right: (last.rate.value - start.value) * 100,
        unit: "bp",
        tolerance: 1e-6,
        because,
      },
    ];
  },
});

/** What the prices' origins say of themselves. */
function noteOf({ meetings, effr }: PolicyPath): string | null {
  const origins = meetings
    .flatMap(({ inputs }) => inputs)
    .flatMap((input) => ("origin" in input && input.series !== effr.series ? [input.origin] : []));
  return origins.find(({ note }) => note !== undefined)?.note ?? null;
}
