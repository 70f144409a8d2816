import { figuresOf, slugOf } from "../../finance/figures.ts";
import type { Figure } from "../../model/figure.ts";
import type { LevelAhead, Mover } from "../../model/told.ts";
import type { Pair, View } from "./view.ts";

/** An inverted or a flat curve is near where its sign changes. */
const NEAR_ZERO_BP = 25;

/** The first pair's slope and the real rate, each against its own daily changes: other pairs tell the same move again. */
export function moversOf({ pairs, realRate }: View): readonly Mover[] {
  const slopes = pairs
    .slice(0, 1)
    .flatMap(({ name, slope, day, usual }) =>
      moverFrom(slugOf(name), { level: slope, change: day?.change ?? null, usual }),
    );
  const { level, day, usual, name } = realRate;
  const real = moverFrom("real-rate", { level, change: day?.change ?? null, usual });
  return [...slopes, ...real.map((mover) => ({ ...mover, name }))];
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

/** Where a curve would invert or cease to. Where an axis would turn is a rule of this publication, and no level of a market. */
export function levelsOf({ pairs }: View): readonly LevelAhead[] {
  return pairs.flatMap(zeroOf);
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
