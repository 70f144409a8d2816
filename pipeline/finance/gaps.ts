import type { Holidays } from "../model/holidays.ts";
import type { IsoDate } from "../model/unit.ts";
import { addDays } from "./dates.ts";
import { isTradingDay, openDays } from "./trading-days.ts";

/** Days on which the market was open and a series says nothing, not even that there is nothing. */
export interface Gap {
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** Of its market. */
  readonly days: number;
}

/** The gaps between the first and the last row of a column, in so far as the calendar reaches. */
export function gapsOf(
  { dates }: { readonly dates: readonly IsoDate[] },
  holidays: Holidays,
): readonly Gap[] {
  const known = dates.filter((date) => date >= holidays.knownFrom && date <= holidays.knownTo);
  return known.flatMap((date, index): Gap[] => {
    const before = known[index - 1];
    if (before === undefined) return [];
    const days = openDays(before, addDays(date, -1), holidays);
    if (days === 0) return [];
    return [{ from: firstOpen(before, holidays), to: lastOpen(date, holidays), days }];
  });
}

function firstOpen(after: IsoDate, holidays: Holidays): IsoDate {
  let day = addDays(after, 1);
  while (!isTradingDay(day, holidays)) day = addDays(day, 1);
  return day;
}

function lastOpen(before: IsoDate, holidays: Holidays): IsoDate {
  let day = addDays(before, -1);
  while (!isTradingDay(day, holidays)) day = addDays(day, -1);
  return day;
}
