import { curveMove } from "../../../finance/curve-moves.ts";
import type { Facts } from "../facts.ts";
import type { Ruled } from "../rule.ts";
import { signedAmount } from "./amount.ts";

/** "Bull-steepened": which way yields went, beside the slope; null where the word says nothing of it or the legs are not at hand. */
export function curveRuling(
  facts: Facts,
  subject: string,
  words: string,
): Pick<Ruled, "verdict" | "message" | "figures"> | null {
  const side = /^(bull|bear)[- ]/i.exec(words)?.[1]?.toLowerCase();
  const short = facts.figures.get(`regime.${subject}.short-1`);
  const long = facts.figures.get(`regime.${subject}.long-1`);
  if (!side || !short || !long) return null;
  const { label } = curveMove({ shortBp: short.value, longBp: long.value, days: 1 });
  const legs = `the short end ${signedAmount(short.value, "bp")}, the long end ${signedAmount(long.value, "bp")}`;
  const isOther = new RegExp(side === "bull" ? "\\bbear\\b" : "\\bbull\\b").test(label);
  return {
    verdict: label.startsWith(side) ? "verified" : isOther ? "contradicted" : "not verifiable",
    message: `On the day this curve was "${label}": ${legs}.`,
    figures: [short.id, long.id],
  };
}
