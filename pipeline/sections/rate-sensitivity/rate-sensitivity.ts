import { sectors } from "../../finance/attribution.ts";
import { addDays } from "../../finance/dates.ts";
import type { Desk } from "../../finance/desk.ts";
import { figuresOf, slugOf } from "../../finance/figures.ts";
import { type Track, trackOfReturns } from "../../finance/joined-changes.ts";
import { tradingDays } from "../../finance/trading-days.ts";
import type { Edition } from "../../model/edition.ts";
import type { Identity } from "../../model/identity.ts";
import type { IsoDate } from "../../model/unit.ts";
import { absent } from "../absent.ts";
import { defineSection } from "../section.ts";
import { type Answer, type Asked, answerOf } from "./row.ts";
import { type Absent, type Response, type Row, View } from "./view.ts";

type Settings = Edition["rateSensitivity"];

/** What assets and sectors do when a nominal and a real yield rise 10 bp, alone and with the market held. */
export const rateSensitivity = defineSection<View>({
  id: "rate-sensitivity",
  title: "Rate sensitivity",
  view: View,
  needs({ rateSensitivity: settings }, date) {
    const shared = [settings.market, settings.nominal, settings.real];
    const series = [...new Set([...shared, ...askedOf(settings).map((one) => one.series)])];
    return series.map((one) => ({ series: one, from: addDays(startOf(settings, date), 1) }));
  },
  compute(desk, { rateSensitivity: settings }) {
    const late = [settings.nominal, settings.real, settings.market].find((series) => !desk.latest(series));
    if (late !== undefined)
      return absent("no-current-observation", { names: [desk.series(late)?.name ?? late] });
    const answers = answersOf(desk, settings);
    const rows = answers
      .flatMap((answer) => ("row" in answer ? [answer.row] : []))
      .sort((one, other) => other.real.withMarket.value - one.real.withMarket.value);
    const significant = rows.filter(({ real }) => real.significant);
    return {
      nominalName: nameOf(desk, settings.nominal),
      realName: nameOf(desk, settings.real),
      marketName: nameOf(desk, settings.market),
      window: settings.window,
      lags: settings.lags,
      rows,
      most: significant.sort((one, other) => sizeOf(other) - sizeOf(one))[0] ?? null,
      counts: countsOf(rows),
      absent: grouped(answers.flatMap((answer) => ("absent" in answer ? [answer.absent] : []))),
      instruments: settings.assets.flatMap(({ series }) => {
        const found = desk.series(series);
        const isTold = rows.some(({ slug }) => slug === slugOf(series));
        return found && isTold ? [{ name: found.name }] : [];
      }),
      withSectors: rows.some(({ kind }) => kind === "sector"),
      chart: chartOf(rows),
    };
  },
  identities: ({ rows }) =>
    rows.flatMap(({ name, nominal, real }) => [
      omitted(`${name}, nominal yield`, nominal),
      omitted(`${name}, real yield`, real),
    ]),
});

function askedOf({ assets, sectors: withSectors }: Settings): readonly Asked[] {
  const each = sectors.map(({ key, short }) => ({
    name: short,
    kind: "sector" as const,
    series: `SPX.SECTOR.${key}.RETURN`,
  }));
  return [...assets.map((asset) => ({ ...asset, kind: "asset" as const })), ...(withSectors ? each : [])];
}

/** So many calendar days hold the window's joined changes, with a sixth to spare for days that one of them lacks. */
function startOf({ window }: Settings, date: IsoDate): IsoDate {
  return addDays(date, -Math.round(window * 1.7));
}

function answersOf(desk: Desk, settings: Settings): readonly Answer[] {
  const after = startOf(settings, desk.date);
  const trackOf = (series: string): Track | null => {
    const history = desk.history(series, { after });
    return history && { history, isSimple: true };
  };
  const open = openAfter(desk, after);
  const returnsOf = (series: string): Track | null => {
    const history = desk.history(series, { after });
    return history && { ...trackOfReturns(history, open), isSimple: true };
  };
  const factors = {
    nominal: trackOf(settings.nominal)!,
    real: trackOf(settings.real)!,
    market: trackOf(settings.market)!,
    window: settings.window,
    lags: settings.lags,
  };
  return askedOf(settings).map((asked) =>
    answerOf(desk, asked, asked.kind === "sector" ? returnsOf(asked.series) : trackOf(asked.series), factors),
  );
}

/** The open days of the stock market since then, as far back as its calendar is known. */
function openAfter({ date, snapshot: { calendars } }: Desk, after: IsoDate): readonly IsoDate[] {
  const { nyse } = calendars;
  const from = after > nyse.knownFrom ? after : nyse.knownFrom;
  return from > date ? [] : tradingDays(from, date, nyse);
}

function nameOf(desk: Desk, series: string): string {
  return desk.series(series)?.name ?? series;
}

function sizeOf({ real }: Row): number {
  return Math.abs(real.withMarket.value);
}

function countsOf(rows: readonly Row[]): View["counts"] {
  if (rows.length === 0) return null;
  const make = figuresOf("rate-sensitivity", "count");
  const inputs = rows.map(({ real }) => real.withMarket);
  const count = (name: string, value: number, method: string) =>
    make.derived(name, { value, unit: "count", inputs, method });
  const moves = rows.flatMap(({ real }) => (real.significant ? [real.withMarket.value] : []));
  const [gaining, losing] = [moves.filter((move) => move > 0), moves.filter((move) => move < 0)];
  return {
    said: count("said", rows.length, "assets and sectors with a full window"),
    significant: count("significant", moves.length, "of these, |t| of 1.96 or more, real yield, market held"),
    gaining: count("gaining", gaining.length, "of these, a gain for +10 bp"),
    losing: count("losing", losing.length, "of the significant ones, a loss for +10 bp"),
  };
}

/** Those that are absent for one reason and with as many observations are named together. */
function grouped(absent: readonly Absent[]): Absent[] {
  const groups = Map.groupBy(absent, ({ reason, observations }) => `${reason} ${observations?.value ?? ""}`);
  return [...groups.values()].map((all) => ({ ...all[0]!, names: all.flatMap(({ names }) => names) }));
}

function chartOf(rows: readonly Row[]): View["chart"] {
  if (rows.length === 0) return null;
  return {
    kind: "bars",
    id: "rate-sensitivity-real",
    unit: "percent",
    decimals: 2,
    layout: "rows",
    bars: rows.map(({ name, real }) => ({ label: name, figure: real.withMarket })),
  };
}

/** What is left out of the first version comes back by the market. */
function omitted(name: string, { alone, withMarket, market, marketMove }: Response): Identity {
  return {
    name: `${name}: the move alone is the move with the market plus market beta times the market's own move`,
    left: alone.value,
    right: withMarket.value + market.value * marketMove.value,
    unit: "percent",
    tolerance: 1e-9,
    because: "an identity of least squares, up to binary rounding",
  };
}
