import type { Desk, History } from "../../finance/desk.ts";
import { figuresOf } from "../../finance/figures.ts";
import { joinOf } from "../../finance/joins.ts";
import { cleanDecimal } from "../../finance/rounding.ts";
import { mean, percentileOfLatest } from "../../finance/statistics.ts";
import { coveredWindow } from "../../finance/windows.ts";
import type { HighYield } from "./view.ts";
import { noWindow, windowFigures } from "./window-figures.ts";

/** The two indices of one family: a high-yield OAS is never held against a swap index, whatever the edition's main instrument. */
export const HIGH_YIELD = "US.ICE.HY.OAS";
export const INVESTMENT_GRADE = "US.ICE.IG.OAS";

const make = figuresOf("ig-spread", "high-yield");

/** The high-yield spread against its own five years, and what it pays beyond investment grade against the five years of that. */
export function highYieldOf(desk: Desk): HighYield {
  const level = make.observed("level", desk.latest(HIGH_YIELD));
  const before = level && make.observed("previous", desk.previous(HIGH_YIELD));
  const window = level && coveredWindow(desk, HIGH_YIELD, 5);
  const { mean: average, percentile, atOrBelow } = window ? windowFigures(window, make) : noWindow;
  return {
    name: desk.series(HIGH_YIELD)?.name ?? HIGH_YIELD,
    level,
    change: make.difference("change", level, before),
    mean: average,
    percentile,
    atOrBelow,
    less: window && lessOf(desk, window),
  };
}

/** High yield less investment grade on the days that have both; null unless both are there now and cover five years. */
function lessOf(desk: Desk, high: History): HighYield["less"] {
  const grade = desk.latest(INVESTMENT_GRADE) && coveredWindow(desk, INVESTMENT_GRADE, 5);
  if (!grade) return null;
  const { dates, values, windows } = joinOf([high, grade]);
  // Ties rank together: a difference is told apart from another from a millionth of a basis point on.
  const gaps = dates.map((_, day) => Math.round((values[0]![day]! - values[1]![day]!) * 1e6) / 1e6);
  const level = gapOn(desk, "less", dates.at(-1));
  if (!level) return null;
  const over = "over the days of five calendar years that have both";
  const said = (
    name: string,
    value: number,
    [unit, method]: readonly ["bp" | "percent" | "percentile", string],
  ) => make.derived(`less-${name}`, { value, unit, inputs: windows, method: `${method} ${over}` });
  const rank = percentileOfLatest(gaps);
  return {
    against: desk.series(INVESTMENT_GRADE)!.name,
    level,
    change: make.difference("less-change", level, gapOn(desk, "less-previous", dates.at(-2))),
    mean: said("mean", mean(gaps)!, ["bp", "arithmetic mean of high yield less investment grade"]),
    percentile: said("percentile", rank.mid, ["percentile", "mid percentile of the latest difference"]),
    atOrBelow: said("at-or-below", rank.weak, [
      "percent",
      "share of differences at or below the latest (weak)",
    ]),
  };
}

function gapOn(desk: Desk, name: string, date: string | undefined) {
  const [high, grade] = [HIGH_YIELD, INVESTMENT_GRADE].map((series) => (date ? desk.on(series, date) : null));
  if (!high || !grade) return null;
  return make.derived(name, {
    value: cleanDecimal(high.value - grade.value),
    unit: "bp",
    inputs: [high, grade],
    method: "high yield less investment grade on the same day",
  });
}
