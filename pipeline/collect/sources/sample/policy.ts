import type { SampleMarket } from "../../../model/sample.ts";
import { type Column, type Day, emptyColumn, published } from "./days.ts";
import type { Decision } from "./decisions.ts";
import { choice, dayKey, streams, uniform } from "./random.ts";

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

/** The simulated committee: its range, the overnight rate inside it, and what the market expects of it. */
export interface Policy {
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
  /** The path expected at the end of that day, for decisions announced before `upTo`. */
  expectedOn(day: number, upTo: number): ExpectedPath;
}

export interface PolicySetting {
  readonly first: number;
  readonly rows: number;
  readonly market: SampleMarket;
  readonly decisions: readonly Decision[];
}

const MOST_BP = 75;
/** From so many days before a decision on, the market makes up its mind about it. */
const SETTLING_DAYS = 45;

export function policyWalk({ first, rows, market, decisions }: PolicySetting): Policy {
  const { seed, policy } = market;
  const [lower, upper, effr, realised, wanted] = Array.from({ length: 5 }, () =>
    emptyColumn(rows),
  ) as Column[];
  const nexts = new Int32Array(rows);
  const decided = new Map<number, number>();
  let lowerPercent = policy.startLower;
  let next = 0;

  const expectedOn = (day: number, upTo: number): ExpectedPath => {
    const row = day - first;
    const start = realised![row]!;
    const from = nexts[row]!;
    const pending = decisions[from - 1];
    const isPending = pending !== undefined && pending.effective > day;
    const rate = isPending ? start + decided.get(pending.announced)! / 100 : start;
    const before = isPending ? [{ announced: pending.announced, effective: pending.effective, rate }] : [];
    const upcoming = { day, rate, wanted: wanted![row]!, from, upTo };
    return { start, steps: [...before, ...expectedSteps(upcoming, decisions, policy.share)] };
  };

  const decide = (decision: Decision, day: Day): number => {
    const yesterday = expectedOn(day.number - 1, decision.announced + 1);
    const rate = yesterday.start;
    if (!decision.scheduled) return Math.round((wanted![day.row - 1]! - rate) * 4) * 25;
    const priced = (yesterday.steps.at(-1)!.rate - rate) * 100;
    const floor = Math.floor(priced / 25);
    return (floor + (uniform(day.key, streams.committee) < priced / 25 - floor ? 1 : 0)) * 25;
  };

  const step = (day: Day): void => {
    const last = decisions[next - 1];
    if (last?.effective === day.number)
      lowerPercent = Math.max(0, lowerPercent + decided.get(last.announced)! / 100);
    const rate = published(lowerPercent + policy.effrAbove + quarterOffset(seed, day.number), 100);
    const isNew = day.open.fed || day.row === 0;
    lower![day.row] = lowerPercent;
    upper![day.row] = lowerPercent + 0.25;
    realised![day.row] = isNew ? rate : realised![day.row - 1]!;
    if (day.open.fed) effr![day.row] = rate;
    const decision = decisions[next];
    if (decision?.announced === day.number) {
      decided.set(day.number, Math.max(-lowerPercent * 100, decide(decision, day)));
      next += 1;
    }
    nexts[day.row] = next;
  };

  const want = (day: Day, wantedRate: number) => {
    wanted![day.row] = wantedRate;
  };
  return { lower: lower!, upper: upper!, effr: effr!, realised: realised!, decided, step, want, expectedOn };
}

interface Upcoming {
  readonly day: number;
  readonly rate: number;
  readonly wanted: number;
  readonly from: number;
  readonly upTo: number;
}

/** Each scheduled meeting closes a share of what is left between the rate and the wanted one; the nearest one settles. */
function expectedSteps(
  { day, rate, wanted, from, upTo }: Upcoming,
  decisions: readonly Decision[],
  share: SampleMarket["policy"]["share"],
): { announced: number; effective: number; rate: number }[] {
  const steps: { announced: number; effective: number; rate: number }[] = [];
  let reached = rate;
  for (let index = from; index < decisions.length; index += 1) {
    const { announced, effective, projections, scheduled } = decisions[index]!;
    if (announced >= upTo) break;
    if (!scheduled) continue;
    const gapBp = (wanted - reached) * 100 * (projections ? share.projections : share.plain);
    const free = Math.min(MOST_BP, Math.max(-MOST_BP, gapBp));
    const stepBp = steps.length === 0 ? settledBp(free, 1 - (announced - day) / SETTLING_DAYS) : free;
    reached = Math.max(0.05, reached + stepBp / 100);
    steps.push({ announced, effective, rate: reached });
  }
  return steps;
}

/**
 * An expected step drawn towards the nearer of its two outcomes as the day comes closer: with f the part above the lower multiple of
 * 25 bp, f moves to f^4 / (f^4 + (1-f)^4) by `certainty`, 0 to 1. Continuous in the step, and 50:50 stays 50:50.
 */
export function settledBp(stepBp: number, certainty: number): number {
  if (certainty <= 0) return stepBp;
  const floor = Math.floor(stepBp / 25);
  const above = stepBp / 25 - floor;
  const [up, down] = [above ** 2 * above ** 2, (1 - above) ** 2 * (1 - above) ** 2];
  return (floor + above + (up / (up + down) - above) * certainty) * 25;
}

/** EFFR sits a basis point higher or lower for a quarter at a time. */
function quarterOffset(seed: number, day: number): number {
  const key = dayKey(seed, Math.floor(day / 91));
  return [-0.01, 0, 0, 0.01][choice(key, streams.effr, 4)]!;
}
