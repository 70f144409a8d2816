import type { Band } from "../model/edition.ts";

/** What is wrong with a list of bands, by the index of the band. */
export interface BandFault {
  readonly index: number;
  readonly message: string;
}

/**
 * Bands are half-open, [from, to), sorted, and cover 0 to infinity: each begins where the one before ends, the first at 0, and the
 * last has no end. Empty where the list is right.
 */
export function bandFaults(bands: readonly Band[]): readonly BandFault[] {
  if (bands.length === 0) return [{ index: 0, message: "There are no bands." }];
  return bands.flatMap((band, index) => [
    ...startFaults(bands, index),
    ...endFaults(band, index === bands.length - 1, index),
  ]);
}

function startFaults(bands: readonly Band[], index: number): BandFault[] {
  const { from } = bands[index]!;
  const before = bands[index - 1];
  if (!before) return from === 0 ? [] : [{ index, message: `The first band begins at ${from}, not at 0.` }];
  if (before.to === null || before.to === from) return [];
  const what =
    before.to < from ? `nothing covers ${before.to} to ${from}` : `${from} to ${before.to} is covered twice`;
  return [{ index, message: `The bands have a fault before this one: ${what}.` }];
}

function endFaults({ from, to }: Band, isLast: boolean, index: number): BandFault[] {
  if (isLast)
    return to === null ? [] : [{ index, message: `The last band ends at ${to}; it must be open (null).` }];
  if (to === null) return [{ index, message: "Only the last band may be open (null)." }];
  return to > from ? [] : [{ index, message: `The band ends at ${to}, not above its beginning at ${from}.` }];
}

/** Where a level lies: its band, and how far up in it, 0 to 100 %; null in the open one. */
export interface BandPlace {
  readonly band: Band;
  readonly positionPercent: number | null;
  /** "lower" below 50 %, "upper" above; an open band has no halves. */
  readonly half: "lower" | "middle" | "upper" | null;
}

/** The band of a level. Null where no band holds it: a negative level. */
export function bandOf(bands: readonly Band[], level: number): BandPlace | null {
  const band = bands.find(({ from, to }) => level >= from && (to === null || level < to));
  if (!band) return null;
  if (band.to === null) return { band, positionPercent: null, half: null };
  const positionPercent = (100 * (level - band.from)) / (band.to - band.from);
  return {
    band,
    positionPercent,
    half: positionPercent < 50 ? "lower" : positionPercent > 50 ? "upper" : "middle",
  };
}
