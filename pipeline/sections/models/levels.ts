import type { Desk, History } from "../../finance/desk.ts";
import { type FigureMaker, figuresOf, slugOf } from "../../finance/figures.ts";
import { highOf, lowOf } from "../../finance/statistics.ts";
import { type UsualDay, usualDayOf } from "../../finance/usual-day.ts";
import { coveredWindow } from "../../finance/windows.ts";
import type { Figure } from "../../model/figure.ts";
import type { LevelAhead } from "../../model/told.ts";
import { YEARS } from "./rows.ts";
import type { Row } from "./view.ts";

/** Five-year highs and lows that an asset is not at; how far ahead a level is worth the telling is for who tells it. */
export function levelsOf(desk: Desk, rows: readonly Row[]): readonly LevelAhead[] {
  return rows.flatMap(({ series, newest }) => {
    const history = newest === desk.date ? coveredWindow(desk, series, YEARS) : null;
    const make = figuresOf("models", `${slugOf(series)}.ahead`);
    const current = make.observed("current", desk.latest(series));
    if (!history || !current || current.value <= 0) return [];
    const usual = usualDayOf(desk, series);
    const name = desk.series(series)?.name ?? series;
    return (["high", "low"] as const).flatMap((kind) => ahead(kind, { name, history, current, usual, make }));
  });
}

interface Ahead {
  readonly name: string;
  readonly history: History;
  readonly current: Figure;
  readonly usual: UsualDay | null;
  readonly make: FigureMaker;
}

function ahead(kind: "high" | "low", { name, history, current, usual, make }: Ahead): LevelAhead[] {
  const { date, value } = kind === "high" ? highOf(history) : lowOf(history);
  if (date === current.asOf || value === current.value) return [];
  const method = `${kind === "high" ? "highest" : "lowest"} close of five years, first day`;
  const { unit, series } = history.window;
  const level = make.derived(kind, { value, unit, asOf: date, inputs: [history.window], method });
  const distance = make.difference(`${kind}-distance`, level, current);
  const daysMove = usual && daysFigure(kind, { make, level, current, usual });
  return [
    { key: `${series}.five-year-${kind}`, name, kind, label: null, current, level, distance, daysMove },
  ];
}

function daysFigure(
  kind: string,
  { make, level, current, usual }: Pick<Ahead, "make" | "current"> & { level: Figure; usual: UsualDay },
): Figure {
  return make.derived(`${kind}-days`, {
    value: (Math.abs(level.value / current.value - 1) * 100) / usual.deviation,
    unit: "sd",
    inputs: [level, current, usual.window],
    method: `distance in percent / sample standard deviation of the last ${usual.count} daily changes`,
  });
}
