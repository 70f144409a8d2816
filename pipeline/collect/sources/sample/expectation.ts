import type { SampleMarket } from "../../../model/sample.ts";
import type { Column } from "./days.ts";
import type { Decision } from "./decisions.ts";
import { dayKey, normal, streams } from "./random.ts";

/** The overnight rate that the market expects, as of one day. */
export interface ExpectedPath {
  /** EFFR of the day, percent; it holds until the first step. */
  readonly start: number;
  /** The rate from `effective` on, percent, until the next one's. */
  readonly steps: readonly {
    readonly announced: number;
    readonly effective: number;
    readonly rate: number;
  }[];
}

export interface Expectation {
  /** The path expected at the end of that day, for decisions announced before `upTo`. */
  expectedOn(day: number, upTo: number): ExpectedPath;
  /** Mean of the expected rate over the calendar days after `day`, up to `to`, percent. */
  meanExpected(day: number, to: number): number;
}

/** What an expectation is made from, by row. */
export interface Stance {
  readonly first: number;
  readonly decisions: readonly Decision[];
  /** EFFR on every calendar day, percent. */
  readonly realised: Column;
  /** Where the market thinks that the committee will end, percent. */
  readonly wanted: Column;
  /** Index of the first decision that is still to come. */
  readonly nexts: Int32Array;
  /** Announced steps, bp, by the day of the announcement. */
  readonly decided: ReadonlyMap<number, number>;
  readonly policy: SampleMarket["policy"];
  readonly seed: number;
}

const MOST_BP = 75;
const LEAST_RATE = 0.05;
/** Each meeting is a little likelier or less likely than the rule says, as long as it is priced. */
const LEANING_BP = 1.5;
/** From so many days before a decision on, the market makes up its mind about it. */
const SETTLING_DAYS = 45;

/** Expectations on any day of the walk: each scheduled meeting closes a share of the gap that is left to the wanted rate. */
export function expectationOf(stance: Stance): Expectation {
  const { first, decisions, realised, seed } = stance;
  // Asked on every day of the history: two columns that are filled again and again, no list of steps.
  const rates = new Float64Array(decisions.length);
  const indexes = new Int32Array(decisions.length);
  const leanings = Float64Array.from(decisions, ({ announced }) => {
    return LEANING_BP * normal(dayKey(seed, announced), streams.leaning);
  });
  const fill = (day: number, upTo: number) => fillSteps(stance, { day, upTo }, { rates, indexes, leanings });
  return {
    expectedOn(day, upTo) {
      const steps = Array.from({ length: fill(day, upTo) }, (_, at) => {
        const { announced, effective } = decisions[indexes[at]!]!;
        return { announced, effective, rate: rates[at]! };
      });
      return { start: realised[day - first]!, steps };
    },
    meanExpected(day, to) {
      const count = fill(day, to);
      let [sum, begin, rate] = [0, day + 1, realised[day - first]!];
      for (let at = 0; at < count; at += 1) {
        const end = Math.min(decisions[indexes[at]!]!.effective, to + 1);
        sum += rate * (end - begin);
        begin = end;
        rate = rates[at]!;
      }
      return (sum + rate * (to + 1 - begin)) / (to - day);
    },
  };
}

interface Scratch {
  readonly rates: Float64Array;
  readonly indexes: Int32Array;
  readonly leanings: Float64Array;
}

/** Writes the rate after each expected decision, one that is announced but not in force first. @returns how many */
function fillSteps(
  { first, decisions, realised, wanted, nexts, decided, policy: { share } }: Stance,
  { day, upTo }: { readonly day: number; readonly upTo: number },
  { rates, indexes, leanings }: Scratch,
): number {
  const row = day - first;
  const next = nexts[row]!;
  const aim = wanted[row]!;
  let rate = realised[row]!;
  let count = 0;
  const pending = decisions[next - 1];
  if (pending !== undefined && pending.effective > day) {
    rate += decided.get(pending.announced)! / 100;
    rates[count] = rate;
    indexes[count++] = next - 1;
  }
  let isNearest = true;
  for (let index = next; index < decisions.length; index += 1) {
    const { announced, scheduled, projections } = decisions[index]!;
    if (announced >= upTo) break;
    if (!scheduled) continue;
    const gapBp = (aim - rate) * 100 * (projections ? share.projections : share.plain);
    const freeBp = Math.min(MOST_BP, Math.max(-MOST_BP, gapBp + leanings[index]!));
    // Only the nearest decision settles.
    const stepBp = isNearest ? settledBp(freeBp, 1 - (announced - day) / SETTLING_DAYS) : freeBp;
    isNearest = false;
    rate = Math.max(LEAST_RATE, rate + stepBp / 100);
    rates[count] = rate;
    indexes[count++] = index;
  }
  return count;
}

/**
 * An expected step drawn towards the nearer of its two outcomes as the day comes closer: with f the part above the lower multiple of
 * 25 bp, f moves to f^8 / (f^8 + (1-f)^8) by `certainty`, 0 to 1. Continuous in the step, and 50:50 stays 50:50.
 */
export function settledBp(stepBp: number, certainty: number): number {
  if (certainty <= 0) return stepBp;
  const floor = Math.floor(stepBp / 25);
  const above = stepBp / 25 - floor;
  const [up, down] = [eighth(above), eighth(1 - above)];
  return (floor + above + (up / (up + down) - above) * certainty) * 25;
}

function eighth(value: number): number {
  const fourth = value * value * value * value;
  return fourth * fourth;
}
