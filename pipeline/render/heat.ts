import { roundHalfAway } from "../finance/rounding.ts";
import type { Figure } from "../model/figure.ts";
import type { LedgerEntry } from "../model/ledger.ts";
import type { Cell } from "./blocks.ts";

/** Units with a middle and two sides: the size at which they are full, and the places to which they are printed. */
const SIDED: Partial<Readonly<Record<Figure["unit"], { readonly full: number; readonly places: number }>>> = {
  score: { full: 100, places: 0 },
  correlation: { full: 1, places: 2 },
};
/** Shares of the full size from which a cell takes its next shade. Seven shades in all, the middle one without colour. */
const STEPS = [0.1, 0.4, 0.7] as const;

/**
 * The shade of a cell that holds one score or correlation and nothing else: `heat-p3` (far above zero) over `heat-0` to `heat-n3`;
 * null for any other cell. The sign is printed in it: the colour only shows it from afar.
 */
export function heatOf(cell: Cell, entries: ReadonlyMap<string, LedgerEntry>): string | null {
  const [only] = cell;
  const figure = cell.length === 1 && only?.kind === "figure" ? entries.get(only.id)?.figure : undefined;
  const sided = figure && SIDED[figure.unit];
  if (!figure || !sided) return null;
  // As printed: two cells that read +40 have one shade.
  const size = Math.abs(roundHalfAway(figure.value, sided.places)) / sided.full;
  const step = STEPS.filter((from) => size >= from).length;
  return step === 0 ? "heat-0" : `heat-${figure.value > 0 ? "p" : "n"}${step}`;
}
