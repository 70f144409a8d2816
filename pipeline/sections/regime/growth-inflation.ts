import { addMonths, monthOf } from "../../finance/dates.ts";
import type { Desk } from "../../finance/desk.ts";
import { figuresOf } from "../../finance/figures.ts";
import { quadrantHistory } from "../../finance/quadrants.ts";
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

/** Growth by inflation: the quadrant of the first of each list, and how many of the others go the same way. */
export function growthInflationView(desk: Desk, { regime }: Pick<Edition, "regime">): QuadrantView {
  const [growth, inflation] = [axisOf(desk, regime.growth), axisOf(desk, regime.inflation)];
  const told = quadrantNow(growth, inflation);
  const contracting = growth.found[0]?.axis.at(-1)?.level ?? null;
  return {
    quadrant: told?.quadrant ?? null,
    since: told?.since ?? null,
    contracting: contracting === null ? null : contracting < 0,
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

/** Of the indicators with a direction, those that go the first one's way. */
function agreementOf(name: string, { found, rows }: Axis): Agreement {
  const make = figuresOf("regime");
  const inputs = found.flatMap((one) => (one ? [one.history.window] : []));
  const directed = rows.filter(({ direction }) => direction !== null);
  const agree = directed.filter(({ direction }) => direction === rows[0]!.direction);
  const count = (part: string, value: number, method: string) =>
    make.derived(`${name}-${part}`, { value, unit: "count", inputs, method });
  return {
    agree: count("agree", agree.length, `${name} indicators whose held direction is that of the first`),
    of: count("with-direction", directed.length, `${name} indicators with a held direction`),
    unanimous: agree.length === directed.length && agree.length > 1,
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
