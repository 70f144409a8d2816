import type { Desk, History } from "../../finance/desk.ts";
import { type FigureMaker, figuresOf, slugOf } from "../../finance/figures.ts";
import { highOf, lowOf } from "../../finance/statistics.ts";
import { coveredWindow } from "../../finance/windows.ts";
import type { Figure } from "../../model/figure.ts";
import type { LevelAhead } from "../../model/told.ts";
import { YEARS } from "./rows.ts";
import type { Row } from "./view.ts";

/** Farther than so many usual days is not ahead. */
const MOST_DAYS = 5;
const DAYS_A_YEAR = { weekdays: 261, all: 365 } as const;

/** Five-year highs and lows that an asset is not at and that five of its usual days could bring. */
export function levelsOf(desk: Desk, rows: readonly Row[]): readonly LevelAhead[] {
  return rows.flatMap((row) => {
    const { series, volatility, newest } = row;
    const history = volatility && newest === desk.date ? coveredWindow(desk, series, YEARS) : null;
    const current = figuresOf("models", `${slugOf(series)}.ahead`).observed("current", desk.latest(series));
    if (!history || !current || !volatility) return [];
    return (["high", "low"] as const).flatMap((kind) =>
      ahead(kind, { desk, row, history, current, volatility }),
    );
  });
}

interface Ahead {
  readonly desk: Desk;
  readonly row: Row;
  readonly history: History;
  readonly current: Figure;
  readonly volatility: Figure;
}

function ahead(
  kind: "high" | "low",
  { desk, row: { series }, history, current, volatility }: Ahead,
): LevelAhead[] {
  const { date, value } = kind === "high" ? highOf(history) : lowOf(history);
  if (date === desk.date || value === current.value || current.value <= 0) return [];
  const make = figuresOf("models", `${slugOf(series)}.ahead`);
  const method = `${kind === "high" ? "highest" : "lowest"} close of five years, first day`;
  const { unit } = history.window;
  const level = make.derived(kind, { value, unit, asOf: date, inputs: [history.window], method });
  const daysMove = daysFigure(kind, { make, level, current, volatility, desk, series });
  if (daysMove.value > MOST_DAYS) return [];
  const name = desk.series(series)?.name ?? series;
  const distance = make.difference(`${kind}-distance`, level, current);
  return [
    { key: `${series}.five-year-${kind}`, name, kind, label: null, current, level, distance, daysMove },
  ];
}

interface Days {
  readonly make: FigureMaker;
  readonly level: Figure;
  readonly current: Figure;
  readonly volatility: Figure;
  readonly desk: Desk;
  readonly series: string;
}

function daysFigure(kind: string, { make, level, current, volatility, desk, series }: Days): Figure {
  const year = desk.series(series)?.calendar === "every-day" ? DAYS_A_YEAR.all : DAYS_A_YEAR.weekdays;
  return make.derived(`${kind}-days`, {
    value: (Math.abs(level.value / current.value - 1) * 100) / (volatility.value / Math.sqrt(year)),
    unit: "sd",
    inputs: [level, current, volatility],
    method: `distance in percent / (ex-ante volatility / sqrt(${year}))`,
  });
}
