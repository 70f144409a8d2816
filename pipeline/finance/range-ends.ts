import type { Figure } from "../model/figure.ts";
import type { LevelAhead } from "../model/told.ts";
import type { Desk, History } from "./desk.ts";
import { type FigureMaker, figuresOf, slugOf } from "./figures.ts";
import { highOf, lowOf } from "./statistics.ts";
import { type UsualDay, usualDayOf } from "./usual-day.ts";
import { coveredWindow } from "./windows.ts";

const YEARS = 5;

/**
 * The five-year high and low of a series as levels ahead; an end at which it stands is none. Rates and spreads are so many bp away,
 * prices and indices so many of their own units; `daysMove` is the distance in standard deviations of a day's change (`usualDayOf`).
 *
 * @param section the id of the section that tells them: their figures' ids begin with it
 * @returns the high first; empty where nothing is of the issue's day, five years are not covered, or a price is not above zero
 */
export function rangeEndsOf(desk: Desk, series: string, section: string): readonly LevelAhead[] {
  const make = figuresOf(section, `${slugOf(series)}.ahead`);
  const history = coveredWindow(desk, series, YEARS);
  const current = make.observed("current", desk.on(series, desk.date));
  if (!history || !current || (!isRate(current) && current.value <= 0)) return [];
  const usual = usualDayOf(desk, series);
  const name = desk.series(series)?.name ?? series;
  return (["high", "low"] as const).flatMap((kind) => endOf(kind, { name, history, current, usual, make }));
}

function isRate({ unit }: Figure): boolean {
  return unit === "percent" || unit === "bp";
}

interface Ahead {
  readonly name: string;
  readonly history: History;
  readonly current: Figure;
  readonly usual: UsualDay | null;
  readonly make: FigureMaker;
}

function endOf(kind: "high" | "low", ahead: Ahead): LevelAhead[] {
  const { name, history, current, make } = ahead;
  const { date, value } = kind === "high" ? highOf(history) : lowOf(history);
  if (date === current.asOf || value === current.value) return [];
  const method = `${kind === "high" ? "highest" : "lowest"} observation of five years, first day`;
  const { unit, series } = history.window;
  const level = make.derived(kind, { value, unit, asOf: date, inputs: [history.window], method });
  const distance = make.difference(`${kind}-distance`, level, current, isRate(current) ? "bp" : unit);
  const key = `${series}.five-year-${kind}`;
  return [{ key, name, kind, label: null, current, level, distance, daysMove: daysOf(kind, level, ahead) }];
}

function daysOf(kind: string, level: Figure, { current, usual, make }: Ahead): Figure | null {
  if (!usual) return null;
  const away = isRate(current)
    ? (level.value - current.value) * (current.unit === "percent" ? 100 : 1)
    : (level.value / current.value - 1) * 100;
  return make.derived(`${kind}-days`, {
    value: Math.abs(away) / usual.deviation,
    unit: "sd",
    inputs: [level, current, usual.window],
    method: `distance / sample standard deviation of the last ${usual.count} daily changes`,
  });
}
