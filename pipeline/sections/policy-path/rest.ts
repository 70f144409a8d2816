import { monthOf } from "../../finance/dates.ts";
import type { Desk } from "../../finance/desk.ts";
import { restOfMonth } from "../../finance/policy/current-month.ts";
import { effrIn, overnightFrom, type PolicyPath } from "../../finance/policy/path-on.ts";
import type { Figure } from "../../model/figure.ts";
import { own } from "./rows.ts";
import type { View } from "./view.ts";

/** As of a misfit: below it, a difference is tick noise. */
const LEAST_GAP_BP = 2;

/**
 * The running month's contract against the effective rate, where no decision is left or pending in the month: then its remaining days
 * can only be at that rate, and a difference beyond ticks is a stale price or a move between meetings. Null otherwise.
 */
export function restOf(
  desk: Desk,
  { asOf, effr, meetings, pending, input }: PolicyPath,
  now: Figure,
): View["rest"] {
  const month = monthOf(asOf);
  const price = input === "futures" ? desk.on(`ZQ.${month}`, asOf) : null;
  if (!price || pending || monthOf(meetings[0]!.decision) === month) return null;
  const rest = restOfMonth(price.value, asOf, overnightFrom(desk, effr));
  if (!rest) return null;
  const noise = Math.max(LEAST_GAP_BP, rest.uncertaintyBp);
  if (Math.abs(rest.percent - effr.value) * 100 <= noise) return null;
  const rate = own.derived("rest", {
    asOf,
    value: rest.percent,
    unit: "percent",
    inputs: [price, ...effrIn(desk, { from: `${month}-01`, to: effr.date })],
    method: "(days of the month x (100 - price) - sum of realised daily rates) / days left",
  });
  return { month: `${month}-01`, days: rest.days, rate, gap: own.difference("rest-gap", rate, now, "bp") };
}
