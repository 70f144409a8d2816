import type { Judgement } from "../../model/judgement.ts";
import type { MeetingCalendar } from "../../model/meeting.ts";
import type { Lane } from "../../model/telling.ts";
import type { IsoDate } from "../../model/unit.ts";

/** The archived decision days of the Federal Reserve's own page. */
export const DECISIONS = "US.FOMC.DECISIONS";

/**
 * Whether the meetings that we count with are those that the Federal Reserve announces, from the day to the end of the shorter list:
 * a meeting that is missing or stands on another day moves every rate of the path.
 */
export function meetingDates(
  announced: Pick<Lane, "dates" | "values"> | undefined,
  { meetings, knownTo }: MeetingCalendar,
  date: IsoDate,
): readonly Judgement[] {
  const last = announced?.dates.at(-1);
  if (!announced || last === undefined) return [];
  const end = last < knownTo ? last : knownTo;
  const within = (day: IsoDate) => day >= date && day <= end;
  const theirs = announced.dates.filter((day, row) => announced.values[row] !== null && within(day));
  const ours = meetings.filter(({ kind, decision }) => kind === "regular" && within(decision));
  const differing = [
    ...theirs.filter((day) => !ours.some(({ decision }) => decision === day)),
    ...ours.map(({ decision }) => decision).filter((day) => !theirs.includes(day)),
  ];
  if (differing.length === 0) return [];
  const message = `The Federal Reserve's page and content/calendar/fomc.csv differ on ${differing.sort().join(", ")}.`;
  return [
    {
      series: DECISIONS,
      verdict: "refused",
      rule: "meeting calendar",
      message,
      remedy: "Correct content/calendar/fomc.csv by federalreserve.gov/monetarypolicy/fomccalendars.htm.",
    },
  ];
}
