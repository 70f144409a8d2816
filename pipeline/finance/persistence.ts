/**
 * Whether at least k of the last n observations are flagged, right aligned: the answer at i speaks of i - n + 1 .. i, and the first one
 * stands at index n - 1.
 *
 * An unknown flag (null) counts neither way. The answer is true where the known ones alone reach k, false where even all unknown ones
 * could not, and null where they decide it.
 *
 * @param k at least so many, 1 to n
 * @param n of so many observations
 * @returns as long as `flags`; null before index n - 1
 * @throws RangeError unless 1 <= k <= n, both whole
 * @see a definition of this project (10 of 15)
 */
export function kOfN(flags: readonly (boolean | null)[], k: number, n: number): readonly (boolean | null)[] {
  if (!Number.isInteger(k) || !Number.isInteger(n) || k < 1 || k > n)
    throw new RangeError(`at least ${k} of ${n} is no rule`);
  let [flagged, unknown] = [0, 0];
  return flags.map((flag, index) => {
    if (flag) flagged += 1;
    if (flag === null) unknown += 1;
    const left = index >= n ? flags[index - n] : false;
    if (left) flagged -= 1;
    if (left === null) unknown -= 1;
    if (index < n - 1) return null;
    if (flagged >= k) return true;
    return flagged + unknown < k ? false : null;
  });
}

/** Observations after its peak within which a shock must have lost half of itself to be a one-off. */
const FADES_WITHIN = 5;

/** The latest stretch of observations at or above a threshold, and what became of its peak. Indices are those of the values. */
export interface Shock {
  /** First observation at or above the threshold, and the last one so far. */
  readonly from: number;
  readonly to: number;
  readonly peak: number;
  /** values[peak] - threshold, in the unit of the values; 0 or more. */
  readonly peakExcess: number;
  /** First observation after the peak that lies below threshold + peakExcess / 2; null where there is none yet. */
  readonly halvedAt: number | null;
  /** "one-off": halved within five observations of the peak. "lasting": not. "open": too early to say. */
  readonly kind: "one-off" | "lasting" | "open";
}

/**
 * The latest shock of a series: elevated (value >= threshold), and a one-off if it is back below half of the peak excess within five
 * observations, counted from the peak. Null where nothing was ever elevated.
 *
 * Whether a shock was a one-off and whether volatility persists (`kOfN`) are two questions: a long stretch may end in a peak that fades.
 *
 * @param values in any unit, oldest first; unknown ones (null) are no observations and end no shock
 * @param threshold in the same unit
 * @see a definition of this project
 */
export function oneOffShock(values: readonly (number | null)[], threshold: number): Shock | null {
  const known = values.flatMap((value, index) => (value === null ? [] : [{ value, index }]));
  const last = known.findLastIndex(({ value }) => value >= threshold);
  if (last < 0) return null;
  const first = known.slice(0, last).findLastIndex(({ value }) => value < threshold) + 1;
  let peak = first;
  for (let at = first; at <= last; at += 1) if (known[at]!.value > known[peak]!.value) peak = at;
  const peakExcess = known[peak]!.value - threshold;
  const half = threshold + peakExcess / 2;
  const halved = known.findIndex(({ value }, at) => at > peak && value < half);
  return {
    from: known[first]!.index,
    to: known[last]!.index,
    peak: known[peak]!.index,
    peakExcess,
    halvedAt: halved < 0 ? null : known[halved]!.index,
    kind: kindOf(halved < 0 ? null : halved - peak, known.length - 1 - peak),
  };
}

function kindOf(halvedAfter: number | null, seenAfter: number): Shock["kind"] {
  if (halvedAfter !== null) return halvedAfter <= FADES_WITHIN ? "one-off" : "lasting";
  return seenAfter >= FADES_WITHIN ? "lasting" : "open";
}
