import { addMonths, dayNumber, monthOf } from "../../../finance/dates.ts";
import type { MeetingCalendar } from "../../../model/meeting.ts";
import { type OpenDays, openFrom } from "./days.ts";

/** A rate decision by day numbers. */
export interface Decision {
  /** The day of the announcement: it still carries the old rate. */
  readonly announced: number;
  /** The business day after it, from which the new rate holds. */
  readonly effective: number;
  readonly projections: boolean;
  /** False for an unscheduled one: nobody prices it before it happens. */
  readonly scheduled: boolean;
}

const MONTHS_BEYOND = 30;
const USUAL_MONTHS = ["01", "03", "04", "06", "07", "09", "10", "12"];

/**
 * All known decisions in order, and beyond the known calendar a guess that the market makes too: the third Wednesday of the eight
 * usual months. So prices past the calendar move on, and an engine that takes such a month for one without a meeting is found out.
 */
export function decisionsOf({ knownTo, meetings }: MeetingCalendar, open: OpenDays): readonly Decision[] {
  const known = meetings.map(({ decision, kind, projections }) => ({
    announced: dayNumber(decision),
    projections,
    scheduled: kind === "regular",
  }));
  const months = Array.from({ length: MONTHS_BEYOND }, (_, index) => addMonths(monthOf(knownTo), index + 1));
  const guessed = months.flatMap((month) => {
    if (!USUAL_MONTHS.includes(month.slice(5))) return [];
    const projections = ["03", "06", "09", "12"].includes(month.slice(5));
    return [{ announced: thirdWednesday(month), projections, scheduled: true }];
  });
  return [...known, ...guessed]
    .sort((a, b) => a.announced - b.announced)
    .map((decision) => ({ ...decision, effective: openFrom(decision.announced + 1, open.fed) }));
}

function thirdWednesday(month: string): number {
  const fifteenth = dayNumber(`${month}-15`);
  return fifteenth + ((2 - ((fifteenth + 3) % 7) + 7) % 7);
}
