import type { IsoDate } from "../../../model/unit.ts";
import { refuseUnknown } from "../../read/known-symbols.ts";
import type { Asked, Errand, Page, Wanted } from "../../wire-format.ts";

/** One of the two daily curves of home.treasury.gov. */
export interface Curve {
  /** As addresses name it. */
  readonly id: "daily_treasury_yield_curve" | "daily_treasury_real_yield_curve";
  readonly tenors: readonly Tenor[];
}

export interface Tenor {
  /** The element of the XML, our symbol in both formats. */
  readonly symbol: string;
  /** The column of the CSV. */
  readonly column: string;
  /** Before this day the Treasury did not publish it: older pages do not have it. */
  readonly since: IsoDate;
}

/** Of a year of XML with fourteen tenors, four times over. */
const LIMIT_BYTES = 2_000_000;

const tenor = (symbol: string, column: string, since: IsoDate): Tenor => ({ symbol, column, since });

export const NOMINAL: Curve = {
  id: "daily_treasury_yield_curve",
  tenors: [
    tenor("BC_1MONTH", "1 Mo", "2001-07-31"),
    tenor("BC_1_5MONTH", "1.5 Month", "2025-02-18"),
    tenor("BC_2MONTH", "2 Mo", "2018-10-16"),
    tenor("BC_3MONTH", "3 Mo", "1990-01-02"),
    tenor("BC_4MONTH", "4 Mo", "2022-10-19"),
    tenor("BC_6MONTH", "6 Mo", "1990-01-02"),
    tenor("BC_1YEAR", "1 Yr", "1990-01-02"),
    tenor("BC_2YEAR", "2 Yr", "1990-01-02"),
    tenor("BC_3YEAR", "3 Yr", "1990-01-02"),
    tenor("BC_5YEAR", "5 Yr", "1990-01-02"),
    tenor("BC_7YEAR", "7 Yr", "1990-01-02"),
    tenor("BC_10YEAR", "10 Yr", "1990-01-02"),
    tenor("BC_20YEAR", "20 Yr", "1993-10-01"),
    tenor("BC_30YEAR", "30 Yr", "1990-01-02"),
  ],
};

const REAL: Curve = {
  id: "daily_treasury_real_yield_curve",
  tenors: [
    tenor("TC_5YEAR", "5 YR", "2003-01-02"),
    tenor("TC_7YEAR", "7 YR", "2003-01-02"),
    tenor("TC_10YEAR", "10 YR", "2003-01-02"),
    tenor("TC_20YEAR", "20 YR", "2004-07-27"),
    tenor("TC_30YEAR", "30 YR", "2010-02-22"),
  ],
};

/** The curve and the calendar year that an errand asks for. */
export interface CurveYear {
  readonly curve: Curve;
  readonly year: string;
}

/** A page of one curve and year, and what is wanted of it. */
export interface CurveQuestion extends CurveYear {
  readonly page: Page;
  readonly wanted: readonly Wanted[];
}

/**
 * An errand for each curve and calendar year, of the year and the one before it: older history comes from FRED. A tenor is not
 * asked of a year in which it was not yet published.
 *
 * @throws PipelineError config-invalid for symbols of neither curve
 */
export function curveErrands(
  wanted: readonly Wanted[],
  { date, from }: Asked,
  address: (asked: CurveYear) => string,
): Errand[] {
  const isKnown = (symbol: string) => [NOMINAL, REAL].some((curve) => has(curve, symbol, "9999-12-31"));
  refuseUnknown(wanted, { source: "treasury", isKnown, example: "BC_10YEAR" });
  const years = [Number(date.slice(0, 4)) - 1, Number(date.slice(0, 4))].map(String);
  return [NOMINAL, REAL].flatMap((curve) =>
    years.flatMap((year): Errand[] => {
      const lastDay = [`${year}-12-31`, date].sort()[0]!;
      const held = wanted.filter(({ symbol }) => has(curve, symbol, lastDay));
      if (held.length === 0 || lastDay < from) return [];
      return [
        { pages: [{ url: address({ curve, year }), limitBytes: LIMIT_BYTES, gapMs: 500 }], wanted: held },
      ];
    }),
  );
}

/** What an errand of `curveErrands` asks for. */
export function curveYearOf({ pages, wanted }: Errand): CurveYear {
  const curve = wanted.every(({ symbol }) => has(REAL, symbol, "9999-12-31")) ? REAL : NOMINAL;
  return { curve, year: new URL(pages[0]!.url).searchParams.get("field_tdr_date_value") ?? "" };
}

function has({ tenors }: Curve, symbol: string, day: IsoDate): boolean {
  return tenors.some((each) => each.symbol === symbol && each.since <= day);
}
