/**
 * The shortest decimal form of a double, so that 4.17 - 4.10 in percent, times 100, is 7 and not 7.000000000000028:
 * twelve significant digits are more than any source sends and fewer than binary noise needs.
 */
export function cleanDecimal(value: number): number {
  return Number(value.toPrecision(12));
}

/**
 * Rounds half away from zero on the decimal representation: 1.005 to two places is 1.01, -0.5 to none is -1; never -0.
 *
 * @param decimals places after the point, 0 or more
 */
export function roundHalfAway(value: number, decimals: number): number {
  const clean = cleanDecimal(value);
  const [digits = "0", exponent = "0"] = Math.abs(clean).toExponential().split("e");
  const shifted = Math.round(Number(`${digits}e${Number(exponent) + decimals}`));
  // So large a number has no place to round in twelve digits.
  if (!Number.isSafeInteger(shifted)) return clean;
  const rounded = Number(`${shifted}e-${decimals}`);
  return value < 0 && rounded !== 0 ? -rounded : rounded;
}

/** The most by which printed parts may miss their printed total: half a unit of the last place for each of them. */
export function roundingSlack(parts: number, decimals: number): number {
  return parts * 0.5 * 10 ** -decimals;
}
