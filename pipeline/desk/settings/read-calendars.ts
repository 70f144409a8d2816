import { type FaultDetail, PipelineError } from "../../errors.ts";
import type { Holidays, MarketCalendars } from "../../model/holidays.ts";
import type { Meeting, MeetingCalendar } from "../../model/meeting.ts";
import type { IsoDate } from "../../model/unit.ts";
import type { World } from "../../world/world.ts";
import { type CalendarRow, calendarFault, readCalendarRows } from "./calendar-rows.ts";

const MARKETS = ["nyse", "sifma", "fed"] as const;
const HOLIDAYS = { place: "content/calendar/holidays.csv", header: "market,what,date" };
const MEETINGS = { place: "content/calendar/fomc.csv", header: "what,date" };

type Reading = Pick<World, "files">;

/** The closings of the three markets. @throws PipelineError config-invalid, file-missing, with every fault by its line */
export async function readHolidays(root: string, { files }: Reading): Promise<MarketCalendars> {
  return holidaysOf(await files.read(`${root}/${HOLIDAYS.place}`));
}

/** The rate decisions of the Federal Reserve. @throws PipelineError config-invalid, file-missing, with every fault by its line */
export async function readMeetings(root: string, { files }: Reading): Promise<MeetingCalendar> {
  return meetingsOf(await files.read(`${root}/${MEETINGS.place}`));
}

/** `market,what,date` rows: known-from, known-to, closed days and days with an early close of each market. */
export function holidaysOf(bytes: Uint8Array | null): MarketCalendars {
  const { rows, faults } = readCalendarRows(bytes, HOLIDAYS);
  const strangers = rows.filter(({ words: [market = ""] }) => !MARKETS.some((known) => known === market));
  refuse([
    ...faults,
    ...strangers.map(({ place, words }) =>
      calendarFault(place, `There is no market "${words[0]}": ${MARKETS.join(", ")}.`),
    ),
    ...unknownWhat(rows, (words) => words[1], ["known-from", "known-to", "closed", "early-close"]),
    ...twice(rows),
  ]);
  const marketOf = (name: string) =>
    marketCalendar(
      name,
      rows.filter(({ words }) => words[0] === name),
    );
  const [nyse, sifma, fed] = MARKETS.map(marketOf);
  refuse([nyse, sifma, fed].flatMap((market) => market!.faults));
  return { nyse: nyse!.holidays, sifma: sifma!.holidays, fed: fed!.holidays };
}

/** `what,date` rows: known-to, and a row for each decision. */
export function meetingsOf(bytes: Uint8Array | null): MeetingCalendar {
  const { rows, faults } = readCalendarRows(bytes, MEETINGS);
  refuse([
    ...faults,
    ...unknownWhat(rows, (words) => words[0], ["known-to", "regular", "projections", "unscheduled"]),
    ...twice(rows),
  ]);
  const knownTo = rows.find(({ words }) => words[0] === "known-to")?.date;
  if (knownTo === undefined) throw new PipelineError(noSpan(MEETINGS.place, "known-to"));
  const meetings = rows.filter(({ words }) => words[0] !== "known-to").map(meetingOf);
  return { knownTo, meetings: meetings.sort((a, b) => (a.decision < b.decision ? -1 : 1)) };
}

function meetingOf({ words: [what], date }: CalendarRow): Meeting {
  const kind = what === "unscheduled" ? "unscheduled" : "regular";
  return { decision: date, kind, projections: what === "projections" };
}

function marketCalendar(
  name: string,
  rows: readonly CalendarRow[],
): { holidays: Holidays; faults: FaultDetail[] } {
  const dated = (what: string): IsoDate | undefined => rows.find(({ words }) => words[1] === what)?.date;
  const listed = (what: string) => rows.filter(({ words }) => words[1] === what);
  const [closed, early] = [listed("closed"), listed("early-close")];
  const [knownFrom = "", knownTo = ""] = [dated("known-from"), dated("known-to")];
  const spans = ["known-from", "known-to"].filter((what) => !dated(what));
  const outside =
    spans.length > 0 ? [] : [...closed, ...early].filter(({ date }) => date < knownFrom || date > knownTo);
  return {
    holidays: { knownFrom, knownTo, closed: daysOf(closed), earlyClose: daysOf(early) },
    faults: [
      ...spans.map((what) => noSpan(HOLIDAYS.place, `${name},${what}`)),
      ...outside.map(({ place, date }) =>
        calendarFault(
          place,
          `${date} is not between known-from ${knownFrom} and known-to ${knownTo} of ${name}.`,
        ),
      ),
    ],
  };
}

function daysOf(rows: readonly CalendarRow[]): IsoDate[] {
  return rows.map(({ date }) => date).sort();
}

function unknownWhat(
  rows: readonly CalendarRow[],
  whatOf: (words: readonly string[]) => string | undefined,
  known: readonly string[],
): FaultDetail[] {
  return rows
    .filter(({ words }) => !known.includes(whatOf(words) ?? ""))
    .map(({ place, words }) => calendarFault(place, `"${whatOf(words)}" is none of ${known.join(", ")}.`));
}

/** A day that stands twice in one list is a slip of the hand, and so is a second known-to. */
function twice(rows: readonly CalendarRow[]): FaultDetail[] {
  const seen = new Map<string, string>();
  return rows.flatMap(({ place, words, date }) => {
    const what = words.at(-1) ?? "";
    const key = what.startsWith("known-") ? words.join(",") : [...words.slice(0, -1), date].join(",");
    const first = seen.get(key);
    seen.set(key, first ?? place);
    return first === undefined
      ? []
      : [calendarFault(place, `${key} stands here and in ${first}.`, "Keep one of the rows.")];
  });
}

function noSpan(place: string, row: string): FaultDetail {
  return calendarFault(
    place,
    `There is no row ${row},YYYY-MM-DD.`,
    "Add it: a day outside the known span is refused.",
  );
}

function refuse(faults: readonly FaultDetail[]): void {
  if (faults.length > 0) throw new PipelineError(faults);
}
