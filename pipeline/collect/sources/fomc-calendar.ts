import { byDate, columnsOf } from "../read/dated-rows.ts";
import { looseTextOf, onlyPage } from "../read/page-text.ts";
import { quoted } from "../read/quoted.ts";
import { readingOf, shapeChanged } from "../read/refusal.ts";
import type { Page, Wanted, WireFormat } from "../wire-format.ts";
import { type Decision, type Meeting, meetingsIn } from "./fomc-calendar/meetings.ts";
import { panelsIn } from "./fomc-calendar/panels.ts";

const PLACE = "https://www.federalreserve.gov/monetarypolicy/fomccalendars.htm";
const SYMBOL = "decisions";
/** Scheduled decisions a year. */
const USUAL = 8;

/**
 * Days of scheduled rate decisions, past and announced. The one symbol is `decisions`: 1 on a decision day, 2 on one with new
 * projections (*). Notation votes, unscheduled and cancelled meetings are left out and remarked on.
 */
export const fomcCalendar: WireFormat = {
  id: "fomc-calendar",
  lagDays: 0,
  errands: (wanted) =>
    wanted.length === 0 ? [] : [{ pages: [{ url: PLACE, limitBytes: 2_000_000, gapMs: 1000 }], wanted }],
  read: (pages, { wanted }) => readingOf(() => readDecisions(onlyPage(pages), wanted)),
};

function readDecisions(page: Page, wanted: readonly Wanted[]) {
  const meetings = allMeetings(looseTextOf(page, "the FOMC's calendar"));
  const decisions = meetings.filter((meeting) => "value" in meeting).sort(byDate);
  if (decisions.length === 0) throw shapeChanged("The panels of the page hold no scheduled meeting.");
  const twice = decisions.find(({ date }, index) => decisions[index - 1]?.date === date);
  if (twice) throw shapeChanged(`The decision of ${twice.date} stands there twice.`);
  const known = wanted.filter(({ symbol }) => symbol === SYMBOL);
  const unknown = wanted.filter(({ symbol }) => symbol !== SYMBOL);
  return {
    rows: known.map(({ series }) => ({ series, ...columnsOf(decisions) })),
    remarks: [
      ...meetings.flatMap((meeting) => ("remark" in meeting ? [meeting.remark] : [])),
      ...unusualYears(decisions),
      ...unknown.map(({ series, symbol }) => {
        return `${series} asks for ${quoted(symbol)}; the calendar has only decisions.`;
      }),
    ],
  };
}

function allMeetings(html: string): readonly Meeting[] {
  if (!/<\/html>/i.test(html)) throw shapeChanged("The page does not end with </html>: it is cut short.");
  const panels = panelsIn(html).filter(({ pieces }) => pieces.length > 0);
  if (panels.length === 0) throw shapeChanged("The page has no panel with meetings of a year.");
  return panels.flatMap(meetingsIn);
}

function unusualYears(decisions: readonly Decision[]): string[] {
  const byYear = Map.groupBy(decisions, ({ date }) => date.slice(0, 4));
  return [...byYear]
    .filter(([, days]) => days.length !== USUAL)
    .map(([year, days]) => `${year} has ${days.length} scheduled decisions where ${USUAL} are usual.`);
}
