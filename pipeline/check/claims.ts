import { bandOf } from "../finance/bands.ts";
import { roundingSlack } from "../finance/rounding.ts";
import type { Band } from "../model/edition.ts";
import type { Finding } from "../model/finding.ts";

/**
 * What a sentence says about figures, as data. The prose checker will read claims out of sentences; the figures that decide them come
 * from the ledger. Each kind has one rule, and what a rule cannot decide is "not evaluated".
 */
export type Claim =
  | SumClaim
  | {
      readonly kind: "gap";
      readonly left: number;
      readonly right: number;
      readonly gap: number;
      readonly decimals: number;
    }
  | StepsClaim
  | {
      readonly kind: "band";
      readonly level: number;
      readonly bands: readonly Band[];
      readonly half: "lower" | "upper";
    }
  | {
      readonly kind: "instrument";
      readonly named: string;
      readonly level: number;
      readonly observed: number | null;
    }
  | {
      readonly kind: "breadth";
      readonly narrow: boolean;
      readonly up: number;
      readonly of: number;
      readonly upWeightPercent: number | null;
    }
  | {
      readonly kind: "direction";
      readonly said: "rose" | "fell" | "muted";
      readonly changePercent: number | null;
    };

/** Printed parts against a printed total, each rounded on its own. */
export interface SumClaim {
  readonly kind: "sum";
  readonly parts: readonly number[];
  readonly total: number;
  readonly decimals: number;
}

/** "x to y bp at each of n meetings" inside a stated total, beside steps that are stated for other meetings. */
export interface StepsClaim {
  readonly kind: "steps";
  /** Stated for the whole path, bp; negative is easing. */
  readonly totalBp: number;
  readonly each: { readonly meetings: number; readonly fromBp: number; readonly toBp: number };
  /** Steps stated for single meetings outside those, as ranges. */
  readonly others: readonly { readonly fromBp: number; readonly toBp: number }[];
  /** Meetings of the path of which nothing is said. */
  readonly rest: number;
}

type Ruling = Pick<Finding, "verdict" | "message">;

/** What the figures say of a claim. */
export function ruleOn(claim: Claim, place: string): Finding {
  return { gate: "claims", place, ...rulingOf(claim) };
}

function rulingOf(claim: Claim): Ruling {
  switch (claim.kind) {
    case "sum":
      return sumRuling(claim);
    case "gap": {
      const { left, right, gap, decimals } = claim;
      // Three printed numbers, each up to half a unit of its last place off.
      return ruled(
        Math.abs(left - right - gap) <= roundingSlack(3, decimals) + 1e-9,
        `${left} less ${right} is ${shown(left - right)}; ${gap} is said.`,
      );
    }
    case "steps":
      return stepsRuling(claim);
    case "band":
      return bandRuling(claim.level, claim.bands, claim.half);
    case "instrument": {
      const { named, level, observed } = claim;
      if (observed === null) return notEvaluated(`No observation of ${named} is at hand.`);
      return ruled(
        Math.abs(level - observed) < 1,
        `${named} was observed at ${observed}; ${level} is said of it.`,
      );
    }
    case "breadth":
      return breadthRuling(claim.narrow, claim.up, claim.of, claim.upWeightPercent);
    case "direction":
      return directionRuling(claim.said, claim.changePercent);
  }
}

function sumRuling({ parts, total, decimals }: SumClaim): Ruling {
  if (parts.length === 0) return notEvaluated("There are no parts.");
  const sum = parts.reduce((all, part) => all + part, 0);
  const slack = roundingSlack(parts.length, decimals);
  const explained =
    Math.abs(sum - total) > 1e-9
      ? `; ${parts.length} parts, each rounded, may miss it by up to ${shown(slack)}`
      : "";
  return ruled(
    Math.abs(sum - total) <= slack + 1e-9,
    `The parts sum to ${shown(sum)}, ${total} is said${explained}.`,
  );
}

/**
 * What is left for the unnamed meetings must be able to hold them: where even its largest size is less than the smallest step that is
 * said to be priced at each of the others, the statement and its total exclude one another.
 */
function stepsRuling({ totalBp, each, others, rest }: StepsClaim): Ruling {
  if (rest === 0) return notEvaluated("No meeting is left unnamed.");
  const sizes = (from: number, to: number) =>
    [Math.min(Math.abs(from), Math.abs(to)), Math.max(Math.abs(from), Math.abs(to))] as const;
  const [least, most] = sizes(each.fromBp, each.toBp);
  const named = [each.meetings * least, each.meetings * most] as const;
  const beside = others
    .map(({ fromBp, toBp }) => sizes(fromBp, toBp))
    .reduce(([low, high], [from, to]) => [low + from, high + to], [0, 0]);
  const total = Math.abs(totalBp);
  const [low, high] = [total - named[1] - beside[1]!, total - named[0] - beside[0]!];
  const message = `${each.meetings} meetings of ${least} to ${most} bp make ${named[0]} to ${named[1]} of ${total} bp; with ${shown(beside[0]!)} to ${shown(beside[1]!)} bp elsewhere, ${shown(low)} to ${shown(high)} bp are left for ${rest} further meetings.`;
  return ruled(high >= least || rest < 2, message);
}

function bandRuling(level: number, bands: readonly Band[], half: "lower" | "upper"): Ruling {
  const place = bandOf(bands, level);
  if (!place || place.positionPercent === null) return notEvaluated(`No band with two ends holds ${level}.`);
  const { band, positionPercent } = place;
  return ruled(
    place.half === half,
    `${level} stands ${Math.round(positionPercent)}% of the way up from ${band.from} to ${band.to}; the ${half} half is said.`,
  );
}

function breadthRuling(narrow: boolean, up: number, of: number, upWeightPercent: number | null): Ruling {
  const isNarrow = up * 2 < of;
  const weight = upWeightPercent === null ? "" : `, with ${Math.round(upWeightPercent)}% of the weight`;
  const partly = narrow && !isNarrow ? " Narrow is true of weight at most: say which." : "";
  return ruled(narrow === isNarrow, `${up} of ${of} rose${weight}.${partly}`);
}

/** A move of less than this is muted. */
const MUTED_PERCENT = 2;

function directionRuling(said: "rose" | "fell" | "muted", changePercent: number | null): Ruling {
  if (changePercent === null) return notEvaluated("No change is at hand.");
  const holds =
    said === "muted"
      ? Math.abs(changePercent) < MUTED_PERCENT
      : said === "rose"
        ? changePercent > 0
        : changePercent < 0;
  return ruled(holds, `It changed by ${shown(changePercent)}%; "${said}" is said.`);
}

function ruled(holds: boolean, message: string): Ruling {
  return { verdict: holds ? "passed" : "refused", message };
}

function notEvaluated(message: string): Ruling {
  return { verdict: "not evaluated", message };
}

function shown(value: number): string {
  return String(Number(value.toFixed(3)));
}
