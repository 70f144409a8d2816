import type { Desk, History } from "../../finance/desk.ts";
import { type FigureMaker, figuresOf } from "../../finance/figures.ts";
import { highOf, lowOf, mean, standingOfLatest } from "../../finance/statistics.ts";
import { isNewSeries, seriesNumber } from "../../finance/swap-series.ts";
import { openDays } from "../../finance/trading-days.ts";
import { coveredWindow, historySince, windowOf } from "../../finance/windows.ts";
import type { Edition } from "../../model/edition.ts";
import type { Figure } from "../../model/figure.ts";
import type { Observation } from "../../model/series.ts";
import { bandView } from "./band-view.ts";
import { bandRunOf, meanRunOf } from "./persistence.ts";
import { rollsOf } from "./rolls.ts";
import type { Instrument, Year } from "./view.ts";
import { extremeFigure, noWindow, windowFigures } from "./window-figures.ts";

/** What the snapshot says of one spread instrument; all null where it holds nothing. */
export function instrumentOf(desk: Desk, series: string, { ig }: Edition): Instrument {
  const make = figuresOf(
    "ig-spread",
    series === ig.series ? null : series.toLowerCase().replaceAll(".", "-"),
  );
  const [latest, previous] = [desk.latest(series), desk.previous(series)];
  const level = make.observed("level", latest);
  const newSeries = latest !== null && previous !== null && isNewSeries(desk, latest, previous);
  const before = newSeries ? null : make.observed("previous", previous);
  const change = make.difference("change", level, before);
  const bands = ig.bands[series] ?? [];
  const window = coveredWindow(desk, series, 5);
  const figures = window ? windowFigures(window, make) : noWindow;
  const cycle = historySince(desk, series, { from: ig.cycleStart });
  const tight =
    cycle &&
    extremeFigure("tight", lowOf(cycle), {
      history: cycle,
      method: `lowest since ${ig.cycleStart}, first day`,
      make,
    });
  const { mean: average, high, low } = figures;
  const found = desk.series(series);
  return {
    series,
    name: found?.name ?? series,
    note: latest?.origin.note ?? null,
    onTheRun: make.observed("on-the-run", latest && desk.latest(seriesNumber(series), latest.date)),
    level,
    freshness: freshnessOf(desk, latest),
    change,
    move: newSeries ? "new-series" : moveOf(change),
    ...figures,
    coverage: coverageFigure(windowOf(desk, series, 5), make),
    inside: make.difference("inside", average, level),
    decimals: latest && Number.isInteger(latest.value) ? 1 : 2,
    aboveTight: make.difference("above-tight", level, tight),
    aboveLow: make.difference("above-low", level, low),
    belowHigh: make.difference("below-high", high, level),
    tight,
    inWindow: window && standingOfLatest(window.values),
    inCycle: cycle && standingOfLatest(cycle.values),
    years: level ? ig.referenceYears.flatMap((year) => yearOf(desk, series, { year, level, make })) : [],
    band: level && bandView(bands, { level, before }, make),
    meanRun: window && average ? meanRunOf(window, average, make) : null,
    bandRun: window && bandRunOf(window, bands, make),
    rolls: latest && rollsOf(desk, series, make),
  };
}

function moveOf(change: Figure | null): Instrument["move"] {
  if (!change) return "unknown";
  if (change.value === 0) return "unchanged";
  return change.value < 0 ? "tighter" : "wider";
}

/** Whether an older level is the market's last word or a missing one. */
function freshnessOf({ date, snapshot, series }: Desk, latest: Observation | null): Instrument["freshness"] {
  if (!latest) return "none";
  if (latest.date === date) return "current";
  const calendar = series(latest.series)!.calendar;
  if (calendar === "every-day") return "stale";
  return openDays(latest.date, date, snapshot.calendars[calendar]) === 0 ? "closed" : "stale";
}

function coverageFigure(history: History | null, make: FigureMaker): Figure | null {
  const share = history?.window.coverage ?? null;
  if (history === null || share === null) return null;
  const method = "observations / days on which the market was open, five calendar years * 100";
  return make.derived("coverage", { value: share * 100, unit: "percent", inputs: [history.window], method });
}

/** High, low and mean of a calendar year, up to the day; nothing where the history does not cover it from its start. */
function yearOf(
  desk: Desk,
  series: string,
  { year, level, make }: { readonly year: number; readonly level: Figure; readonly make: FigureMaker },
): Year[] {
  const history = historySince(desk, series, { from: `${year}-01-01`, upTo: `${year}-12-31` });
  if (!history) return [];
  const end = (word: string) => ({ history, method: `${word} of ${year}, first day`, make });
  const high = extremeFigure(`high-${year}`, highOf(history), end("highest"));
  const low = extremeFigure(`low-${year}`, lowOf(history), end("lowest"));
  const average = make.derived(`mean-${year}`, {
    value: mean(history.values)!,
    unit: "bp",
    inputs: [history.window],
    method: `arithmetic mean of ${year}`,
  });
  return [{ year, high, low, mean: average, below: make.difference(`below-high-${year}`, high, level) }];
}
