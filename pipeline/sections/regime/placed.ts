import type { Desk } from "../../finance/desk.ts";
import { figuresOf, slugOf } from "../../finance/figures.ts";
import { cleanDecimal } from "../../finance/rounding.ts";
import { percentileOfLatest } from "../../finance/statistics.ts";
import { coveredWindow } from "../../finance/windows.ts";
import { MONTH } from "./legs.ts";
import type { Placed } from "./view.ts";

/** A spread or an expectation: level, change over 20 observations of its own, and its place among five calendar years. */
export function placedView(desk: Desk, series: string): Placed {
  const make = figuresOf("regime", `placed.${slugOf(series)}`);
  const latest = desk.latest(series);
  const tail = desk.tail(series, MONTH + 1);
  const before = tail && tail.dates.length > MONTH ? desk.on(series, tail.dates[0]!) : null;
  const window = latest && coveredWindow(desk, series, 5);
  const factor = latest?.unit === "percent" ? 100 : 1;
  return {
    name: desk.series(series)?.name ?? series,
    level: make.observed("level", latest),
    change:
      latest &&
      before &&
      make.derived("change", {
        value: cleanDecimal((latest.value - before.value) * factor),
        unit: "bp",
        inputs: [latest, before],
        method: `level less the level ${MONTH} observations before, in bp`,
      }),
    percentile:
      window &&
      make.derived("percentile", {
        value: percentileOfLatest(window.values).mid,
        unit: "percentile",
        inputs: [window.window],
        method: "mid percentile of the latest over five calendar years, start exclusive",
      }),
  };
}
