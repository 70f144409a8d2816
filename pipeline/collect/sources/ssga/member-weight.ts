import { cleanDecimal } from "../../../finance/rounding.ts";
import { companyOf } from "../../read/share-classes.ts";
import type { FundHoldings } from "./fund-holdings.ts";

/**
 * A company's share of the index, `100 * weights of its classes / weights of all stocks`, without cash.
 *
 * @param index the fund that holds the index, SPY
 * @param company the symbol of the class that stands for it: GOOGL
 * @returns percent; null where the fund does not hold it
 */
export function memberWeight({ stocks }: FundHoldings, company: string): number | null {
  let [own, total] = [0, 0];
  for (const [ticker, percent] of stocks) {
    total += percent;
    if (companyOf(ticker) === company) own += percent;
  }
  return own === 0 ? null : cleanDecimal((100 * own) / total);
}
