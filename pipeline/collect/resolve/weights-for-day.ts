import { tradingDayAfter } from "../../finance/trading-days.ts";
import type { Holidays } from "../../model/holidays.ts";
import type { Lane } from "../../model/telling.ts";

/** Weights at a close as the weights with which the next trading day begins: dated on the day to which they apply. */
export function weightsForDay(lane: Lane, series: string, nyse: Holidays): Lane {
  const { revisedFrom: _, ...rest } = lane;
  return { ...rest, series, dates: lane.dates.map((date) => tradingDayAfter(date, nyse)) };
}
