/** What is assumed of one year, all as fractions: 0.034 is 3.4 %. */
export interface DebtYear {
  /** Effective nominal rate on the whole stock, r; not the yield of a new bond. */
  readonly rate: number;
  /** Real growth, g. */
  readonly growth: number;
  /** Inflation of the GDP deflator, pi. */
  readonly inflation: number;
  /** PRIMARY deficit as a share of the year's GDP, f: interest is not in it; negative is a surplus. */
  readonly primaryDeficit: number;
}

/** What a year's change of the ratio is made of, as shares of GDP: the four sum to the change. */
export interface DebtSplit {
  readonly interest: number;
  readonly growth: number;
  readonly inflation: number;
  readonly primary: number;
}

/**
 * Debt as a share of GDP a year on: d(t) = d(t−1) (1 + r) / ((1 + g)(1 + pi)) + f.
 *
 * @param ratio d(t−1); 0.98 is 98 % of GDP
 * @throws RangeError where nominal GDP would not stay above zero
 * @see the accounting identity of debt to GDP, split exactly
 */
export function nextDebtRatio(ratio: number, { rate, growth, inflation, primaryDeficit }: DebtYear): number {
  return (ratio * (1 + rate)) / nominalGrowth(growth, inflation) + primaryDeficit;
}

/**
 * The exact split of that change, with N = (1 + g)(1 + pi): interest r d / N, growth −g d / N, inflation −pi (1 + g) d / N, primary
 * deficit f. The approximation (r − g − pi) d + f leaves out the cross terms.
 *
 * @throws RangeError where nominal GDP would not stay above zero
 */
export function debtSplit(ratio: number, { rate, growth, inflation, primaryDeficit }: DebtYear): DebtSplit {
  const scaled = ratio / nominalGrowth(growth, inflation);
  return {
    interest: rate * scaled,
    growth: -growth * scaled,
    inflation: -inflation * (1 + growth) * scaled,
    primary: primaryDeficit,
  };
}

/** A year by its HEADLINE deficit, in which interest is already paid; fractions. */
export interface HeadlineYear {
  readonly growth: number;
  readonly inflation: number;
  readonly headlineDeficit: number;
}

/**
 * The same year from the headline deficit: d(t) = d(t−1) / N + f, split into growth, inflation and f. The rate does not appear: to add
 * it to a headline deficit counts interest twice.
 *
 * @returns the ratio and the three parts that sum to its change
 * @throws RangeError where nominal GDP would not stay above zero
 */
export function headlineDebtYear(
  ratio: number,
  { growth, inflation, headlineDeficit }: HeadlineYear,
): { readonly ratio: number; readonly growth: number; readonly inflation: number; readonly deficit: number } {
  const year = { rate: 0, growth, inflation, primaryDeficit: headlineDeficit };
  const parts = debtSplit(ratio, year);
  return {
    ratio: nextDebtRatio(ratio, year),
    growth: parts.growth,
    inflation: parts.inflation,
    deficit: parts.primary,
  };
}

/**
 * The primary deficit at which the ratio stays where it is: f* = d − d (1 + r) / N; negative where a surplus is needed.
 *
 * @throws RangeError where nominal GDP would not stay above zero
 */
export function stabilisingDeficit(
  ratio: number,
  { rate, growth, inflation }: Omit<DebtYear, "primaryDeficit">,
): number {
  return ratio - (ratio * (1 + rate)) / nominalGrowth(growth, inflation);
}

/**
 * The ratio to which the recursion tends if every year were like this one: d* = f / (1 − (1 + r) / N).
 *
 * @returns null where 1 + r ≥ N: the ratio then runs away from any level, and has no steady state
 * @throws RangeError where nominal GDP would not stay above zero
 */
export function steadyDebtRatio({ rate, growth, inflation, primaryDeficit }: DebtYear): number | null {
  const factor = (1 + rate) / nominalGrowth(growth, inflation);
  return factor < 1 ? primaryDeficit / (1 - factor) : null;
}

/** A path year by year: the ratio after each, and the parts of the whole change. */
export interface DebtPathResult {
  readonly ratios: readonly number[];
  readonly split: DebtSplit;
  /** What lowers the ratio most; null where nothing does. */
  readonly lowers: keyof DebtSplit | null;
}

/**
 * The recursion over a table of years, with its splits added up: interest, growth, inflation and primary deficit sum to the change from
 * `ratio` to the last of `ratios`.
 *
 * @throws RangeError where nominal GDP would not stay above zero in one of them
 */
export function debtPath(ratio: number, years: readonly DebtYear[]): DebtPathResult {
  const ratios: number[] = [];
  let split: DebtSplit = { interest: 0, growth: 0, inflation: 0, primary: 0 };
  let before = ratio;
  for (const year of years) {
    split = sumOf(split, debtSplit(before, year));
    before = nextDebtRatio(before, year);
    ratios.push(before);
  }
  return { ratios, split, lowers: largestNegative(split) };
}

/** The part that lowers the ratio most; of equal ones the first in the order interest, growth, inflation, primary. Null where none does. */
export function largestNegative(split: DebtSplit): keyof DebtSplit | null {
  const parts = ["interest", "growth", "inflation", "primary"] as const;
  const least = parts.reduce((best, part) => (split[part] < split[best] ? part : best));
  return split[least] < 0 ? least : null;
}

function sumOf(one: DebtSplit, other: DebtSplit): DebtSplit {
  return {
    interest: one.interest + other.interest,
    growth: one.growth + other.growth,
    inflation: one.inflation + other.inflation,
    primary: one.primary + other.primary,
  };
}

function nominalGrowth(growth: number, inflation: number): number {
  const factor = (1 + growth) * (1 + inflation);
  if (!(growth > -1 && inflation > -1))
    throw new RangeError(`growth of ${growth} and inflation of ${inflation} leave no GDP to divide by`);
  return factor;
}
