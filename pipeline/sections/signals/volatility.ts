import { yearsBefore } from "../../finance/dates.ts";
import type { Desk } from "../../finance/desk.ts";
import { figuresOf } from "../../finance/figures.ts";
import { type Joined, joinOf } from "../../finance/joins.ts";
import { kOfN, oneOffShock } from "../../finance/persistence.ts";
import { type Composite, volatilityComposite } from "../../finance/volatility-composite.ts";
import type { Edition } from "../../model/edition.ts";
import type { Figure } from "../../model/figure.ts";
import type { Window } from "../../model/series.ts";
import type { IsoDate } from "../../model/unit.ts";
import { answerOf, stateOf } from "./answer.ts";
import type { Part, Volatility } from "./view.ts";

/** Two windows of a year, one to measure in and one to look back on, and the start of a realised volatility. */
export const YEARS = 3;
const Z_WINDOW = 252;
const REALISED = 21;
/** Observations after a peak before anything is said of how it fades. */
const SETTLES_AFTER = 2;
const maker = figuresOf("signals", "volatility");
type Settings = Edition["signals"]["volatility"];

/** The composite day by day on the days that all three have; empty where one of them is not at hand. */
export interface Course {
  readonly dates: readonly IsoDate[];
  readonly composite: readonly (number | null)[];
}

interface Measured {
  readonly joined: Joined;
  readonly told: Composite;
}

/** Signal 2 with its two conditions, and the course of its composite. */
export function volatilityOf(desk: Desk, { signals }: Edition): { view: Volatility; course: Course } {
  const settings = signals.volatility;
  const { days, of } = settings.persistence;
  const measured = measuredOf(desk, settings);
  const course: Course = measured
    ? { dates: measured.joined.dates, composite: measured.told.composite }
    : { dates: [], composite: [] };
  const parts = measured ? partsOf(desk, measured, settings) : [];
  const composite = measured && compositeFigure(measured, parts);
  const flags = course.composite.map((value) => (value === null ? null : value >= settings.elevatedFrom));
  const elevated = answerOf(flags.at(-1) ?? null);
  const persistent = answerOf(kOfN(flags, days, of).at(-1) ?? null);
  const elevatedFrom = composite && thresholdFigure(composite, settings);
  const elevatedDays = composite && elevatedDaysFigure(composite, flags.slice(-of), of);
  const view: Volatility = {
    state: stateOf([elevated, persistent]),
    elevated,
    persistent,
    composite,
    elevatedFrom,
    distance: maker.difference("distance", elevatedFrom, composite),
    parts,
    missing: missingOf(desk, settings),
    elevatedDays,
    days,
    of,
    daysDistance:
      elevatedDays &&
      maker.derived("days-distance", {
        value: days - elevatedDays.value,
        unit: "count",
        inputs: [elevatedDays],
        method: `${days} less the elevated observations`,
      }),
    shock: composite && shockOf(course, settings, composite),
  };
  return { view, course };
}

/** Null where one of the three is old or not there. */
function measuredOf(desk: Desk, { equity, rates, currency }: Settings): Measured | null {
  const after = yearsBefore(desk.date, YEARS);
  const histories = [equity, rates, currency].flatMap(
    (series) => (desk.latest(series) && desk.history(series, { after })) || [],
  );
  if (histories.length < 3) return null;
  const joined = joinOf(histories);
  const [first, second, third] = joined.values;
  const told = volatilityComposite({ equity: first!, rates: second!, currency: third! });
  return { joined, told };
}

function missingOf(desk: Desk, { equity, rates, currency }: Settings): Volatility["missing"] {
  return [equity, rates, currency]
    .filter((series) => desk.latest(series) === null)
    .map((series) => ({ name: desk.series(series)?.name ?? series }));
}

/** The part of a window that a figure of the last day was computed from. */
function lastRows(window: Window, dates: readonly IsoDate[], count: number): Window {
  const used = dates.slice(-count);
  return { ...window, from: used[0]!, to: used.at(-1)!, count: used.length, coverage: null };
}

function partsOf(desk: Desk, { joined, told }: Measured, settings: Settings): Part[] {
  const { dates, windows } = joined;
  const asOf = dates.at(-1);
  if (asOf === undefined) return [];
  const part = (name: "equity" | "rates" | "currency", index: number): Part[] => {
    const score = told[name].at(-1);
    const realised = told.realised.at(-1);
    if (score == null || realised == null) return [];
    const extra = name === "currency" ? REALISED : 0;
    const z = maker.derived(`${name}-z`, {
      value: score,
      unit: "sd",
      asOf,
      inputs: [lastRows(windows[index]!, dates, Z_WINDOW + extra)],
      method: `(last - mean) / sample standard deviation of ${Z_WINDOW} joined observations, the last included`,
    });
    const level =
      name === "currency"
        ? maker.derived("realised", {
            value: realised,
            unit: "percent",
            asOf,
            inputs: [lastRows(windows[index]!, dates, REALISED + 1)],
            method: `sample standard deviation of ${REALISED} log changes * sqrt(252), percent a year`,
          })
        : maker.observed(name, desk.on(settings[name], asOf)!);
    return [{ name: desk.series(settings[name])!.name, realised: name === "currency", level, z }];
  };
  return [...part("equity", 0), ...part("rates", 1), ...part("currency", 2)];
}

function compositeFigure({ told }: Measured, parts: readonly Part[]): Figure | null {
  const value = told.composite.at(-1);
  if (value == null || parts.length < 3) return null;
  const method = "mean of the three z-scores";
  return maker.derived("composite", { value, unit: "sd", inputs: parts.map(({ z }) => z), method });
}

function thresholdFigure(composite: Figure, { elevatedFrom }: Settings): Figure {
  const method = "from this composite on volatility is elevated, as the edition sets it";
  return maker.derived("elevated-from", { value: elevatedFrom, unit: "sd", inputs: [composite], method });
}

/** Null unless all of them are known: five of fifteen is not five of twelve. */
function elevatedDaysFigure(
  composite: Figure,
  flags: readonly (boolean | null)[],
  of: number,
): Figure | null {
  if (flags.length < of || flags.includes(null)) return null;
  const value = flags.filter((flag) => flag === true).length;
  const method = `observations of the last ${of} on which the composite was elevated`;
  return maker.derived("elevated-days", { value, unit: "count", inputs: [composite], method });
}

/** The latest stretch of elevated observations, unless it ended before the last that persistence looks at. */
function shockOf(
  { dates, composite }: Course,
  { elevatedFrom, persistence }: Settings,
  input: Figure,
): Volatility["shock"] {
  const shock = oneOffShock(composite, elevatedFrom);
  if (!shock || shock.to < composite.length - persistence.of) return null;
  const peak = maker.derived("peak", {
    value: composite[shock.peak]!,
    unit: "sd",
    asOf: dates[shock.peak]!,
    inputs: [input],
    method: "highest composite of the latest stretch of elevated observations",
  });
  const after = composite.slice(shock.peak + 1).filter((value) => value !== null);
  const isOver = composite.slice(shock.to + 1).some((value) => value !== null);
  return {
    kind: shock.kind,
    peak,
    from: dates[shock.from]!,
    atOnce: shock.from === shock.peak,
    settled: isOver || after.length >= SETTLES_AFTER,
  };
}
