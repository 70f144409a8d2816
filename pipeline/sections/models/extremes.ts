import { addDays, yearsBefore } from "../../finance/dates.ts";
import type { Desk, History } from "../../finance/desk.ts";
import { type FigureMaker, figuresOf, slugOf } from "../../finance/figures.ts";
import { highOf, lowOf, standingOfLatest } from "../../finance/statistics.ts";
import { windowOf } from "../../finance/windows.ts";
import type { Figure } from "../../model/figure.ts";
import type { NamedSeries } from "../../model/section-settings.ts";
import { YEARS } from "./rows.ts";
import type { Extreme, View } from "./view.ts";

/** Fewer earlier observations make no high worth the name. */
const LEAST_EARLIER = 20;
/** A history that begins later than this after five years ago does not reach back to it. */
const LATEST_START_DAYS = 10;

/** The assets whose close of the day lies strictly beyond all that their history of up to five years held before. */
export function extremesOf(
  desk: Desk,
  assets: readonly NamedSeries[],
): Pick<View, "highs" | "lows" | "recent"> {
  const all = assets.flatMap((asset) => {
    const history = windowOf(desk, asset.series, YEARS);
    return history && history.window.to === desk.date ? extremeOf(desk, asset.name, history) : [];
  });
  const whole = all.filter(({ begins }) => begins === null);
  return {
    highs: whole.filter(({ side }) => side === "high"),
    lows: whole.filter(({ side }) => side === "low"),
    recent: all.filter(({ begins }) => begins !== null),
  };
}

function extremeOf(desk: Desk, name: string, history: History): Extreme[] {
  const { dates, values, window } = history;
  const standing = standingOfLatest(values);
  if (standing !== "new-high" && standing !== "new-low") return [];
  const earlier = { dates: dates.slice(0, -1), values: values.slice(0, -1) };
  if (earlier.values.length < LEAST_EARLIER || earlier.values.some((value) => value <= 0)) return [];
  const side = standing === "new-high" ? "high" : "low";
  const make = figuresOf("models", slugOf(window.series));
  const { date, value } = side === "high" ? highOf(earlier) : lowOf(earlier);
  const level = make.observed("level", desk.latest(window.series));
  const method = `${side === "high" ? "highest" : "lowest"} close before today's, of up to ${YEARS} years, first day`;
  const before = make.derived(`${side}-before`, {
    value,
    unit: window.unit,
    asOf: date,
    inputs: [window],
    method,
  });
  const dayReturn = dayReturnOf(desk, window.series, make);
  if (!level || !dayReturn) return [];
  return [
    {
      name,
      side,
      level,
      before,
      beyond: beyondOf(level, before, make),
      dayReturn,
      begins: beginsOf(desk, history),
    },
  ];
}

function beyondOf(level: Figure, before: Figure, make: FigureMaker): Figure {
  const value = Math.abs(level.value / before.value - 1) * 100;
  return make.derived("beyond", {
    value,
    unit: "percent",
    inputs: [level, before],
    method: "|level / before - 1| * 100",
  });
}

/** Return since the observation before, percent; null where that is not above zero or not there. */
function dayReturnOf(desk: Desk, series: string, make: FigureMaker): Figure | null {
  const [latest, previous] = [desk.latest(series), desk.previous(series)];
  if (!latest || !previous || previous.value <= 0) return null;
  const value = (latest.value / previous.value - 1) * 100;
  const method = "(close / previous close - 1) * 100";
  return make.derived("day-return", { value, unit: "percent", inputs: [latest, previous], method });
}

function beginsOf({ date }: Desk, { window }: History): string | null {
  return window.from > addDays(yearsBefore(date, YEARS), LATEST_START_DAYS) ? window.from : null;
}
