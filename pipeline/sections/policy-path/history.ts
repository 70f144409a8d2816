import { addDays } from "../../finance/dates.ts";
import type { Desk } from "../../finance/desk.ts";
import type { PathMeeting, PolicyPath } from "../../finance/policy/path-on.ts";
import {
  freshExtreme,
  type PricedHistory,
  pricedHistory,
  sinceMoved,
} from "../../finance/policy/priced-history.ts";
import type { LineChart } from "../../model/chart.ts";
import type { Edition } from "../../model/edition.ts";
import type { Figure } from "../../model/figure.ts";
import type { Window } from "../../model/series.ts";
import type { IsoDate } from "../../model/unit.ts";
import { type Direction, own } from "./rows.ts";
import type { Row, View } from "./view.ts";

/** Fewer values are no history; of a single meeting, which text alone tells, fewer than these are not worth a chart. */
const LEAST_DAYS = 10;
const LEAST_OF_ONE = 20;

export const SUM = "rate priced after the meeting less the day's effective rate, percent to bp";

interface Today {
  readonly path: PolicyPath;
  readonly rows: readonly Row[];
  readonly direction: Direction;
}

/** What was priced by one meeting on the days before, as a line; null where too few days tell it. */
export function historyOf(desk: Desk, edition: Edition, today: Today): Pick<View, "history" | "stored"> {
  const { rows } = today;
  // Today has a path, so it has a history of one day at least.
  const priced = pricedHistory(desk, edition)!;
  const { decision } = priced;
  const told = toldIn(priced);
  const stored = { days: told.length, decision };
  if (told.length < (rows.length === 1 ? LEAST_OF_ONE : LEAST_DAYS)) return { history: null, stored };
  const stretch = toldIn(sinceMoved(priced));
  const windows = windowsOf(desk, priced.dates[0]!, meetingOf(today, decision));
  const ends = { ...extremesOf(stretch, today, windows), end: endOf(today, priced, windows) };
  const isLast = decision === rows.at(-1)!.decision;
  return {
    stored,
    history: {
      decision,
      isLast,
      commonPercent: isLast || !priced.isCommon ? null : Math.round(desk.patience.coverage * 100),
      ...freshOf(priced, today.direction),
      days: told.length,
      decided: priced.decidedOn.length > 0,
      movedOn: priced.movedOn,
      stretch: { first: stretch[0]!.date, days: stretch.length },
      low: ends.low,
      high: ends.high,
      chart: chartOf(priced, ends),
    },
  };
}

interface Told {
  readonly date: IsoDate;
  readonly sum: number;
}

/** The days that have a sum. */
function toldIn({ dates, sumsBp }: Pick<PricedHistory, "dates" | "sumsBp">): readonly Told[] {
  return sumsBp.flatMap((sum, index) => (sum === null ? [] : [{ date: dates[index]!, sum }]));
}

/** The lowest and the highest of these days; null where that is today's. */
function extremesOf(told: readonly Told[], { path }: Today, windows: readonly Window[]): Omit<Ends, "end"> {
  const figure = (name: string, { date, sum }: Told) =>
    date === path.asOf
      ? null
      : own.derived(`priced-${name}`, { asOf: date, value: sum, unit: "bp", inputs: windows, method: SUM });
  return {
    low: figure(
      "low",
      told.reduce((least, one) => (one.sum < least.sum ? one : least)),
    ),
    high: figure(
      "high",
      told.reduce((most, one) => (one.sum > most.sum ? one : most)),
    ),
  };
}

function meetingOf({ path }: Today, decision: IsoDate): PathMeeting {
  return path.meetings.find((meeting) => meeting.decision === decision)!;
}

/** The stored prices that today's rate at that meeting comes from, and the effective rate. */
export function windowsOf(desk: Desk, from: IsoDate, { inputs }: PathMeeting): readonly Window[] {
  const ids = inputs.flatMap((input) => ("date" in input ? [input.series] : []));
  return [...new Set([...ids, "US.EFFR"])].flatMap(
    (series) => desk.history(series, { after: addDays(from, -1) })?.window ?? [],
  );
}

/** Today's sum is the row's own figure, but for a pending decision: then it is measured from the rate which that leaves. */
function endOf(
  { path, rows }: Today,
  { decision, sumsBp }: PricedHistory,
  windows: readonly Window[],
): Figure {
  if (!path.pending) return rows.find((row) => row.decision === decision)!.cumulative;
  const method = "sum of the steps up to the meeting";
  return own.derived("priced-now", {
    asOf: path.asOf,
    value: sumsBp.at(-1)!,
    unit: "bp",
    inputs: windows,
    method,
  });
}

/** The most of a path's own direction is its lowest sum where it eases, its highest where it tightens; what was delivered is not compared. */
function freshOf(
  priced: PricedHistory,
  direction: Direction,
): { readonly extreme: "most" | "least" | null; readonly since: IsoDate | null } {
  const fresh = freshExtreme(sinceMoved(priced));
  const isThatWay = direction === "easing" ? priced.sumsBp.at(-1)! < 0 : priced.sumsBp.at(-1)! > 0;
  if (!fresh || direction === "flat" || !isThatWay) return { extreme: null, since: null };
  const isMost = (fresh.kind === "lowest") === (direction === "easing");
  return { extreme: isMost ? "most" : "least", since: fresh.since };
}

interface Ends {
  readonly low: Figure | null;
  readonly high: Figure | null;
  readonly end: Figure;
}

function chartOf({ dates, sumsBp }: PricedHistory, { low, high, end }: Ends): LineChart {
  const point = (name: string, figure: Figure | null) => (figure ? [{ name, figure }] : []);
  return {
    kind: "line",
    id: "policy-path-history",
    unit: "bp",
    decimals: 1,
    dates: [...dates],
    values: [...sumsBp],
    end,
    levels: [],
    points: [...point("low", low), ...point("high", high)],
    bands: [],
  };
}
