import { addMonths, monthOf } from "../../finance/dates.ts";
import type { Desk } from "../../finance/desk.ts";
import { figuresOf } from "../../finance/figures.ts";
import { ACCELERATION_BAND_PP, type Quadrant, quadrantHistory, quadrantOf } from "../../finance/quadrants.ts";
import { cleanDecimal } from "../../finance/rounding.ts";
import type { Edition } from "../../model/edition.ts";
import { indicatorView } from "./indicator.ts";
import { type MonthlySeries, monthlyOf } from "./monthly-series.ts";
import type { Agreement, Indicator, QuadrantView } from "./view.ts";

/** The newest acceleration touches so many months. */
const MONTHS_TOUCHED = 6;
/** They and those of the year before. */
const MONTHS_SEEN = 18;

/** One axis: its indicators, the first of which decides, with what was found of each. */
interface Axis {
  readonly found: readonly (MonthlySeries | null)[];
  readonly rows: readonly Indicator[];
}

/** Growth by inflation: the quadrant of the first of each list, and how many of all go its way in their newest month. */
export function growthInflationView(desk: Desk, { regime }: Pick<Edition, "regime">): QuadrantView {
  const [growth, inflation] = [axisOf(desk, regime.growth), axisOf(desk, regime.inflation)];
  const told = quadrantNow(growth, inflation);
  const contracting = growth.found[0]?.axis.at(-1)?.level ?? null;
  return {
    quadrant: told?.quadrant ?? null,
    since: told?.since ?? null,
    contracting: contracting === null ? null : contracting < 0,
    ...turnsOf(growth, inflation),
    growthAgrees: told && agreementOf("growth", growth),
    inflationAgrees: told && agreementOf("inflation", inflation),
    growth: [...growth.rows],
    inflation: [...inflation.rows],
    gaps: gapsOf([...growth.found, ...inflation.found]),
  };
}

function axisOf(desk: Desk, ids: readonly string[]): Axis {
  const found = ids.map((id) => monthlyOf(desk, id));
  return { found, rows: ids.map((id, at) => indicatorView(desk, id, found[at] ?? null)) };
}

/** The quadrant of the newest month and since when; null where one of the two axes has no direction. */
function quadrantNow(growth: Axis, inflation: Axis): Pick<QuadrantView, "quadrant" | "since"> | null {
  const [grows, inflates] = [growth.found[0], inflation.found[0]];
  if (!grows || !inflates) return null;
  const history = quadrantHistory(grows.yoy, inflates.yoy);
  const [first, last] = [history.find(({ quadrant }) => quadrant !== null), history.at(-1)];
  if (!last?.quadrant) return null;
  // What held from the first month that could be told may have begun before it.
  const since = last.since === first?.month ? null : `${last.since}-01`;
  return { quadrant: last.quadrant, since };
}

/** The quadrant after one more month like the newest, for each axis whose newest month is the first against its direction. */
function turnsOf(
  growth: Axis,
  inflation: Axis,
): Pick<QuadrantView, "afterGrowthTurns" | "afterInflationTurns"> {
  const [grows, inflates] = [growth, inflation].map(({ found }) => found[0]?.axis.at(-1)?.direction ?? null);
  const turned = ({ rows }: Axis, to: (turn: 1 | -1) => Quadrant): Quadrant | null =>
    rows[0]!.standing === "against" ? to(rows[0]!.direction === "accelerating" ? -1 : 1) : null;
  if (!grows || !inflates) return { afterGrowthTurns: null, afterInflationTurns: null };
  return {
    afterGrowthTurns: turned(growth, (turn) => quadrantOf(turn, inflates)),
    afterInflationTurns: turned(inflation, (turn) => quadrantOf(grows, turn)),
  };
}

/** Of the indicators whose newest month can be measured, those that go the held way in it: a direction that is held is no evidence for itself. */
function agreementOf(name: string, { found, rows }: Axis): Agreement {
  const make = figuresOf("regime");
  const inputs = found.flatMap((one) => (one ? [one.history.window] : []));
  const measured = rows.flatMap(({ acceleration }) => acceleration?.value ?? []);
  const way = rows[0]!.direction === "accelerating" ? 1 : -1;
  const agree = measured.filter((acceleration) => cleanDecimal(acceleration * way) >= ACCELERATION_BAND_PP);
  const count = (part: string, value: number, method: string) =>
    make.derived(`${name}-${part}`, { value, unit: "count", inputs, method });
  return {
    agree: count(
      "agree",
      agree.length,
      `${name} indicators whose newest acceleration is beyond ${ACCELERATION_BAND_PP} pp on the held side`,
    ),
    of: count("measured", measured.length, `${name} indicators with an acceleration in their newest month`),
  };
}

/** Months that the newest accelerations need and that nobody published although a later one came out. */
function gapsOf(found: readonly (MonthlySeries | null)[]): QuadrantView["gaps"] {
  const missing = found.flatMap((one) => {
    if (!one) return [];
    const has = new Set(one.history.dates.slice(-MONTHS_SEEN).map(monthOf));
    const touched = one.yoy.months.slice(-MONTHS_TOUCHED);
    return [...touched.map((month) => addMonths(month, -12)), ...touched]
      .filter((month) => !has.has(month) && month > one.yoy.months[0]!)
      .map((month) => ({ month: `${month}-01`, name: one.name }));
  });
  return [...Map.groupBy(missing, ({ month }) => month)]
    .map(([month, all]) => ({ month, names: all.map(({ name }) => name) }))
    .sort((a, b) => (a.month < b.month ? -1 : 1));
}
