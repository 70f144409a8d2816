import { onlyPage } from "../../read/page-text.ts";
import { readingOf } from "../../read/refusal.ts";
import type { WireFormat } from "../../wire-format.ts";
import { type CurveDay, curveRows } from "./curve-rows.ts";
import { type CurveQuestion, curveErrands, curveYearOf } from "./curves.ts";

/** The days of a page in whatever order, and what was left out of it. @throws Unreadable */
export type ReadDays = (question: CurveQuestion) => {
  readonly days: readonly CurveDay[];
  readonly remarks: readonly string[];
};

/**
 * A wire format of the Treasury's daily curves, in percent, with a page for each curve and year. They are asked for and judged alike,
 * and read each in its own way.
 *
 * @param address with {curve} and {year} where these stand
 */
export function curveFormat(id: string, address: string, readDays: ReadDays): WireFormat {
  return {
    id,
    lagDays: 0,
    errands: (wanted, asked) =>
      curveErrands(wanted, asked, ({ curve, year }) =>
        address.replaceAll("{curve}", curve.id).replaceAll("{year}", year),
      ),
    read: (pages, errand) =>
      readingOf(() => {
        const question = { ...curveYearOf(errand), page: onlyPage(pages), wanted: errand.wanted };
        const { days, remarks } = readDays(question);
        const told = curveRows(question, days);
        return { rows: told.rows, remarks: [...told.remarks, ...remarks] };
      }),
  };
}
