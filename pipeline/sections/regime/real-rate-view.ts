import { yearsBefore } from "../../finance/dates.ts";
import type { Desk } from "../../finance/desk.ts";
import { type FigureMaker, figuresOf } from "../../finance/figures.ts";
import { joinOf } from "../../finance/joins.ts";
import { realRate, realRateMove } from "../../finance/real-rate.ts";
import { mean } from "../../finance/statistics.ts";
import { coveredWindow } from "../../finance/windows.ts";
import type { Edition } from "../../model/edition.ts";
import type { Figure } from "../../model/figure.ts";
import type { Window } from "../../model/series.ts";
import type { IsoDate } from "../../model/unit.ts";
import { type Ends, type Legs, legsOf, MONTH } from "./legs.ts";
import type { RealMove, RealRateView } from "./view.ts";

/** A smaller change of the real rate is no news, bp. */
const NEWS_BP = 2;

/** The yield of inflation-linked bonds of the same tenor, by the way that series are named: UST.5Y.REAL of UST.5Y. */
export function quotedRealOf({ regime }: Pick<Edition, "regime">): string {
  return `${regime.realRate.nominal}.REAL`;
}

/** The real rate as nominal yield less expected inflation, and what each of them did to it. */
export function realRateView(
  desk: Desk,
  edition: Pick<Edition, "regime">,
): { readonly told: RealRateView; readonly year: RealYear | null } {
  const { name, nominal, inflation } = edition.regime.realRate;
  const make = figuresOf("regime", "real-rate");
  const series = { left: nominal, right: inflation };
  const legs = legsOf(desk, { series, names: { left: "nominal", right: "inflation" }, make });
  const level = legs && levelFigure("level", legs.now, make);
  const year = level && yearOf(desk, edition);
  const inflationName = desk.series(inflation)?.name ?? inflation;
  const told = {
    name,
    nominalName: desk.series(nominal)?.name ?? nominal,
    inflationName,
    inflationWord: inflationName.replace(/^\d+-(year|month) /, ""),
    freshness: legs?.freshness ?? "none",
    nominal: legs?.now.left ?? null,
    inflation: legs?.now.right ?? null,
    level,
    day: legs && level && legs.freshness === "current" ? moveOver(legs, { days: 1, level, make }) : null,
    month: legs && level && moveOver(legs, { days: MONTH, level, make }),
    mean: year && meanOf(desk, year, make),
    quoted: level && make.observed("quoted", desk.on(quotedRealOf(edition), level.asOf)),
    usual: legs?.usual ?? null,
  };
  return { told, year };
}

function levelFigure(name: string, { left, right }: Ends, make: FigureMaker): Figure {
  return make.derived(name, {
    value: realRate({ nominal: left.value, inflation: right.value }),
    unit: "percent",
    inputs: [left, right],
    method: "nominal yield - expected inflation of the same tenor",
  });
}

function moveOver(
  { now, ago }: Legs,
  { days, level, make }: { readonly days: number; readonly level: Figure; readonly make: FigureMaker },
): RealMove | null {
  const then = ago(days);
  if (!then) return null;
  const nominalChange = make.difference(`nominal-change-${days}`, now.left, then.left, "bp");
  const inflationChange = make.difference(`inflation-change-${days}`, now.right, then.right, "bp");
  const change = make.difference(`change-${days}`, level, levelFigure(`level-${days}-ago`, then, make), "bp");
  const legs = { nominalBp: nominalChange.value, inflationBp: inflationChange.value };
  const { direction, money, driver, nominal, inflation } = realRateMove(legs);
  return {
    direction,
    money,
    driver,
    isNews: Math.abs(change.value) >= NEWS_BP,
    nominalSign: nominal,
    inflationSign: inflation,
    change,
    nominalChange,
    inflationChange,
  };
}

/** One calendar year of the real rate and its legs on the days that both have. */
export interface RealYear {
  readonly dates: readonly IsoDate[];
  readonly nominal: readonly number[];
  readonly inflation: readonly number[];
  readonly values: readonly number[];
  readonly windows: readonly Window[];
}

/** Null where one of the legs is covered too thinly. */
function yearOf(desk: Desk, { regime }: Pick<Edition, "regime">): RealYear | null {
  const found = [regime.realRate.nominal, regime.realRate.inflation].map((id) => coveredWindow(desk, id, 1));
  if (found.includes(null)) return null;
  const { dates, values, windows } = joinOf(found.map((window) => window!));
  if (dates.length < 2) return null;
  const [nominal, inflation] = values as [readonly number[], readonly number[]];
  const real = nominal.map((value, row) => realRate({ nominal: value, inflation: inflation[row]! }));
  return { dates, nominal, inflation, values: real, windows };
}

function meanOf(desk: Desk, { values, windows }: RealYear, make: FigureMaker): Figure {
  return make.derived("mean", {
    value: mean(values)!,
    unit: "percent",
    inputs: windows,
    method: `arithmetic mean of the real rate on the days that both have, after ${yearsBefore(desk.date, 1)}`,
  });
}
