import { daysBetween } from "../../../finance/dates.ts";
import { roundHalfAway } from "../../../finance/rounding.ts";
import type { IsoDate } from "../../../model/unit.ts";
import type { Bar, Chart } from "./chart-reply.ts";

/** More than the longest closing of an exchange in our histories; over a longer gap a bar is missing. */
const LONGEST_CLOSING_DAYS = 5;
/** By so many parts of the price adjusted closes may tell of more than the dividends do: they wander by half of it; a fund pays more. */
const UNTOLD_FRACTION = 0.001;
/** A dividend in cents that was taken for dollars is larger. */
const LARGEST_DIVIDEND_FRACTION = 0.1;

/** Returns in percent by date; null where the bars do not allow one. */
export interface Returns {
  readonly dates: readonly IsoDate[];
  readonly values: readonly (number | null)[];
  readonly remarks: readonly string[];
}

/** Two neighbouring bars and what lies between them. */
interface Step {
  readonly from: number;
  readonly to: number;
  readonly days: number;
  /** Dividends with an ex-date after the first bar's day, up to the second's. */
  readonly paid: number;
  /** How many shares one became on the way; 1 without a split. */
  readonly split: number;
  /** From one dividend-adjusted close to the next, as a ratio; null where they are not given. */
  readonly adjustedRatio: number | null;
}

/**
 * The return of each day against the bar before it within the same reply, with the dividend of an ex-day added back:
 * ((close + dividend) / close before - 1) * 100, in percent, to six decimals.
 *
 * Closes are already adjusted for splits, and a reply is one share basis throughout, so splits need nothing; where a split shows as a
 * jump the closes were not adjusted and there is no return. The first bar has none before it and no return.
 *
 * @param bars settled, oldest first, each date once
 */
export function priceReturns(bars: readonly Bar[], chart: Pick<Chart, "dividends" | "splits">): Returns {
  const steps = bars
    .slice(1)
    .map((bar, index) => ({ date: bar.date, step: stepOf(bars[index]!, bar, chart) }));
  const doubts = steps.map(({ step }) => (step ? doubtAbout(step) : null));
  return {
    dates: steps.map(({ date }) => date),
    values: steps.map(({ step }, index) => (step && doubts[index] === null ? percentOf(step) : null)),
    remarks: steps.flatMap(({ date }, index) => {
      const doubt = doubts[index] ?? null;
      return doubt === null ? [] : [`There is no return for ${date}: ${doubt}.`];
    }),
  };
}

function percentOf({ from, to, paid }: Step): number {
  return roundHalfAway(((to + paid) / from - 1) * 100, 6);
}

function stepOf(
  before: Bar,
  bar: Bar,
  { dividends, splits }: Pick<Chart, "dividends" | "splits">,
): Step | null {
  if (before.close === null || bar.close === null || before.close <= 0 || bar.close <= 0) return null;
  const isBetween = ({ date }: { readonly date: IsoDate }) => date > before.date && date <= bar.date;
  return {
    from: before.close,
    to: bar.close,
    days: daysBetween(before.date, bar.date),
    paid: dividends.filter(isBetween).reduce((sum, { amount }) => sum + amount, 0),
    split: splits.filter(isBetween).reduce((product, { ratio }) => product * ratio, 1),
    adjustedRatio: before.adjusted && bar.adjusted ? bar.adjusted / before.adjusted : null,
  };
}

function doubtAbout({ from, to, days, paid, split, adjustedRatio }: Step): string | null {
  const ratio = to / from;
  if (days > LONGEST_CLOSING_DAYS) return `the bar before is ${days} days older`;
  // Unadjusted, the price falls to a part of 1 / split: nearer to that than to no change at all.
  if (Math.abs(Math.log(ratio * split)) < Math.abs(Math.log(ratio)))
    return `the closes are not adjusted for its split of ${split} for 1`;
  if (paid > from * LARGEST_DIVIDEND_FRACTION)
    return `a dividend of ${paid} on a price of ${from} is no dividend`;
  if (adjustedRatio !== null && adjustedRatio - to / (from - paid) > UNTOLD_FRACTION)
    return "the adjusted closes tell of a dividend that the reply does not name";
  return null;
}
