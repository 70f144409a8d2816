import { figuresOf } from "../../finance/figures.ts";
import { type Chances, chancesOf, meetingOdds, type Outcome } from "../../finance/policy/odds.ts";
import type { PathMeeting, PolicyPath } from "../../finance/policy/path-on.ts";
import { roundHalfAway } from "../../finance/rounding.ts";
import type { Figure, Input } from "../../model/figure.ts";
import type { Row, View } from "./view.ts";

export const own = figuresOf("policy-path");
export type Direction = View["direction"];

/**
 * Where a path mainly goes: the larger of its lowest and highest distance from today's rate, or from its own start where a decision is
 * not in that rate yet; under 1 bp it is flat.
 */
export function directionOf({ effr, pending, meetings }: PolicyPath): Direction {
  const base = pending ? meetings[0]!.startPercent : effr.value;
  const distances = meetings.map(({ endPercent }) => (endPercent - base) * 100);
  const [lowest, highest] = [Math.min(...distances), Math.max(...distances)];
  if (Math.max(-lowest, highest) < 1) return "flat";
  return -lowest >= highest ? "easing" : "tightening";
}

/** What all rows of a path are measured by. */
export interface Measure {
  readonly path: PolicyPath;
  readonly effr: Figure;
  /** Lower limit of today's target range, where it is known and stands. */
  readonly rangeLower: Figure | null;
  readonly direction: Direction;
  /** The path of the trading day before, where there was one. */
  readonly before: PolicyPath | null;
}

/** One row a meeting. */
export function rowsOf(measure: Measure): Row[] {
  const { path, rangeLower, direction } = measure;
  const lowerBp = rangeLower ? rangeLower.value * 100 : null;
  const chances = chancesOf(
    path.meetings.map(({ stepBp }) => stepBp),
    towardOf(direction),
    lowerBp,
  );
  const rows: Row[] = [];
  for (const [index, meeting] of path.meetings.entries()) {
    const earlier = rows.map(({ step }) => step);
    rows.push(rowOf(meeting, measure, { earlier, chances: chances[index]! }));
  }
  return rows;
}

/** Of a flat path, cuts are told. */
export function towardOf(direction: Direction): "cuts" | "hikes" {
  return direction === "tightening" ? "hikes" : "cuts";
}

/** How a rate was found, in words. */
export const methods = {
  futures: "bootstrap of monthly average rates, 100 - price, meeting by meeting",
  ois: "overnight rate that compounds to the meeting-dated OIS rate",
  "tenor-ois": "overnight rates between meetings that reprice all tenor OIS, least squares",
} as const;

/** The steps of the meetings before, and what all steps up to this one make of it. */
interface Place {
  readonly earlier: readonly Figure[];
  readonly chances: Chances;
}

function rowOf(meeting: PathMeeting, measure: Measure, { earlier, chances }: Place): Row {
  const { path, effr } = measure;
  const { input, asOf } = path;
  const { decision, effective, inputs, misfitBp, uncertaintyBp } = meeting;
  const make =
    (name: string, from: readonly Input[], method: string) => (unit: Figure["unit"], value: number) =>
      own.derived(`${name}.${decision}`, { asOf, value, unit, inputs: from, method });
  const rate = make("rate", inputs, methods[input])("percent", meeting.endPercent);
  const step = make("step", inputs, "rate after less rate before, percent to bp")("bp", meeting.stepBp);
  const steps = [...earlier, step];
  const cumulative = make("cumulative", [rate, effr], "rate after less effective rate, percent to bp");
  const chance = make("chance", [step], CHANCE)("probability", chances.at * 100);
  const by = make("by", steps, "convolution of the meetings' outcomes up to this one");
  const expected = make(
    "expected",
    steps,
    "sum of the steps up to this one / 25 bp, in the path's direction",
  );
  const misfit = make("misfit", compared(meeting), "own contract's mean less the path's mean, percent to bp");
  const uncertainty = make("uncertainty", inputs, "0.25 bp times the largest weight of a price in the step");
  return {
    decision,
    effective,
    rate,
    step,
    cumulative: cumulative("bp", (meeting.endPercent - effr.value) * 100),
    chance,
    outcomes: meetingOdds(step.value).map((outcome, place) =>
      outcomeFigures(outcome, `${decision}.${place === 0 ? "lower" : "upper"}`, step),
    ),
    by: by("probability", chances.by * 100),
    expected: expected("moves", chances.expectedMoves),
    misfit: misfitBp === null ? null : misfit("bp", misfitBp),
    uncertainty: uncertaintyBp === null ? null : uncertainty("bp", uncertaintyBp),
    ...changesOf(measure, { decision, rate, step, chance }),
  };
}

const CHANCE = "step / 25 bp between the two nearest whole moves";
type Dated = Pick<Row, "decision" | "rate" | "step" | "chance">;

const NOTHING_BEFORE = {
  before: null,
  rateChange: null,
  stepChange: null,
  chanceChange: null,
  chanceMoved: false,
} as const;

/** Rate, step and chance of a meeting against what the trading day before priced for the same one. */
function changesOf(
  { before, direction }: Measure,
  { decision, rate, step, chance }: Dated,
): Pick<Row, "before" | "rateChange" | "stepChange" | "chanceChange" | "chanceMoved"> {
  const same = before?.meetings.find((meeting) => meeting.decision === decision);
  if (!before || !same) return NOTHING_BEFORE;
  const make = (name: string, { unit, method }: Figure, value: number) =>
    own.derived(`before-${name}.${decision}`, {
      asOf: before.asOf,
      value,
      unit,
      inputs: same.inputs,
      method,
    });
  const [chances] = chancesOf([same.stepBp], towardOf(direction));
  const was = {
    rate: make("rate", rate, same.endPercent),
    step: make("step", step, same.stepBp),
    chance: make("chance", chance, chances!.at * 100),
  };
  return {
    before: was,
    rateChange: own.difference(`rate-change.${decision}`, rate, was.rate, "bp"),
    stepChange: own.difference(`step-change.${decision}`, step, was.step),
    chanceChange: own.difference(`chance-change.${decision}`, chance, was.chance),
    chanceMoved: roundHalfAway(chance.value, 0) !== roundHalfAway(was.chance.value, 0),
  };
}

/** What a misfit is made of: the path, and the contract that was not needed for it. */
function compared({ inputs, unused }: PathMeeting): readonly Input[] {
  return unused ? [...inputs, unused] : inputs;
}

function outcomeFigures(
  { moveBp, probability }: Outcome,
  place: string,
  step: Figure,
): Row["outcomes"][number] {
  const make = (name: string, unit: Figure["unit"], value: number) =>
    own.derived(`outcome.${place}.${name}`, {
      value,
      unit,
      inputs: [step],
      method: CHANCE,
    });
  return {
    move: make("move", "bp", moveBp),
    probability: make("probability", "probability", probability * 100),
  };
}
