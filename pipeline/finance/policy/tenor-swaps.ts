import type { Holidays } from "../../model/holidays.ts";
import type { IsoDate } from "../../model/unit.ts";
import { daysBetween } from "../dates.ts";
import { tradingDayAfter } from "../trading-days.ts";
import { YEAR_DAYS } from "./dated-ois.ts";
import { paymentOf, periodEnds, spotOf } from "./tenors.ts";

/** A swap from spot, with its periods. */
export interface TenorSwap {
  readonly tenor: string;
  readonly parPercent: number;
  readonly maturity: IsoDate;
  readonly periods: readonly { readonly from: IsoDate; readonly to: IsoDate; readonly paid: IsoDate }[];
}

export function swapOf(
  tenor: string,
  parPercent: number,
  { asOf, fed }: { readonly asOf: IsoDate; readonly fed: Holidays },
): TenorSwap {
  const spot = spotOf(asOf, fed);
  const ends = periodEnds(tenor, spot, fed);
  const periods = ends.map((to, index) => ({ from: ends[index - 1] ?? spot, to, paid: paymentOf(to, fed) }));
  return { tenor, parPercent, maturity: ends.at(-1)!, periods };
}

/** Log growth from spot up to a date at given overnight rates, and what a rate's change (decimal) does to it, by stretch of one rate. */
export interface Growth {
  readonly log: number;
  readonly slopes: readonly number[];
}

/** One business day's fixing: the calendar days for which it earns, and the stretch of one rate in which it lies. */
interface Fixing {
  readonly day: IsoDate;
  readonly days: number;
  readonly stretch: number;
}

/** Fixings from spot up to a date. `starts[k]` is the first day of stretch k; the first stretch reaches back as far as one likes. */
export function fixingsTo(
  last: IsoDate,
  {
    spot,
    starts,
    fed,
  }: { readonly spot: IsoDate; readonly starts: readonly IsoDate[]; readonly fed: Holidays },
): readonly Fixing[] {
  const fixings: Fixing[] = [];
  let stretch = 0;
  for (let day = spot; day < last; ) {
    const next = tradingDayAfter(day, fed);
    while (stretch + 1 < starts.length && starts[stretch + 1]! <= day) stretch += 1;
    fixings.push({ day, days: daysBetween(day, next), stretch });
    day = next;
  }
  return fixings;
}

/** Growth up to each of the dates, in one pass. Dates are business days; rates are decimal, one a stretch. */
export function growthTo(
  dates: Iterable<IsoDate>,
  fixings: readonly Fixing[],
  rates: readonly number[],
): ReadonlyMap<IsoDate, Growth> {
  const wanted = new Set(dates);
  const found = new Map<IsoDate, Growth>();
  const slopes = rates.map(() => 0);
  let log = 0;
  for (const { day, days, stretch } of fixings) {
    if (wanted.has(day)) found.set(day, { log, slopes: [...slopes] });
    log += Math.log1p((rates[stretch]! * days) / YEAR_DAYS);
    slopes[stretch]! += days / (YEAR_DAYS + rates[stretch]! * days);
  }
  for (const date of wanted) if (!found.has(date)) found.set(date, { log, slopes: [...slopes] });
  return found;
}

/**
 * The par rate of a swap, decimal, and its slopes by stretch:
 * K = sum(j, (G(j) - 1) DF(pay(j))) / sum(j, tau(j) DF(pay(j))), G(j) the growth over period j, tau(j) its days / 360, DF = 1 / growth
 * to the payment. Of one period, K tau = G - 1: the payment's lag cancels.
 *
 * @see methods.md 3.5
 */
export function parOfSwap({ periods }: TenorSwap, growth: ReadonlyMap<IsoDate, Growth>) {
  const size = growth.values().next().value?.slopes.length ?? 0;
  const slopes = new Array<number>(size).fill(0);
  const annuitySlopes = new Array<number>(size).fill(0);
  let [floating, annuity] = [0, 0];
  for (const { from, to, paid } of periods) {
    const [start, end, pay] = [growth.get(from)!, growth.get(to)!, growth.get(paid)!];
    const grown = Math.exp(end.log - start.log);
    const discount = Math.exp(-pay.log);
    const tau = daysBetween(from, to) / YEAR_DAYS;
    floating += (grown - 1) * discount;
    annuity += tau * discount;
    for (let stretch = 0; stretch < size; stretch += 1) {
      const own = end.slopes[stretch]! - start.slopes[stretch]!;
      slopes[stretch]! += discount * (grown * own - (grown - 1) * pay.slopes[stretch]!);
      annuitySlopes[stretch]! -= tau * discount * pay.slopes[stretch]!;
    }
  }
  const par = floating / annuity;
  return { par, slopes: slopes.map((slope, stretch) => (slope - par * annuitySlopes[stretch]!) / annuity) };
}
