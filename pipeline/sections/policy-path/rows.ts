import type { Desk } from "../../finance/desk.ts";
import { figuresOf } from "../../finance/figures.ts";
import { MOVE_BP, meetingOdds, type Outcome, oddsBy } from "../../finance/policy/odds.ts";
import type { PathMeeting, PolicyPath } from "../../finance/policy/path-on.ts";
import type { Figure } from "../../model/figure.ts";
import type { Row, View } from "./view.ts";

const own = figuresOf("policy-path");
type Direction = View["direction"];

/** Where a path mainly goes: the larger of its lowest and highest distance from today's rate; under 1 bp it is flat. */
export function directionOf({ effr, meetings }: PolicyPath): Direction {
  const distances = meetings.map(({ endPercent }) => (endPercent - effr.value) * 100);
  const [lowest, highest] = [Math.min(...distances), Math.max(...distances)];
  if (Math.max(-lowest, highest) < 1) return "flat";
  return -lowest >= highest ? "easing" : "tightening";
}

/** One row a meeting. */
export function rowsOf(path: PolicyPath, direction: Direction): Row[] {
  const effr = effrOf(path);
  return path.meetings.map((meeting, index) =>
    rowOf(meeting, path, {
      effr,
      direction,
      steps: path.meetings.slice(0, index + 1).map(({ stepBp }) => stepBp),
    }),
  );
}

function effrOf({ effr }: PolicyPath): Figure {
  return own.observed("effr", effr);
}

function rowOf(
  meeting: PathMeeting,
  { input, asOf }: PolicyPath,
  { effr, direction, steps }: { effr: Figure; direction: Direction; steps: readonly number[] },
): Row {
  const { decision, prices, misfitBp, uncertaintyBp } = meeting;
  const from = { asOf, inputs: prices.length > 0 ? prices : [effr] };
  const method =
    input === "futures"
      ? "bootstrap of monthly average rates, 100 - price, meeting by meeting"
      : "overnight rate that compounds to the meeting-dated OIS rate";
  const rate = own.derived(`rate.${decision}`, {
    ...from,
    value: meeting.endPercent,
    unit: "percent",
    method,
  });
  const toward = (outcomes: readonly Outcome[]) =>
    100 *
    outcomes.reduce(
      (sum, { moveBp, probability }) => sum + (isToward(moveBp, direction) ? probability : 0),
      0,
    );
  const step = own.derived(`step.${decision}`, {
    ...from,
    value: meeting.stepBp,
    unit: "bp",
    method: "rate after less rate before the meeting, percent to bp",
  });
  const bp = (name: string, value: number | null, how: string) =>
    value === null ? null : own.derived(`${name}.${decision}`, { ...from, value, unit: "bp", method: how });
  return {
    decision,
    effective: meeting.effective,
    rate,
    step,
    cumulative: own.derived(`cumulative.${decision}`, {
      asOf,
      value: (meeting.endPercent - effr.value) * 100,
      unit: "bp",
      inputs: [rate, effr],
      method: "rate after the meeting less the effective rate, percent to bp",
    }),
    chance: own.derived(`chance.${decision}`, {
      asOf,
      value: toward(meetingOdds(meeting.stepBp)),
      unit: "probability",
      inputs: [step],
      method: "step / 25 bp between the two nearest whole moves",
    }),
    by: own.derived(`by.${decision}`, {
      asOf,
      value: toward(oddsBy(steps)),
      unit: "probability",
      inputs: [step],
      method: "convolution of the meetings' outcomes up to this one",
    }),
    misfit: bp("misfit", misfitBp, "own contract's mean less the path's mean, percent to bp"),
    uncertainty: bp("uncertainty", uncertaintyBp, "0.25 bp in a price times its weight in the step"),
  };
}

function isToward(moveBp: number, direction: Direction): boolean {
  return direction === "tightening" ? moveBp > 0 : moveBp < 0;
}

/** The summary numbers of a path. */
export function summaryOf(
  { path, before }: { path: PolicyPath; before: PolicyPath | null },
  rows: readonly Row[],
  direction: Direction,
  desk: Desk,
) {
  const effr = effrOf(path);
  const last = rows.at(-1)!;
  const { asOf } = path;
  const sign = direction === "tightening" ? 1 : -1;
  const stepSum = own.derived("step-sum", {
    asOf,
    value: rows.reduce((sum, { step }) => sum + step.value, 0),
    unit: "bp",
    inputs: rows.map(({ step }) => step),
    method: "sum of the steps",
  });
  const moves = own.derived("moves", {
    asOf,
    value: (sign * last.cumulative.value) / MOVE_BP,
    unit: "moves",
    inputs: [last.cumulative],
    method: "cumulative / 25 bp",
  });
  return {
    effr,
    rangeLower: own.observed("range-lower", desk.latest("US.FED.TARGET.LOWER")),
    rangeUpper: own.observed("range-upper", desk.latest("US.FED.TARGET.UPPER")),
    total: last.cumulative,
    stepSum,
    moves,
    terminal: terminalOf(rows, direction),
    biggest: rows.reduce((most, row) => (Math.abs(row.step.value) > Math.abs(most.step.value) ? row : most)),
    likely: rows.find(({ chance }) => direction !== "flat" && chance.value > 50) ?? null,
    change: changeOf(last, before, asOf),
  };
}

/** The first meeting at which the path is lowest, or highest where it mainly rises. */
function terminalOf(rows: readonly Row[], direction: Direction): View["terminal"] {
  const beyond =
    direction === "tightening" ? (a: number, b: number) => a > b : (a: number, b: number) => a < b;
  const row = rows.reduce((most, one) => (beyond(one.rate.value, most.rate.value) ? one : most));
  return { row, kind: direction === "tightening" ? "peak" : "trough", endOfHorizon: row === rows.at(-1) };
}

/** The last listed rate against what the day before priced for the same meeting; null where it did not reach so far. */
function changeOf({ decision, rate }: Row, before: PolicyPath | null, asOf: string): Figure | null {
  const same = before?.meetings.find((meeting) => meeting.decision === decision);
  if (!before || !same) return null;
  const earlier = own.derived("rate-before", {
    asOf: before.asOf,
    value: same.endPercent,
    unit: "percent",
    inputs: same.prices.length > 0 ? same.prices : [before.effr],
    method: rate.method,
  });
  const change = own.difference("change", rate, earlier, "bp");
  return { ...change, asOf };
}
