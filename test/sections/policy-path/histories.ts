import { addMonths, monthOf } from "../../../pipeline/finance/dates.ts";
import { type Desk, deskOf } from "../../../pipeline/finance/desk.ts";
import { tradingDayAfter } from "../../../pipeline/finance/trading-days.ts";
import type { Snapshot } from "../../../pipeline/model/snapshot.ts";
import type { IsoDate } from "../../../pipeline/model/unit.ts";
import { dailyRate, meanOf } from "../../finance/policy/markets.ts";
import { calendars, meetings, seriesOf, snapshotOf } from "../../support/snapshots.ts";

const { fed } = calendars;
const EFFR = 4.33;
const MOVE = 25;

/** Steps of the coming meetings as a day prices them, bp; as many meetings are priced. */
type StepsOn = (day: IsoDate, index: number) => readonly number[];

interface Apart {
  /** Days without a price. */
  readonly without?: readonly IsoDate[];
  /** A decision that cut the rate by a quarter point: in the prices from its own day on, in EFFR from the business day after. */
  readonly cutOn?: IsoDate;
}

/**
 * Many days of futures, each with its own path on one effective rate that never moves but by `cutOn`: what else was decided in between
 * left it where it is.
 */
export function historyOn(
  days: readonly IsoDate[],
  stepsOn: StepsOn,
  { without = [], cutOn }: Apart = {},
): { readonly desk: Desk; readonly snapshot: Snapshot } {
  const prices = new Map<string, Record<IsoDate, number>>();
  for (const [index, day] of days.entries()) {
    if (without.includes(day)) continue;
    const taken = cutOn !== undefined && cutOn <= day ? cutOn : undefined;
    for (const [month, price] of contractsOn(day, stepsOn(day, index), taken))
      prices.set(month, { ...prices.get(month), [day]: price });
  }
  const date = days.at(-1)!;
  const fixings: Record<IsoDate, number> = {};
  const first = `${addMonths(monthOf(days[0]!), -2)}-01`;
  for (let day = tradingDayAfter(first, fed); day <= date; day = tradingDayAfter(day, fed))
    fixings[day] = cutOn !== undefined && cutOn < day ? EFFR - MOVE / 100 : EFFR;
  const limit = (side: string, percent: number) =>
    seriesOf(`US.FED.TARGET.${side}`, { [date]: percent }, { calendar: "every-day" });
  const snapshot = snapshotOf(date, [
    seriesOf("US.EFFR", fixings, { calendar: "fed" }),
    limit("LOWER", 4.25),
    limit("UPPER", 4.5),
    ...[...prices].map(([month, rows]) => seriesOf(`ZQ.${month}`, rows, { unit: "price", calendar: "nyse" })),
  ]);
  return { desk: deskOf(snapshot, { missedDays: 1, coverage: 0.8 }), snapshot };
}

/** The contracts from a day's month to the one of the last meeting that it prices. */
function contractsOn(
  day: IsoDate,
  steps: readonly number[],
  cutOn?: IsoDate,
): readonly (readonly [string, number])[] {
  const ahead = meetings.meetings.map(({ decision }) => decision).filter((decision) => decision > day);
  const priced = steps.map((step, index) => [ahead[index]!, step] as const);
  const taken = cutOn === undefined ? [] : [[cutOn, -MOVE] as const];
  const rateOn = dailyRate(EFFR, new Map([...taken, ...priced]));
  const changing = (month: string) => ahead.some((decision) => monthOf(decision) === month);
  const lastMeeting = monthOf(priced.at(-1)![0]);
  const contracts: (readonly [string, number])[] = [];
  for (let month = monthOf(day); month <= addMonths(lastMeeting, 1); month = addMonths(month, 1)) {
    if (month > lastMeeting && changing(month)) break;
    contracts.push([month, 100 - meanOf(month, rateOn)]);
  }
  return contracts;
}
