import { z } from "zod";
import { yearsBefore } from "../../finance/dates.ts";
import { policyNeeds } from "../../finance/policy/path-on.ts";
import { defineSection } from "../section.ts";
import { policyRow } from "./policy-row.ts";
import { type Row, RowSchema } from "./row.ts";
import { changeRow, indexRow, slopeRow } from "./series-rows.ts";

export const View = z.strictObject({
  rows: z.array(RowSchema).min(1),
  /** Rows whose latest value is strictly beyond, or equal to, all of five years before it. */
  extremes: z.array(RowSchema),
  /** Rows whose figures are not of the day. */
  stale: z.array(RowSchema),
});
export type View = z.infer<typeof View>;

export const keyFigures = defineSection<View>({
  id: "key-figures",
  title: "Key figures",
  view: View,
  needs(edition, date, meetings) {
    const { index, longYield, shortYield, spread, volatility } = edition.keyFigures;
    const from = yearsBefore(date, 5);
    return [
      ...[index, longYield, shortYield, spread, volatility].map((series) => ({ series, from })),
      ...policyNeeds(edition, date, meetings),
    ];
  },
  compute(desk, edition) {
    const { index, longYield, shortYield, spread, volatility } = edition.keyFigures;
    const rows: Row[] = [
      indexRow(desk, "index", index),
      changeRow(desk, "long-yield", longYield, "bp"),
      slopeRow(desk, longYield, shortYield),
      changeRow(desk, "spread", spread, "bp"),
      changeRow(desk, "volatility", volatility, "index"),
      policyRow(desk, edition),
    ];
    return {
      rows,
      extremes: rows.filter(({ range }) => range !== null && range.extreme !== "none"),
      stale: rows.filter(({ level }) => level !== null && level.asOf !== desk.date),
    };
  },
  identities({ rows }) {
    return rows.flatMap(({ name, level, range }) =>
      level && range
        ? [
            {
              name: `${name} lies in its own five-year range`,
              left: level.value,
              right: Math.min(Math.max(level.value, range.low.value), range.high.value),
              unit: level.unit,
              tolerance: 1e-9,
              because: "the latest value is a member of the window",
            },
          ]
        : [],
    );
  },
});
