import type { Desk } from "../../finance/desk.ts";
import { largestMoves, relativeChange, shockFrom } from "../../finance/shocks.ts";
import { openDays } from "../../finance/trading-days.ts";
import type { Edition } from "../../model/edition.ts";
import type { Figure } from "../../model/figure.ts";
import type { Observation } from "../../model/series.ts";
import { canBeRare, isShocking, type Move, percentileFigure, type Tenor } from "./tenor.ts";
import type { Large, Main } from "./view.ts";

/** So many of the largest moves are listed. */
const LARGEST = 10;

/** The main move with its rank, level and thresholds; null where the change is not known. */
export function mainOf(desk: Desk, tenor: Tenor, { ratesShock }: Edition): Main | null {
  const { main, shockPercentile } = ratesShock;
  const move = tenor.moves.get(main.window);
  const before = move?.rank && desk.on(main.tenor, tenor.history.dates.at(-1 - main.window)!);
  if (!move?.rank || !move.change || !before) return null;
  const { rank, change } = move;
  const count = (name: string, value: number, method: string) =>
    tenor.make.derived(`${name}-${main.window}`, {
      value,
      unit: "count",
      inputs: [tenor.history.window],
      method,
    });
  const levelThen = tenor.make.observed(`level-then-${main.window}`, before);
  const [rise, fall] = [1, -1].map((side) => shockFigure(tenor, move, { side, shockPercentile }));
  return {
    name: tenor.name,
    window: main.window,
    closes: main.tenor.startsWith("UST.") && !desk.snapshot.simulated ? "h15" : "other",
    freshness: freshnessOf(desk, tenor.latest),
    direction: rank.change > 0 ? "rise" : rank.change < 0 ? "fall" : "unchanged",
    isShock: isShocking(rank, shockPercentile),
    level: tenor.make.observed("level", tenor.latest),
    levelThen,
    change,
    relative: relativeFigure(tenor, `relative-${main.window}`, { change, level: levelThen }),
    rank: count("rank", rank.rank, "1 + number of strictly larger changes on the side of its sign"),
    ranked: count(
      "ranked",
      rank.count,
      `changes over ${main.window} observations since the history began, splices left out`,
    ),
    percentile: percentileFigure(tenor, move, rank),
    start: tenor.history.window.from,
    since: rank.since && {
      change: earlierFigure(tenor, `since-${main.window}`, { move, row: rank.since.row }),
      word: rank.since.word,
      overlaps: rank.since.overlaps,
    },
    shockRise: rise ?? null,
    shockFall: fall ?? null,
    lastShock: lastShock(tenor, move, [rise?.value, fall?.value]),
  };
}

/** Whether an older yield is the market's last word or one is missing. */
function freshnessOf({ date, snapshot, series }: Desk, latest: Observation): Main["freshness"] {
  if (latest.date === date) return "current";
  const calendar = series(latest.series)!.calendar;
  if (calendar === "every-day") return "stale";
  return openDays(latest.date, date, snapshot.calendars[calendar]) === 0 ? "closed" : "stale";
}

function shockFigure(
  { make, history }: Tenor,
  { window, changes, rank }: Move,
  { side, shockPercentile }: { readonly side: number; readonly shockPercentile: number },
): Figure | null {
  if (!rank || !canBeRare(rank.count, shockPercentile)) return null;
  const value = shockFrom(changes, { side: side < 0 ? -1 : 1, percentile: shockPercentile });
  if (value === null) return null;
  const word = side < 0 ? "fall" : "rise";
  return make.derived(`shock-${word}-${window}`, {
    value,
    unit: "bp",
    inputs: [history.window],
    method: `smallest ${word} over ${window} observations whose percentile is at least ${shockPercentile}`,
  });
}

/** The change that ended on an earlier day. */
function earlierFigure(
  { make, history }: Tenor,
  name: string,
  { move, row }: { readonly move: Move; readonly row: number },
): Figure {
  return make.derived(name, {
    value: move.changes[row]!,
    unit: "bp",
    asOf: history.dates[row]!,
    inputs: [history.window],
    method: `change over ${move.window} observations to that day, whole bp`,
  });
}

/** The latest earlier move beyond one of the thresholds. */
function lastShock(tenor: Tenor, move: Move, [rise, fall]: readonly (number | undefined)[]): Figure | null {
  const row = move.changes.findLastIndex(
    (change, at) =>
      at < move.changes.length - 1 &&
      change !== null &&
      (change >= (rise ?? Number.POSITIVE_INFINITY) || change <= (fall ?? Number.NEGATIVE_INFINITY)),
  );
  return row < 0 ? null : earlierFigure(tenor, `last-shock-${move.window}`, { move, row });
}

function relativeFigure(
  { make }: Tenor,
  name: string,
  { change, level }: { readonly change: Figure; readonly level: Figure },
): Figure | null {
  const value = relativeChange(change.value, level.value);
  if (value === null) return null;
  const method = "change / yield from which it began";
  return make.derived(name, { value, unit: "percent", asOf: change.asOf, inputs: [change, level], method });
}

/** The largest moves to the side of the main one, each with the yield from which it began. */
export function largestOf(desk: Desk, tenor: Tenor, { window, change }: Main): readonly Large[] {
  const move = tenor.moves.get(window)!;
  const side = change.value < 0 ? -1 : 1;
  return largestMoves(move.changes, { n: window, side, count: LARGEST }).map(({ row }, place) => {
    const rank = place + 1;
    const one = earlierFigure(tenor, `largest-${rank}`, { move, row });
    const then = desk.on(tenor.latest.series, tenor.history.dates[row - window]!)!;
    const level = tenor.make.observed(`largest-${rank}-from`, then);
    return {
      change: one,
      level,
      relative: relativeFigure(tenor, `largest-${rank}-relative`, { change: one, level }),
    };
  });
}
