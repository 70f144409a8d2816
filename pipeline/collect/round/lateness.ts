import { daysBetween } from "../../finance/dates.ts";
import { isTradingDay, tradingDayBefore } from "../../finance/trading-days.ts";
import type { Sources } from "../../model/edition.ts";
import type { MarketCalendars } from "../../model/holidays.ts";
import type { CalendarId, IsoDate } from "../../model/unit.ts";

/** For which day, and by which plans and calendars, something is late. */
export interface Punctuality {
  readonly date: IsoDate;
  readonly plans: Sources;
  readonly calendars: MarketCalendars;
}

/** A full sentence if a series is older than its source should have it by the evening of the day; else null. */
export function latenessOf(
  series: string,
  newest: IsoDate | null,
  lagDays: number,
  { date, plans, calendars }: Punctuality,
): string | null {
  const plan = plans.series[series];
  if (newest === null) return `There is no observation of ${series}.`;
  if (plan?.maxAgeDays !== undefined) {
    const age = daysBetween(newest, date);
    return age > plan.maxAgeDays ? `${series} ends on ${newest}, ${age} days before ${date}.` : null;
  }
  const expected = expectedNewest(plan?.calendar ?? "nyse", lagDays, date, calendars);
  return newest < expected ? `${series} ends on ${newest}; by now it should reach ${expected}.` : null;
}

/** The last day on or before `date` on which the market was open, `lagDays` of its days before. */
function expectedNewest(
  calendar: CalendarId,
  lagDays: number,
  date: IsoDate,
  calendars: MarketCalendars,
): IsoDate {
  const holidays = calendars[calendar === "every-day" ? "fed" : calendar];
  let day = isTradingDay(date, holidays) ? date : tradingDayBefore(date, holidays);
  for (let passed = 0; passed < lagDays; passed += 1) day = tradingDayBefore(day, holidays);
  return day;
}
