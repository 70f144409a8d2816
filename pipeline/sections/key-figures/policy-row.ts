import type { Desk } from "../../finance/desk.ts";
import { figuresOf } from "../../finance/figures.ts";
import { type PathMeeting, type PolicyPath, policyPathOn } from "../../finance/policy/path-on.ts";
import { tradingDayBefore } from "../../finance/trading-days.ts";
import type { Edition } from "../../model/edition.ts";
import type { Figure } from "../../model/figure.ts";
import type { IsoDate } from "../../model/unit.ts";
import { nothing, type Row, sparkOf } from "./row.ts";

const make = figuresOf("key-figures");
const ID = "policy";
/** Trading days of paths in the sparkline: prices are kept for about so long. */
const DAYS = 60;

/**
 * The rate that is priced after the last listed meeting, its change at that same meeting, and how that meeting was priced before. It has
 * no five-year range: a meeting is priced for two years at most.
 */
export function policyRow(desk: Desk, edition: Edition): Row {
  const row = { ...nothing, id: ID, name: "Policy rate priced" };
  const path = policyPathOn(desk, edition);
  const last = path?.meetings.at(-1);
  if (!path || !last) return row;
  const { decision } = last;
  const level = rateFigure("level", path, last);
  const earlier = earlierPaths(desk, edition, decision);
  const before = earlier.at(-1);
  const change =
    before?.path.asOf === desk.previousDate
      ? make.difference(`${ID}.change`, level, rateFigure("previous", before.path, before.meeting), "bp")
      : null;
  const dates = [...earlier.map((one) => one.path.asOf), path.asOf];
  const values = [...earlier.map(({ meeting }) => meeting.endPercent), last.endPercent];
  return {
    ...row,
    meeting: decision,
    level,
    freshness: "current",
    change: change && { ...change, asOf: desk.date },
    spark: sparkOf(ID, { dates, values }, level, 2),
  };
}

function rateFigure(name: string, { asOf }: PolicyPath, { endPercent, inputs }: PathMeeting): Figure {
  return make.derived(`${ID}.${name}`, {
    asOf,
    value: endPercent,
    unit: "percent",
    inputs,
    method: "rate after the last listed meeting, as priced",
  });
}

/** The same meeting as it was priced on the trading days before, oldest first. */
function earlierPaths(
  desk: Desk,
  edition: Edition,
  decision: IsoDate,
): { path: PolicyPath; meeting: PathMeeting }[] {
  const found: { path: PolicyPath; meeting: PathMeeting }[] = [];
  let day = desk.previousDate;
  for (let back = 1; back < DAYS; back += 1) {
    const path = policyPathOn(desk, edition, day);
    const meeting = path?.meetings.find((one) => one.decision === decision);
    if (path && meeting) found.unshift({ path, meeting });
    day = tradingDayBefore(day, desk.snapshot.calendars.nyse);
  }
  return found;
}
