import { addMonths, dayNumber, isoDate, monthOf } from "../../../finance/dates.ts";
import type { IsoDate } from "../../../model/unit.ts";
import { type OpenDays, published } from "./days.ts";
import type { ExpectedPath } from "./expectation.ts";
import type { Market } from "./market.ts";

/** Futures and swap rates on the policy path, by day of the quote. */
export interface Quotes {
  /** Prices of the 30-day fed funds future of a month (`YYYY-MM`) on NYSE days from `from` on. */
  future(month: string, from: IsoDate): DatedValues;
  /** Par rates, percent, of the OIS from the effective date of a decision to that of the next one. */
  swap(decision: IsoDate, from: IsoDate): DatedValues;
}

export interface DatedValues {
  readonly dates: readonly IsoDate[];
  readonly values: readonly number[];
}

/** Nobody looks further back, and each day before costs a path. */
const QUOTED_DAYS = 90;
const MONTHS_AHEAD = 18;
const DAYS_AHEAD = 550;
const PATH_DAYS = 640;

/** Quotes of the last ninety days to the market's last one. */
export function quotesOf(market: Market, open: OpenDays): Quotes {
  const paths = new Map<number, ExpectedPath>();
  const pathOn = (day: number) => {
    const known = paths.get(day) ?? market.policy.expectedOn(day, day + PATH_DAYS);
    paths.set(day, known);
    return known;
  };
  const days = (from: IsoDate, isOpen: (day: number) => boolean) => {
    const start = Math.max(dayNumber(from), market.last - QUOTED_DAYS, market.first);
    return Array.from({ length: Math.max(0, market.last - start + 1) }, (_, index) => start + index).filter(
      isOpen,
    );
  };
  return {
    future(month, from) {
      const span = { first: dayNumber(`${month}-01`), last: dayNumber(`${addMonths(month, 1)}-01`) - 1 };
      return tabulate(days(from, open.nyse), (day) => {
        const spot = monthOf(isoDate(day));
        if (month < spot || month > addMonths(spot, MONTHS_AHEAD)) return null;
        const price = 100 - monthMean(pathOn(day), market, { ...span, day });
        return published(price, month === spot ? 400 : 200);
      });
    },
    swap(decision, from) {
      const announced = dayNumber(decision);
      return tabulate(days(from, open.fed), (day) => {
        if (announced - day > DAYS_AHEAD) return null;
        const { steps } = pathOn(day);
        const at = steps.findIndex((step) => step.announced === announced);
        const [step, next] = [steps[at], steps[at + 1]];
        return step && next
          ? published(parRate(step.rate, step.effective, next.effective, open), 10_000)
          : null;
      });
    },
  };
}

function tabulate(days: readonly number[], quote: (day: number) => number | null): DatedValues {
  const rows = days.flatMap((day) => {
    const value = quote(day);
    return value === null ? [] : [{ date: isoDate(day), value }];
  });
  return { dates: rows.map(({ date }) => date), values: rows.map(({ value }) => value) };
}

/**
 * The mean overnight rate over the calendar days of a month, percent: what is realised up to the day of the quote, expected after it.
 *
 * @see CBOT Rulebook ch. 22
 */
function monthMean(
  { start, steps }: ExpectedPath,
  market: Market,
  { first, last, day }: { first: number; last: number; day: number },
): number {
  let sum = 0;
  let rate = start;
  let at = 0;
  for (let each = first; each <= last; each += 1) {
    while (at < steps.length && steps[at]!.effective <= each) rate = steps[at++]!.rate;
    sum += each <= day ? market.policy.realised[each - market.first]! : rate;
  }
  return sum / (last - first + 1);
}

/**
 * K = (prod(1 + r n_i / 360) - 1) * 360 / days over the business days of [from, to), n_i calendar days to the next one; r and K in percent.
 *
 * @see both legs ACT/360, compounded in arrears
 */
export function parRate(ratePercent: number, from: number, to: number, { fed }: OpenDays): number {
  let growth = 1;
  let start = from;
  for (let day = from + 1; day <= to; day += 1) {
    if (day < to && !fed(day)) continue;
    growth *= 1 + ((ratePercent / 100) * (day - start)) / 360;
    start = day;
  }
  return ((growth - 1) * 360 * 100) / (to - from);
}
