/** Share classes in the S&P 500 by the class that stands for the company; all others are companies of one class. */
const COMPANY: Readonly<Record<string, string>> = { GOOG: "GOOGL", FOX: "FOXA", NWS: "NWSA" };

/** The symbol of the company: of two classes the one that stands for both. */
export function companyOf(symbol: string): string {
  return COMPANY[symbol] ?? symbol;
}
