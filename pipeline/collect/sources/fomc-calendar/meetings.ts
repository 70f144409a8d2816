import type { IsoDate } from "../../../model/unit.ts";
import { monthNumber } from "../../read/month-number.ts";
import { quoted } from "../../read/quoted.ts";
import { shapeChanged } from "../../read/refusal.ts";
import { dateOf } from "../../read/written-date.ts";
import type { Panel } from "./panels.ts";

/** The day of a scheduled decision. */
export interface Decision {
  readonly date: IsoDate;
  /** 2 with projections. */
  readonly value: 1 | 2;
}

/** What a meeting of the calendar is: a decision, or left out with a remark. */
export type Meeting = Decision | { readonly remark: string };

const LEFT_OUT = ["notation vote", "unscheduled", "cancelled", "canceled"];

/** The meetings of a year in their order. @throws Unreadable shape_changed where one cannot be read */
export function meetingsIn({ heading, pieces }: Panel): readonly Meeting[] {
  const year = /^\s*(\d{4})\s+FOMC Meetings\s*$/i.exec(heading)?.[1];
  if (!year) throw shapeChanged(`A panel of meetings is headed ${quoted(heading)}, not 2026 FOMC Meetings.`);
  return Array.from({ length: Math.ceil(pieces.length / 2) }, (_, index) => {
    const [month, date] = pieces.slice(2 * index, 2 * index + 2);
    if (month?.kind !== "month" || date?.kind !== "date")
      throw shapeChanged(`The panel of ${year} has a month without a date, or a date without a month.`);
    return meetingIn(year, month.text.trim(), date.text.trim().replace(/\s+/g, " "));
  });
}

/** `Apr/May` with `30-1`, `March` with `17-18*`, `August` with `22 (notation vote)`. */
function meetingIn(year: string, month: string, date: string): Meeting {
  const [, from, to, star, words] =
    /^(\d{1,2})?(?:\s?[-–]\s?(\d{1,2}))?\s?(\*)?\s?(?:\(([a-z ]{1,30})\))?\s?\*?$/i.exec(date) ?? [];
  const kind = words?.toLowerCase().trim();
  if (kind && isMonths(month) && LEFT_OUT.includes(kind))
    return { remark: `Left out of the calendar: ${month} ${year}, ${kind}.` };
  const end = kind || !from || !to ? null : lastDay(year, month, [from, to]);
  if (end !== null) return { date: end, value: star ? 2 : 1 };
  throw shapeChanged(`A meeting of ${year} has the month ${quoted(month)} and the date ${quoted(date)}.`);
}

/** The end of a meeting of several days; null where they are none. */
function lastDay(year: string, month: string, [from, to]: readonly [string, string]): IsoDate | null {
  const [first, last = first] = monthsIn(month);
  if (!isMonths(month) || !first || !last) return null;
  const [start, end] = [dateOf(year, first, from), dateOf(year, last, to)];
  // A span of two months is two neighbours: "Jan/Feb" with "31-1".
  return start !== null && end !== null && end > start && last - first <= 1 ? end : null;
}

function isMonths(written: string): boolean {
  const months = monthsIn(written);
  return months.length <= 2 && months.every((month) => month !== null);
}

function monthsIn(written: string): readonly (number | null)[] {
  return written.split("/").map((word) => monthNumber(word.trim()));
}
