import { cleanDecimal } from "./rounding.ts";

/**
 * The real rate as the difference nominal - expected inflation of the same tenor, percent. Never with the inflation of the past year.
 *
 * @see the Fisher equation
 */
export function realRate({
  nominal,
  inflation,
}: {
  readonly nominal: number;
  readonly inflation: number;
}): number {
  return cleanDecimal(nominal - inflation);
}

/**
 * Fisher's exact form, 100 ((1 + i) / (1 + pi) - 1), percent in and out: below the difference by about pi times the real rate,
 * 4.5 bp at 4.33 and 2.4.
 *
 * @throws RangeError at an inflation of -100 % or less
 * @see the Fisher equation
 */
export function fisherRealRate({
  nominal,
  inflation,
}: {
  readonly nominal: number;
  readonly inflation: number;
}): number {
  if (!(inflation > -100)) throw new RangeError("prices cannot fall by all they are worth");
  return 100 * ((1 + nominal / 100) / (1 + inflation / 100) - 1);
}

export const legSigns = ["up", "flat", "down"] as const;
export type LegSign = (typeof legSigns)[number];

/** What moved a real rate, and which way. */
export interface RealRateMove {
  readonly direction: "rising" | "falling" | "unchanged";
  /** A rising real rate is dearer money. */
  readonly money: "tighter" | "looser" | "unchanged";
  readonly nominal: LegSign;
  readonly inflation: LegSign;
  /** The leg that contributes more, among those beyond the dead band; "both" where they push alike, null where it is unchanged. */
  readonly driver: "nominal" | "inflation" | "both" | null;
  /** Change of the real rate, bp: the sum of the two contributions. */
  readonly changeBp: number;
  /** + change of the nominal yield. */
  readonly nominalPartBp: number;
  /** - change of expected inflation. */
  readonly inflationPartBp: number;
}

/** A leg that moved less stood still, bp. */
export const REAL_RATE_BAND_BP = 0.5;

/**
 * The nine combinations of a nominal yield and expected inflation, each up, flat or down by a dead band of 0.5 bp:
 *
 *                    inflation up       inflation flat   inflation down
 *     nominal up     the larger decides rising           rising
 *     nominal flat   falling            unchanged        rising
 *     nominal down   falling            falling          the larger decides
 *
 * Both up: rising where the nominal yield rose more, falling where inflation did. Both down: falling where the nominal yield fell more,
 * rising where inflation did. Within the dead band of each other they leave it unchanged.
 *
 * @param nominalBp change of the nominal yield, @param inflationBp of expected inflation of the same tenor over the same days, bp
 * @throws RangeError if a change is not finite
 * @see the Fisher equation; the dead band is a definition of this project
 */
export function realRateMove({
  nominalBp,
  inflationBp,
}: {
  readonly nominalBp: number;
  readonly inflationBp: number;
}): RealRateMove {
  if (!Number.isFinite(nominalBp) || !Number.isFinite(inflationBp))
    throw new RangeError("a real rate's move needs the changes of both legs");
  const [nominal, inflation] = [legSign(nominalBp), legSign(inflationBp)];
  const changeBp = cleanDecimal(cleanDecimal(nominalBp) - cleanDecimal(inflationBp));
  const direction = DIRECTION[netSign({ nominal, inflation, changeBp })];
  const driver = direction === "unchanged" ? null : driverOf(nominalBp, inflationBp);
  const parts = { nominalPartBp: cleanDecimal(nominalBp), inflationPartBp: 0 - cleanDecimal(inflationBp) };
  return { direction, money: MONEY[direction], nominal, inflation, driver, changeBp, ...parts };
}

const DIRECTION = { up: "rising", flat: "unchanged", down: "falling" } as const;
const MONEY = { rising: "tighter", unchanged: "unchanged", falling: "looser" } as const;
const OPPOSITE = { up: "down", flat: "flat", down: "up" } as const;

/** The cell of the table: two legs of one sign are decided by their difference, any others by the one that pushes. */
function netSign({
  nominal,
  inflation,
  changeBp,
}: Pick<RealRateMove, "nominal" | "inflation" | "changeBp">): LegSign {
  if (nominal === "flat") return OPPOSITE[inflation];
  return nominal === inflation ? legSign(changeBp) : nominal;
}

function driverOf(nominalBp: number, inflationBp: number): RealRateMove["driver"] {
  const [nominal, inflation] = [Math.abs(cleanDecimal(nominalBp)), Math.abs(cleanDecimal(inflationBp))];
  if (nominal === inflation) return "both";
  return nominal > inflation ? "nominal" : "inflation";
}

function legSign(changeBp: number): LegSign {
  const clean = cleanDecimal(changeBp);
  if (Math.abs(clean) < REAL_RATE_BAND_BP) return "flat";
  return clean > 0 ? "up" : "down";
}
