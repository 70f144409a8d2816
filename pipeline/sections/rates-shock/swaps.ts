import type { Desk } from "../../finance/desk.ts";
import { figuresOf, slugOf } from "../../finance/figures.ts";
import { joinOf } from "../../finance/joins.ts";
import { bondBasis, swapSpreadBp, swapSpreadMove } from "../../finance/swap-spread.ts";
import type { Edition } from "../../model/edition.ts";
import type { Swap } from "./view.ts";

/** Far more than two days that swap and Treasury share. */
const RECENT = 15;

type Settings = Edition["ratesShock"]["swaps"][number];

/** Swap less Treasury of the same maturity on the last day that both have, against the day before it; all null without one of them. */
export function swapOf(desk: Desk, { name, swap, treasury }: Settings): Swap {
  const none: Swap = { name, spread: null, change: null, move: "unknown", onBondBasis: null };
  const histories = [desk.tail(swap, RECENT), desk.tail(treasury, RECENT)];
  const [rates, yields] = histories;
  if (!desk.latest(swap) || !desk.latest(treasury) || !rates || !yields) return none;
  const { dates } = joinOf([rates, yields]);
  const make = figuresOf("rates-shock", `swap-${slugOf(name)}`);
  const [before, now] = dates.slice(-2).length === 2 ? dates.slice(-2) : [undefined, dates[0]];
  if (now === undefined) return none;
  const spreadOn = (figure: string, date: string) => {
    const [rate, treasuryYield] = [desk.on(swap, date)!, desk.on(treasury, date)!];
    return make.derived(figure, {
      value: swapSpreadBp(rate.value, treasuryYield.value),
      unit: "bp",
      inputs: [rate, treasuryYield],
      method: "swap par rate less Treasury yield of the same maturity, as quoted, bp",
    });
  };
  const spread = spreadOn("spread", now);
  const earlier = before === undefined ? null : spreadOn("before", before);
  const [rate, treasuryYield] = [desk.on(swap, now)!, desk.on(treasury, now)!];
  return {
    name,
    spread,
    change: make.difference("change", spread, earlier),
    move: earlier ? swapSpreadMove(earlier.value, spread.value) : "unknown",
    onBondBasis: make.derived("on-bond-basis", {
      value: swapSpreadBp(bondBasis(rate.value), treasuryYield.value),
      unit: "bp",
      inputs: [rate, treasuryYield],
      method:
        "2 * (sqrt(1 + r) - 1) with r = swap rate * 365/360, less Treasury yield of the same maturity, bp",
    }),
  };
}
