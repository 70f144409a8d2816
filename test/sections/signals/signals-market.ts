import { tradingDays } from "../../../pipeline/finance/trading-days.ts";
import type { Edition } from "../../../pipeline/model/edition.ts";
import type { Series } from "../../../pipeline/model/series.ts";
import type { Snapshot } from "../../../pipeline/model/snapshot.ts";
import type { CalendarId, IsoDate, Unit } from "../../../pipeline/model/unit.ts";
import { shippedEdition } from "../../support/section-words.ts";
import { calendars, seriesOf, snapshotOf } from "../../support/snapshots.ts";

export const DAY = "2025-11-05";

/** The shipped edition's signals, whatever its other settings. */
export const edition: Edition = shippedEdition;

interface Sketch {
  readonly unit: Unit;
  readonly calendar: CalendarId;
  readonly name?: string;
}

function daily(id: string, valueOn: (index: number, days: number) => number, sketch: Sketch): Series {
  const { calendar } = sketch;
  const days = tradingDays("2022-11-01", DAY, calendars[calendar === "every-day" ? "nyse" : calendar]);
  const rows = days.map((date, index): [IsoDate, number] => [date, valueOn(index, days.length)]);
  return seriesOf(id, Object.fromEntries(rows), { name: id, ...sketch });
}

/** Rungs of the ladder at hand, safe to risky. */
const LADDER = edition.signals.ladder.map(({ series }) => series);

/** A fund that wobbles, and over its last 20 days goes up by so many percent in all. */
export function rung(series: string, percent: number): Series {
  const calendar = "nyse";
  return daily(
    series,
    (index, days) => {
      const risen = Math.max(0, index - (days - 21)) / 20;
      return 100 * (1 + (percent / 100) * risen) * (1 + 0.004 * Math.sin(index * 2.1));
    },
    { unit: "price", calendar },
  );
}

/** The ladder with a rise of so many percent for each rung, null for one that is not at hand. */
export function ladder(percents: readonly (number | null)[]): readonly Series[] {
  return percents.flatMap((percent, place) => (percent === null ? [] : [rung(LADDER[place]!, percent)]));
}
export const forward = ladder([0, 1, 2, 3, 4, 5, 6, 7, 8]);
export const backward = ladder([8, 7, 6, 5, 4, 3, 2, 1, 0]);

/** Yields that over the last 20 closes moved by so many bp each. */
export function curve(moves: {
  readonly two: number;
  readonly ten: number;
  readonly thirty: number;
}): readonly Series[] {
  const one = (id: string, name: string, level: number, bp: number) =>
    daily(id, (index, days) => Math.round(100 * level + (bp * Math.max(0, index - (days - 21))) / 20) / 100, {
      unit: "percent",
      calendar: "sifma",
      name,
    });
  return [
    one("UST.2Y", "2-year Treasury", 3.6, moves.two),
    one("UST.10Y", "10-year Treasury", 4.1, moves.ten),
    one("UST.30Y", "30-year Treasury", 4.7, moves.thirty),
  ];
}
export const steeper = curve({ two: 2, ten: 12, thirty: 20 });
export const flatter = curve({ two: 12, ten: 2, thirty: -6 });

/** The three volatilities, calm but for their last observations: so many sd or thereabouts higher on each of them. */
export function volatilities(last: readonly number[]): readonly Series[] {
  const lift = (index: number, days: number) => last[index - (days - last.length)] ?? 0;
  return [
    daily("VIX", (index, days) => 17 + Math.sin(index * 1.3) + 4 * lift(index, days), {
      unit: "index",
      calendar: "nyse",
      name: "VIX",
    }),
    daily("MOVE", (index, days) => 90 + 5 * Math.sin(index * 0.9) + 20 * lift(index, days), {
      unit: "index",
      calendar: "sifma",
      name: "ICE BofA MOVE",
    }),
    daily(
      "FX.USDJPY",
      (index) => 150 * Math.exp(0.004 * Math.sin(index * 2.3) * (1 + 0.3 * Math.sin(index / 40))),
      {
        unit: "price",
        calendar: "fed",
        name: "dollar-yen",
      },
    ),
  ];
}

/** Monthly indices whose change over a year is `growth(months before the last)` percent. */
export function monthly(id: string, growth: (back: number) => number): Series {
  const months = Array.from({ length: 60 }, (_, index) => {
    const month = new Date(Date.UTC(2020, 9 + index, 1));
    return month.toISOString().slice(0, 10);
  });
  const values: number[] = [];
  months.forEach((_, index) => {
    const before = values[index - 12];
    values.push(before === undefined ? 100 : before * (1 + growth(months.length - 1 - index) / 100));
  });
  const rows = Object.fromEntries(months.map((month, index) => [month, values[index]!]));
  return { ...seriesOf(id, rows, { name: id, unit: "index", calendar: "every-day" }), maxAgeDays: 120 };
}

/** All indicators of growth and of inflation with these paths. */
export function economy(
  growth: (back: number) => number,
  inflation: (back: number) => number,
): readonly Series[] {
  const { regime } = edition;
  return [
    ...regime.growth.map((id) => monthly(id, growth)),
    ...regime.inflation.map((id) => monthly(id, inflation)),
  ];
}
/** Growth that fell by half a point a month below zero, with inflation that rose. */
export const stagflation = economy(
  (back) => -2 + 0.5 * back,
  (back) => 5 - 0.2 * back,
);
export const goldilocks = economy(
  (back) => 5 - 0.2 * back,
  (back) => 2 + 0.2 * back,
);

export function signalsDay(...parts: readonly (readonly Series[])[]): Snapshot {
  return snapshotOf(DAY, parts.flat());
}
