import { figuresOf, slugOf } from "../../finance/figures.ts";
import { ACCELERATION_BAND_PP } from "../../finance/quadrants.ts";
import type { Figure } from "../../model/figure.ts";
import type { LevelAhead, Mover } from "../../model/told.ts";
import type { Indicator, Pair, View } from "./view.ts";

/** An inverted or a flat curve is near where its sign changes. */
const NEAR_ZERO_BP = 25;

/** The slopes and the real rate, each against its own daily changes. */
export function moversOf({ pairs, realRate }: View): readonly Mover[] {
  const slopes = pairs.flatMap(({ name, slope, day, usual }) =>
    moverFrom(slugOf(name), { level: slope, change: day?.change ?? null, usual }),
  );
  const { level, day, usual } = realRate;
  return [...slopes, ...moverFrom("real-rate", { level, change: day?.change ?? null, usual })];
}

function moverFrom(
  part: string,
  {
    level,
    change,
    usual,
  }: { readonly level: Figure | null; readonly change: Figure | null; readonly usual: Figure | null },
): readonly Mover[] {
  if (!level || !change || !usual) return [];
  const size = figuresOf("regime", part).derived("size", {
    value: change.value / usual.value,
    unit: "sd",
    inputs: [change, usual],
    method: "change / sample standard deviation of the daily changes before it",
  });
  return [{ key: `regime.${part}`, name: null, level, change, size }];
}

/** Where a curve would invert or cease to, and where the axes of the quadrant would leave what they are held at. */
export function levelsOf({ pairs, growthInflation }: View): readonly LevelAhead[] {
  const { growth, inflation } = growthInflation;
  return [...pairs.flatMap(zeroOf), ...turnOf("growth", growth[0]!), ...turnOf("inflation", inflation[0]!)];
}

function zeroOf({ name, slope, usual }: Pair): readonly LevelAhead[] {
  if (!slope || Math.abs(slope.value) > NEAR_ZERO_BP) return [];
  const make = figuresOf("regime", `${slugOf(name)}.zero`);
  const level = make.derived("level", {
    value: 0,
    unit: "bp",
    inputs: [slope],
    method: "a flat curve: long less short is 0",
  });
  const distance = make.difference("distance", level, slope);
  const daysMove =
    usual &&
    make.derived("days-move", {
      value: Math.abs(distance.value) / usual.value,
      unit: "sd",
      inputs: [distance, usual],
      method: "|distance| / sample standard deviation of the slope's daily changes",
    });
  const key = `regime.${slugOf(name)}.zero`;
  return [{ key, name: null, kind: "trigger", label: name, current: slope, level, distance, daysMove }];
}

/** The edge of the dead band on the other side of the direction that is held: two months beyond it turn the axis. */
function turnOf(axis: "growth" | "inflation", indicator: Indicator): readonly LevelAhead[] {
  const { acceleration, direction, name } = indicator;
  if (!acceleration || !direction) return [];
  const make = figuresOf("regime", `${axis}.turn`);
  const level = make.derived("level", {
    value: direction === "accelerating" ? -ACCELERATION_BAND_PP : ACCELERATION_BAND_PP,
    unit: "pp",
    inputs: [acceleration],
    method:
      "edge of the dead band opposite to the direction that is held; two months in a row beyond it turn it",
  });
  const distance = make.difference("distance", level, acceleration);
  const key = `regime.${axis}.turn`;
  const ahead = { key, name: null, kind: "band-edge" as const, label: name, daysMove: null };
  return [{ ...ahead, current: acceleration, level, distance }];
}
