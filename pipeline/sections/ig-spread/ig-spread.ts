import { yearsBefore } from "../../finance/dates.ts";
import type { Desk } from "../../finance/desk.ts";
import { figuresOf } from "../../finance/figures.ts";
import { moverOf } from "../../finance/movers.ts";
import { recessionsIn } from "../../finance/recessions.ts";
import { seriesNumber } from "../../finance/swap-series.ts";
import { coveredWindow, windowOf } from "../../finance/windows.ts";
import type { Edition } from "../../model/edition.ts";
import type { Figure } from "../../model/figure.ts";
import type { Identity } from "../../model/identity.ts";
import { absent } from "../absent.ts";
import { defineSection } from "../section.ts";
import { HIGH_YIELD, highYieldOf, INVESTMENT_GRADE } from "./high-yield.ts";
import { instrumentOf } from "./instrument.ts";
import { levelsOf } from "./levels.ts";
import { reversionOf } from "./persistence.ts";
import { NUMBERS_YEARS } from "./rolls.ts";
import { type Instrument, View } from "./view.ts";

/**
 * The spread of the edition's instrument against its own five years, its cycle and its own bands; others beside it, each under its own
 * name and with nothing borrowed from the main one.
 */
export const igSpread = defineSection<View>({
  id: "ig-spread",
  title: "Investment-grade spread",
  view: View,
  needs({ ig }, date) {
    const starts = [ig.cycleStart, ...ig.referenceYears.map((year) => `${year}-01-01`), yearsBefore(date, 5)];
    const from = starts.sort()[0]!;
    const number = (series: string) =>
      series.startsWith("CDX.")
        ? [{ series: seriesNumber(series), from: yearsBefore(date, NUMBERS_YEARS) }]
        : [];
    const told = new Set([ig.series, ...ig.beside, HIGH_YIELD, INVESTMENT_GRADE]);
    return [...told].flatMap((series) => [{ series, from }, ...number(series)]);
  },
  compute(desk, edition) {
    const { ig } = edition;
    const main = instrumentOf(desk, ig.series, edition);
    if (main.level === null) return absent("no-observation", { names: [main.name] });
    const beside = ig.beside.map((series) => instrumentOf(desk, series, edition));
    return {
      cycleStart: ig.cycleStart,
      main,
      beside,
      reversion: reversionOf(coveredWindow(desk, ig.series, 5), main.mean, figuresOf("ig-spread")),
      highYield: highYieldOf(desk),
      chart: chartOf(desk, edition, main),
    };
  },
  // Across a roll there is no change, and so no move.
  movers: ({ main }, desk) =>
    [...(main.move === "new-series" ? [] : [main.series]), HIGH_YIELD].flatMap(
      (series) => moverOf(desk, series, "ig-spread") ?? [],
    ),
  levels: levelsOf,
  identities: (view) => [...[view.main, ...view.beside].flatMap(gapsOf), ...lessIdentity(view)],
});

/** Level, mean, high, tight and the distances between them. */
function gapsOf({ name, level, mean, inside, tight, aboveTight, high, belowHigh }: Instrument): Identity[] {
  return [
    ...gap(`${name}: mean less level is the distance inside the mean`, [mean, level], inside),
    ...gap(`${name}: level less cycle tight is the distance above it`, [level, tight], aboveTight),
    ...gap(`${name}: five-year high less level is the distance below it`, [high, level], belowHigh),
  ];
}

/** Where the main instrument is the one that high yield is held against, the two levels make the difference that the join gave. */
function lessIdentity({ main, highYield: { level, less } }: View): Identity[] {
  const isSame = main.series === INVESTMENT_GRADE && main.level?.asOf === level?.asOf;
  if (!isSame || less?.level.asOf !== level?.asOf) return [];
  return gap(
    "high yield less investment grade is the difference of their levels",
    [level, main.level],
    less!.level,
  );
}

function gap(
  name: string,
  [left, right]: readonly [Figure | null, Figure | null],
  told: Figure | null,
): Identity[] {
  if (!left || !right || !told) return [];
  const because = "the same observations, subtracted once";
  return [{ name, left: left.value - right.value, right: told.value, unit: "bp", tolerance: 1e-9, because }];
}

/** Five years of the main instrument with its mean, high, low and bands; the latest has its own label at the line's end. */
function chartOf(desk: Desk, { ig }: Edition, { level, mean, high, low }: Instrument): View["chart"] {
  const history = windowOf(desk, ig.series, 5);
  if (!history || history.dates.length < 2 || !level) return null;
  const point = (name: string, figure: Figure | null) =>
    figure && figure.asOf !== level.asOf ? [{ name, figure }] : [];
  const shades = recessionsIn(history.dates, { turns: desk.snapshot.turns, knownOn: desk.date });
  return {
    kind: "line",
    id: "ig-spread-history",
    unit: "bp",
    decimals: 1,
    dates: [...history.dates],
    values: [...history.values],
    end: level,
    levels: mean ? [{ name: "mean", figure: mean }] : [],
    points: [...point("high", high), ...point("low", low)],
    bands: (ig.bands[ig.series] ?? []).map(({ from, to, label }) => ({ from, to, label })),
    shades,
  };
}
