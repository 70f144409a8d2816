import { roundHalfAway } from "../../../finance/rounding.ts";
import type { Unit } from "../../../model/unit.ts";
import type { Stated } from "../../claim.ts";
import type { Numeral } from "../sentence.ts";

const SUFFIX: Partial<Record<Unit, string>> = { percent: "%", bp: " bp", pp: " pp", probability: "%" };

/** A level or a size in a finding: 4.17%, 52.751 bp, 6796.29. */
export function amount(value: number, unit: Unit): string {
  return `${minus(roundHalfAway(value, 3))}${SUFFIX[unit] ?? ""}`;
}

/** A change in a finding, always with its sign. */
export function signedAmount(value: number, unit: Unit): string {
  const rounded = roundHalfAway(value, 2);
  return `${rounded > 0 ? "+" : ""}${minus(rounded)}${SUFFIX[unit] ?? (unit === "index" ? " points" : "")}`;
}

/** A numeral as the existing claims take it. */
export function statedOf({ value, decimals }: Pick<Numeral, "value" | "decimals">): Stated {
  return { value, decimals };
}

function minus(value: number): string {
  const [whole = "", fraction] = String(value).replace("-", "−").split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (fraction === undefined ? "" : `.${fraction}`);
}
