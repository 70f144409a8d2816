import { sectors } from "../../finance/attribution.ts";
import type { Desk, History } from "../../finance/desk.ts";
import type { SpanToDate } from "../../finance/to-date.ts";
import type { IsoDate } from "../../model/unit.ts";
import { WEIGHT_SLACK_PERCENT } from "./rows.ts";

/** No sector doubles or vanishes within a day: such a return is a fault of its source, and compounding it has no end. */
const MOST_RETURN_PERCENT = 100;

/**
 * Contributions of the eleven sectors on each of these days, decimal; null where not all eleven are there with a return that can be, or do
 * not make the index.
 */
export interface SectorDays {
  readonly dates: readonly IsoDate[];
  readonly contributions: readonly (readonly number[] | null)[];
}

/** Every column is walked once, whatever the number of days and spans. */
export function sectorDaysOf(desk: Desk, { base, days }: Pick<SpanToDate, "base" | "days">): SectorDays {
  const columnOf = (series: string) => alignedTo(days, desk.history(series, { after: base }));
  const columns = sectors.map(({ key }) => ({
    weights: columnOf(`SPX.SECTOR.${key}.WEIGHT`),
    returns: columnOf(`SPX.SECTOR.${key}.RETURN`),
  }));
  const contributions = days.map((_, day) => {
    const parts: number[] = [];
    let total = 0;
    for (const { weights, returns } of columns) {
      const [weight, own] = [weights[day], returns[day]];
      if (weight == null || own == null || Math.abs(own) >= MOST_RETURN_PERCENT) return null;
      parts.push((weight * own) / 10_000);
      total += weight;
    }
    return Math.abs(total - 100) <= WEIGHT_SLACK_PERCENT ? parts : null;
  });
  return { dates: days, contributions };
}

/** The values of these days in their order; null where a history has none. */
function alignedTo(days: readonly IsoDate[], history: History | null): readonly (number | null)[] {
  if (!history) return days.map(() => null);
  const { dates, values } = history;
  let row = 0;
  return days.map((day) => {
    while (row < dates.length && dates[row]! < day) row += 1;
    return dates[row] === day ? values[row]! : null;
  });
}
