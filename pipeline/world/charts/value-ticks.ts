/** Round values for the gridlines, ascending; the axis begins at the first. */
export interface ValueTicks {
  readonly values: readonly number[];
  /** Where the axis ends: at the last gridline, or a little above it. */
  readonly max: number;
  readonly decimals: number;
}

export interface Span {
  readonly low: number;
  readonly high: number;
  /** Share of the axis to keep free under `low`, for a label; never more than MOST_FOOT. */
  readonly foot: number;
  /** Most gridlines that the height carries. */
  readonly most: number;
}

const MANTISSAS = [1, 2, 2.5, 3, 4, 5] as const;
const FEWEST = 3;
const MOST_FOOT = 0.4;
/** A line may rise above the last gridline by this share of a step: better than a step of empty height. */
const RISES = 0.6;

/**
 * The round steps (1, 2 or 5 times a power of ten, 2.5 but for 2.5 itself, 3 and 4 from 30 on) that hold low to high with the least empty height.
 * A span without height is widened around its value: a twentieth of it, or one unit around zero.
 */
export function valueTicks({ low, high, foot, most }: Span): ValueTicks {
  // The mean of equal values differs from them by binary noise; a step of that size would round to nothing.
  if (high - low <= 1e-9 * Math.max(Math.abs(low), Math.abs(high))) {
    const around = Math.abs(low) / 20 || 1;
    return valueTicks({ low: low - around, high: high + around, foot, most });
  }
  const magnitude = Math.floor(Math.log10(high - low));
  const candidates = [magnitude - 1, magnitude, magnitude + 1].flatMap((exponent) =>
    MANTISSAS.filter((mantissa) => readsWell(mantissa, exponent)).map((mantissa) =>
      enclosing({ low, high, foot, most }, mantissa, exponent),
    ),
  );
  const [best] = candidates
    .filter(({ values }) => values.length >= FEWEST && values.length <= most)
    .sort((one, other) => one.waste - other.waste);
  return best ?? candidates.find(({ values }) => values.length <= most) ?? candidates.at(-1)!;
}

/** 30, 400, 0.25 and 250 read well on an axis; 0.3, 4 and 2.5 do not. */
function readsWell(mantissa: number, exponent: number): boolean {
  if (mantissa === 2.5) return exponent !== 0;
  return exponent >= 1 || (mantissa !== 3 && mantissa !== 4);
}

function enclosing({ low, high, foot }: Span, mantissa: number, exponent: number) {
  const step = mantissa * 10 ** exponent;
  const share = Math.min(foot, MOST_FOOT);
  const above = cleaned(high / step);
  const last = above - Math.floor(above) <= RISES ? Math.floor(above) : Math.ceil(above);
  let first = Math.floor(cleaned(low / step));
  const top = Math.max(last, above);
  while (low / step - first < share * (top - first)) first -= 1;
  const decimals = Math.max(0, (mantissa === 2.5 ? 1 : 0) - exponent);
  const values = Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toFixed(decimals)),
  );
  const max = Math.max(values.at(-1) ?? high, high);
  return { values, max, decimals, waste: top * step - first * step - (high - low) };
}

/** 0.3 / 0.1 is 3, not 2.9999999999999996. */
function cleaned(ratio: number): number {
  return Number(ratio.toPrecision(12));
}

/** A gridline's number, `unit` only on the top one: `180 bp`, `4.5%`, `−1,250`. */
export function tickText(value: number, decimals: number, unit: string): string {
  const [whole = "0", fraction] = Math.abs(value).toFixed(decimals).split(".");
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction ? `.${fraction}` : "");
  const suffix = unit === "" || unit === "%" ? unit : ` ${unit}`;
  return `${value < 0 ? "−" : ""}${digits}${suffix}`;
}
