import { cleanDecimal } from "../../../finance/rounding.ts";
import type { Figure } from "../../../model/figure.ts";
import type { Facts } from "../facts.ts";
import { dayMoveOf } from "./day-move.ts";
import { fundOf } from "./linked.ts";

/** What a series itself says on the day where the issue has no figure of it: enough to bear a number out, not to refuse it. */
export interface Observed {
  readonly name: string;
  readonly figure: Pick<Figure, "value" | "unit" | "asOf">;
}

export function observedOf(facts: Facts, subject: string): readonly Observed[] {
  const series = facts.seriesOf(subject);
  const history = series === null ? null : facts.history(series);
  const level = history?.values.at(-1);
  const asOf = history?.dates.at(-1);
  if (series === null || !history || level === undefined || asOf !== facts.date) return [];
  const move = dayMoveOf(facts, subject);
  const found: Observed[] =
    fundOf(facts, subject) === null
      ? [{ name: `the level of ${series}`, figure: { value: level, unit: history.window.unit, asOf } }]
      : [];
  const before = history.values.at(-2);
  if (move)
    found.push({
      name: `the day's change of ${series}`,
      figure: { value: move.value, unit: move.unit, asOf },
    });
  if (
    before !== undefined &&
    before > 0 &&
    fundOf(facts, subject) === null &&
    (history.window.unit === "index" || history.window.unit === "price")
  ) {
    const name = `the day's change of ${series}`;
    const share = (level / before - 1) * 100;
    found.push({ name, figure: { value: share, unit: "percent", asOf } });
    found.push({
      name: `${name} in points`,
      figure: { value: cleanDecimal(level - before), unit: "index", asOf },
    });
  }
  return found;
}
