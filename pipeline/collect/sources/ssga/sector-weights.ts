import { cleanDecimal } from "../../../finance/rounding.ts";
import type { FundHoldings } from "./fund-holdings.ts";

/** A member of the index whose sector is not known. */
export interface Astray {
  readonly ticker: string;
  /** Percent of the index. */
  readonly percent: number;
  /** The sector files in which it stands: none, or more than one. */
  readonly files: number;
}

export interface SectorWeights {
  /** Percent of the index's stocks by sector fund; sums to 100 less the astray. */
  readonly weights: ReadonlyMap<string, number>;
  /** The heaviest first. */
  readonly astray: readonly Astray[];
}

/**
 * Sector weights by membership: w(s) = 100 * sum(w(i), i in index and s) / sum(w(i), i in index), over stocks without cash. The weights
 * that sector funds give their members are capped and not used. A member in no file or in several counts to no sector.
 *
 * @param index the fund that holds the index, SPY
 */
export function sectorWeights(index: FundHoldings, sectors: readonly FundHoldings[]): SectorWeights {
  const total = [...index.stocks.values()].reduce((sum, percent) => sum + percent, 0);
  const sums = new Map(sectors.map(({ fund }) => [fund, 0]));
  const astray: Astray[] = [];
  for (const [ticker, weight] of index.stocks) {
    const files = sectors.filter(({ stocks }) => stocks.has(ticker));
    const percent = (100 * weight) / total;
    const [only] = files;
    if (only && files.length === 1) sums.set(only.fund, sums.get(only.fund)! + percent);
    else astray.push({ ticker, percent, files: files.length });
  }
  astray.sort((a, b) => b.percent - a.percent);
  return { weights: new Map([...sums].map(([fund, sum]) => [fund, cleanDecimal(sum)])), astray };
}
