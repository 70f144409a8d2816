import { bandOf } from "../../finance/bands.ts";
import type { FigureMaker } from "../../finance/figures.ts";
import type { Band } from "../../model/edition.ts";
import type { Figure } from "../../model/figure.ts";
import type { BandView } from "./view.ts";

/**
 * The band of a level and the place in it, (level - lo) / (hi - lo) in percent. Bands belong to an instrument: `bands` are those of this
 * one. `before` is null on the first day of a series, when the two levels are of two instruments.
 */
export function bandView(
  bands: readonly Band[],
  { level, before }: { readonly level: Figure; readonly before: Figure | null },
  make: FigureMaker,
): BandView | null {
  const place = bandOf(bands, level.value);
  if (!place) return null;
  const { band, positionPercent, half } = place;
  const method = `(level - ${band.from}) / (${band.to} - ${band.from}) * 100`;
  const position =
    positionPercent === null
      ? null
      : make.derived("band-position", { value: positionPercent, unit: "percent", inputs: [level], method });
  const left = before && bandOf(bands, before.value)?.band;
  const crossed = !left || left === band ? "none" : left.from < band.from ? "wider" : "tighter";
  return { label: band.label, from: band.from, to: band.to, half, position, crossed };
}
