import { z } from "zod";
import { yearsBefore } from "../../finance/dates.ts";
import { moverOf, pointsMoverOf } from "../../finance/movers.ts";
import { policyNeeds } from "../../finance/policy/path-on.ts";
import { rangeEndsOf } from "../../finance/range-ends.ts";
import { seriesNumber } from "../../finance/swap-series.ts";
import { defineSection } from "../section.ts";
import { policyRow } from "./policy-row.ts";
import { type Row, RowSchema } from "./row.ts";
import { furtherRow, indexRow, rateRow, slopeRow, volatilityRow } from "./series-rows.ts";

export const View = z.strictObject({
  rows: z.array(RowSchema).min(1),
  /** Rows of the day whose value is strictly beyond, or equal to, all of five years before it. */
  extremes: z.array(RowSchema),
  /** The row of the day whose change is the largest by its own last 252, and how large that is. */
  biggest: RowSchema.nullable(),
  pace: z.enum(["large", "ordinary", "small", "unknown"]),
  /** Rows of an earlier day: their market was closed since, or something newer is missing. */
  closed: z.array(RowSchema),
  stale: z.array(RowSchema),
});
export type View = z.infer<typeof View>;

export const keyFigures = defineSection<View>({
  id: "key-figures",
  title: "Key figures",
  view: View,
  needs(edition, date, meetings) {
    const { index, longYield, shortYield, spread, volatility, also } = edition.keyFigures;
    const from = yearsBefore(date, 5);
    const roll = spread.startsWith("CDX.") ? [seriesNumber(spread)] : [];
    return [
      ...[index, longYield, shortYield, spread, volatility, ...roll, ...also].map((series) => ({
        series,
        from,
      })),
      ...policyNeeds(edition, date, meetings),
    ];
  },
  compute(desk, edition) {
    const { index, longYield, shortYield, spread, volatility, also } = edition.keyFigures;
    const rows: Row[] = [
      indexRow(desk, "index", index),
      rateRow(desk, "long-yield", longYield),
      slopeRow(desk, longYield, shortYield),
      rateRow(desk, "spread", spread),
      volatilityRow(desk, "volatility", volatility),
      policyRow(desk, edition),
      ...also.map((series) => furtherRow(desk, series)),
    ];
    const current = rows.filter(({ freshness }) => freshness === "current");
    const biggest = biggestOf(current);
    return {
      rows,
      extremes: current.filter(({ range }) => range !== null && range.extreme !== "inside"),
      biggest,
      pace: paceOf(biggest),
      closed: rows.filter(({ freshness }) => freshness === "closed"),
      stale: rows.filter(({ freshness }) => freshness === "stale"),
    };
  },
  movers(_view, desk, { keyFigures: { index, longYield, shortYield, spread, volatility, also } }) {
    const others = [index, longYield, shortYield, spread, ...also];
    return [
      pointsMoverOf(desk, volatility, "key-figures"),
      ...others.map((series) => moverOf(desk, series, "key-figures")),
    ].filter((mover) => mover !== null);
  },
  levels(_view, desk, { keyFigures: { index, longYield, shortYield, volatility } }) {
    return [index, longYield, shortYield, volatility].flatMap((series) =>
      rangeEndsOf(desk, series, "key-figures"),
    );
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

/** How far out a change is, whatever its direction. */
const sizeOf = ({ move }: Row) => Math.abs(move?.value ?? 0);

function biggestOf(rows: readonly Row[]): Row | null {
  const [biggest] = rows.filter(({ move }) => move !== null).sort((a, b) => sizeOf(b) - sizeOf(a));
  return biggest ?? null;
}

/** From two standard deviations on a change is large; a day without one of as much as one is a small day. */
function paceOf(biggest: Row | null): View["pace"] {
  if (!biggest) return "unknown";
  const size = sizeOf(biggest);
  if (size >= 2) return "large";
  return size < 1 ? "small" : "ordinary";
}
