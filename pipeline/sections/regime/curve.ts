import { curveMove, slopeShift } from "../../finance/curve-moves.ts";
import type { Desk } from "../../finance/desk.ts";
import { type FigureMaker, figuresOf, slugOf } from "../../finance/figures.ts";
import type { Edition } from "../../model/edition.ts";
import type { Figure } from "../../model/figure.ts";
import { type Legs, legsOf, MONTH } from "./legs.ts";
import type { CurveMoveView, Pair } from "./view.ts";

/** A move in which neither leg came so far is no news, bp. */
const NEWS_BP = 3;

type PairPlan = Edition["regime"]["pairs"][number];

/** A pair of the curve: its slope, and how it moved over one observation and over twenty. */
export function pairView(desk: Desk, { name, short, long }: PairPlan): Pair {
  const make = figuresOf("regime", slugOf(name));
  const legs = legsOf(desk, {
    series: { left: long, right: short },
    names: { left: "long", right: "short" },
    make,
  });
  const slope = legs && make.difference("slope", legs.now.left, legs.now.right, "bp");
  const move = (days: number) => legs && slope && moveOver(legs, { days, slope, make });
  return {
    name,
    short: desk.series(short)?.name ?? short,
    long: desk.series(long)?.name ?? long,
    freshness: legs?.freshness ?? "none",
    slope,
    isInverted: slope && slope.value < 0,
    day: legs?.freshness === "current" ? move(1) : null,
    month: move(MONTH),
    usual: legs?.usual ?? null,
  };
}

function moveOver(
  { now, ago }: Legs,
  { days, slope, make }: { readonly days: number; readonly slope: Figure; readonly make: FigureMaker },
): CurveMoveView | null {
  const then = ago(days);
  if (!then) return null;
  const short = make.difference(`short-${days}`, now.right, then.right, "bp");
  const long = make.difference(`long-${days}`, now.left, then.left, "bp");
  const before = make.difference(`slope-${days}-ago`, then.left, then.right, "bp");
  const change = make.difference(`change-${days}`, slope, before);
  const { label, driver } = curveMove({ shortBp: short.value, longBp: long.value, days });
  const isNews = Math.max(Math.abs(short.value), Math.abs(long.value)) >= NEWS_BP;
  const isSloped = /(steepener|flattener)$/.test(label);
  return {
    label,
    isNews,
    driver: isNews && isSloped ? driver : null,
    shift: slopeShift(before.value, slope.value),
    short,
    long,
    change,
  };
}
