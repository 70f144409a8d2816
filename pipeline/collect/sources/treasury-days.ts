import { inNewYork } from "../../finance/new-york.ts";
import type { IsoDate } from "../../model/unit.ts";
import type { Page, Rows, Wanted } from "../wire-format.ts";
import { refuseFuture, rowsOf } from "./found-rows.ts";
import type { Curve, CurveYear } from "./treasury-curves.ts";
import { shapeChanged, Unreadable } from "./unreadable.ts";

/** A curve of one day by symbol, whatever format it came in. */
export interface CurveDay {
  readonly date: IsoDate;
  readonly values: ReadonlyMap<string, number | null>;
  readonly line?: number;
}

/** What a page of one curve and year holds, as its format's reader found it. */
export interface CurvePage extends CurveYear {
  readonly page: Page;
  readonly wanted: readonly Wanted[];
  readonly days: readonly CurveDay[];
}

/**
 * The rows of the wanted tenors on days of the asked year. Phantom days, with fewer than half of the tenors that the curve has by then
 * (a single display value, a weekend), are passed over with a remark.
 */
export function curveRows({ page, curve, year, wanted, days }: CurvePage): {
  rows: readonly Rows[];
  remarks: readonly string[];
} {
  if (days.length === 0) return { rows: [], remarks: [noDaysYet(page, year)] };
  refuseFuture(
    days.map(({ date }) => date),
    page,
  );
  const ofYear = days.filter(({ date }) => date.startsWith(`${year}-`));
  if (ofYear.length === 0) {
    throw shapeChanged(`The page of ${year} has no day of ${year}; its first is ${days[0]!.date}.`);
  }
  const kept = ofYear.filter((day) => isWhole(curve, day));
  if (kept.length === 0) {
    throw new Unreadable("empty", `The page of ${year} has no day with at least half of the curve.`);
  }
  const rows = wanted.map((each) =>
    rowsOf(
      each,
      kept.map(({ values, ...day }) => ({ ...day, value: values.get(each.symbol) ?? null })),
    ),
  );
  return { rows, remarks: [...strays(days.length - ofYear.length, year), ...phantoms(curve, ofYear)] };
}

function strays(count: number, year: string): string[] {
  return count === 0 ? [] : [`Passed over ${count} ${count === 1 ? "day" : "days"} outside ${year}.`];
}

function phantoms(curve: Curve, days: readonly CurveDay[]): string[] {
  return days
    .filter((day) => !isWhole(curve, day))
    .map((day) => {
      const [filled, usual] = tenorsOf(curve, day);
      return `Passed over ${day.date}: ${filled} of ${usual} tenors have a value.`;
    });
}

function isWhole(curve: Curve, day: CurveDay): boolean {
  const [filled, usual] = tenorsOf(curve, day);
  return filled * 2 >= usual;
}

/** How many tenors have a value on the day, and how many are published by then. */
function tenorsOf({ tenors }: Curve, { date, values }: CurveDay): readonly [number, number] {
  const usual = tenors.filter(({ since }) => since <= date);
  return [usual.filter(({ symbol }) => (values.get(symbol) ?? null) !== null).length, usual.length];
}

/** The first curve of a year comes on 2 to 5 January; until then its page is rightly without a day. */
function noDaysYet({ at }: Page, year: string): string {
  const today = inNewYork(at).date;
  if (today >= `${year}-01-01` && today <= `${year}-01-05`) return `No curve of ${year} is published yet.`;
  throw new Unreadable("empty", `The page of ${year} has no day.`);
}
