/**
 * Yahoo sends prices in single precision, written out as doubles: 258.3999938964844 is 258.4, and comes as 258.4 while the session
 * runs. What is no single is left as it is.
 */
export function shortestSingle(value: number): number {
  const single = Math.fround(value);
  // Written with sixteen digits a single may miss itself by the last of them.
  if (Math.abs(single - value) > Math.abs(value) * 1e-15) return value;
  const shorter = [6, 7, 8].map((digits) => Number(value.toPrecision(digits)));
  return shorter.find((short) => Math.fround(short) === single) ?? value;
}
