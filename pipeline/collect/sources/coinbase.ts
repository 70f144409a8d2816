import { addDays, daysBetween, isoDate } from "../../finance/dates.ts";
import { inNewYork } from "../../finance/new-york.ts";
import type { IsoDate } from "../../model/unit.ts";
import { columnsOf, type DatedRow } from "../read/dated-rows.ts";
import { empty, readingOf } from "../read/refusal.ts";
import type { Asked, Errand, Page, Rows, Wanted, WireFormat } from "../wire-format.ts";
import { type Candle, candlesIn } from "./coinbase/candles.ts";

/**
 * Candles of the Coinbase exchange. `BTC-USD` is the close of each UTC day, hours after New York's; `BTC-USD@16:00-new-york` the price
 * at 16:00 there, from the hourly candles of the last days.
 *
 * @see shared/sources.md, section 5
 */
export const coinbase: WireFormat = {
  id: "coinbase",
  lagDays: 1,
  errands: (wanted, asked) =>
    wanted.map((one) => ({
      pages: measureOf(one).isHourly ? hours(one, asked) : days(one, asked),
      wanted: [one],
    })),
  read: (pages, { wanted }) => readingOf(() => readCandles(pages, wanted[0]!)),
};

const HOUR = 3600;
const DAY = 24 * HOUR;
/** The exchange gives no more candles at once. */
const WINDOW_DAYS = 300;
const HOURLY_DAYS = 12;
const AT_NEW_YORK = "@16:00-new-york";

function measureOf({ symbol }: Wanted): { readonly product: string; readonly isHourly: boolean } {
  const isHourly = symbol.endsWith(AT_NEW_YORK);
  return { product: isHourly ? symbol.slice(0, -AT_NEW_YORK.length) : symbol, isHourly };
}

/**
 * Windows counted from `asked.from`, so that their addresses stay the same; the last one reaches past today. The newest comes first:
 * it is the one that changes.
 */
function days(one: Wanted, { from, date }: Asked): Errand["pages"] {
  const windows = Math.floor(Math.max(0, daysBetween(from, date)) / WINDOW_DAYS) + 1;
  const starts = Array.from({ length: windows }, (_, index) => addDays(from, index * WINDOW_DAYS));
  return starts
    .reverse()
    .map((start) =>
      pageFor(one, DAY, { start: `${start}T00:00:00Z`, end: `${addDays(start, WINDOW_DAYS - 1)}T00:00:00Z` }),
    );
}

/** 288 hours: both ends are given, and 300 is the most. */
function hours(one: Wanted, { date }: Asked): Errand["pages"] {
  return [
    pageFor(one, HOUR, { start: `${addDays(date, 1 - HOURLY_DAYS)}T00:00:00Z`, end: `${date}T23:00:00Z` }),
  ];
}

function pageFor(
  one: Wanted,
  step: number,
  { start, end }: { readonly start: string; readonly end: string },
): Errand["pages"][number] {
  const product = encodeURIComponent(measureOf(one).product);
  const url = `https://api.exchange.coinbase.com/products/${product}/candles?granularity=${step}&start=${start}&end=${end}`;
  return { url, limitBytes: 1_000_000, gapMs: 250 };
}

function readCandles(pages: readonly Page[], one: Wanted) {
  const { product, isHourly } = measureOf(one);
  const { ended, running } = candlesIn(pages, isHourly ? HOUR : DAY);
  const closes = isHourly ? newYorkCloses(ended) : utcCloses(ended);
  if (closes.dates.length === 0)
    throw empty(`Coinbase has no candle of ${product} that has ended in this span.`);
  const leftOut = isHourly ? [] : running.map(dateOf);
  const remarks = leftOut.map(
    (date) => `${product}: the candle of ${date} is left out, since its UTC day was not over.`,
  );
  return { rows: [{ series: one.series, ...closes }], remarks };
}

function dateOf(time: number): IsoDate {
  return isoDate(Math.floor(time / DAY));
}

function utcCloses(candles: readonly Candle[]): Omit<Rows, "series"> {
  const closes = candles.map(({ time, close }) => ({ date: dateOf(time), value: close }));
  return { ...columnsOf(closes), note: "close of the UTC day, not 16:00 New York" };
}

/**
 * The price at 16:00 New York of each date: the close of the hourly candle that ends then, 20:00 UTC in summer and 21:00 in winter.
 *
 * @param candles hourly, ended, oldest first; a date without that candle has no row
 */
export function newYorkCloses(candles: readonly Candle[]): Omit<Rows, "series"> {
  const closes = candles.flatMap(({ time, close }): DatedRow[] => {
    const end = inNewYork(new Date((time + HOUR) * 1000).toISOString());
    return end.time === "16:00" ? [{ date: end.date, value: close }] : [];
  });
  return { ...columnsOf(closes), note: "16:00 New York, from hourly candles" };
}
