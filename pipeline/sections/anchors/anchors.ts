import { insignificantBelow } from "../../finance/correlation.ts";
import { addDays, yearsBefore } from "../../finance/dates.ts";
import type { Desk } from "../../finance/desk.ts";
import { figuresOf } from "../../finance/figures.ts";
import { recessionsIn } from "../../finance/recessions.ts";
import type { Edition } from "../../model/edition.ts";
import type { Figure } from "../../model/figure.ts";
import type { IsoDate } from "../../model/unit.ts";
import { absent } from "../absent.ts";
import { defineSection, type Need } from "../section.ts";
import { debtView } from "./debt-view.ts";
import { goldView } from "./gold-view.ts";
import { debtIdentities } from "./identities.ts";
import { HISTORY_YEARS, LONG, pairView, type ReadPair, readPair, SHORT } from "./pair.ts";
import { type Pair, View } from "./view.ts";

/** Whether the Treasury yield still prices other assets, by correlations of daily changes; and what becomes of the debt behind it. */
export const anchors = defineSection<View>({
  id: "anchors",
  title: "Pricing anchor and debt",
  view: View,
  needs: ({ anchors: settings }, date) => needsOf(settings, date),
  compute(desk, { anchors: settings }) {
    if (!desk.tail(settings.yield, 1))
      return absent("no-observation", { names: [desk.series(settings.yield)?.name ?? settings.yield] });
    const read = settings.pairs.map((pair) => readPair(desk, pair, settings.yield));
    const pairs = read.map((one) => pairView(desk, one));
    return {
      pairs,
      bounds: boundsOf(pairs),
      counts: countsOf(pairs),
      gold: goldView(desk, read),
      turned: pairs.some(
        ({ shortReversal, longReversal }) => shortReversal !== null || longReversal !== null,
      ),
      instruments: instrumentsOf(desk, read),
      chart: chartOf(desk, read[0]!, pairs[0]!),
      debt: debtView(desk, settings.debt),
    };
  },
  identities: ({ debt }) => debtIdentities(debt),
});

function needsOf({ yield: main, pairs, debt }: Edition["anchors"], date: IsoDate): Need[] {
  const daily = [main, ...pairs.flatMap(({ series, against }) => [series, against ?? main])];
  const quarterly = [debt.ratio, debt.nominalGdp, debt.realGdp, debt.balance];
  const from = addDays(yearsBefore(date, HISTORY_YEARS), 1);
  return [
    ...[...new Set(daily)].map((series) => ({ series, from })),
    ...quarterly.map((series) => ({ series, from: yearsBefore(date, 5) })),
  ];
}

function instrumentsOf(desk: Desk, read: readonly ReadPair[]): View["instruments"] {
  const names = read.flatMap(({ settings: { series } }) => desk.series(series)?.name ?? []);
  return [...new Set(names)].map((name) => ({ name }));
}

function boundsOf(pairs: readonly Pair[]): View["bounds"] {
  const make = figuresOf("anchors");
  const bound = (name: string, n: number, figure: Figure | null) =>
    figure &&
    make.derived(name, {
      value: insignificantBelow(n),
      unit: "correlation",
      inputs: [figure],
      method: `1.96 / sqrt(${n} - 3)`,
    });
  return {
    short: bound("insignificant-below-60", SHORT, pairs.find((pair) => pair.short)?.short ?? null),
    long: bound("insignificant-below-250", LONG, pairs.find((pair) => pair.long)?.long ?? null),
  };
}

function countsOf(pairs: readonly Pair[]): View["counts"] {
  const said = pairs.flatMap(({ short }) => (short ? [short] : []));
  if (said.length === 0) return null;
  const make = figuresOf("anchors", "count");
  const count = (name: string, value: number, method: string) =>
    make.derived(name, { value, unit: "count", inputs: said, method });
  const of = (verdict: Pair["shortVerdict"]) => pairs.filter((pair) => pair.shortVerdict === verdict).length;
  return {
    said: count("said", said.length, "pairs with a correlation over 60"),
    expected: count("expected", of("expected"), "of these, significant with the expected sign"),
    opposite: count("opposite", of("opposite"), "of these, significant with the opposite sign"),
    insignificant: count("insignificant", of("insignificant"), "of these, below 1.96 / sqrt(60 - 3) in size"),
  };
}

/** Five years of both correlations of the main pair, the band within which the faster one says nothing. */
function chartOf(desk: Desk, { changes, short, long }: ReadPair, pair: Pair): View["chart"] {
  const after = yearsBefore(desk.date, 5);
  const first = changes.dates.findIndex((date, row) => date > after && short[row] !== null);
  const { dates } = changes;
  if (first < 0 || dates.length - first < 2 || !pair.short || !pair.long) return null;
  const bound = insignificantBelow(SHORT);
  const shades = recessionsIn(dates.slice(first), { turns: desk.snapshot.turns, knownOn: desk.date });
  return {
    kind: "line",
    id: "anchors-correlation",
    unit: "correlation",
    decimals: 2,
    dates: dates.slice(first),
    values: short.slice(first),
    end: pair.short,
    levels: [],
    points: [],
    bands: [{ from: -bound, to: bound, label: "insignificant" }],
    others: [{ name: "long", values: long.slice(first), end: pair.long }],
    shades,
  };
}
