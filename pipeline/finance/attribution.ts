/** One GICS sector by its code, the name of its series, its full name and the house's short one. */
export interface Sector {
  readonly gics: number;
  readonly key: string;
  readonly slug: string;
  readonly name: string;
  readonly short: string;
  /** The Select Sector SPDR fund on it: capped where the sector is not, so that its return is a fallback and no sector return. */
  readonly fund: string;
}

const table: readonly (readonly [number, string, string, string, string])[] = [
  [10, "ENERGY", "Energy", "Energy", "XLE"],
  [15, "MATERIALS", "Materials", "Materials", "XLB"],
  [20, "INDUSTRIALS", "Industrials", "Industrials", "XLI"],
  [25, "CONSUMER_DISCRETIONARY", "Consumer Discretionary", "Cons Disc", "XLY"],
  [30, "CONSUMER_STAPLES", "Consumer Staples", "Staples", "XLP"],
  [35, "HEALTH_CARE", "Health Care", "Health Care", "XLV"],
  [40, "FINANCIALS", "Financials", "Financials", "XLF"],
  [45, "INFORMATION_TECHNOLOGY", "Information Technology", "Info Tech", "XLK"],
  [50, "COMMUNICATION_SERVICES", "Communication Services", "Comm Services", "XLC"],
  [55, "UTILITIES", "Utilities", "Utilities", "XLU"],
  [60, "REAL_ESTATE", "Real Estate", "Real Estate", "XLRE"],
];

/** The eleven GICS sectors in their official order. */
export const sectors: readonly Sector[] = table.map(([gics, key, name, short, fund]) => ({
  gics,
  key,
  name,
  short,
  fund,
  slug: key.toLowerCase().replaceAll("_", "-"),
}));

/**
 * A sector's contribution to the index return of one day: c = w r.
 *
 * @param weightPercent float-adjusted weight at the close of the day before, percent; the day's own weights overstate winners by w r (r − R)
 * @param returnPercent the sector's price return of the day, percent
 * @returns percentage points of index return
 * @see S&P Dow Jones Indices, Index Mathematics Methodology; Bacon, Practical Portfolio Performance Measurement, ch. 8
 */
export function contributionPp(weightPercent: number, returnPercent: number): number {
  return (weightPercent / 100) * returnPercent;
}

/** A move smaller than this is flat: it prints as 0.00 %. */
export const FLAT_PERCENT = 0.005;

export interface Breadth {
  readonly up: number;
  readonly down: number;
  readonly flat: number;
  /** Share of the index's weight whose sector rose, 0 to 100. */
  readonly upWeightPercent: number;
  /** Share of the index's weight whose sector fell, 0 to 100. */
  readonly downWeightPercent: number;
  /** Simple mean of the sector returns, percent: what the seeds call unweighted is each sector's own return, not this. */
  readonly meanReturnPercent: number;
}

/**
 * How many sectors rose, fell or stood still (|r| < 0.005 %), by count and by weight, and the simple mean of their returns.
 *
 * @throws RangeError of nothing: no breadth is not a breadth of zero
 */
export function breadthOf(
  parts: readonly { readonly weightPercent: number; readonly returnPercent: number }[],
): Breadth {
  if (parts.length === 0) throw new RangeError("breadth needs at least one sector");
  const up = parts.filter(({ returnPercent }) => returnPercent >= FLAT_PERCENT);
  const down = parts.filter(({ returnPercent }) => returnPercent <= -FLAT_PERCENT);
  const weightOf = (some: typeof parts) => some.reduce((sum, { weightPercent }) => sum + weightPercent, 0);
  return {
    up: up.length,
    down: down.length,
    flat: parts.length - up.length - down.length,
    upWeightPercent: (100 * weightOf(up)) / weightOf(parts),
    downWeightPercent: (100 * weightOf(down)) / weightOf(parts),
    meanReturnPercent: parts.reduce((sum, { returnPercent }) => sum + returnPercent, 0) / parts.length,
  };
}

/**
 * The weight that a printed contribution and a printed own return imply, c / r, and its range given that both were rounded to two
 * places: from (|c| - 0.005) / (|r| + 0.005) to (|c| + 0.005) / (|r| - 0.005).
 *
 * @param contribution percentage points, two decimals
 * @param ownReturn percent, two decimals
 * @returns percent; null where |r| < 0.05, below which rounding makes it meaningless, and where the signs contradict each other
 */
export function impliedWeight(
  contribution: number,
  ownReturn: number,
): { readonly weight: number; readonly from: number; readonly to: number } | null {
  if (Math.abs(ownReturn) < 0.05 || contribution * ownReturn < 0) return null;
  const [c, r] = [Math.abs(contribution), Math.abs(ownReturn)];
  return {
    weight: (100 * c) / r,
    from: (100 * Math.max(0, c - 0.005)) / (r + 0.005),
    to: (100 * (c + 0.005)) / (r - 0.005),
  };
}
