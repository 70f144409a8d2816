import { addDays, addMonths, monthOf } from "../../finance/dates.ts";
import type { Desk } from "../../finance/desk.ts";
import { figuresOf, slugOf } from "../../finance/figures.ts";
import { ACCELERATION_BAND_PP, type AxisMonth } from "../../finance/quadrants.ts";
import { cleanDecimal } from "../../finance/rounding.ts";
import { mean } from "../../finance/statistics.ts";
import type { Figure, Input } from "../../model/figure.ts";
import { type MonthlySeries, plainName } from "./monthly-series.ts";
import type { Indicator } from "./view.ts";

/** An indicator in its newest month; a row of nulls where it has none. */
export function indicatorView(desk: Desk, series: string, found: MonthlySeries | null): Indicator {
  const name = plainName(desk, series);
  const last = found?.axis.at(-1);
  const newest = desk.tail(series, 1)?.dates[0];
  const known = { series, name, newest: newest ? `${monthOf(newest)}-01` : null };
  if (!found || !last) return { ...known, ...nothing };
  const direction = { 1: "accelerating", "-1": "slowing" } as const;
  return {
    ...known,
    month: `${last.month}-01`,
    ...ratesOf(desk, found, last),
    direction: last.direction && direction[last.direction],
    standing: standingOf(last),
    measured: last.measured && `${last.measured}-01`,
  };
}

const nothing: Omit<Indicator, "series" | "name" | "newest"> = {
  month: null,
  level: null,
  acceleration: null,
  recent: null,
  earlier: null,
  direction: null,
  standing: null,
  measured: null,
};

/** What the newest month says of a direction that is held. */
function standingOf({ acceleration, direction }: AxisMonth): Indicator["standing"] {
  if (direction === null) return null;
  if (acceleration === null) return "gap";
  if (Math.abs(cleanDecimal(acceleration)) < ACCELERATION_BAND_PP) return "flat";
  return Math.sign(acceleration) === direction ? "confirmed" : "against";
}

type Rates = Pick<Indicator, "level" | "acceleration" | "recent" | "earlier">;

/** The newest month's rate, and the means that its acceleration is the difference of; all three null where one month is missing. */
function ratesOf(desk: Desk, found: MonthlySeries, { month, level, acceleration }: AxisMonth): Rates {
  const { series, yoy } = found;
  const make = figuresOf("regime", slugOf(series));
  const over = "changes over a year";
  const method = "(index / index twelve months before - 1) * 100";
  const inputs = [month, addMonths(month, -12)].flatMap((one) => observedIn(desk, found, one));
  const told =
    level === null ? null : make.derived("level", { value: level, unit: "percent", inputs, method });
  if (acceleration === null) return { level: told, acceleration: null, recent: null, earlier: null };
  const { window } = desk.history(series, { after: addDays(`${addMonths(month, -17)}-01`, -1) })!;
  const six = yoy.values.slice(-6).map((one) => one!);
  const say = (name: string, value: number, as: Pick<Figure, "unit" | "method">) =>
    make.derived(name, { value, inputs: [window], ...as });
  return {
    level: told,
    acceleration: say("acceleration", acceleration, {
      unit: "pp",
      method: `mean of the last three ${over} - mean of the three before`,
    }),
    recent: say("recent", mean(six.slice(3))!, { unit: "percent", method: `mean of the last three ${over}` }),
    earlier: say("earlier", mean(six.slice(0, 3))!, {
      unit: "percent",
      method: `mean of the three ${over} before the last three`,
    }),
  };
}

function observedIn(desk: Desk, { series, history }: MonthlySeries, month: string): readonly Input[] {
  const date = history.dates.findLast((day) => monthOf(day) === month);
  const observation = date === undefined ? null : desk.on(series, date);
  return observation ? [observation] : [];
}
