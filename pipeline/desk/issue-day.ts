import { type FaultDetail, PipelineError } from "../errors.ts";
import { isDate } from "../finance/dates.ts";
import { inNewYork } from "../finance/new-york.ts";
import { isTradingDay, tradingDayAfter, tradingDayBefore } from "../finance/trading-days.ts";
import type { Holidays, MarketCalendars } from "../model/holidays.ts";
import type { IsoDate, IsoInstant } from "../model/unit.ts";

/** When the session of a day is over in New York. */
function closeOf(date: IsoDate, { earlyClose }: Holidays): string {
  return earlyClose.includes(date) ? "13:00" : "16:00";
}

/** The last day whose session was over at `now`: 16:00 in New York, 13:00 on a day with an early close. */
export function lastCompletedDay(now: IsoInstant, { nyse }: MarketCalendars): IsoDate {
  const { date, time } = inNewYork(now);
  if (date <= nyse.knownFrom || date > nyse.knownTo) throw unknownDay(date, nyse);
  return isTradingDay(date, nyse) && time >= closeOf(date, nyse) ? date : tradingDayBefore(date, nyse);
}

/**
 * The trading day before `date`.
 *
 * @throws PipelineError usage, not-a-trading-day (with the nearest ones), future-date, calendar-expired
 */
export function checkedDay(date: string, calendars: MarketCalendars, now: IsoInstant): IsoDate {
  const { nyse } = calendars;
  if (!isDate(date)) throw wrongDay("usage", `${shown(date)} is no date.`, "Write it as 2025-11-05.");
  if (isAhead(date, now, nyse)) {
    const last = lastCompletedDay(now, calendars);
    throw wrongDay("future-date", `${date} has no close yet.`, `The last completed trading day is ${last}.`);
  }
  if (date <= nyse.knownFrom || date > nyse.knownTo) throw unknownDay(date, nyse);
  const before = tradingDayBefore(date, nyse);
  if (isTradingDay(date, nyse)) return before;
  throw wrongDay(
    "not-a-trading-day",
    `The New York Stock Exchange was closed on ${date}.`,
    `The nearest trading days are ${before} and ${tradingDayAfter(date, nyse)}.`,
  );
}

/** What was given in place of a date, its beginning where it is long. */
function shown(given: string): string {
  return JSON.stringify(given.length > 40 ? `${given.slice(0, 40)}…` : given);
}

/** True before the close in New York on that day. */
function isAhead(date: IsoDate, now: IsoInstant, nyse: Holidays): boolean {
  const { date: today, time } = inNewYork(now);
  return date > today || (date === today && time < closeOf(date, nyse));
}

function unknownDay(date: IsoDate, { knownFrom, knownTo }: MarketCalendars["nyse"]): PipelineError {
  return wrongDay(
    "calendar-expired",
    `The market's holidays are known from ${knownFrom} to ${knownTo}, not for ${date}.`,
    "Extend content/calendar/holidays.csv.",
  );
}

function wrongDay(code: FaultDetail["code"], message: string, remedy: string): PipelineError {
  return new PipelineError({ code, message, remedy });
}
