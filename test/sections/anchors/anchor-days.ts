import { deskOf } from "../../../pipeline/finance/desk.ts";
import { tradingDayBefore } from "../../../pipeline/finance/trading-days.ts";
import type { Edition } from "../../../pipeline/model/edition.ts";
import type { Series } from "../../../pipeline/model/series.ts";
import type { Snapshot } from "../../../pipeline/model/snapshot.ts";
import type { IsoDate } from "../../../pipeline/model/unit.ts";
import { anchors } from "../../../pipeline/sections/anchors/anchors.ts";
import type { View } from "../../../pipeline/sections/anchors/view.ts";
import { sectionWords, shippedEdition } from "../../support/section-words.ts";
import { calendars, seriesOf, snapshotOf } from "../../support/snapshots.ts";

/** A Wednesday. */
export const DAY = "2025-11-05";

/** The last `count` trading days up to the day, oldest first. */
export function tradingDaysTo(count: number, day: IsoDate = DAY): IsoDate[] {
  const days = [day];
  while (days.length < count) days.unshift(tradingDayBefore(days[0]!, calendars.nyse));
  return days;
}

/** Numbers from -0.5 to 0.5 that look random and are always the same. */
export function scatter(count: number, seed: number): number[] {
  let state = seed;
  return Array.from({ length: count }, () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return state / 2147483648 - 0.5;
  });
}

/** A price whose daily changes are `follow` of the yield's and the rest their own, and the yield. */
export function pairOf(
  count: number,
  follow: (row: number) => number,
  { seed = 7, day = DAY }: { readonly seed?: number; readonly day?: IsoDate } = {},
): { readonly price: Series; readonly rate: Series } {
  const days = tradingDaysTo(count, day);
  const [moves, own] = [scatter(count, 3), scatter(count, seed)];
  let [rate, price] = [4, 100];
  const rows = days.map((date, row) => {
    rate += moves[row]! / 10;
    price *= Math.exp((follow(row) * moves[row]! + (1 - Math.abs(follow(row))) * own[row]!) / 100);
    return [date, price, rate] as const;
  });
  return {
    price: seriesOf("USD.BROAD", Object.fromEntries(rows.map(([date, value]) => [date, value])), {
      name: "dollar",
      unit: "index",
    }),
    rate: seriesOf("UST.10Y", Object.fromEntries(rows.map(([date, , value]) => [date, value])), {
      name: "10-year Treasury",
    }),
  };
}

/** The product's edition with these settings of the section. */
export function editionWith(anchors: Partial<Edition["anchors"]>): Edition {
  return { ...shippedEdition, anchors: { ...shippedEdition.anchors, ...anchors } };
}

/** One pair, and gold beside it where asked for. */
export const dollarAlone = editionWith({
  pairs: [{ name: "Dollar", series: "USD.BROAD", expected: 1 }],
});

/** Debt, GDP and the balance of the fiscal year to September 2024, in round numbers: nominal growth 5.06 %, real 3 %. */
export function debtSeries(): readonly Series[] {
  const every = { calendar: "every-day" } as const;
  return [
    {
      ...seriesOf("US.DEBT.GDP", { "2023-07-01": 100, "2024-07-01": 102, "2025-04-01": 104 }, every),
      maxAgeDays: 340,
    },
    seriesOf("US.GDP", { "2023-07-01": 1000, "2024-07-01": 1050.6 }, { ...every, unit: "count" }),
    seriesOf("US.GDP.REAL", { "2023-07-01": 800, "2024-07-01": 824 }, { ...every, unit: "count" }),
    {
      ...seriesOf("US.FEDERAL.BALANCE", { "2024-09-30": -63.036 }, { ...every, unit: "count" }),
      maxAgeDays: 430,
    },
  ];
}

export function dayWith(series: readonly Series[], day: IsoDate = DAY): Snapshot {
  return snapshotOf(day, series);
}

export function viewOf(series: readonly Series[], edition: Edition = dollarAlone): View {
  const made = anchors.compute(deskOf(dayWith(series)), edition);
  if ("unavailable" in made) throw new Error(made.unavailable.kind);
  return anchors.view.parse(made);
}
export const wordsOf = (series: readonly Series[], edition: Edition = dollarAlone) =>
  sectionWords(anchors, dayWith(series), edition);
