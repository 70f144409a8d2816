import { addMonths, dayNumber, isoDate, monthOf } from "../../../finance/dates.ts";
import type { SampleCycle, SampleFrequency, SampleMacro, SampleTable } from "../../../model/sample.ts";
import type { IsoDate } from "../../../model/unit.ts";
import type { Backdrop } from "./backdrop.ts";
import { lineAt, placeBetween, roundedTo } from "./lines.ts";
import type { Market } from "./market.ts";
import type { DatedValues } from "./quotes.ts";
import { dayKey, normal, streams } from "./random.ts";

/** Observations of a series that is not published daily, from `from` on, as far as they are out on the day `knownOn`. */
export type Macro = (
  id: string,
  span: { readonly from: IsoDate; readonly knownOn: IsoDate; readonly publishedAfterDays: number },
) => DatedValues | null;

export interface MacroSetting {
  readonly table: SampleTable<SampleMacro>;
  readonly seed: number;
  readonly market: Pick<Market, "first" | "last">;
  readonly backdrop: () => Backdrop;
}

/** What is left of a cycle a month later; its own shocks keep it at a standard deviation of 1. */
const KEEP = { growth: 0.93, prices: 0.97 } as const;
const MONTHS: Readonly<Record<"month" | "quarter", number>> = { month: 1, quarter: 3 };
/** Monday is 0. */
const WEEKDAYS: Readonly<Record<string, number>> = { wednesday: 2, friday: 4, saturday: 5 };

/**
 * relative: line x (1 + (share x cycle + sd x normal) / 100);  absolute: line + share x cycle + sd x normal. The cycles of growth and
 * of prices go from month to month; that of volatility is the market's own, on the day.
 */
export function macroOf({ table, seed, market, backdrop }: MacroSetting): Macro {
  const place = placeBetween(table.dates);
  const cycleOn = cyclesOf({ seed, market, backdrop });
  return (id, { from, knownOn, publishedAfterDays }) => {
    const row = table.rows.findIndex((one) => one.id === id);
    const series = table.rows[row];
    if (!series) return null;
    const out = dayNumber(knownOn) - publishedAfterDays;
    const days = observationDays(series.every, market.first, out);
    const asked = days.filter((day) => day >= dayNumber(from));
    return {
      dates: asked.map(isoDate),
      values: asked.map((day) => {
        const line = lineAt(series.landmarks, place(day));
        const noise = series.sd * normal(dayKey(seed, day), streams.macro + row);
        const extra = series.share * cycleOn(series.cycle, day) + noise;
        const value = series.kind === "relative" ? line * (1 + extra / 100) : line + extra;
        return roundedTo(value, series.places);
      }),
    };
  };
}

/** The dates that observations bear, in [first, last]: the first of a month or a quarter, 30 September, or each such weekday. */
function observationDays(every: SampleFrequency, first: number, last: number): number[] {
  if (last < first) return [];
  const weekday = WEEKDAYS[every];
  if (weekday !== undefined) {
    const begin = first + ((weekday - ((first + 3) % 7) + 7) % 7);
    return Array.from({ length: Math.floor((last - begin) / 7) + 1 }, (_, week) => begin + 7 * week);
  }
  const days =
    every === "fiscal-year" ? septembers(first, last) : firsts(MONTHS[every as "month"], first, last);
  return days.filter((day) => day >= first && day <= last);
}

function septembers(first: number, last: number): number[] {
  const [from, to] = [first, last].map((day) => Number(isoDate(day).slice(0, 4))) as [number, number];
  return Array.from({ length: to - from + 1 }, (_, year) => dayNumber(`${from + year}-09-30`));
}

function firsts(step: number, first: number, last: number): number[] {
  const from = Number(isoDate(first).slice(0, 4));
  const count = (Number(isoDate(last).slice(0, 4)) - from + 1) * (12 / step);
  return Array.from({ length: count }, (_, index) =>
    dayNumber(`${addMonths(`${from}-01`, index * step)}-01`),
  );
}

function cyclesOf({
  seed,
  market,
  backdrop,
}: Omit<MacroSetting, "table">): (cycle: SampleCycle, day: number) => number {
  const walked = new Map<SampleCycle, ReadonlyMap<string, number>>();
  return (cycle, day) => {
    if (cycle === "none") return 0;
    if (cycle === "volatility") return backdrop().away.volatility[day - market.first]!;
    const months = walked.get(cycle) ?? cycleWalk(cycle, seed, market);
    walked.set(cycle, months);
    return months.get(monthOf(isoDate(day)))!;
  };
}

function cycleWalk(
  cycle: "growth" | "prices",
  seed: number,
  { first, last }: { readonly first: number; readonly last: number },
): ReadonlyMap<string, number> {
  const keep = KEEP[cycle];
  const shock = Math.sqrt(1 - keep * keep);
  const stream = streams.cycle + (cycle === "growth" ? 0 : 1);
  const months = new Map<string, number>();
  let value = 0;
  const end = monthOf(isoDate(last));
  for (let month = monthOf(isoDate(first)); month <= end; month = addMonths(month, 1)) {
    value = keep * value + shock * normal(dayKey(seed, dayNumber(`${month}-01`)), stream);
    months.set(month, value);
  }
  return months;
}
