import type { Desk } from "../../finance/desk.ts";
import {
  type PolicyPath,
  policyNeeds,
  policyPathOn,
  policyPathOrWhy,
  secondPathOn,
} from "../../finance/policy/path-on.ts";
import type { Edition } from "../../model/edition.ts";
import { absent } from "../absent.ts";
import { defineSection } from "../section.ts";
import { barsOf, stepsOf } from "./charts.ts";
import { historyOf } from "./history.ts";
import { identitiesOf } from "./identities.ts";
import { restOf } from "./rest.ts";
import { directionOf, own, rowsOf } from "./rows.ts";
import { secondOf } from "./second.ts";
import { summaryOf } from "./summary.ts";
import { totalMover } from "./total-mover.ts";
import { View } from "./view.ts";

/** What has no price of the day: the second input is named beside the first where neither has any. */
function unpriced(desk: Desk, edition: Edition): string[] {
  const { input, second } = edition.policy;
  const isAlone = second === null || second === input || secondPathOn(desk, edition) !== null;
  return isAlone ? [input] : [input, second];
}

export const policyPath = defineSection<View>({
  id: "policy-path",
  title: "Policy path",
  view: View,
  needs: (edition, date, meetings) => policyNeeds(edition, date, meetings),
  compute(desk, edition) {
    const instrument = edition.policy.input;
    const path = policyPathOrWhy(desk, edition);
    if (typeof path === "string")
      return absent(path, { names: path === "no-price" ? unpriced(desk, edition) : [instrument] });
    const direction = directionOf(path);
    const effr = own.observed("effr", path.effr);
    const rangeLower = own.observed("range-lower", desk.latest("US.FED.TARGET.LOWER"));
    const rangeUpper = own.observed("range-upper", desk.latest("US.FED.TARGET.UPPER"));
    const before = policyPathOn(desk, edition, desk.previousDate);
    // While a decision is pending, the published range is the one that it replaces.
    const measure = { path, effr, direction, before, rangeLower: path.pending ? null : rangeLower };
    const rows = rowsOf(measure);
    const told = { instrument, direction, effr, rangeLower, rangeUpper, rows };
    const summary = summaryOf({ ...measure, rows });
    return {
      ...told,
      ...summary,
      before: rows.some((row) => row.before !== null),
      dayBefore: desk.previousDate,
      rest: restOf(desk, path, effr),
      ...historyOf(desk, edition, { path, rows, direction }),
      second: secondOf(desk, edition, rows),
      path: stepsOf({ ...told, ...summary }),
      cumulative: barsOf(told),
      note: noteOf(path),
    };
  },
  movers: (_, desk, edition) => totalMover(desk, edition),
  identities: identitiesOf,
});

/** What the prices' origins say of themselves. */
function noteOf({ meetings, effr }: PolicyPath): string | null {
  const origins = meetings
    .flatMap(({ inputs }) => inputs)
    .flatMap((input) => ("origin" in input && input.series !== effr.series ? [input.origin] : []));
  return origins.find(({ note }) => note !== undefined)?.note ?? null;
}
