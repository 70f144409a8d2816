import type { SampleMarket } from "../../../model/sample.ts";
import { type Column, type Day, emptyColumn, published } from "./days.ts";
import type { Decision } from "./decisions.ts";
import { type Expectation, expectationOf } from "./expectation.ts";
import { choice, dayKey, streams, uniform } from "./random.ts";

/** The simulated committee: its range, the overnight rate inside it, and what the market expects of it. */
export interface Policy extends Expectation {
  readonly lower: Column;
  readonly upper: Column;
  /** As published: business days of the Federal Reserve. */
  readonly effr: Column;
  /** Every calendar day: weekends and holidays repeat the last business day's rate. */
  readonly realised: Column;
  /** What the committee decided, in bp, by the day of the announcement. */
  readonly decided: ReadonlyMap<number, number>;
  /** The day's range and rate, and its announcement if there is one; before anything else of the day. */
  step(day: Day): void;
  /** Keeps the day's wanted rate, percent. */
  want(day: Day, wantedRate: number): void;
}

export interface PolicySetting {
  readonly first: number;
  readonly rows: number;
  readonly market: SampleMarket;
  readonly decisions: readonly Decision[];
}

/**
 * A range that moves on the business day after a decision. A scheduled decision is drawn with the odds that the market gave it the day
 * before; an unscheduled one goes the whole way to the wanted rate.
 */
export function policyWalk({ first, rows, market, decisions }: PolicySetting): Policy {
  const { seed, policy } = market;
  const [lower, upper, effr] = [emptyColumn(rows), emptyColumn(rows), emptyColumn(rows)];
  const [realised, wanted, nexts] = [emptyColumn(rows), emptyColumn(rows), new Int32Array(rows)];
  const decided = new Map<number, number>();
  const expectation = expectationOf({
    first,
    decisions,
    realised,
    wanted,
    nexts,
    decided,
    policy,
    seed,
  });
  let lowerPercent = policy.startLower;
  let next = 0;

  const decide = ({ announced, scheduled }: Decision, { number, row, key }: Day): number => {
    const { start, steps } = expectation.expectedOn(number - 1, announced + 1);
    if (!scheduled) return Math.round((wanted[row - 1]! - start) * 4) * 25;
    const priced = (steps.at(-1)!.rate - start) * 4;
    const floor = Math.floor(priced);
    return (floor + (uniform(key, streams.committee) < priced - floor ? 1 : 0)) * 25;
  };

  const step = (day: Day): void => {
    const { number, row, open } = day;
    const last = decisions[next - 1];
    if (last?.effective === number) lowerPercent += decided.get(last.announced)! / 100;
    const rate = published(lowerPercent + policy.effrAbove + quarterOffset(seed, number), 100);
    lower[row] = lowerPercent;
    upper[row] = lowerPercent + 0.25;
    realised[row] = open.fed || row === 0 ? rate : realised[row - 1]!;
    if (open.fed) effr[row] = rate;
    const coming = decisions[next];
    if (coming?.announced === number) {
      decided.set(number, Math.max(-lowerPercent * 100, decide(coming, day)));
      next += 1;
    }
    nexts[row] = next;
  };

  const want = ({ row }: Day, wantedRate: number) => {
    wanted[row] = wantedRate;
  };
  return { lower, upper, effr, realised, decided, step, want, ...expectation };
}

/** EFFR sits a basis point higher or lower for a quarter at a time. */
function quarterOffset(seed: number, day: number): number {
  const key = dayKey(seed, Math.floor(day / 91));
  return [-0.01, 0, 0, 0.01][choice(key, streams.effr, 4)]!;
}
