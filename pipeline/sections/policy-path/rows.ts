import { figuresOf } from "../../finance/figures.ts";
import { meetingOdds, type Outcome, oddsBy } from "../../finance/policy/odds.ts";
import type { PathMeeting, PolicyPath } from "../../finance/policy/path-on.ts";
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
}

/** One row a meeting. */
export function rowsOf(measure: Measure): Row[] {
  const rows: Row[] = [];
  for (const meeting of measure.path.meetings)
    rows.push(
      rowOf(
        meeting,
        measure,
        rows.map(({ step }) => step),
      ),
    );
  return rows;
}

/** How a rate was found, in words. */
export const methods = {
  futures: "bootstrap of monthly average rates, 100 - price, meeting by meeting",
  ois: "overnight rate that compounds to the meeting-dated OIS rate",
} as const;

function rowOf(meeting: PathMeeting, measure: Measure, earlier: readonly Figure[]): Row {
  const { path, effr, rangeLower, direction } = measure;
  const { input, asOf } = path;
  const { decision, effective, inputs, misfitBp, uncertaintyBp } = meeting;
  const make =
    (name: string, from: readonly Input[], method: string) => (unit: Figure["unit"], value: number) =>
      own.derived(`${name}.${decision}`, { asOf, value, unit, inputs: from, method });
  const rate = make("rate", inputs, methods[input])("percent", meeting.endPercent);
  const step = make("step", inputs, "rate after less rate before, percent to bp")("bp", meeting.stepBp);
  const steps = [...earlier, step];
  const cumulative = make("cumulative", [rate, effr], "rate after less effective rate, percent to bp");
  const chance = make("chance", [step], "step / 25 bp between the two nearest whole moves");
  const by = make("by", steps, "convolution of the meetings' outcomes up to this one");
  const floorBp = rangeLower ? -rangeLower.value * 100 : Number.NEGATIVE_INFINITY;
  const oddsThen = oddsBy(steps.map(({ value }) => value));
  const misfit = make("misfit", compared(meeting), "own contract's mean less the path's mean, percent to bp");
  const uncertainty = make("uncertainty", inputs, "0.25 bp times the weight of a price in the step");
  const odds = meetingOdds(step.value);
  return {
    decision,
    effective,
    rate,
    step,
    cumulative: cumulative("bp", (meeting.endPercent - effr.value) * 100),
    chance: chance("probability", chanceToward(odds, direction)),
    outcomes: odds.map((outcome) => outcomeFigures(outcome, decision, step)),
    by: by("probability", chanceToward(oddsThen, direction, floorBp)),
    misfit: misfitBp === null ? null : misfit("bp", misfitBp),
    uncertainty: uncertaintyBp === null ? null : uncertainty("bp", uncertaintyBp),
  };
}

/** What a misfit is made of: the path, and the contract that was not needed for it. */
function compared({ inputs, unused }: PathMeeting): readonly Input[] {
  return unused ? [...inputs, unused] : inputs;
}

/** Probability of a sum of moves in the path's direction, 0 to 100; of a cut where the path is flat. No range lies below zero. */
function chanceToward(
  odds: readonly Outcome[],
  direction: Direction,
  floorBp = Number.NEGATIVE_INFINITY,
): number {
  const toward = (moveBp: number) =>
    direction === "tightening" ? moveBp > 0 : Math.max(floorBp, moveBp) < 0;
  return 100 * odds.reduce((sum, { moveBp, probability }) => sum + (toward(moveBp) ? probability : 0), 0);
}

function outcomeFigures(
  { moveBp, probability }: Outcome,
  decision: string,
  step: Figure,
): Row["outcomes"][number] {
  const side = moveBp <= step.value ? "lower" : "upper";
  const make = (name: string, unit: Figure["unit"], value: number) =>
    own.derived(`outcome.${decision}.${side}.${name}`, {
      value,
      unit,
      inputs: [step],
      method: "step / 25 bp between the two nearest whole moves",
    });
  return {
    move: make("move", "bp", moveBp),
    probability: make("probability", "probability", probability * 100),
  };
}
