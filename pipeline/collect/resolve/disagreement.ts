import { addDays } from "../../finance/dates.ts";
import { disagreements } from "../../finance/plausibility/disagreements.ts";
import type { Judgement } from "../../model/judgement.ts";
import type { IsoDate } from "../../model/unit.ts";
import type { JudgedLane } from "./judged-lane.ts";

/** A second source is believed if it said the same as the first on the days that both have, so far back. */
const COMPARED_DAYS = 60;

/** Of which series, as of when, and how far apart two of its sources may be; without a tolerance they are not compared. */
export interface Comparing {
  readonly series: string;
  readonly date: IsoDate;
  readonly tolerance?: number;
}

/** Where two sources said different things lately: the second one may not stand in, and a person must look. Null where they agree. */
export function disagreementOf(
  best: JudgedLane,
  other: JudgedLane,
  { series, date, tolerance }: Comparing,
): Judgement | null {
  if (tolerance === undefined) return null;
  const from = addDays(date, -COMPARED_DAYS);
  const newest = disagreements(lately(best, from), lately(other, from), tolerance).at(-1);
  if (!newest) return null;
  const [first, second] = [best.lane.source, other.lane.source];
  return {
    series,
    verdict: "refused",
    rule: "two sources disagree",
    message: `${first} and ${second}: ${newest.message} ${second} does not stand in.`,
    remedy: "Find out which of them is right; leave the other out of `live` in content/sources.yaml.",
  };
}

/** The rows after a date that are not suspect anyway. */
function lately({ lane: { dates, values }, suspects }: JudgedLane, from: IsoDate) {
  const rows = dates.flatMap((date, row) => (date > from && !suspects.has(date) ? [row] : []));
  return { dates: rows.map((row) => dates[row]!), values: rows.map((row) => values[row] ?? null) };
}
