import {
  type Correlated,
  correlation,
  fisherDifference,
  insignificantBelow,
  rankCorrelation,
  rollingCorrelation,
} from "../../finance/correlation.ts";
import { yearsBefore } from "../../finance/dates.ts";
import type { Desk } from "../../finance/desk.ts";
import { type FigureMaker, figuresOf, slugOf } from "../../finance/figures.ts";
import { type JoinedChanges, joinedChanges, lastChanges, windowsOf } from "../../finance/joined-changes.ts";
import { breakRules, sideOf, signBreaks } from "../../finance/sign-breaks.ts";
import type { Edition } from "../../model/edition.ts";
import type { Figure } from "../../model/figure.ts";
import type { IsoDate } from "../../model/unit.ts";
import type { Pair, Reversal } from "./view.ts";

/** Joined observations of the two correlations. */
export const SHORT = 60;
export const LONG = 250;
/** Five years of the slower correlation need a sixth to begin with. */
export const HISTORY_YEARS = 6;
/** A turn that was confirmed before the last so many observations is no news. */
const NEWS = 20;

type PairSettings = Edition["anchors"]["pairs"][number];

/** A pair with its changes, the price's first, and its correlations at each of them. */
export interface ReadPair {
  readonly settings: PairSettings;
  readonly yieldSeries: string;
  readonly changes: JoinedChanges;
  readonly short: readonly (number | null)[];
  readonly long: readonly (number | null)[];
  readonly missing: Pair["missing"];
}

/** The changes of a price and of its yield on the days that both have, and their rolling correlations. */
export function readPair(desk: Desk, settings: PairSettings, mainYield: string): ReadPair {
  const yieldSeries = settings.against ?? mainYield;
  const after = yearsBefore(desk.date, HISTORY_YEARS);
  const missing = absenceOf(desk, settings.series, yieldSeries);
  const histories = missing ? [] : [settings.series, yieldSeries].map((one) => desk.history(one, { after })!);
  const changes = joinedChanges(histories.map((history) => ({ history })));
  const [price = [], rate = []] = changes.values;
  const short = rollingCorrelation(price, rate, SHORT);
  const unsaid = changes.dates.length < SHORT ? "few" : short.at(-1) == null ? "still" : null;
  return {
    settings,
    yieldSeries,
    changes,
    short,
    long: rollingCorrelation(price, rate, LONG),
    missing: missing ?? unsaid,
  };
}

function absenceOf(desk: Desk, series: string, yieldSeries: string): Pair["missing"] {
  const has = (id: string) => desk.tail(id, 1) !== null;
  if (!has(series)) return "series";
  if (!has(yieldSeries)) return "yield";
  return desk.latest(series) && desk.latest(yieldSeries) ? null : "old";
}

/** What the reader is told of a pair. */
export function pairView(desk: Desk, read: ReadPair): Pair {
  const { settings, yieldSeries, changes, missing } = read;
  const slug = slugOf(settings.name).replace(/-+$/, "");
  const make = figuresOf("anchors", slug);
  const expected = settings.expected > 0 ? "positive" : "negative";
  const short = latestFigure("short", SHORT, read, make);
  const long = latestFigure("long", LONG, read, make);
  return {
    slug,
    name: settings.name,
    series: settings.series,
    yieldName: desk.series(yieldSeries)?.name ?? yieldSeries,
    ownYield: settings.against !== undefined,
    expected,
    short,
    long,
    shortVerdict: verdictOf(short, SHORT, expected),
    longVerdict: verdictOf(long, LONG, expected),
    ranks: ranksFigure(changes, make),
    ...beforeFigures(changes, short, make),
    ...sideSince(read),
    shortReversal: reversalOf(read.short, SHORT, changes.dates),
    longReversal: reversalOf(read.long, LONG, changes.dates),
    observations:
      missing === "few" && changes.dates.length > 0
        ? make.derived("observations", {
            value: changes.dates.length,
            unit: "count",
            inputs: windowsOf(changes),
            method: "daily changes on the days that both have",
          })
        : null,
    missing,
  };
}

