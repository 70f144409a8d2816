import type { Desk } from "../../finance/desk.ts";
import { secondPathOn } from "../../finance/policy/path-on.ts";
import type { Edition } from "../../model/edition.ts";
import { methods, own } from "./rows.ts";
import type { Row, View } from "./view.ts";

const PRINTED_BP = 0.05;

/** The second input's rate beside the first's at the meetings that both reach; null where it has no price of the day or none in common. */
export function secondOf(desk: Desk, edition: Edition, main: readonly Row[]): View["second"] {
  const path = secondPathOn(desk, edition);
  if (!path) return null;
  const rows = path.meetings.flatMap(({ decision, endPercent, inputs }) => {
    const row = main.find((one) => one.decision === decision);
    if (!row) return [];
    const rate = own.derived(`second-rate.${decision}`, {
      asOf: path.asOf,
      value: endPercent,
      unit: "percent",
      inputs,
      method: methods[path.input],
    });
    const gap = own.difference(`second-gap.${decision}`, rate, row.rate, "bp");
    return [{ decision, first: row.rate, rate, gap }];
  });
  const last = rows.at(-1);
  if (!last) return null;
  // The last one is told in any case: another is worth a word where it is further apart as printed.
  const furthest = rows.reduce(
    (most, one) => (Math.abs(one.gap.value) > Math.abs(most.gap.value) + PRINTED_BP ? one : most),
    last,
  );
  return {
    instrument: path.input,
    rows,
    last: { decision: last.decision, rate: last.rate, gap: last.gap },
    furthest: { decision: furthest.decision, gap: furthest.gap },
  };
}
