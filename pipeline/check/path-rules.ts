import { printDate } from "../finance/date-words.ts";
import { roundHalfAway } from "../finance/rounding.ts";
import type { Ruling, StatedRange, StepsClaim, TerminalClaim } from "./claim.ts";
import { halfUnit, notEvaluated, ruled, said, shown } from "./ruling.ts";

type Span = readonly [number, number];

/**
 * What the total leaves for the meetings of which nothing is said, all sizes in the total's own direction. Of several such meetings it
 * is refused where they would share less than the smallest step that is said of each of the others; of one, where it would have to
 * move the other way; where there is none, nothing may be left.
 */
export function stepsRuling({ totalBp, each, others, rest }: StepsClaim): Ruling {
  const direction = Math.sign(totalBp.value);
  if (direction === 0) return notEvaluated("The path as a whole goes nowhere.");
  const [least, most] = spanToward(direction, each);
  const named: Span = [each.meetings * least, each.meetings * most];
  const beside = others
    .map((one) => spanToward(direction, one))
    .reduce<Span>(([low, high], [from, to]) => [low + from, high + to], [0, 0]);
  const total = Math.abs(totalBp.value);
  const [low, high] = [total - named[1] - beside[1], total - named[0] - beside[0]];
  const slack = halfUnit(totalBp);
  const holds =
    rest === 0 ? low <= slack && high >= -slack : high + slack >= (rest === 1 ? Math.min(0, least) : least);
  const elsewhere = others.length === 0 ? "" : `, with ${spanSaid(beside)} bp elsewhere`;
  return ruled(
    holds,
    `${each.meetings} meetings of ${spanSaid([least, most])} bp make ${spanSaid(named)} of ${shown(total)} bp${elsewhere}: ${spanSaid([low, high])} bp are left for ${rest} further meetings.`,
  );
}

/** A range by size in a direction, the smaller first: -14 to -16 of an easing is 14 to 16. */
function spanToward(direction: number, { fromBp, toBp }: StatedRange): Span {
  const [one, other] = [direction * fromBp, direction * toBp];
  return one <= other ? [one, other] : [other, one];
}

function spanSaid([low, high]: Span): string {
  return low === high ? shown(low) : `${shown(low)} to ${shown(high)}`;
}

/**
 * A path ends at its trough, or at its peak where it mainly tightens, only if it has turned or stopped there: an extreme that is first
 * reached at the last listed meeting is the end of the horizon. Rates are compared as they are printed.
 */
export function terminalRuling({ rate, decision, path, startPercent }: TerminalClaim): Ruling {
  if (path.length < 2) return notEvaluated("There are not two meetings to compare.");
  const rates = path.map(({ ratePercent }) => roundHalfAway(ratePercent, rate.decimals));
  const [lowest, highest] = [Math.min(...rates), Math.max(...rates)];
  const easing = startPercent - lowest >= highest - startPercent;
  const extreme = easing ? lowest : highest;
  const index = rates.indexOf(extreme);
  const reached = path[index]!.decision;
  const word = easing ? "lowest" : "highest";
  const facts = `The ${word} listed rate, ${extreme.toFixed(rate.decimals)}, is first reached on ${printDate(reached)}`;
  if (extreme !== rate.value || reached !== decision)
    return ruled(false, `${facts}; ${said(rate)} on ${printDate(decision)} is said.`);
  if (index === path.length - 1)
    return ruled(false, `${facts}, the last listed meeting: it is the end of the horizon, not a turn.`);
  return ruled(true, `${facts}, and no later one goes beyond it.`);
}
