import type { CycleTurn } from "../model/agenda.ts";
import type { Shade } from "../model/chart.ts";
import type { IsoDate } from "../model/unit.ts";
import { addMonths, daysInMonth, monthOf } from "./dates.ts";

/** The word that stands beside a shaded recession. */
const LABEL = "recession";

/**
 * Recessions that touch the dates of a line, as they were known on a day: of one whose trough had not been announced, no end.
 *
 * The NBER's convention: the first month of a recession is the one after the peak, the last one that of the trough.
 *
 * @param turns peaks and troughs in turn, oldest first
 * @see NBER, Business Cycle Dating Procedure: Frequently Asked Questions
 */
export function recessionsIn(
  dates: readonly IsoDate[],
  { turns, knownOn }: { readonly turns: readonly CycleTurn[]; readonly knownOn: IsoDate },
): Shade[] {
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return [];
  const known = turns.filter(({ announced }) => announced <= knownOn);
  return known
    .flatMap(({ turn, turned }, at): Shade[] => {
      if (turn !== "peak") return [];
      const trough = known[at + 1] ? monthOf(known[at + 1]!.turned) : null;
      const to = trough && `${trough}-${daysInMonth(trough)}`;
      return [{ from: `${addMonths(monthOf(turned), 1)}-01`, to, label: LABEL }];
    })
    .filter(({ from, to }) => from <= last && (to === null || to >= first));
}
