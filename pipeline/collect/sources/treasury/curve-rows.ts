import { inNewYork } from "../../../finance/new-york.ts";
import type { IsoDate } from "../../../model/unit.ts";
import { refuseFuture, rowsOf } from "../../read/dated-rows.ts";
import { empty, shapeChanged } from "../../read/refusal.ts";
import type { Page, Rows } from "../../wire-format.ts";
import type { Curve, CurveQuestion } from "./curves.ts";

/** A curve of one day by symbol, whatever format it came in. */
export interface CurveDay {
  readonly date: IsoDate;
  readonly values: ReadonlyMap<string, number | null>;
  readonly line?: number;
}

/**
 * The rows of the wanted tenors on days of the asked year. Phantom days, with fewer than half of the tenors that the curve has by then
 * (a single display value, a weekend), are passed over with a remark.
 *
 * @throws Unreadable where there is no day of the year, or one that is still to come
 */
export function curveRows(
  { page, curve, year, wanted }: CurveQuestion,
  days: readonly CurveDay[],
): { readonly rows: readonly Rows[]; readonly remarks: readonly string[] } {
  if (days.length === 0) return { rows: [], remarks: [noDaysYet(page, year)] };
  refuseFuture(days, page);
  const ofYear = days.filter(({ date }) => date.startsWith(`${year}-`));
  if (ofYear.length === 0)
    throw shapeChanged(`The page of ${year} has no day of ${year}; its first is ${days[0]!.date}.`);
  const kept = ofYear.filter((day) => isWhole(curve, day));
  if (kept.length === 0) throw empty(`The page of ${year} has no day with at least half of the curve.`);
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
  throw empty(`The page of ${year} has no day.`);
}
