/**
 * One period of an attribution: effects that sum to the portfolio's return less the benchmark's. All decimals: 0.01 is 1 %. For
 * contributions to one return, without a benchmark, the benchmark's return is 0 (`periodsOf`).
 */
export interface Period {
  readonly effects: readonly number[];
  readonly portfolio: number;
  readonly benchmark: number;
}

/** Effects of several periods on the scale of the whole: they sum to `total`. */
export interface Linked {
  /** One for each effect, in their order; decimal. */
  readonly parts: readonly number[];
  /** Compounded return of the portfolio less that of the benchmark, decimal; independent of `parts`. */
  readonly total: number;
}

/** So far may the effects of a period be from its return, and linked parts from the compounded one, relative to their size. */
const TOLERANCE = 1e-12;
/** Below this, ln(1 + x) / x is a quotient of two rounded numbers: its series is exact there. */
const SMALL = 1e-6;

/**
 * Contributions to one return, as periods without a benchmark: the return of a period is the sum of its contributions.
 *
 * @param contributions `[period][part]`, decimal: weight as a fraction times return as a decimal
 */
export function periodsOf(contributions: readonly (readonly number[])[]): readonly Period[] {
  return contributions.map((effects) => ({ effects, portfolio: sumOf(effects), benchmark: 0 }));
}

/** Compounded return of several, prod(1 + r) - 1, without losing the digits of small ones; decimals; 0 of none. */
export function compounded(returns: readonly number[]): number {
  return returns.reduce((total, one) => total + one + total * one, 0);
}

/**
 * Logarithmic linking after Carino: part i = sum over periods of (k_t / k) effect_{t,i}, where k_t = ln((1 + Rp) / (1 + Rb)) / (Rp - Rb)
 * of the period and k the same of the whole; 1 / (1 + R) where Rp = Rb. Without a benchmark k_t = ln(1 + R) / R, and 1 for R = 0.
 * The order of periods does not matter.
 *
 * @throws RangeError for a return of -100 % or below, where the logarithm ends; of no periods; where effects do not sum to their period
 * @see R-Finance/PortfolioAttribution `R/Carino.R` and Bacon, Practical Portfolio Performance
 * Measurement, ch. 8
 */
export function linkCarino(periods: readonly Period[]): Linked {
  const whole = wholeOf(periods);
  for (const one of [...periods, whole]) refuseTotalLoss(one, "Carino");
  const k = logFactor(whole);
  return linkedWith(periods, whole, (period) => logFactor(period) / k);
}

/**
 * Optimised linking after Menchero: part i = sum of (M + alpha_t) effect_{t,i}, with n periods, the active returns a_t = Rp_t - Rb_t and
 * the compounded Rp, Rb: M = ((Rp - Rb) / n) / ((1 + Rp)^(1/n) - (1 + Rb)^(1/n)), (1 + R)^((n - 1) / n) where Rp = Rb, and
 * alpha_t = (Rp - Rb - M sum a) a_t / sum a^2, 0 where all a are 0. The order of periods does not matter.
 *
 * @throws RangeError as `linkCarino`
 * @see R-Finance/PortfolioAttribution `R/Menchero.R`
 */
export function linkMenchero(periods: readonly Period[]): Linked {
  const whole = wholeOf(periods);
  for (const one of [...periods, whole]) refuseTotalLoss(one, "Menchero");
  const active = periods.map(activeOf);
  const scale = mencheroScale(whole, periods.length);
  const squares = sumOf(active.map((one) => one * one));
  const left = activeOf(whole) - scale * sumOf(active);
  const slope = squares === 0 ? 0 : left / squares;
  return linkedWith(periods, whole, (period) => scale + slope * activeOf(period));
}

/**
 * Linking in order of time after Frongello: effect'_t = effect_t prod(1 + Rp_s, s < t) + Rb_t sum(effect'_s, s < t), part i = their sum.
 * Without a benchmark each contribution is carried by the return earned before it: with weights that only drift this is the
 * buy-and-hold contribution, first weight times the part's own compounded return. The order of periods matters.
 *
 * @throws RangeError of no periods; where effects do not sum to their period
 * @see R-Finance/PortfolioAttribution `R/Frongello.R`
 */
export function linkFrongello(periods: readonly Period[]): Linked {
  const whole = wholeOf(periods);
  const parts = whole.effects.map(() => 0);
  let growth = 1;
  for (const { effects, portfolio, benchmark } of periods) {
    for (let part = 0; part < parts.length; part += 1)
      parts[part] = parts[part]! * (1 + benchmark) + effects[part]! * growth;
    growth *= 1 + portfolio;
  }
  return checked({ parts, total: activeOf(whole) });
}

/** ln((1 + Rp) / (1 + Rb)) / (Rp - Rb) = ln(1 + x) / x / (1 + Rb) with x = (Rp - Rb) / (1 + Rb). */
function logFactor(period: Period): number {
  const growth = 1 + period.benchmark;
  const x = activeOf(period) / growth;
  const ratio = Math.abs(x) < SMALL ? 1 - x / 2 + (x * x) / 3 : Math.log1p(x) / x;
  return ratio / growth;
}

function mencheroScale(whole: Period, count: number): number {
  const active = activeOf(whole);
  const growth = 1 + whole.benchmark;
  if (active === 0) return growth ** ((count - 1) / count);
  // The difference of the two roots, without subtracting them.
  const roots = growth ** (1 / count) * Math.expm1(Math.log1p(active / growth) / count);
  return active / count / roots;
}

function linkedWith(periods: readonly Period[], whole: Period, factorOf: (period: Period) => number): Linked {
  const parts = whole.effects.map(() => 0);
  for (const period of periods) {
    const factor = factorOf(period);
    for (let part = 0; part < parts.length; part += 1) parts[part]! += factor * period.effects[part]!;
  }
  return checked({ parts, total: activeOf(whole) });
}

/** The compounded returns; its effects are only as many as each period has. */
function wholeOf(periods: readonly Period[]): Period {
  const [first] = periods;
  if (!first) throw new RangeError("linking needs at least one period");
  for (const period of periods) refuseUneven(period, first.effects.length);
  return {
    effects: first.effects,
    portfolio: compounded(periods.map(({ portfolio }) => portfolio)),
    benchmark: compounded(periods.map(({ benchmark }) => benchmark)),
  };
}

function refuseUneven(period: Period, parts: number): void {
  const { effects } = period;
  if (effects.length !== parts)
    throw new RangeError(`a period has ${effects.length} effects where the first has ${parts}`);
  const off = sumOf(effects) - activeOf(period);
  if (!(Math.abs(off) <= TOLERANCE * sizeOf(effects)))
    throw new RangeError(`the effects of a period miss its return by ${off}`);
}

function refuseTotalLoss({ portfolio, benchmark }: Period, name: string): void {
  if (portfolio <= -1 || benchmark <= -1)
    throw new RangeError(`${name} linking is not defined for a return of -100 % or below`);
}

function checked(linked: Linked): Linked {
  const off = sumOf(linked.parts) - linked.total;
  if (!(Math.abs(off) < TOLERANCE * sizeOf(linked.parts)))
    throw new RangeError(`linked parts miss the compounded return by ${off}`);
  return linked;
}

function activeOf({ portfolio, benchmark }: Period): number {
  return portfolio - benchmark;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function sizeOf(values: readonly number[]): number {
  return Math.max(
    1,
    values.reduce((sum, value) => sum + Math.abs(value), 0),
  );
}
