import type { IsoDate } from "../../../model/unit.ts";
import { refuseOutsideRange } from "../../read/day-range.ts";
import { type Fields, fieldsOf, jsonOf, numberOf } from "../../read/json-fields.ts";
import { shown } from "../../read/quoted.ts";
import { empty, otherShape, softError, type Unreadable } from "../../read/refusal.ts";
import type { Page } from "../../wire-format.ts";
import { localDates } from "./local-dates.ts";
import { shortestSingle } from "./shortest-single.ts";

/** One daily bar. Prices are adjusted for splits, `adjusted` for dividends too. */
export interface Bar {
  /** Seconds since 1970 (UTC): the session's start, or the last trade of a running one. */
  readonly time: number;
  /** The exchange's date. */
  readonly date: IsoDate;
  readonly close: number | null;
  readonly adjusted: number | null;
  readonly volume: number | null;
}

/** The regular session of which the reply speaks, in seconds since 1970. */
export interface Session {
  readonly date: IsoDate;
  readonly start: number;
  readonly end: number;
  readonly lastTrade: number;
}

export interface Chart {
  /** Oldest first; a date may stand twice. */
  readonly bars: readonly Bar[];
  /** By ex-date, in the currency of the closes. */
  readonly dividends: readonly { readonly date: IsoDate; readonly amount: number }[];
  /** How many shares one became. */
  readonly splits: readonly { readonly date: IsoDate; readonly ratio: number }[];
  /** null where the reply does not say when the session is. */
  readonly session: Session | null;
  readonly dateOf: (time: number) => IsoDate;
}

const PRICES = ["open", "high", "low", "close"] as const;

/**
 * The chart of a ticker. `chartPreviousClose` is not read: it is the close before the range, not the one before the last bar.
 *
 * @throws Unreadable with the verdict that the reply deserves
 * @see shared/sources.md, section 5: Yahoo chart v8
 */
export function chartIn(page: Page, ticker: string): Chart {
  const result = resultIn(fieldsOf(jsonOf(page)), ticker);
  const meta = fieldsOf(result.meta);
  refuseOther(meta, ticker);
  const dateOf = localDates(meta.exchangeTimezoneName, meta.gmtoffset);
  const events = fieldsOf(result.events);
  return {
    bars: barsIn(result, meta, dateOf),
    dividends: eventsIn(events.dividends, dateOf).map(({ date, event }) => ({
      date,
      amount: positive(event.amount, "A dividend has no amount."),
    })),
    splits: eventsIn(events.splits, dateOf).map(({ date, event }) => ({
      date,
      ratio:
        positive(event.numerator, "A split has no numerator.") /
        positive(event.denominator, "A split has no denominator."),
    })),
    session: sessionIn(meta, dateOf),
    dateOf,
  };
}

function resultIn(reply: Fields, ticker: string): Fields {
  const chart = fieldsOf(reply.chart);
  const error = fieldsOf(chart.error ?? fieldsOf(reply.finance).error);
  if (Object.keys(error).length > 0) throw toldError(error, ticker);
  if (!Array.isArray(chart.result))
    throw otherShape("The reply has no chart.", "chart.result", Object.keys(reply));
  if (chart.result.length === 0) throw empty(`The reply for ${ticker} holds no chart.`);
  return fieldsOf(chart.result[0]);
}

function toldError({ code, description }: Fields, ticker: string): Unreadable {
  const words = `${shown(code)}: ${shown(description)}`;
  if (/not found|no data found/i.test(words))
    return empty(`Yahoo has nothing for ${ticker}; it says ${words}.`);
  return softError(`Yahoo answered for ${ticker} with an error, ${words}.`);
}

function refuseOther({ symbol, dataGranularity }: Fields, ticker: string): void {
  if (typeof symbol !== "string" || symbol.toUpperCase() !== ticker.toUpperCase())
    throw otherShape("The chart is not of the ticker that was asked for.", `meta.symbol ${ticker}`, symbol);
  if (dataGranularity !== "1d")
    throw otherShape("The bars are not daily.", 'meta.dataGranularity "1d"', dataGranularity);
}

