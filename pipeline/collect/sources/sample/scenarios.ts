import { PipelineError } from "../../../errors.ts";
import { addDays, addMonths, monthOf } from "../../../finance/dates.ts";
import { tradingDays } from "../../../finance/trading-days.ts";
import type { SampleScenario } from "../../../model/sample.ts";
import type { IsoDate } from "../../../model/unit.ts";
import type { Question } from "../../source.ts";

/** The scenario of that name. @throws PipelineError scenario-unknown with all names */
export function chooseScenario(
  scenarios: Readonly<Record<string, SampleScenario>>,
  name: string,
): SampleScenario {
  const chosen = Object.hasOwn(scenarios, name) ? scenarios[name] : undefined;
  if (chosen) return chosen;
  throw new PipelineError({
    code: "scenario-unknown",
    place: "content/sample/scenarios.yaml",
    message: `There is no scenario ${JSON.stringify(name)}.`,
    remedy: `Take one of ${Object.keys(scenarios).join(", ")}.`,
  });
}

/** The last day that a scenario leaves of a series, by id; null where it leaves nothing. */
export function sceneOf(scenario: SampleScenario, question: Question): (id: string) => IsoDate | null {
  const { absent, stopped, meetings } = scenario;
  const begins = (id: string, beginnings: readonly string[]) =>
    beginnings.some((beginning) => id.startsWith(beginning));
  const end = stopped ? earlier(question, stopped.tradingDays) : question.date;
  const quoted = meetings === undefined ? () => true : quotedFor(meetings, question);
  return (id) => {
    if (begins(id, absent) || !quoted(id)) return null;
    return begins(id, stopped?.except ?? []) ? question.date : end;
  };
}

function earlier({ date, calendars: { nyse } }: Question, count: number): IsoDate {
  const weeks = addDays(date, -14);
  const days = tradingDays(weeks < nyse.knownFrom ? nyse.knownFrom : weeks, date, nyse);
  return days.at(-1 - count) ?? nyse.knownFrom;
}

/**
 * Whether policy prices that solve no more than `count` meetings hold a series: futures up to the month of the last of them, and of
 * the month after it where that has no meeting of its own; swaps of these meetings.
 */
function quotedFor(count: number, { date, meetings }: Question): (id: string) => boolean {
  const coming = meetings.meetings.filter(({ decision }) => decision > date);
  const priced = coming.slice(0, count).map(({ decision }) => decision);
  const month = monthOf(priced.at(-1) ?? date);
  const after = coming[count] && monthOf(coming[count].decision);
  const lastMonth = after === addMonths(month, 1) ? month : addMonths(month, 1);
  return (id) => {
    if (id.startsWith("ZQ.")) return id.slice(3) <= lastMonth;
    return !id.startsWith("OIS.FOMC.") || priced.includes(id.slice(9));
  };
}
