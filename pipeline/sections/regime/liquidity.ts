import { addDays, addMonths, daysBetween, monthOf } from "../../finance/dates.ts";
import type { Desk } from "../../finance/desk.ts";
import { figuresOf, slugOf } from "../../finance/figures.ts";
import { roundHalfAway } from "../../finance/rounding.ts";
import type { Edition } from "../../model/edition.ts";
import type { Figure } from "../../model/figure.ts";
import type { Observation } from "../../model/series.ts";
import type { Lean, Liquidity, LiquidityRow } from "./view.ts";

const THIRTEEN_WEEKS = 91;
/** A weekly observation may be missing; two of them, and the change is over another time. */
const LATEST_DAYS = 7;
/** Observations so far apart are those of months. */
const MONTHLY_DAYS = 28;
/** How far back an earlier observation is looked for: a month and a day. */
const SEARCHED_DAYS = 32;

type Plan = Edition["regime"]["liquidity"][number];

/** What eases and what tightens money, each against thirteen weeks before. */
export function liquidityView(desk: Desk, { regime }: Pick<Edition, "regime">): Liquidity {
  const rows = regime.liquidity.map((plan) => rowOf(desk, plan));
  const inputs = rows.flatMap(({ change }) => change ?? []);
  const make = figuresOf("regime", "liquidity");
  const count = (name: string, value: number, method: string) =>
    inputs.length === 0 ? null : make.derived(name, { value, unit: "count", inputs, method });
  const meaning = (money: LiquidityRow["money"]) => rows.filter((row) => row.money === money).length;
  const [easier, tighter, of] = [meaning("easier"), meaning("tighter"), inputs.length];
  return {
    rows,
    lean: of === 0 ? null : leanOf({ easier, tighter, of }),
    easier: count("easier", easier, "measures whose change means easier money"),
    tighter: count("tighter", tighter, "measures whose change means tighter money"),
    of: count("of", of, "measures with a change over thirteen weeks or three months"),
  };
}

/** Half of the measures are not most of them. */
function leanOf({ easier, tighter, of }: Readonly<Record<"easier" | "tighter" | "of", number>>): Lean {
  if (easier === 0 && tighter === 0) return "unchanged";
  const [most, way] = easier > tighter ? [easier, "easier" as const] : [tighter, "tighter" as const];
  if (most === of) return way;
  return most > of / 2 ? `mostly ${way}` : "mixed";
}

function rowOf(desk: Desk, { series, riseIs }: Plan): LiquidityRow {
  const make = figuresOf("regime", slugOf(series));
  const [latest, previous] = [desk.latest(series), desk.previous(series)];
  const isMonthly =
    latest !== null && previous !== null && daysBetween(previous.date, latest.date) >= MONTHLY_DAYS;
  const then = latest && (isMonthly ? monthsBefore(desk, latest) : weeksBefore(desk, latest));
  const change = latest && then && changeOf(latest, then, make);
  return {
    series,
    name: desk.series(series)?.name ?? series,
    level: make.observed("level", latest),
    change,
    span: isMonthly ? "three-months" : "thirteen-weeks",
    money: change && moneyOf(change, riseIs),
  };
}

/** The observation thirteen weeks before, or the last one in the week before that. */
function weeksBefore(desk: Desk, { series, date }: Observation): Observation | null {
  const day = addDays(date, -THIRTEEN_WEEKS);
  const found = observedBy(desk, series, day);
  return found && daysBetween(found.date, day) < LATEST_DAYS ? found : null;
}

function monthsBefore(desk: Desk, { series, date }: Observation): Observation | null {
  const month = addMonths(monthOf(date), -3);
  const found = observedBy(desk, series, addDays(`${addMonths(month, 1)}-01`, -1));
  return found && monthOf(found.date) === month ? found : null;
}

/** The last observation up to a day, however long ago: how fresh it must be is decided where it is asked for. */
function observedBy(desk: Desk, series: string, day: string): Observation | null {
  const date = desk.history(series, { after: addDays(day, -SEARCHED_DAYS), upTo: day })?.dates.at(-1);
  return date === undefined ? null : desk.on(series, date);
}

/** A quantity changes in percent; an index around zero, such as financial conditions, in its points. */
function changeOf(latest: Observation, then: Observation, make: ReturnType<typeof figuresOf>): Figure | null {
  const inputs = [latest, then];
  if (latest.unit === "index") {
    const value = latest.value - then.value;
    return make.derived("change", { value, unit: "index", inputs, method: "level - level before" });
  }
  if (then.value <= 0 || latest.value <= 0) return null;
  const value = (latest.value / then.value - 1) * 100;
  return make.derived("change", {
    value,
    unit: "percent",
    inputs,
    method: "(level / level before - 1) * 100",
  });
}

/** A change that prints as nothing means nothing. */
function moneyOf({ value }: Figure, riseIs: 1 | -1): LiquidityRow["money"] {
  const sign = Math.sign(roundHalfAway(value, 2)) * riseIs;
  if (sign === 0) return "unchanged";
  return sign > 0 ? "easier" : "tighter";
}
