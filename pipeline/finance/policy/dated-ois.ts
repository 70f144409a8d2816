import type { Holidays } from "../../model/holidays.ts";
import type { IsoDate } from "../../model/unit.ts";
import { daysBetween } from "../dates.ts";
import { tradingDayAfter } from "../trading-days.ts";

/** USD money markets count actual days over 360. */
const YEAR_DAYS = 360;

/** Calendar days from each business day in [from, to) to the next one: the days on which one fixing earns. */
function fixingDays(from: IsoDate, to: IsoDate, fed: Holidays): number[] {
  const days: number[] = [];
  for (let day = from; day < to; ) {
    const next = tradingDayAfter(day, fed);
    days.push(daysBetween(day, next < to ? next : to));
    day = next;
  }
  return days;
}

/**
 * The overnight rate behind a meeting-dated OIS, constant from one meeting's effective date to the next: the r that solves
 * prod(1 + r n(i)/360) = 1 + K days/360. The par rate K is above it by about r² tau/2: 0.5 to 1.3 bp for six to ten weeks at 3 to 4.5 %.
 *
 * @param parPercent K in percent
 * @returns r in percent
 */
export function overnightOf(
  parPercent: number,
  { from, to, fed }: { readonly from: IsoDate; readonly to: IsoDate; readonly fed: Holidays },
): number {
  const days = fixingDays(from, to, fed);
  const target = 1 + (parPercent / 100) * (daysBetween(from, to) / YEAR_DAYS);
  let rate = parPercent / 100;
  for (let round = 0; round < 50; round += 1) {
    const grown = days.reduce((product, n) => product * (1 + (rate * n) / YEAR_DAYS), 1);
    const slope = days.reduce((sum, n) => sum + (grown * n) / (YEAR_DAYS + rate * n), 0);
    const change = (grown - target) / slope;
    rate -= change;
    if (Math.abs(change) < 1e-15) break;
  }
  return rate * 100;
}

/** The par rate of the same swap, in percent: compounded growth less one, over actual/360. */
export function parOf(
  overnightPercent: number,
  { from, to, fed }: { readonly from: IsoDate; readonly to: IsoDate; readonly fed: Holidays },
): number {
  const rate = overnightPercent / 100;
  const grown = fixingDays(from, to, fed).reduce((product, n) => product * (1 + (rate * n) / YEAR_DAYS), 1);
  return ((grown - 1) * YEAR_DAYS * 100) / daysBetween(from, to);
}
