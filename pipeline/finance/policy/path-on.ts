import type { Edition } from "../../model/edition.ts";
import type { MeetingCalendar } from "../../model/meeting.ts";
import type { Observation } from "../../model/series.ts";
import type { IsoDate } from "../../model/unit.ts";
import { addDays, addMonths, daysInMonth, monthOf } from "../dates.ts";
import type { Desk } from "../desk.ts";
import { tradingDayAfter } from "../trading-days.ts";
import { overnightOf } from "./dated-ois.ts";
import { futuresPath } from "./futures-path.ts";

/** One meeting of a path, whatever it was priced from. */
export interface PathMeeting {
  readonly decision: IsoDate;
  readonly effective: IsoDate;
  readonly startPercent: number;
  readonly endPercent: number;
  readonly stepBp: number;
  readonly misfitBp: number | null;
  readonly uncertaintyBp: number | null;
  /** The prices that this meeting's rates come from. */
  readonly prices: readonly Observation[];
}

/** The policy path as priced on one day. */
export interface PolicyPath {
  readonly input: "futures" | "ois";
  readonly asOf: IsoDate;
  readonly effr: Observation;
  readonly meetings: readonly PathMeeting[];
}

/** Contracts that a path may need, and how long before the issue they are looked at for a history of paths. */
const MONTHS_AHEAD = 24;
const HISTORY_DAYS = 100;

/** The series behind a path; every section that shows one asks for the same. */
export function policyNeeds(
  { policy }: Edition,
  date: IsoDate,
  meetings: MeetingCalendar,
): readonly { readonly series: string; readonly from: IsoDate }[] {
  const from = addDays(date, -HISTORY_DAYS);
  const rates = ["US.EFFR", "US.FED.TARGET.LOWER", "US.FED.TARGET.UPPER"].map((series) => ({
    series,
    from: addDays(from, -70),
  }));
  const contracts = Array.from(
    { length: MONTHS_AHEAD + 4 },
    (_, index) => `ZQ.${addMonths(monthOf(from), index)}`,
  );
  const decisions = meetings.meetings
    .filter(({ decision }) => decision > from && monthOf(decision) <= addMonths(monthOf(date), MONTHS_AHEAD))
    .map(({ decision }) => `OIS.FOMC.${decision}`);
  return policy.input === "futures"
    ? [...rates, ...contracts.map((series) => ({ series, from }))]
    : [...rates, ...decisions.map((series) => ({ series, from }))];
}

/**
 * The path as of a day of the snapshot, from prices of that very day: an older price is not used. Null where there is no EFFR or no
 * meeting with a price.
 */
export function policyPathOn(desk: Desk, edition: Edition, asOf: IsoDate = desk.date): PolicyPath | null {
  const effr = desk.latest("US.EFFR", asOf);
  if (!effr) return null;
  const { input } = edition.policy;
  const meetings = input === "futures" ? futuresMeetings(desk, asOf, effr) : oisMeetings(desk, asOf, effr);
  return meetings.length === 0 ? null : { input, asOf, effr, meetings };
}

function futuresMeetings(desk: Desk, asOf: IsoDate, effr: Observation): readonly PathMeeting[] {
  const quotes = new Map<string, Observation>();
  for (let ahead = 0; ahead <= MONTHS_AHEAD; ahead += 1) {
    const month = addMonths(monthOf(asOf), ahead);
    const quote = desk.on(`ZQ.${month}`, asOf);
    if (quote) quotes.set(month, quote);
  }
  const { meetings: calendar, calendars } = desk.snapshot;
  const prices = new Map([...quotes].map(([month, { value }]) => [month, value]));
  const realisedMean = (month: string) => realisedMeanOf(desk, month);
  const path = futuresPath({ asOf, prices, calendar, fed: calendars.fed, effr: effr.value, realisedMean });
  return path.map(({ months, ...meeting }) => ({
    ...meeting,
    prices: months.flatMap((month) => quotes.get(month) ?? []),
  }));
}

/** Mean of a month's EFFR over calendar days: a day without one repeats the business day before. Null where the month begins unknown. */
function realisedMeanOf(desk: Desk, month: string): number | null {
  const days = daysInMonth(month);
  let sum = 0;
  for (let day = 1; day <= days; day += 1) {
    const rate = desk.latest("US.EFFR", `${month}-${String(day).padStart(2, "0")}`);
    if (!rate || rate.date < addDays(`${month}-01`, -7)) return null;
    sum += rate.value;
  }
  return sum / days;
}

/** Meeting-dated OIS, each from one decision's effective date to the next one's; the list ends where quotes end. */
function oisMeetings(desk: Desk, asOf: IsoDate, effr: Observation): readonly PathMeeting[] {
  const { meetings: calendar, calendars } = desk.snapshot;
  const ahead = calendar.meetings
    .map(({ decision }) => decision)
    .filter((decision) => decision > asOf)
    .sort();
  const listed: PathMeeting[] = [];
  for (const [index, decision] of ahead.entries()) {
    const quote = desk.on(`OIS.FOMC.${decision}`, asOf);
    const next = ahead[index + 1];
    if (!quote || next === undefined) break;
    const [from, to] = [tradingDayAfter(decision, calendars.fed), tradingDayAfter(next, calendars.fed)];
    const startPercent = listed.at(-1)?.endPercent ?? effr.value;
    const endPercent = overnightOf(quote.value, { from, to, fed: calendars.fed });
    listed.push({
      decision,
      effective: from,
      startPercent,
      endPercent,
      stepBp: (endPercent - startPercent) * 100,
      misfitBp: null,
      uncertaintyBp: null,
      prices: [quote],
    });
  }
  return listed;
}