function barsIn(result: Fields, meta: Fields, dateOf: Chart["dateOf"]): Bar[] {
  const indicators = fieldsOf(result.indicators);
  const quote = fieldsOf(firstOf(indicators.quote));
  if (result.timestamp === undefined && PRICES.every((name) => quote[name] === undefined))
    throw empty(`The chart of ${meta.symbol} holds no bars.`);
  const times = columnOf(result.timestamp, "timestamp", null).map(timeOf);
  const [, highs, lows, closes] = PRICES.map((name) => columnOf(quote[name], name, times.length));
  const volumes = columnOf(quote.volume, "volume", times.length);
  const adjusted = fieldsOf(firstOf(indicators.adjclose)).adjclose;
  const adjustedCloses = adjusted === undefined ? null : columnOf(adjusted, "adjclose", times.length);
  const bars = times.map((time, index): Bar => {
    const close = priceOf(closes![index], `close of ${dateOf(time)}`);
    const volume = priceOf(volumes[index], `volume of ${dateOf(time)}`);
    const whole = priceOf(adjustedCloses?.[index], `adjclose of ${dateOf(time)}`);
    // A price of 0 is none: bars of days without a trade have come so.
    return { time, date: dateOf(time), close: close === 0 ? null : close, adjusted: whole, volume };
  });
  refuseOtherScale(bars, meta);
  refuseOutsideRange(
    bars.map(({ close }, index) => ({ close, low: numberOf(lows?.[index]), high: numberOf(highs?.[index]) })),
  );
  return bars.sort((a, b) => a.time - b.time);
}

function firstOf(list: unknown): unknown {
  return Array.isArray(list) ? list[0] : undefined;
}

function columnOf(column: unknown, name: string, length: number | null): readonly unknown[] {
  if (!Array.isArray(column))
    throw otherShape(`The chart has no column "${name}".`, "a list of numbers", column);
  if (length === null || column.length === length) return column;
  throw otherShape(
    `The column "${name}" is not as long as the timestamps.`,
    `${length} values`,
    column.length,
  );
}

function timeOf(value: unknown): number {
  // Later than the year 2200 is milliseconds.
  if (Number.isSafeInteger(value) && Math.abs(value as number) < 7_258_118_400) return value as number;
  throw otherShape("A timestamp is not a time.", "whole seconds since 1970", value);
}

function priceOf(value: unknown, name: string): number | null {
  if (value === null || value === undefined) return null;
  const number = numberOf(value);
  if (number === null) throw otherShape(`The ${name} is not a number.`, "a number or null", value);
  return shortestSingle(number);
}

/** Another column under the name of the closes (volumes) would pass for prices: the reply's own price tells. */
function refuseOtherScale(bars: readonly Bar[], meta: Fields): void {
  const price = numberOf(meta.regularMarketPrice);
  const close = bars.findLast((bar) => bar.close !== null)?.close ?? null;
  if (price === null || close === null || price <= 0) return;
  if (close > price / 3 && close < price * 3) return;
  throw otherShape(
    "The last close is far from the market price.",
    `about ${price}, as meta.regularMarketPrice`,
    close,
  );
}

function eventsIn(events: unknown, dateOf: Chart["dateOf"]): { date: IsoDate; event: Fields }[] {
  return Object.values(fieldsOf(events)).map((value) => {
    const event = fieldsOf(value);
    return { date: dateOf(timeOf(event.date)), event };
  });
}

function positive(value: unknown, what: string): number {
  const number = numberOf(value);
  if (number === null || number <= 0) throw otherShape(what, "a number above 0", value);
  return number;
}

function sessionIn(meta: Fields, dateOf: Chart["dateOf"]): Session | null {
  const regular = fieldsOf(fieldsOf(meta.currentTradingPeriod).regular);
  const [start, end] = [numberOf(regular.start), numberOf(regular.end)];
  const lastTrade = numberOf(meta.regularMarketTime);
  if (start === null || end === null || lastTrade === null || end <= start) return null;
  return { date: dateOf(timeOf(start)), start, end, lastTrade };
}
