import type { Desk, History } from "../../finance/desk.ts";
import { type FigureMaker, figuresOf, slugOf } from "../../finance/figures.ts";
import { changesBp, rankLatest, type ShockRank, seamsOf } from "../../finance/shocks.ts";
import type { Edition } from "../../model/edition.ts";
import type { Figure } from "../../model/figure.ts";
import type { Observation, Series } from "../../model/series.ts";
import type { Cell, Row } from "./view.ts";

/** Before any Treasury yield was published daily. */
export const HISTORY_FROM = "1962-01-01";

/** One tenor's history with what is needed of it for all windows. */
export interface Tenor {
  readonly name: string;
  readonly make: FigureMaker;
  readonly history: History;
  readonly latest: Observation;
  readonly moves: ReadonlyMap<number, Move>;
}

/** All changes over one window, and where the latest stands among them. */
export interface Move {
  readonly window: number;
  readonly changes: readonly (number | null)[];
  readonly rank: ShockRank | null;
  /** The latest change; null where `rank` is. */
  readonly change: Figure | null;
}

/** A tenor of the desk; null where it has no observation that this section may still speak of. */
export function tenorOf(desk: Desk, series: string, { ratesShock }: Edition): Tenor | null {
  const latest = desk.latest(series);
  const history = desk.history(series, { after: HISTORY_FROM });
  if (!latest || !history) return null;
  const make = figuresOf("rates-shock", slugOf(series));
  const all = allChanges(desk, series, ratesShock);
  const moves = windowsOf(ratesShock).map((window): [number, Move] => {
    const changes = all.get(window)!.slice(0, history.values.length);
    const rank = rankLatest(changes, window);
    const then = rank && desk.on(series, history.dates.at(-1 - window)!);
    const change =
      rank &&
      then &&
      make.derived(`change-${window}`, {
        value: rank.change,
        unit: "bp",
        inputs: [latest, then],
        method: `yield less the yield ${window} ${window === 1 ? "observation" : "observations"} earlier, whole bp`,
      });
    return [window, { window, changes, rank, change }];
  });
  return { name: desk.series(series)!.name, make, history, latest, moves: new Map(moves) };
}

// Sixty years are the same for every issue that a process makes from one series.
const kept = new WeakMap<Series, { settings: Edition["ratesShock"]; changes: Changes }>();
type Changes = ReadonlyMap<number, readonly (number | null)[]>;

/** The changes of all windows over a whole series: those of a day are their beginning. */
function allChanges(desk: Desk, series: string, settings: Edition["ratesShock"]): Changes {
  const found = desk.series(series)!;
  const known = kept.get(found);
  if (known?.settings === settings) return known.changes;
  const { dates, values } = desk.history(series, { after: HISTORY_FROM, upTo: found.dates.at(-1)! })!;
  const seams = seamsOf({ dates, values }, settings.splices[series] ?? []);
  const changes: Changes = new Map(
    windowsOf(settings).map((window) => [window, changesBp(values, window, seams)]),
  );
  kept.set(found, { settings, changes });
  return changes;
}

/** The windows of the table, the main one among them, shortest first. */
export function windowsOf({ windows, main }: Edition["ratesShock"]): readonly number[] {
  return [...new Set([...windows, main.window])].sort((a, b) => a - b);
}

/** The tenors of the table, the main one among them. */
export function tenorsOf({ tenors, main }: Edition["ratesShock"]): readonly string[] {
  return [...new Set([...tenors, main.tenor])];
}

/** One line of the table. */
export function rowOf(tenor: Tenor | null, name: string, { ratesShock }: Edition): Row {
  const cells = windowsOf(ratesShock).map((window) => cellOf(tenor, name, { window, ratesShock }));
  const level = tenor ? tenor.make.observed("level", tenor.latest) : null;
  return { name, level, start: tenor?.history.window.from ?? null, cells };
}

function cellOf(
  tenor: Tenor | null,
  name: string,
  { window, ratesShock }: { readonly window: number; readonly ratesShock: Edition["ratesShock"] },
): Cell {
  const move = tenor?.moves.get(window);
  if (!tenor || !move?.rank || !move.change)
    return { name, window, change: null, percentile: null, isShock: false };
  const isShock = isShocking(move.rank, ratesShock.shockPercentile);
  return { name, window, change: move.change, percentile: percentileFigure(tenor, move, move.rank), isShock };
}

/** An unchanged yield is none, however seldom that may be. */
export function isShocking({ change, percentile, count }: ShockRank, from: number): boolean {
  return change !== 0 && percentile >= from && canBeRare(count, from);
}

/** Of twenty changes the largest is always the 100th percentile: the 99th asks for a hundred of them. */
export function canBeRare(count: number, percentile: number): boolean {
  return count * (100 - percentile) >= 100;
}

export function percentileFigure({ make, history }: Tenor, { window }: Move, rank: ShockRank): Figure {
  return make.derived(`percentile-${window}`, {
    value: rank.percentile,
    unit: "percent",
    inputs: [history.window],
    method: `share of all ${rank.count} changes over ${window} not larger to its side (weak percentile)`,
  });
}
