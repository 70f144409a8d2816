import { yearsBefore } from "../../finance/dates.ts";
import type { Desk, History } from "../../finance/desk.ts";
import { type AxisMonth, axisHistory, type Monthly, yearOnYear } from "../../finance/quadrants.ts";

/** Years of monthly figures that the hysteresis is run over: a direction that is older has no beginning in them. */
export const YEARS_OF_MONTHS = 12;

/** A monthly index in so far as it was published by the day. */
export interface MonthlySeries {
  readonly series: string;
  readonly name: string;
  readonly history: History;
  readonly yoy: Monthly;
  readonly axis: readonly AxisMonth[];
}

/** Null where nothing was observed, or the newest month is older than the series may be. */
export function monthlyOf(desk: Desk, series: string): MonthlySeries | null {
  const after = yearsBefore(desk.date, YEARS_OF_MONTHS);
  const history = desk.latest(series) && desk.history(series, { after });
  if (!history) return null;
  const yoy = yearOnYear(history);
  return { series, name: plainName(desk, series), history, yoy, axis: axisHistory(yoy) };
}

/** A change in percent has no thousands. */
export function plainName(desk: Desk, series: string): string {
  return (desk.series(series)?.name ?? series).replace(/, (thousands|millions|billions)$/, "");
}
