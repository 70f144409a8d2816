import { addDays } from "../../pipeline/finance/dates.ts";
import { tradingDays } from "../../pipeline/finance/trading-days.ts";
import type { Series } from "../../pipeline/model/series.ts";
import type { IsoDate } from "../../pipeline/model/unit.ts";
import { calendars, type SeriesSketch, seriesOf } from "./snapshots.ts";

/** Evenly spread numbers of -0.5 to 0.5 from a congruential generator, the same on every machine. */
export function madeUpNoise(count: number, seed = 1): number[] {
  let state = 12345 + seed * 7919;
  return Array.from({ length: count }, () => {
    state = Number((1103515245n * BigInt(state) + 12345n) % 2147483648n);
    return state / 2147483648 - 0.5;
  });
}

export interface PricesSketch extends SeriesSketch {
  readonly from: IsoDate;
  readonly to: IsoDate;
  /** Daily return, fraction. */
  readonly drift?: number;
  /** Width of the noise around it, fraction. */
  readonly scatter?: number;
  readonly seed?: number;
  /** Laid over the made-up prices, by day. */
  readonly also?: Readonly<Record<IsoDate, number | null>>;
}

/** Prices of 100 that drift and scatter, on every trading day of New York; on every day for a calendar of every day. */
export function madeUpPrices(id: string, sketch: PricesSketch): Series {
  const { from, to, drift = 0, scatter = 0.02, seed = 1, also = {}, calendar = "nyse", ...rest } = sketch;
  const days = calendar === "every-day" ? everyDay(from, to) : tradingDays(from, to, calendars.nyse);
  let price = 100;
  const noise = madeUpNoise(days.length, seed);
  const rows = days.map((day, row) => {
    price *= 1 + drift + scatter * noise[row]!;
    return [day, price] as const;
  });
  return seriesOf(id, { ...Object.fromEntries(rows), ...also }, { unit: "price", calendar, ...rest });
}

function everyDay(from: IsoDate, to: IsoDate): IsoDate[] {
  const days: IsoDate[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
