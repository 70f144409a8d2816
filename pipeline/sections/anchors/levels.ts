import { figuresOf } from "../../finance/figures.ts";
import { breakRules } from "../../finance/sign-breaks.ts";
import type { LevelAhead } from "../../model/told.ts";
import type { Pair } from "./view.ts";

/** Where the main pair's 60-observation correlation would change its side, and where it would be established on one. */
export function mainLevels({ short, step }: Pair): readonly LevelAhead[] {
  if (!short) return [];
  const { beyond } = breakRules[60];
  const places = [
    ["zero", 0],
    ["positive", beyond],
    ["negative", -beyond],
  ] as const;
  return places.map(([label, value]) => {
    const make = figuresOf("anchors", `level-${label}`);
    const level = make.derived("level", {
      value,
      unit: "correlation",
      inputs: [short],
      method: value === 0 ? "no correlation" : "from here on a later change of sign counts as a reversal",
    });
    const distance = make.difference("distance", level, short);
    return {
      key: `anchors.correlation-${label}`,
      name: null,
      kind: "trigger",
      label,
      current: short,
      level,
      distance,
      daysMove:
        step &&
        make.derived("days-move", {
          value: Math.abs(distance.value) / step.value,
          unit: "sd",
          inputs: [distance, step],
          method: "distance / standard deviation of the correlation's daily changes",
        }),
    };
  });
}
