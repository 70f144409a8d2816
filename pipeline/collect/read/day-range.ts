import { otherShape } from "./refusal.ts";

/** Prices of one day; null where there are none. */
export interface DayRange {
  readonly low: number | null;
  readonly high: number | null;
  readonly close: number | null;
}

/** Every source has odd days; where there are more of them than this part, numbers stand under other names. */
const ODD_DAYS = 0.05;
/** By so many parts a close may miss its range: prices are rounded one by one, and adjusted so too. */
const SLACK = 0.001;

/** @throws Unreadable `shape_changed` where closes are outside of their days' ranges: highs or volumes under the name of closes */
export function refuseOutsideRange(days: readonly DayRange[]): void {
  const known = days.filter(({ low, high, close }) => low !== null && high !== null && close !== null);
  const odd = known.filter(({ low, high, close }) => {
    const slack = Math.abs(close!) * SLACK;
    return close! < low! - slack || close! > high! + slack;
  });
  if (odd.length <= known.length * ODD_DAYS) return;
  const found = `${odd.length} of ${known.length} closes outside of their day's range`;
  throw otherShape("The prices are not in their places.", "closes between low and high", found);
}
