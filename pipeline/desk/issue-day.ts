import { type FaultDetail, PipelineError } from "../errors.ts";
import { isDate } from "../finance/dates.ts";
import { inNewYork } from "../finance/new-york.ts";
import { isTradingDay, tradingDayAfter, tradingDayBefore } from "../finance/trading-days.ts";
import type { MarketCalendars } from "../model/holidays.ts";
import type { IsoDate, IsoInstant } from "../model/unit.ts";

const CLOSE = "16:00";

/** The last day whose session was over at `now`: 16:00 in New York. */
export function lastCompletedDay(now: IsoInstant, { nyse }: MarketCalendars): IsoDate {
  const { date, time } = inNewYork(now);
  if (date <= nyse.knownFrom || date > nyse.knownTo) throw unknownDay(date, nyse);
  return isTradingDay(date, nyse) && time >= CLOSE ? date : tradingDayBefore(date, nyse);
}

/**
 * The trading day before `date`.
 *
 * @throws PipelineError usage, not-a-trading-day (with the nearest ones), future-date, calendar-expired
 */
export function checkedDay(date: string, calendars: MarketCalendars, now: IsoInstant): IsoDate {
  const { nyse } = calendars;
  if (!isDate(date))
    throw wrongDay("usage", `${JSON.stringify(date)} is no date.`, "Write it as 2025-11-05.");
  if (isAhead(date, now)) {
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

/** True before 16:00 in New York on that day. */
function isAhead(date: IsoDate, now: IsoInstant): boolean {
  const { date: today, time } = inNewYork(now);
  return date > today || (date === today && time < CLOSE);
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
