import { yearsBefore } from "../../finance/dates.ts";
import { moverOf } from "../../finance/movers.ts";
import type { Identity } from "../../model/identity.ts";
import { absent } from "../absent.ts";
import { defineSection } from "../section.ts";
import { largestOf, mainOf } from "./main-move.ts";
import { swapOf } from "./swaps.ts";
import { HISTORY_FROM, rowOf, type Tenor, tenorOf, tenorsOf, windowsOf } from "./tenor.ts";
import { type Main, type Row, View } from "./view.ts";

/**
 * Moves of Treasury yields over n observations, ranked against all history to date: the main one in words, the others in a table. Swap
 * spreads beside them where swap rates are at hand.
 */
export const ratesShock = defineSection<View>({
  id: "rates-shock",
  title: "Rate shocks",
  view: View,
  needs({ ratesShock: settings }, date) {
    const tenors = tenorsOf(settings);
    const recent = settings.swaps
      .flatMap(({ swap, treasury }) => [swap, treasury])
      .filter((series) => !tenors.includes(series));
    return [
      ...tenors.map((series) => ({ series, from: HISTORY_FROM })),
      ...recent.map((series) => ({ series, from: yearsBefore(date, 1) })),
    ];
  },
  compute(desk, edition) {
    const settings = edition.ratesShock;
    const ids = tenorsOf(settings);
    const tenors = ids.map((series) => tenorOf(desk, series, edition));
    const mainTenor = tenors[ids.indexOf(settings.main.tenor)];
    const name = (series: string) => desk.series(series)?.name ?? series;
    if (!mainTenor) return absent("no-current-observation", { names: [name(settings.main.tenor)] });
    const main = mainOf(desk, mainTenor, edition);
    if (!main)
      return absent("few-observations", { names: [mainTenor.name], count: settings.main.window + 1 });
    const swaps = settings.swaps.map((one) => swapOf(desk, one));
    const rows = ids.map((series, at) => rowOf(tenors[at]!, name(series), edition));
    return {
      main,
      shockPercentile: settings.shockPercentile,
      windows: windowsOf(settings).map((window) => ({ window })),
      rows,
      others: rows.flatMap((row) => otherShocks(row, main)),
      largest: main.isShock ? [...largestOf(desk, mainTenor, main)] : [],
      splices: (settings.splices[settings.main.tenor] ?? [])
        .filter((on) => on > main.start && on <= desk.date)
        .map((on) => ({ on })),
      swaps,
      missingSwaps: swaps.flatMap(({ name: tenor, spread }) => (spread ? [] : [{ name: tenor }])),
      chart: chartOf(mainTenor, main),
    };
  },
  movers: (_, desk, { ratesShock: settings }) =>
    tenorsOf(settings).flatMap((series) => moverOf(desk, series, "rates-shock") ?? []),
  identities: ({ main, largest }) => [
    {
      name: "yield now less yield then is the change",
      left: (main.level.value - main.levelThen.value) * 100,
      right: main.change.value,
      unit: "bp",
      tolerance: 0.501,
      because: "the change is told in whole bp, and yields may have three decimals",
    },
    ...placesOf(
      main,
      largest.map(({ change }) => change.value),
    ),
  ],
});

/** The windows of one tenor whose moves are shocks, the main one left out; nothing where there is none. */
function otherShocks({ name, cells }: Row, main: Main): View["others"] {
  const shocks = cells.filter(
    ({ isShock, window }) => isShock && !(name === main.name && window === main.window),
  );
  return shocks.length === 0 ? [] : [{ name, windows: shocks.map(({ window }) => ({ window })) }];
}

/** A move that is listed stands at most as high in the list as its rank says, since a list keeps one of each cluster. */
function placesOf({ change, rank }: Main, listed: readonly number[]): Identity[] {
  const place = listed.findIndex((one) => Math.abs(one) === Math.abs(change.value)) + 1;
  if (place === 0) return [];
  const name = "the rank is not above the place in the list of clusters";
  const because = "every cluster above it has at least one larger change";
  return [{ name, left: Math.min(place, rank.value), right: place, unit: "count", tolerance: 0, because }];
}

/** About a year of trading days. */
const CHART_ROWS = 252;

/** The main change day by day over a year, with the sizes from which it is a shock. */
function chartOf({ history, moves }: Tenor, { window, change, shockRise, shockFall }: Main): View["chart"] {
  const dates = history.dates.slice(-CHART_ROWS);
  if (dates.length < 2) return null;
  const level = (name: string, figure: Main["shockRise"]) => (figure ? [{ name, figure }] : []);
  return {
    kind: "line",
    id: "rates-shock-changes",
    unit: "bp",
    decimals: 0,
    dates: [...dates],
    values: moves.get(window)!.changes.slice(-CHART_ROWS),
    end: change,
    levels: [...level("rise", shockRise), ...level("fall", shockFall)],
    points: [],
    bands: [],
  };
}
