import type { History } from "../../../finance/desk.ts";
import { standardDeviation } from "../../../finance/statistics.ts";
import type { Unit } from "../../../model/unit.ts";
import type { Facts } from "../facts.ts";
import { ofFacts } from "./of-facts.ts";
import { historyOf, returnsOf } from "./subject-history.ts";

/** So many changes say what a day's move is, and fewer than the least say nothing; as in finance/usual-day.ts. */
const USUAL_CHANGES = 252;
const LEAST_CHANGES = 60;

/** What a subject did from the day before to the day. */
export interface DayMove {
  readonly value: number;
  readonly unit: Unit;
  /** Sample standard deviation of its last changes in the same unit; null where there are too few. */
  readonly usual: number | null;
  readonly figures: readonly string[];
}

/**
 * The subject's change over the day: the issue's own figure, or else that of the two last observations of its series. Null where there
 * is none of that very day.
 */
export function dayMoveOf(facts: Facts, subject: string): DayMove | null {
  const known = movesOf(facts);
  const before = known.get(subject);
  if (before !== undefined) return before;
  const move = measured(facts, subject);
  known.set(subject, move);
  return move;
}

const movesOf = ofFacts(() => new Map<string, DayMove | null>());

function measured(facts: Facts, subject: string): DayMove | null {
  const figure = facts.dayChange(subject);
  const history = historyOf(facts, subject);
  if (figure) {
    if (figure.asOf !== facts.date) return null;
    const { value, unit, id } = figure;
    const usual = history ? usualOf(history, unit) : usualReturn(returnsOf(facts, subject), unit);
    return { value, unit, usual, figures: [id] };
  }
  if (!history || history.dates.at(-1) !== facts.date) return null;
  const unit = quotedIn(history.window.unit);
  const value = changesIn(history, unit)?.at(-1);
  return value === undefined ? null : { value, unit, usual: usualOf(history, unit), figures: [] };
}

function usualOf(history: History, unit: Unit): number | null {
  return deviationOf(changesIn(history, unit));
}

function usualReturn(returns: History | null, unit: Unit): number | null {
  return unit === "percent" ? deviationOf(returns?.values ?? null) : null;
}

function deviationOf(changes: readonly number[] | null): number | null {
  if (!changes || changes.length < LEAST_CHANGES) return null;
  return standardDeviation(changes.slice(-USUAL_CHANGES));
}

function quotedIn(unit: Unit): Unit {
  return unit === "percent" || unit === "bp" ? "bp" : "percent";
}

/** Changes from one observation to the next in a unit; null where the series has none in it. */
function changesIn({ values, window }: History, unit: Unit): readonly number[] | null {
  const differences = values.slice(1).map((value, index) => value - values[index]!);
  if (unit === window.unit && unit !== "percent") return differences;
  if (unit === "bp" && window.unit === "percent") return differences.map((one) => one * 100);
  if (unit !== "percent" || window.unit === "percent" || values.some((value) => value <= 0)) return null;
  return differences.map((one, index) => (100 * one) / values[index]!);
}
