import { addDays, weekday } from "../../../pipeline/finance/dates.ts";

/** Numbers of 0 to 1 that are the same in every run (Park and Miller's minimal standard generator). */
export function randomNumbers(seed: number): () => number {
  let state = (seed % 2147483646) + 1;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/** About normal, mean 0, standard deviation 1: the sum of twelve. */
export function normalNumbers(seed: number): () => number {
  const next = randomNumbers(seed);
  return () => Array.from({ length: 12 }, next).reduce((sum, one) => sum + one, -6);
}

/** Weekdays from 2 January 2023 on. */
export function weekdays(count: number): string[] {
  const dates: string[] = [];
  for (let date = "2023-01-02"; dates.length < count; date = addDays(date, 1))
    if (weekday(date) < 5) dates.push(date);
  return dates;
}

/** A price of about 100 that moves by `volatility` a day, in cents; a `rate` moves by it in points around 4. */
export function walk(count: number, { seed = 1, volatility = 0.01, rate = false } = {}): number[] {
  const next = normalNumbers(seed);
  let level = rate ? 4 : 100;
  return Array.from({ length: count }, () => {
    level = rate ? 4 + 0.99 * (level - 4) + volatility * next() : level * Math.exp(volatility * next());
    return Number(level.toFixed(2));
  });
}

export function column(
  values: readonly (number | null)[],
  more: {
    unit?: "index" | "percent";
    plausible?: readonly [number, number];
    accepted?: readonly string[];
    dates?: readonly string[];
  } = {},
) {
  const {
    unit = "index",
    plausible = unit === "index" ? ([0.0001, 1e9] as const) : ([-5, 1000] as const),
    dates = weekdays(values.length),
    accepted = [],
  } = more;
  return { dates, values, unit, plausible, accepted };
}

/** `rule from..to` by row number. */
export function marks(
  found: readonly { rule: string; from: string; to: string }[],
  dates: readonly string[],
): string[] {
  return found.map(({ rule, from, to }) => `${rule} ${dates.indexOf(from)}..${dates.indexOf(to)}`);
}
