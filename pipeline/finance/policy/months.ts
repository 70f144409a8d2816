import type { IsoDate } from "../../model/unit.ts";
import { addDays, addMonths, daysInMonth } from "../dates.ts";

/** A calendar month (`YYYY-MM`) and its neighbours. */
export interface MonthFacts {
  readonly before: string;
  readonly after: string;
  readonly days: number;
  readonly lastDay: IsoDate;
}

// A history of paths asks for the same few dozen months thousands of times.
const known = new Map<string, MonthFacts>();

export function monthFacts(month: string): MonthFacts {
  const found = known.get(month);
  if (found) return found;
  const after = addMonths(month, 1);
  const made = {
    before: addMonths(month, -1),
    after,
    days: daysInMonth(month),
    lastDay: addDays(`${after}-01`, -1),
  };
  known.set(month, made);
  return made;
}
