import type { Desk, History } from "../../finance/desk.ts";
import { figuresOf } from "../../finance/figures.ts";
import { bothReadings } from "../../finance/readings.ts";
import { returnPercent } from "../../finance/return-percent.ts";
import { cleanDecimal, roundHalfAway } from "../../finance/rounding.ts";
import { isNewSeries } from "../../finance/swap-series.ts";
import { isCovered, windowOf } from "../../finance/windows.ts";
import type { Figure } from "../../model/figure.ts";
import type { Unit } from "../../model/unit.ts";
import { freshnessOf, moveOf, nothing, type Row, rangeOf, sparkOf } from "./row.ts";

const make = figuresOf("key-figures");

/** How a market states its change. */
interface ChangeRule {
  readonly unit: Unit;
  readonly method: string;
  /** Null where a return cannot be said. */
  readonly of: (value: number, before: number) => number | null;
}

const inReturn: ChangeRule = {
  unit: "percent",
  method: "(close / previous close - 1) * 100",
  of: returnPercent,
};
const inPoints: ChangeRule = {
  unit: "index",
  method: "first - second",
  of: (value, before) => cleanDecimal(value - before),
};
const inBp: ChangeRule = {
  unit: "bp",
  method: "first - second",
  of: (value, before) => cleanDecimal(value - before),
};
const fromPercentToBp = {
  unit: "bp",
  method: "(first - second) * 100, percent to bp",
  of: (value: number, before: number) => cleanDecimal((value - before) * 100),
} as const satisfies ChangeRule;

/** An equity index: its change is a return in percent, close to close. */
export function indexRow(desk: Desk, id: string, series: string): Row {
  return seriesRow(desk, { id, series, ruleOf: () => inReturn });
}

/** A yield or a spread: its change in bp. */
export function rateRow(desk: Desk, id: string, series: string): Row {
  return seriesRow(desk, { id, series, ruleOf: (unit) => (unit === "percent" ? fromPercentToBp : inBp) });
}

/** An index of volatility: its change in points. */
export function volatilityRow(desk: Desk, id: string, series: string): Row {
  return seriesRow(desk, { id, series, ruleOf: () => inPoints });
}

/** Any other series: rates and spreads change in bp, what has a price or an index level in percent. */
export function furtherRow(desk: Desk, series: string): Row {
  const id = series.toLowerCase().replaceAll(".", "-");
  // What was ever at or below zero, as oil was, has no return: its change is in its own unit.
  const hasReturns = (windowOf(desk, series, 5)?.values ?? []).every((value) => value > 0);
  return seriesRow(desk, { id, series, ruleOf: (unit) => furtherRule(unit, hasReturns) });
}

function furtherRule(unit: Unit, hasReturns: boolean): ChangeRule {
  if (unit === "percent") return fromPercentToBp;
  if (unit === "bp") return inBp;
  return hasReturns ? inReturn : { ...inPoints, unit };
}

interface Sketch {
  readonly id: string;
  readonly series: string;
  readonly ruleOf: (unit: Unit) => ChangeRule;
}

function seriesRow(desk: Desk, { id, series, ruleOf }: Sketch): Row {
  const name = desk.series(series)?.name ?? series;
  const [latest, previous] = [desk.latest(series), desk.previous(series)];
  if (!latest) return { ...nothing, id, name };
  const level = make.observed(`${id}.level`, latest);
  const before = previous && !isNewSeries(desk, latest, previous) ? previous : null;
  const rule = ruleOf(latest.unit);
  const history = windowOf(desk, series, 5);
  const row = {
    id,
    name,
    level,
    freshness: freshnessOf(desk, series, latest.date),
    decimals: placesOf(level),
  };
  return rowOver(row, history, { desk, before: make.observed(`${id}.previous`, before), rule });
}

type Head = Pick<Row, "id" | "name" | "freshness" | "decimals"> & { readonly level: Figure };

/** The row with all that hangs on its history. */
function rowOver(
  { level, ...head }: Head,
  history: History | null,
  { desk, before, rule }: { readonly desk: Desk; readonly before: Figure | null; readonly rule: ChangeRule },
): Row {
  const { id, decimals } = head;
  const { unit, method } = rule;
  const value = before && rule.of(level.value, before.value);
  const change =
    before && value !== null
      ? make.derived(`${id}.change`, { value, unit, inputs: [level, before], method })
      : null;
  return {
    ...nothing,
    ...head,
    level,
    change,
    move: change && history && moveOf(id, history, make, rule.of),
    spark: history && sparkOf(id, history, level, decimals),
    range: history && isCovered(history, desk) ? rangeOf(id, history, make, level.unit) : null,
  };
}

/** A spread is quoted in whole bp or with up to two places, everything else here with two. */
function placesOf({ unit, value }: Figure): number {
  const quoted = cleanDecimal(value);
  return unit === "bp" ? ([0, 1].find((places) => roundHalfAway(quoted, places) === quoted) ?? 2) : 2;
}

/** The slope between two yields in bp, on days on which both were observed: joined first, then differenced. */
export function slopeRow(desk: Desk, long: string, short: string): Row {
  const id = "slope";
  const name = `${tenorOf(short)}s${tenorOf(long)}s slope`;
  const history = joined(desk, long, short);
  const [last, previous] = [history?.dates.at(-1), history?.dates.at(-2)];
  if (!history || last === undefined) return { ...nothing, id, name };
  const slope = (figure: string, date: string) =>
    slopeOn(desk, { name: `${id}.${figure}`, long, short, date });
  const level = slope("level", last);
  const before = previous === undefined ? null : slope("previous", previous);
  const row = { id, name, level, freshness: freshnessOf(desk, long, last), decimals: 0 };
  return rowOver(row, history, { desk, before, rule: inBp });
}

/** "10" of `UST.10Y`. */
function tenorOf(series: string): string {
  return /(\d+)Y$/.exec(series)?.[1] ?? series;
}

function slopeOn(
  desk: Desk,
  { name, long, short, date }: { name: string; long: string; short: string; date: string },
): Figure {
  const [left, right] = [desk.on(long, date)!, desk.on(short, date)!];
  return make.derived(name, {
    value: fromPercentToBp.of(left.value, right.value),
    unit: "bp",
    inputs: [left, right],
    method: "(long - short) * 100, percent to bp, both of one day",
  });
}

/** Five years of a slope, covered in so far as both yields are. */
function joined(desk: Desk, long: string, short: string): History | null {
  const [upper, lower] = [windowOf(desk, long, 5), windowOf(desk, short, 5)];
  if (!upper || !lower) return null;
  const shorts = new Map(lower.dates.map((date, index) => [date, lower.values[index]!]));
  const both = upper.dates.flatMap((date, index) => {
    const other = shorts.get(date);
    return other === undefined ? [] : [{ date, value: fromPercentToBp.of(upper.values[index]!, other) }];
  });
  const [first, last] = [both[0], both.at(-1)];
  if (!first || !last) return null;
  const { coverage } = upper.window;
  return {
    dates: both.map(({ date }) => date),
    values: both.map(({ value }) => value),
    window: {
      series: `${long} - ${short}`,
      unit: "bp",
      from: first.date,
      to: last.date,
      count: both.length,
      coverage: coverage === null ? null : (coverage * both.length) / upper.dates.length,
      ...bothReadings(upper.window, lower.window),
    },
  };
}
