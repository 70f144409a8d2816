import type { IsoDate } from "../model/unit.ts";
import type { Joined } from "./joins.ts";
import { cleanDecimal } from "./rounding.ts";

export const curveLabels = [
  "bull steepener",
  "bear steepener",
  "bull flattener",
  "bear flattener",
  "twist steepener",
  "twist flattener",
  "parallel bear",
  "parallel bull",
  "unchanged",
] as const;
export type CurveLabel = (typeof curveLabels)[number];

/** How a curve moved between two of its yields. */
export interface CurveMove {
  readonly label: CurveLabel;
  /** Long change less short change, bp: positive is steeper. */
  readonly slopeBp: number;
  /** The leg that moved more; "both" where they moved alike, null where nothing moved beyond the dead band. */
  readonly driver: "short" | "long" | "both" | null;
}

/** Below so many bp the slope has not moved: over one observation, and over twenty or any other number. */
const SLOPE_BAND_BP = { oneDay: 1, longer: 5 } as const;

/** Half a basis point a day, half of five over longer: a leg that moved less stood still. */
export function deadBandsBp(days: number): { readonly slope: number; readonly leg: number } {
  if (!(Number.isInteger(days) && days > 0))
    throw new RangeError(`a curve moves over 1, 2, 3 … observations, not ${days}`);
  const slope = days === 1 ? SLOPE_BAND_BP.oneDay : SLOPE_BAND_BP.longer;
  return { slope, leg: slope / 2 };
}

/**
 * The name of a curve move. slope = long - short; within the slope's dead band the move is parallel (bear where the mean of the legs
 * rose by the leg's dead band, bull where it fell so far) or none. Otherwise legs of opposite sign twist the curve, and legs of one
 * sign, or one leg alone, make it bear (yields up) or bull (yields down); a leg within its dead band has no sign.
 *
 * Dead bands: 1 bp over one observation, 5 bp over twenty; there are no other lengths, and any other takes the five. A leg's is half.
 *
 * @param shortBp change of the shorter yield, bp, between the same two days as `longBp`
 * @param days observations between the two days, 1 or more
 * @throws RangeError if a change is not finite or `days` is not a positive whole number
 * @see investopedia.com, "Bull Steepener" and "Bear Steepener", for the four that are neither parallel nor a twist
 */
export function curveMove({
  shortBp,
  longBp,
  days,
}: {
  readonly shortBp: number;
  readonly longBp: number;
  readonly days: number;
}): CurveMove {
  if (!Number.isFinite(shortBp) || !Number.isFinite(longBp))
    throw new RangeError("a curve move needs the changes of both legs");
  const bands = deadBandsBp(days);
  // 4.17 - 4.10 in binary is a hair more than 7 bp: on the band's edge that decides the label.
  const [short, long] = [cleanDecimal(shortBp), cleanDecimal(longBp)];
  const slopeBp = cleanDecimal(long - short);
  const label =
    Math.abs(slopeBp) < bands.slope
      ? parallelLabel(cleanDecimal((short + long) / 2), bands.leg)
      : slopedLabel({ slopeBp, short: signOf(short, bands.leg), long: signOf(long, bands.leg) });
  return { label, slopeBp, driver: label === "unchanged" ? null : driverOf(short, long) };
}

function parallelLabel(meanBp: number, band: number): CurveLabel {
  const sign = signOf(meanBp, band);
  return sign === 0 ? "unchanged" : sign > 0 ? "parallel bear" : "parallel bull";
}

/** A slope beyond its band has at least one leg beyond its own, half of it: never two without a sign. */
function slopedLabel({
  slopeBp,
  short,
  long,
}: {
  readonly slopeBp: number;
  readonly short: number;
  readonly long: number;
}): CurveLabel {
  const shape = slopeBp > 0 ? "steepener" : "flattener";
  if (short * long < 0) return `twist ${shape}`;
  return short + long > 0 ? `bear ${shape}` : `bull ${shape}`;
}

function signOf(changeBp: number, band: number): number {
  return Math.abs(changeBp) < band ? 0 : Math.sign(changeBp);
}

function driverOf(short: number, long: number): CurveMove["driver"] {
  const [shortSize, longSize] = [Math.abs(short), Math.abs(long)];
  if (shortSize === longSize) return "both";
  return shortSize > longSize ? "short" : "long";
}

/** A curve move between two joined days, with the legs' changes in bp. */
export interface CurveMoveBetween extends CurveMove {
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly shortBp: number;
  readonly longBp: number;
}

/**
 * The move over the last `days` joined observations of two yields in percent.
 *
 * @param joined `values[0]` the shorter yield, `values[1]` the longer one, on the days that both have
 * @returns null where fewer than `days` + 1 days are joined
 */
export function curveMoveOver({ dates, values }: Joined, days: number): CurveMoveBetween | null {
  const [short, long] = values;
  const last = dates.length - 1;
  const [from, to] = [dates[last - days], dates[last]];
  if (!short || !long || from === undefined || to === undefined) return null;
  const changeBp = (leg: readonly number[]) => cleanDecimal((leg[last]! - leg[last - days]!) * 100);
  const [shortBp, longBp] = [changeBp(short), changeBp(long)];
  return { ...curveMove({ shortBp, longBp, days }), from, to, shortBp, longBp };
}

export const slopeShifts = [
  "steeper",
  "flatter",
  "more inverted",
  "less inverted",
  "newly inverted",
  "no longer inverted",
  "unchanged",
] as const;
export type SlopeShift = (typeof slopeShifts)[number];

/**
 * What a change of slope means at its level: an inverted curve that steepens is less inverted, not steep. A slope of 0 is not inverted.
 *
 * @param beforeBp slope then, @param nowBp slope now; long less short, bp
 * @see "less inverted" for a curve that steepens below zero
 */
export function slopeShift(beforeBp: number, nowBp: number): SlopeShift {
  const [before, now] = [cleanDecimal(beforeBp), cleanDecimal(nowBp)];
  if (before === now) return "unchanged";
  if (before < 0 && now < 0) return now > before ? "less inverted" : "more inverted";
  if (before < 0) return "no longer inverted";
  if (now < 0) return "newly inverted";
  return now > before ? "steeper" : "flatter";
}
