import { yearsBefore } from "../../finance/dates.ts";
import type { Edition } from "../../model/edition.ts";
import type { IsoDate } from "../../model/unit.ts";
import { absent } from "../absent.ts";
import { defineSection, type Need } from "../section.ts";
import { pairView } from "./curve.ts";
import { growthInflationView } from "./growth-inflation.ts";
import { identitiesOf } from "./identities.ts";
import { liquidityView } from "./liquidity.ts";
import { YEARS_OF_MONTHS } from "./monthly-series.ts";
import { placedView } from "./placed.ts";
import { quotedRealOf, realRateView } from "./real-rate-view.ts";
import { levelsOf, moversOf } from "./told.ts";
import { View } from "./view.ts";
import { yearPanels } from "./year-panels.ts";

/** Growth, inflation and liquidity; how the curve moved and what drove the real rate; credit beside inflation expectations. */
export const regime = defineSection<View>({
  id: "regime",
  title: "Macro regime",
  view: View,
  needs,
  compute(desk, edition) {
    const { regime: plan } = edition;
    const growthInflation = growthInflationView(desk, edition);
    const pairs = plan.pairs.map((pair) => pairView(desk, pair));
    const { told: realRate, year } = realRateView(desk, edition);
    if (!growthInflation.quadrant && !realRate.level && pairs.every(({ slope }) => !slope))
      return absent("nothing-recent");
    return {
      growthInflation,
      liquidity: liquidityView(desk, edition),
      pairs,
      realRate,
      credit: placedView(desk, plan.credit),
      expectation: placedView(desk, plan.inflationExpectation),
      sameExpectation: plan.inflationExpectation === plan.realRate.inflation,
      chart: yearPanels(desk, edition, { pairs, realRate, year }),
    };
  },
  movers: moversOf,
  levels: levelsOf,
  identities: identitiesOf,
});

function needs(edition: Edition, date: IsoDate): readonly Need[] {
  const { growth, inflation, liquidity, pairs, realRate, credit, inflationExpectation } = edition.regime;
  const since = (years: number, series: readonly string[]) =>
    [...new Set(series)].map((one) => ({ series: one, from: yearsBefore(date, years) }));
  return [
    ...since(YEARS_OF_MONTHS, [...growth, ...inflation]),
    ...since(
      1,
      liquidity.map(({ series }) => series),
    ),
    // 252 changes before the last, holidays and a late start included.
    ...since(2, [
      ...pairs.flatMap(({ short, long }) => [short, long]),
      realRate.nominal,
      realRate.inflation,
      quotedRealOf(edition),
    ]),
    ...since(5, [credit, inflationExpectation]),
  ];
}
