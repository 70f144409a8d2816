import { addDays, daysInMonth } from "../dates.ts";
import type { Desk, History } from "../desk.ts";

/** The fixings that earn in a month: from the business day on or before its first day. */
export function fixingsOf(desk: Desk, month: string): History | null {
  const before = desk.latest("US.EFFR", `${month}-01`);
  if (!before || before.date < addDays(`${month}-01`, -7)) return null;
  return desk.history("US.EFFR", { after: addDays(before.date, -1), upTo: `${month}-${daysInMonth(month)}` });
}

/**
 * Mean of a month's daily EFFR over calendar days, percent: a day without a fixing repeats the business day before. Null where the month
 * begins unknown or has a hole of more than a week.
 */
export function realisedMeanOf(desk: Desk, month: string): number | null {
  const fixings = fixingsOf(desk, month);
  if (!fixings) return null;
  let [sum, at] = [0, 0];
  for (let day = 1; day <= daysInMonth(month); day += 1) {
    const date = `${month}-${String(day).padStart(2, "0")}`;
    while (fixings.dates[at + 1] !== undefined && fixings.dates[at + 1]! <= date) at += 1;
    if (fixings.dates[at]! < addDays(date, -7)) return null;
    sum += fixings.values[at]!;
  }
  return sum / daysInMonth(month);
}
