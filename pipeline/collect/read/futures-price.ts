import { isWithin, type Unplaced } from "./row-faults.ts";

/** Prices of 30-day fed funds futures are 100 less a rate between -1 and 20 percent. */
const PLAUSIBLE = [80, 101] as const;

/** What is wrong with the price of a contract; null where it is plausible, or missing. */
export function futuresPriceFault(price: number | null, contract: string, remedy: string): Unplaced | null {
  if (isWithin(price, PLAUSIBLE)) return null;
  const [least, most] = PLAUSIBLE;
  const message = `A price of ${price} for ${contract} is outside the plausible ${least} to ${most}.`;
  return { code: "value-implausible", message, remedy };
}
