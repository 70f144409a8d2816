import type { Desk, History } from "../../finance/desk.ts";
import { figuresOf } from "../../finance/figures.ts";
import { cleanDecimal } from "../../finance/rounding.ts";
import { windowOf } from "../../finance/windows.ts";
import type { Figure } from "../../model/figure.ts";
import type { Observation } from "../../model/series.ts";
import type { Unit } from "../../model/unit.ts";
import { type Row, rangeOf, sparkOf } from "./row.ts";

const make = figuresOf("key-figures");

/** An equity index: its change is a return in percent, close to close. */
export function indexRow(desk: Desk, id: string, series: string): Row {
  const [latest, before] = [desk.latest(series), desk.previous(series)];
  const change =
    latest && before
      ? make.derived(`${id}.change`, {
          value: (latest.value / before.value - 1) * 100,
          unit: "percent",
          inputs: [latest, before],
          method: "(close / previous close - 1) * 100",
        })
      : null;
  return seriesRow(desk, { id, series, change, decimals: 2 });
}

/** A level whose change is a difference: yields and spreads in bp, volatility in points. */
export function changeRow(desk: Desk, id: string, series: string, unit: Unit): Row {
  const [latest, before] = [
    make.observed(`${id}.latest`, desk.latest(series)),
    make.observed(`${id}.previous`, desk.previous(series)),
  ];
  const change = make.difference(`${id}.change`, latest, before, unit);
  return seriesRow(desk, { id, series, change, decimals: latest?.unit === "bp" ? 0 : 2 });
}

interface Sketch {
  readonly id: string;
  readonly series: string;
  readonly change: Figure | null;
  readonly decimals: number;
}

function seriesRow(desk: Desk, { id, series, change, decimals }: Sketch): Row {
  const level = make.observed(`${id}.level`, desk.latest(series));
  const history = windowOf(desk, series, 5);
  return {
    id,
    name: desk.series(series)?.name ?? series,
    meeting: null,
    level,
    change,
    decimals: decimals === 0 && history?.values.some((value) => !Number.isInteger(value)) ? 1 : decimals,
    spark: level && history ? sparkOf(id, history, level, decimals) : null,
    range: level && history ? rangeOf(id, history, make, level.unit) : null,
  };
}

/** The slope between two yields in bp, on days on which both were observed: joined first, then differenced. */
export function slopeRow(desk: Desk, long: string, short: string): Row {
  const id = "slope";
  const row = { id, name: `${tenorOf(short)}s${tenorOf(long)}s slope`, meeting: null, decimals: 0 };
  const history = joined(desk, long, short);
  const [last, previous] = [history?.dates.at(-1), history?.dates.at(-2)];
  if (!history || last === undefined) return { ...row, level: null, change: null, spark: null, range: null };
  const level = slopeOn(desk, { name: `${id}.level`, long, short, date: last });
  const before =
    previous === undefined ? null : slopeOn(desk, { name: `${id}.previous`, long, short, date: previous });
  return {
    ...row,
    level,
    change: make.difference(`${id}.change`, level, before),
    spark: sparkOf(id, history, level, 0),
    range: rangeOf(id, history, make, "bp"),
  };
}

/** "10" of `UST.10Y`. */
function tenorOf(series: string): string {
  return /(\d+)Y$/.exec(series)?.[1] ?? series;
}

function slopeOn(
  desk: Desk,
  { name, long, short, date }: { name: string; long: string; short: string; date: string },
): Figure {
  const [left, right] = [desk.on(long, date), desk.on(short, date)] as [Observation, Observation];
  return make.derived(name, {
    value: bpBetween(left.value, right.value),
    unit: "bp",
    inputs: [left, right],
    method: "(long - short) * 100, percent to bp, both of one day",
  });
}

function joined(desk: Desk, long: string, short: string): History | null {
  const upper = windowOf(desk, long, 5);
  const lower = windowOf(desk, short, 5);
  if (!upper || !lower) return null;
  const shorts = new Map(lower.dates.map((date, index) => [date, lower.values[index]!]));
  const both = upper.dates.flatMap((date, index) => {
    const other = shorts.get(date);
    return other === undefined ? [] : [{ date, value: bpBetween(upper.values[index]!, other) }];
  });
  const [first, last] = [both[0], both.at(-1)];
  if (!first || !last) return null;
  const { window } = upper;
  const coverage = window.coverage === null ? null : (window.coverage * both.length) / upper.dates.length;
  const origins = [...window.origins, ...lower.window.origins];
  return {
    dates: both.map(({ date }) => date),
    values: both.map(({ value }) => value),
    window: {
      series: `${long} - ${short}`,
      unit: "bp",
      from: first.date,
      to: last.date,
      count: both.length,
      coverage,
      origins,
    },
  };
}

function bpBetween(long: number, short: number): number {
  return cleanDecimal((long - short) * 100);
}
