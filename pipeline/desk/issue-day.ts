import { type FaultDetail, PipelineError } from "../errors.ts";
import { isDate } from "../finance/dates.ts";
import { inNewYork } from "../finance/new-york.ts";
import { isTradingDay, tradingDayAfter, tradingDayBefore, tradingDays } from "../finance/trading-days.ts";
import type { Holidays, MarketCalendars } from "../model/holidays.ts";
import type { IsoDate, IsoInstant } from "../model/unit.ts";

/** When the session of a day is over in New York. */
function closeOf(date: IsoDate, { earlyClose }: Holidays): string {
  return earlyClose.includes(date) ? "13:00" : "16:00";
}

/** The last day whose session was over at `now`: 16:00 in New York, 13:00 on a day with an early close. */
export function lastCompletedDay(now: IsoInstant, { nyse }: Pick<MarketCalendars, "nyse">): IsoDate {
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
  if (!isDate(date)) throw new PipelineError(noDate(date));
  if (isAhead(date, now, nyse)) throw new PipelineError(noClose(date, lastCompletedDay(now, calendars)));
  if (date <= nyse.knownFrom || date > nyse.knownTo) throw unknownDay(date, nyse);
  const before = tradingDayBefore(date, nyse);
  if (isTradingDay(date, nyse)) return before;
  throw wrongDay(
    "not-a-trading-day",
    `The New York Stock Exchange was closed on ${date}.`,
    `The nearest trading days are ${before} and ${tradingDayAfter(date, nyse)}.`,
  );
}

/**
 * The trading days in [from, to], whatever days of the calendar these two are.
 *
 * @throws PipelineError with all that is wrong at once: usage, future-date, calendar-expired, not-a-trading-day
 */
export function checkedDays(
  { from, to }: { readonly from: string; readonly to: string },
  { nyse }: MarketCalendars,
  now: IsoInstant,
): readonly IsoDate[] {
  const ends = [...new Set([from, to])];
  const faults = ends.flatMap((day) => faultsOfEnd(day, nyse, now));
  if (ends.every(isDate) && from > to) faults.push(turnedRound(from, to));
  if (faults.length > 0) throw new PipelineError(faults);
  const days = tradingDays(from, to, nyse);
  if (days.length === 0) throw new PipelineError(noneBetween({ from, to }, nyse));
  return days;
}

function faultsOfEnd(day: string, nyse: Holidays, now: IsoInstant): FaultDetail[] {
  if (!isDate(day)) return [noDate(day)];
  const ahead = isAhead(day, now, nyse) ? [noClose(day, lastCompletedDay(now, { nyse }))] : [];
  const isKnown = day > nyse.knownFrom && day <= nyse.knownTo;
  return isKnown ? ahead : [...ahead, ...unknownDay(day, nyse).faults];
}

function turnedRound(from: IsoDate, to: IsoDate): FaultDetail {
  return {
    code: "usage",
    message: `The first day, ${from}, is after the last, ${to}.`,
    remedy: `Write: ${to} ${from}.`,
  };
}

function noneBetween(
  { from, to }: { readonly from: IsoDate; readonly to: IsoDate },
  nyse: Holidays,
): FaultDetail {
  const nearest = `${tradingDayBefore(from, nyse)} and ${tradingDayAfter(to, nyse)}`;
  return {
    code: "not-a-trading-day",
    message: `The New York Stock Exchange was closed from ${from} to ${to}.`,
    remedy: `The nearest trading days are ${nearest}.`,
  };
}

/** What was given in place of a date, its beginning where it is long. */
function shown(given: string): string {
  return JSON.stringify(given.length > 40 ? `${given.slice(0, 40)}…` : given);
}

function noDate(given: string): FaultDetail {
  return { code: "usage", message: `${shown(given)} is no date.`, remedy: "Write it as 2025-11-05." };
}

function noClose(date: IsoDate, last: IsoDate): FaultDetail {
  const remedy = `The last completed trading day is ${last}.`;
  return { code: "future-date", message: `${date} has no close yet.`, remedy };
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
