import type { IsoDate } from "../../model/unit.ts";
import { addDays, weekday } from "../dates.ts";
import { type Suspicion, say } from "./column.ts";

/** A source's close and its own change since the close before, in the unit of the price. */
export interface ChangedRow {
  readonly date: IsoDate;
  readonly close: number | null;
  readonly change: number | null;
}

/** One name may be ex-dividend or split on a day; three together are the snapshot. */
const LEAST_NAMES = 3;
const LEAST_SHARE = 0.8;
/** Closes and changes are rounded to the cent, and a thousandth of it is below every figure printed. */
const LEAST_SHARE_OF_PRICE = 0.0003;

/**
 * Days whose closes were taken before the close: on the next day, close minus change says what the close before was, and for at
 * least 80 % of three or more names of one source it is not the one that was sent.
 */
export function unsettledClose(tables: readonly (readonly ChangedRow[])[]): readonly Suspicion[] {
  const days = new Map<IsoDate, Told[]>();
  for (const rows of tables)
    for (let at = 1; at < rows.length; at += 1) {
      const told = toldOf(rows[at - 1]!, rows[at]!);
      if (told !== null) days.set(told.date, [...(days.get(told.date) ?? []), told]);
    }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([date, all]) => judged(date, all));
}

interface Told {
  readonly date: IsoDate;
  readonly sent: number;
  readonly later: number;
  readonly off: boolean;
}

function toldOf(before: ChangedRow, { date, close, change }: ChangedRow): Told | null {
  if (before.close === null || close === null || change === null) return null;
  // Where a day lies between, a holiday or a missing row, nobody says whose close the change starts from.
  if (date !== nextWeekday(before.date)) return null;
  const later = close - change;
  return {
    date: before.date,
    sent: before.close,
    later,
    off: Math.abs(later - before.close) > LEAST_SHARE_OF_PRICE * before.close,
  };
}

function nextWeekday(date: IsoDate): IsoDate {
  return addDays(date, weekday(date) >= 4 ? 7 - weekday(date) : 1);
}

function judged(date: IsoDate, all: readonly Told[]): readonly Suspicion[] {
  const off = all.filter((told) => told.off);
  const [example] = off;
  if (example === undefined || off.length < LEAST_NAMES || off.length < LEAST_SHARE * all.length) return [];
  return [
    {
      rule: "unsettled-close",
      from: date,
      to: date,
      message: `${off.length} of ${all.length} closes of ${date} are not those that the changes of the next day start from (${say(example.sent)} was sent, ${say(example.later)} it was): the snapshot was taken before the close.`,
    },
  ];
}
