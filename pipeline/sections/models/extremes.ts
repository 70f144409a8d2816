import { addDays, yearsBefore } from "../../finance/dates.ts";
import type { Desk, History } from "../../finance/desk.ts";
import { type FigureMaker, figuresOf, slugOf } from "../../finance/figures.ts";
import { returnPercent } from "../../finance/return-percent.ts";
import { highOf, lowOf, standingOfLatest } from "../../finance/statistics.ts";
import { windowOf } from "../../finance/windows.ts";
import type { Figure } from "../../model/figure.ts";
import type { NamedSeries } from "../../model/section-settings.ts";
import { YEARS } from "./rows.ts";
import type { Extreme, Extremes, View } from "./view.ts";

/** Fewer earlier observations make no high worth the name. */
const LEAST_EARLIER = 20;
/** A history that begins later than this after five years ago does not reach back to it. */
const LATEST_START_DAYS = 10;
/** So many of a kind are named. */
const NAMED = 3;

/** The assets whose close of the day lies strictly beyond all that their history of up to five years held before. */
export function extremesOf(
  desk: Desk,
  assets: readonly NamedSeries[],
): Pick<View, "highs" | "lows" | "recentHighs" | "recentLows"> {
  const all = assets.flatMap((asset) => {
    const history = windowOf(desk, asset.series, YEARS);
    return history && history.window.to === desk.date ? extremeOf(desk, asset.name, history) : [];
  });
  const of = (side: Extreme["side"], isWhole: boolean) =>
    all.filter((one) => one.side === side && (one.begins === null) === isWhole);
  return {
    highs: groupOf("highs", of("high", true)),
    lows: groupOf("lows", of("low", true)),
    recentHighs: groupOf("recent-highs", of("high", false)),
    recentLows: groupOf("recent-lows", of("low", false)),
  };
}

function groupOf(kind: string, all: readonly Extreme[]): Extremes {
  const named = all.slice(0, NAMED);
  if (named.length === 0) return null;
  if (named.length === all.length) return { named, others: null };
  const others = figuresOf("models", kind).derived("others", {
    value: all.length - named.length,
    unit: "count",
    inputs: all.map(({ beyond }) => beyond),
    method: "assets of the kind that are not named",
  });
  return { named, others };
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

/** Return since the observation before, percent; null where one of the two is not above zero or not there. */
function dayReturnOf(desk: Desk, series: string, make: FigureMaker): Figure | null {
  const [latest, previous] = [desk.latest(series), desk.previous(series)];
  const value = latest && previous && returnPercent(latest.value, previous.value);
  if (!latest || !previous || value === null) return null;
  const method = "(close / previous close - 1) * 100";
  return make.derived("day-return", { value, unit: "percent", inputs: [latest, previous], method });
}

function beginsOf({ date }: Desk, { window }: History): string | null {
  return window.from > addDays(yearsBefore(date, YEARS), LATEST_START_DAYS) ? window.from : null;
}
