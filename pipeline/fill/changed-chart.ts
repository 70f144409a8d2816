import type { DotsChart } from "../model/chart.ts";
import type { Mover } from "../model/told.ts";

/** The day's movers by the size of their moves, under names that a template has worded; null on a day without any. */
export function changedChart(
  named: readonly { readonly mover: Mover; readonly name: string }[],
): DotsChart | null {
  if (named.length === 0) return null;
  return {
    kind: "dots",
    id: "what-changed",
    unit: "sd",
    decimals: 1,
    rows: named.map(({ mover: { size, change, level }, name }) => ({
      label: name,
      figure: size,
      change,
      level,
    })),
  };
}
