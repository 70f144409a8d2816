import { yearsBefore } from "../../finance/dates.ts";
import { figuresOf } from "../../finance/figures.ts";
import type { Edition } from "../../model/edition.ts";
import type { Identity } from "../../model/identity.ts";
import type { IsoDate } from "../../model/unit.ts";
import { absent } from "../absent.ts";
import { defineSection, type Need } from "../section.ts";
import { capitalOf } from "./capital.ts";
import { contractionOf, MONTHS_FROM_YEARS } from "./contraction.ts";
import { levelsOf, moversOf } from "./told.ts";
import { View } from "./view.ts";
import { type Course, volatilityOf, YEARS } from "./volatility.ts";

const maker = figuresOf("signals");

/** The three signals of an end of the melt-up, each with its inputs, their thresholds and how far away those are. */
export const signals = defineSection<View>({
  id: "signals",
  title: "Melt-up signals",
  view: View,
  needs,
  compute(desk, edition) {
    const capital = capitalOf(desk, edition);
    const { view: volatility, course } = volatilityOf(desk, edition);
    const contraction = contractionOf(desk, edition);
    const states = [capital.state, volatility.state, contraction.state];
    const evaluated = states.filter((state) => state !== "not-evaluated").length;
    const inputs = [
      capital.rho,
      capital.curve?.change ?? null,
      volatility.composite,
      contraction.growth,
      contraction.slowing,
    ].flatMap((figure) => figure ?? []);
    if (inputs.length === 0) return absent("no-input");
    const on = states.filter((state) => state === "on").length;
    const method = "signals that are on, of those that can be evaluated";
    return {
      count: maker.derived("count", { value: on, unit: "count", inputs, method }),
      evaluated,
      meltUp: (["on", "watch", "weakening", "over"] as const)[on]!,
      capital,
      volatility,
      contraction,
      chart: chartOf(course, volatility),
    };
  },
  movers: moversOf,
  levels: levelsOf,
  identities: identitiesOf,
});

function needs({ signals: plan, regime }: Edition, date: IsoDate): readonly Need[] {
  const { volatility, companion, curve, longCurve, ladder } = plan;
  const since = (years: number, series: readonly string[]) =>
    [...new Set(series)].map((one) => ({ series: one, from: yearsBefore(date, years) }));
  const yields = [curve.short, curve.long, longCurve.short, longCurve.long];
  return [
    ...since(1, [...ladder.map(({ series }) => series), ...yields]),
    ...since(2, [companion.safer, companion.riskier]),
    ...since(YEARS, [volatility.equity, volatility.rates, volatility.currency]),
    ...since(MONTHS_FROM_YEARS, [...regime.growth, ...regime.inflation]),
  ];
}

/** About a year of trading days. */
const CHART_ROWS = 252;

/** The composite over a year with the threshold from which it is elevated. */
function chartOf(
  { dates, composite }: Course,
  { composite: end, elevatedFrom }: View["volatility"],
): View["chart"] {
  if (!end || !elevatedFrom || dates.length < 2) return null;
  return {
    kind: "line",
    id: "signals-volatility",
    unit: "sd",
    decimals: 1,
    dates: dates.slice(-CHART_ROWS),
    values: composite.slice(-CHART_ROWS),
    end,
    levels: [{ name: "elevated", figure: elevatedFrom }],
    points: [],
    bands: [],
  };
}

function identitiesOf({ count, capital, volatility, contraction }: View): readonly Identity[] {
  const states = [capital.state, volatility.state, contraction.state];
  const { composite, parts } = volatility;
  const curves = [capital.curve, capital.longCurve].flatMap((curve) => curve ?? []);
  return [
    {
      name: "the count is the number of signals that are on",
      left: count.value,
      right: states.filter((state) => state === "on").length,
      unit: "count",
      tolerance: 0,
      because: "both are counted",
    },
    ...(composite
      ? [
          {
            name: "the composite is the mean of its three z-scores",
            left: composite.value,
            right: parts.reduce((sum, { z }) => sum + z.value, 0) / 3,
            unit: "sd" as const,
            tolerance: 1e-9,
            because: "three additions of doubles",
          },
        ]
      : []),
    ...curves.map(({ short, long, change, shortChange, longChange }) => ({
      name: `${short} to ${long}: the slope's change is the longer yield's less the shorter's`,
      left: longChange.value - shortChange.value,
      right: change.value,
      unit: "bp" as const,
      tolerance: 1e-9,
      because: "the same observations, subtracted once",
    })),
  ];
}
