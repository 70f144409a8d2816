import { yearsBefore } from "../../finance/dates.ts";
import type { Desk, History } from "../../finance/desk.ts";
import { figuresOf } from "../../finance/figures.ts";
import {
  ACCELERATION_BAND_PP,
  accelerations,
  type Monthly,
  type Quadrant,
  type QuadrantMonth,
  quadrantHistory,
  yearOnYear,
} from "../../finance/quadrants.ts";
import { cleanDecimal } from "../../finance/rounding.ts";
import type { Edition } from "../../model/edition.ts";
import type { Figure } from "../../model/figure.ts";
import { type Answer, answerOf, stateOf } from "./answer.ts";
import type { Contraction } from "./view.ts";

/** As many years as the regime is told from: another start could hold another direction. */
export const MONTHS_FROM_YEARS = 12;
const maker = figuresOf("signals", "contraction");

interface Indicator {
  readonly history: History;
  readonly yoy: Monthly;
}

/** Signal 3 with its three conditions: a quadrant of slowing growth, two months of contraction, a majority of growth indicators that slow. */
export function contractionOf(desk: Desk, { regime }: Edition): Contraction {
  const growth = regime.growth.map((series) => indicatorOf(desk, series));
  const now = quadrantNow(growth[0] ?? null, indicatorOf(desk, regime.inflation[0]!));
  const agreement = agreementOf(growth);
  const levels = levelsOf(growth[0] ?? null);
  const slows = answerOf(now?.quadrant ? isSlowing(now.quadrant) : null);
  const contracts = contractsIn(levels.map((figure) => figure?.value ?? null));
  const name = desk.series(regime.growth[0]!)?.name ?? regime.growth[0]!;
  return {
    state: stateOf([slows, contracts, agreement.agrees]),
    slows,
    contracts,
    quadrant: now?.quadrant ?? null,
    month: now?.quadrant ? `${now.month}-01` : null,
    growthName: name.replace(/, (thousands|millions|billions)$/, ""),
    growth: levels[0],
    growthBefore: levels[1],
    growthDistance: growthDistance(levels),
    ...agreement,
  };
}

function indicatorOf(desk: Desk, series: string): Indicator | null {
  const after = yearsBefore(desk.date, MONTHS_FROM_YEARS);
  const history = desk.latest(series) && desk.history(series, { after });
  if (!history) return null;
  return { history, yoy: yearOnYear(history) };
}

function quadrantNow(growth: Indicator | null, inflation: Indicator | null): QuadrantMonth | null {
  return growth && inflation ? (quadrantHistory(growth.yoy, inflation.yoy).at(-1) ?? null) : null;
}

function isSlowing(quadrant: Quadrant): boolean {
  return quadrant === "stagflation" || quadrant === "disinflation";
}

/** Growth over the year in the newest month and in the one before. */
function levelsOf(growth: Indicator | null): readonly [Figure | null, Figure | null] {
  if (!growth) return [null, null];
  const { yoy, history } = growth;
  const say = (name: string, back: number) => {
    const value = yoy.values.at(-1 - back);
    const month = yoy.months.at(-1 - back);
    if (value == null || month === undefined) return null;
    const method = "(index / index twelve months before - 1) * 100";
    return maker.derived(name, {
      value,
      unit: "percent",
      asOf: `${month}-01`,
      inputs: [history.window],
      method,
    });
  };
  return [say("growth", 0), say("growth-before", 1)];
}

/** Both months below zero; a month that is known not to be settles it. */
function contractsIn(levels: readonly (number | null)[]): Answer {
  if (levels.some((level) => level !== null && level >= 0)) return "no";
  return levels.includes(null) ? "unknown" : "yes";
}

/** How far the larger of the two has to fall to lie below zero. */
function growthDistance([now, before]: readonly [Figure | null, Figure | null]): Figure | null {
  if (!now || !before) return null;
  const value = -Math.max(now.value, before.value);
  const method = "0 less the larger of the last two changes over the year";
  return maker.derived("growth-distance", { value, unit: "pp", inputs: [now, before], method });
}

type Agreement = Pick<Contraction, "agrees" | "slowing" | "of" | "majority" | "slowingDistance">;

/**
 * How many growth indicators slow in their own newest month, beyond the dead band. Those whose newest month cannot be measured are not
 * counted at all; nor does the quadrant's way count, which may be that of an expansion.
 */
function agreementOf(growth: readonly (Indicator | null)[]): Agreement {
  const measured = growth.flatMap((one) => {
    const acceleration = one && accelerations(one.yoy.values).at(-1);
    return one && acceleration != null ? [{ window: one.history.window, acceleration }] : [];
  });
  const [of, majority] = [measured.length, Math.floor(measured.length / 2) + 1];
  if (of === 0) return { agrees: "unknown", slowing: null, slowingDistance: null, of, majority };
  const value = measured.filter(
    ({ acceleration }) => cleanDecimal(acceleration) <= -ACCELERATION_BAND_PP,
  ).length;
  const slowing = maker.derived("slowing", {
    value,
    unit: "count",
    inputs: measured.map(({ window }) => window),
    method: `growth indicators whose newest acceleration is -${ACCELERATION_BAND_PP} pp or less`,
  });
  const slowingDistance = maker.derived("slowing-distance", {
    value: majority - value,
    unit: "count",
    inputs: [slowing],
    method: `${majority} less the growth indicators that slow`,
  });
  return { agrees: answerOf(value >= majority), slowing, slowingDistance, of, majority };
}
