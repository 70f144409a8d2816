import { yearsBefore } from "../../finance/dates.ts";
import type { Desk } from "../../finance/desk.ts";
import { type FigureMaker, figuresOf } from "../../finance/figures.ts";
import { joinOf } from "../../finance/joins.ts";
import { realRate, realRateMove } from "../../finance/real-rate.ts";
import { mean } from "../../finance/statistics.ts";
import { coveredWindow } from "../../finance/windows.ts";
import type { LineChart } from "../../model/chart.ts";
import type { Edition } from "../../model/edition.ts";
import type { Figure } from "../../model/figure.ts";
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
): { readonly told: RealRateView; readonly chart: LineChart | null } {
  const { name, nominal, inflation } = edition.regime.realRate;
  const make = figuresOf("regime", "real-rate");
  const series = { left: nominal, right: inflation };
  const legs = legsOf(desk, { series, names: { left: "nominal", right: "inflation" }, make });
  const level = legs && levelFigure("level", legs.now, make);
  const { average, chart } = yearOf(desk, edition, { level, make });
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
    mean: average,
    quoted: level && make.observed("quoted", desk.on(quotedRealOf(edition), level.asOf)),
    usual: legs?.usual ?? null,
  };
  return { told, chart };
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

/** One calendar year of the difference with its mean; neither where one of the legs is covered too thinly. */
function yearOf(
  desk: Desk,
  { regime }: Pick<Edition, "regime">,
  { level, make }: { readonly level: Figure | null; readonly make: FigureMaker },
): { readonly average: Figure | null; readonly chart: LineChart | null } {
  const nothing = { average: null, chart: null };
  const windows = [regime.realRate.nominal, regime.realRate.inflation].map((id) =>
    coveredWindow(desk, id, 1),
  );
  if (!level || windows.includes(null)) return nothing;
  const joined = joinOf(windows.map((window) => window!));
  const [nominal, inflation] = joined.values;
  const values = nominal!.map((value, row) => realRate({ nominal: value, inflation: inflation![row]! }));
  if (values.length < 2) return nothing;
  const average = make.derived("mean", {
    value: mean(values)!,
    unit: "percent",
    inputs: joined.windows,
    method: `arithmetic mean of the real rate on the days that both have, after ${yearsBefore(desk.date, 1)}`,
  });
  return { average, chart: chartOf({ dates: joined.dates, values, level, average }) };
}

function chartOf({
  dates,
  values,
  level,
  average,
}: {
  readonly dates: readonly string[];
  readonly values: readonly number[];
  readonly level: Figure;
  readonly average: Figure;
}): LineChart {
  return {
    kind: "line",
    id: "regime-real-rate",
    unit: "percent",
    decimals: 2,
    dates: [...dates],
    values: [...values],
    end: level,
    levels: [{ name: "mean", figure: average }],
    points: [],
    bands: [],
  };
}
