import type { Figure } from "../model/figure.ts";
import type { Mover } from "../model/told.ts";
import type { IsoDate, Unit } from "../model/unit.ts";
import type { Desk, History } from "./desk.ts";
import { figuresOf, slugOf } from "./figures.ts";
import { cleanDecimal } from "./rounding.ts";
import { standardDeviation } from "./statistics.ts";

/** So many earlier changes say what is usual, and so few are too few to say it. */
const USUAL_CHANGES = 252;
const LEAST_CHANGES = 40;
/** So many are told. */
const MOST = 6;
/** A move below so many standard deviations is a day like others. */
const LEAST_SD = 1;

/**
 * A series' last change against its own: level, change since the observation before, and that change in standard deviations of up to 252
 * earlier ones (sample sd, today's not among them). Prices and indices change in percent, rates and spreads in bp.
 *
 * @param section the id of the section that tells it: its figures' ids begin with it
 * @returns null where nothing was observed on the day, where fewer than 40 changes came before, or where none of them moved
 */
export function moverOf(desk: Desk, series: string, section: string): Mover | null {
  return moverIn(desk, series, { section, inPoints: false });
}

/** The same of an index whose moves are quoted in its own points, such as the VIX. */
export function pointsMoverOf(desk: Desk, series: string, section: string): Mover | null {
  return moverIn(desk, series, { section, inPoints: true });
}

interface Telling {
  readonly section: string;
  readonly inPoints: boolean;
}

function moverIn(desk: Desk, series: string, { section, inPoints }: Telling): Mover | null {
  const history = desk.tail(series, USUAL_CHANGES + 2);
  const latest = desk.on(series, desk.date);
  const found = desk.series(series);
  if (!history || !latest || !found) return null;
  const changes = inPoints ? differencesOf(history.values) : changesOf(history);
  const last = changes?.at(-1);
  if (!changes || last == null) return null;
  const usual = standardDeviation(changes.slice(0, -1));
  if (changes.length <= LEAST_CHANGES || !usual) return null;
  const make = figuresOf(section, `moved.${slugOf(series)}`);
  const change = make.derived("change", {
    ...quotedAs(history.window.unit, inPoints),
    value: cleanDecimal(last),
    inputs: [latest, desk.previous(series)!],
  });
  const size = make.derived("size", {
    value: last / usual,
    unit: "sd",
    inputs: [change, history.window],
    method: `change / sample standard deviation of the ${changes.length - 1} changes before it`,
  });
  return { key: series, name: found.name, level: make.observed("level", latest), change, size };
}

/** How the change of a unit is quoted. */
function quotedAs(unit: Unit, inPoints: boolean): Pick<Figure, "unit" | "method"> {
  if (inPoints) return { unit, method: "level less the one before" };
  return isRate(unit)
    ? { unit: "bp", method: "level less the one before, in bp" }
    : { unit: "percent", method: "(level / level before - 1) * 100" };
}

function isRate(unit: Unit): boolean {
  return unit === "percent" || unit === "bp";
}

/** Changes from one observation to the next: bp of rates and spreads, percent of the rest; null where a price is not above zero. */
export function changesOf({ values, window: { unit } }: History): readonly number[] | null {
  if (unit === "bp") return differencesOf(values);
  if (unit === "percent") return differencesOf(values).map((difference) => difference * 100);
  if (values.some((value) => value <= 0)) return null;
  return values.slice(1).map((value, index) => (value / values[index]! - 1) * 100);
}

function differencesOf(values: readonly number[]): readonly number[] {
  return values.slice(1).map((value, index) => value - values[index]!);
}

/** The movers of the day that went beyond one standard deviation, the largest first, six at most. */
export function mostMoved(movers: readonly Mover[], date: IsoDate): readonly Mover[] {
  const size = (figure: Figure) => Math.abs(figure.value);
  return movers
    .filter(({ level, size: moved }) => level.asOf === date && size(moved) >= LEAST_SD)
    .sort((a, b) => size(b.size) - size(a.size) || (a.key < b.key ? -1 : 1))
    .slice(0, MOST);
}
