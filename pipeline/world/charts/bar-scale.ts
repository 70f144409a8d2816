/** A bar and the room its label takes beyond the bar's end, px. */
export interface LabelledBar {
  readonly value: number;
  readonly room: number;
}

/**
 * The widest scale on which every bar has room for its label within `length` px.
 *
 * A negative bar n and a positive bar p share the length: k * (|n| + p) + room(n) + room(p) <= length, so k is the least
 * of (length - room(n) - room(p)) / (|n| + p) over all pairs, zero standing in where one side is empty. Zeros are labelled
 * on the positive side.
 *
 * @param bars values in any one unit
 * @returns the values at the two ends of the length; all-zero bars stand at the lower end
 */
export function barScale(bars: readonly LabelledBar[], length: number): { min: number; max: number } {
  const none: LabelledBar = { value: 0, room: 0 };
  const negative = [none, ...bars.filter(({ value }) => value < 0)];
  const positive = [none, ...bars.filter(({ value }) => value >= 0)];
  let perUnit = Number.POSITIVE_INFINITY;
  for (const low of negative) {
    for (const high of positive) {
      const free = Math.max(1, length - low.room - high.room);
      perUnit = Math.min(perUnit, free / (high.value - low.value));
    }
  }
  if (!Number.isFinite(perUnit)) return { min: 0, max: 1 };
  const min = Math.min(...negative.map(({ value, room }) => value - room / perUnit));
  return { min, max: min + length / perUnit };
}
