import type { Figure } from "../model/figure.ts";
import type { Mover } from "../model/told.ts";
import type { IsoDate } from "../model/unit.ts";
import type { Desk, History } from "./desk.ts";
import { figuresOf, slugOf } from "./figures.ts";
import { cleanDecimal } from "./rounding.ts";
import { standardDeviation } from "./statistics.ts";

/** So many earlier changes say what is usual, and so few are too few to say it. */
const USUAL_CHANGES = 252;
const LEAST_CHANGES = 60;
/** So many are told. */
const MOST = 6;
/** A move below so many standard deviations is a day like others. */
const LEAST_SD = 1;

/**
 * A series' last change against its own: level, change since the observation before, and that change in standard deviations of up to 252
 * earlier ones (sample sd, today's not among them). Prices and indices change in percent, rates and spreads in bp.
 *
 * @param section the id of the section that tells it: its figures' ids begin with it
 * @returns null where nothing was observed on the day, where fewer than 60 changes came before, or where none of them moved
 */
export function moverOf(desk: Desk, series: string, section: string): Mover | null {
  const make = figuresOf(section, `moved.${slugOf(series)}`);
  const history = desk.tail(series, USUAL_CHANGES + 2);
  const latest = desk.on(series, desk.date);
  const found = desk.series(series);
  if (!history || !latest || !found) return null;
  const changes = changesOf(history);
  const last = changes?.at(-1);
  if (!changes || last == null) return null;
  const usual = standardDeviation(changes.slice(0, -1));
  if (changes.length <= LEAST_CHANGES || !usual) return null;
  const { window } = history;
  const isRate = window.unit === "percent" || window.unit === "bp";
  const level = make.observed("level", latest);
  const change = make.derived("change", {
    value: cleanDecimal(last),
    unit: isRate ? "bp" : "percent",
    inputs: [latest, desk.previous(series)!],
    method: isRate ? "level less the one before, in bp" : "(level / level before - 1) * 100",
  });
  const size = make.derived("size", {
    value: last / usual,
    unit: "sd",
    inputs: [change, window],
    method: `change / sample standard deviation of the ${changes.length - 1} changes before it`,
  });
  return { key: series, name: found.name, level, change, size };
}

/** Changes from one observation to the next: bp of rates and spreads, percent of the rest; null where a price is not above zero. */
export function changesOf({ values, window }: History): readonly number[] | null {
  const { unit } = window;
  if (unit !== "percent" && unit !== "bp" && values.some((value) => value <= 0)) return null;
  return values.slice(1).map((value, index) => {
    const before = values[index]!;
    if (unit === "percent") return (value - before) * 100;
    return unit === "bp" ? value - before : (value / before - 1) * 100;
  });
}

/** The movers of the day that went beyond one standard deviation, the largest first, six at most. */
export function mostMoved(movers: readonly Mover[], date: IsoDate): readonly Mover[] {
  const size = (figure: Figure) => Math.abs(figure.value);
  return movers
    .filter(({ level, size: moved }) => level.asOf === date && size(moved) >= LEAST_SD)
    .sort((a, b) => size(b.size) - size(a.size) || (a.key < b.key ? -1 : 1))
    .slice(0, MOST);
}