const METHOD =
  "Pearson correlation of daily changes (100 ln of the price, bp of the yield), dates joined first";

function latestFigure(name: "short" | "long", n: number, read: ReadPair, make: FigureMaker): Figure | null {
  const value = read[name].at(-1) ?? null;
  if (value === null) return null;
  const inputs = windowsOf(lastChanges(read.changes, n));
  return make.derived(name, { value, unit: "correlation", inputs, method: `${METHOD}, last ${n}` });
}

function verdictOf(figure: Figure | null, n: number, expected: Pair["expected"]): Pair["shortVerdict"] {
  if (!figure) return null;
  if (Math.abs(figure.value) < insignificantBelow(n)) return "insignificant";
  return figure.value > 0 === (expected === "positive") ? "expected" : "opposite";
}

function ranksFigure(changes: JoinedChanges, make: FigureMaker): Figure | null {
  if (changes.dates.length < SHORT) return null;
  const last = lastChanges(changes, SHORT);
  const value = rankCorrelation(last.values[0]!, last.values[1]!);
  const method = `Spearman rank correlation of the same changes, last ${SHORT}`;
  return value === null
    ? null
    : make.derived("ranks", { value, unit: "correlation", inputs: windowsOf(last), method });
}

/** The 250 changes before the last 60, a window that shares no day with them. */
function beforeFigures(
  changes: JoinedChanges,
  short: Figure | null,
  make: FigureMaker,
): Pick<Pair, "before" | "apart"> {
  const none = { before: null, apart: null };
  if (!short || changes.dates.length < SHORT + LONG) return none;
  const earlier = cutFrom(lastChanges(changes, SHORT + LONG), LONG);
  const value = correlation(earlier.values[0]!, earlier.values[1]!);
  if (value === null) return none;
  const before = make.derived("before", {
    value,
    unit: "correlation",
    inputs: windowsOf(earlier),
    method: `${METHOD}, the ${LONG} before the last ${SHORT}`,
  });
  const apart = fisherDifference(correlated(short, SHORT), correlated(before, LONG));
  if (apart === null) return { before, apart: null };
  return {
    before,
    apart: make.derived("apart", {
      value: apart,
      unit: "ratio",
      inputs: [short, before],
      method: "(atanh r1 - atanh r2) / sqrt(1/(n1 - 3) + 1/(n2 - 3)), Fisher",
    }),
  };
}

function correlated({ value }: Figure, n: number): Correlated {
  return { r: value, n };
}

/** The first `count` of them. */
function cutFrom({ dates, starts, values, windows }: JoinedChanges, count: number): JoinedChanges {
  const cut = <T>(column: readonly T[]) => column.slice(0, count);
  return { dates: cut(dates), starts: cut(starts), values: values.map(cut), windows };
}

function sideSince({ long, changes }: ReadPair): Pick<Pair, "side" | "since" | "from"> {
  const found = long.at(-1) == null ? null : sideOf(long);
  if (!found) return { side: null, since: null, from: null };
  const isWhole = found.since === long.findIndex((r) => r !== null);
  const day = changes.dates[found.since]!;
  return { side: nameOf(found.side), since: isWhole ? null : day, from: isWhole ? day : null };
}

/** The latest reversal, if it still holds and is news: confirmed within the last 20 observations. */
function reversalOf(
  correlations: readonly (number | null)[],
  n: typeof SHORT | typeof LONG,
  dates: readonly IsoDate[],
): Reversal | null {
  const last = signBreaks(correlations, breakRules[n]).at(-1);
  const now = correlations.at(-1);
  if (!last || now == null || Math.sign(now) !== last.to || last.confirmed < dates.length - NEWS) return null;
  return { to: nameOf(last.to), crossed: dates[last.crossed]!, confirmed: dates[last.confirmed]! };
}

function nameOf(side: 1 | -1): "positive" | "negative" {
  return side > 0 ? "positive" : "negative";
}
