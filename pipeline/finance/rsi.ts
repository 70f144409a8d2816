/** Closes from which an RSI no longer depends on where its history begins: (13 / 14)^236 is below a ten-millionth. */
export const SETTLED_BARS = 250;

/**
 * Wilder's relative strength index at the last close, 0 to 100: 100 G / (G + L) of averaged gains G and losses L. The first average is
 * the simple mean of the first `bars` changes; each later one is (average * (bars - 1) + today's) / bars. Neither an exponential
 * average with alpha 2 / (bars + 1) nor Cutler's simple mean.
 *
 * @param closes levels, oldest first, in any unit; negative prices are levels like others
 * @param bars 14 as Wilder has it
 * @returns null of fewer than `bars` + 1 closes, and where G + L = 0 (TA-Lib says 0 there, R's TTR not a number)
 * @see TA-Lib's ta_RSI.c and TTR; StockCharts ChartSchool, "Relative Strength Index", worked example
 */
export function rsiOf(closes: readonly number[], bars = 14): number | null {
  if (!Number.isInteger(bars) || bars < 1) throw new RangeError(`an RSI of ${bars} bars cannot be`);
  if (closes.length <= bars) return null;
  let [gain, loss] = [0, 0];
  for (let at = 1; at < closes.length; at += 1) {
    const change = closes[at]! - closes[at - 1]!;
    const [up, down] = [Math.max(change, 0), Math.max(-change, 0)];
    if (at <= bars) {
      gain += up / bars;
      loss += down / bars;
    } else {
      gain = (gain * (bars - 1) + up) / bars;
      loss = (loss * (bars - 1) + down) / bars;
    }
  }
  return gain + loss === 0 ? null : (100 * gain) / (gain + loss);
}
