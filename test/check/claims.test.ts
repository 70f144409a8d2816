import { describe, expect, it } from "vitest";
import type {
  Claim,
  Stated,
  StatedRange,
  StepsClaim,
  SumClaim,
  TerminalClaim,
} from "../../pipeline/check/claim.ts";
import { ruleOn } from "../../pipeline/check/claims.ts";
import { edition, july, november } from "./seed-markets.ts";

/** A number as it stands in a sentence: "3.10" has two places. */
function said(text: string): Stated {
  return { value: Number(text), decimals: text.split(".")[1]?.length ?? 0 };
}
const bp = (fromBp: number, toBp = fromBp): StatedRange => ({ fromBp, toBp });
const gap = (left: string, right: string, is: string): Claim => ({
  kind: "gap",
  left: said(left),
  right: said(right),
  gap: said(is),
});
const sum = (parts: readonly number[], total: string): SumClaim => ({
  kind: "sum",
  parts: parts.map((value) => ({ value, decimals: 2 })),
  total: said(total),
});
const contributions = ({ sectors }: typeof july) =>
  Object.values(sectors).map(([contribution]) => contribution);
const bands = edition.ig.bands["CDX.NA.IG.5Y"] ?? [];
const band = (level: number, half: "lower" | "upper"): Claim => ({ kind: "band", level, bands, half });
const level = (named: string, is: string, observed: number | null): Claim => ({
  kind: "instrument",
  named,
  level: said(is),
  observed,
});
const steps: StepsClaim = {
  kind: "steps",
  totalBp: said("-122.8"),
  each: { meetings: 7, ...bp(-14, -16) },
  others: [bp(-14.5, -15)],
  rest: 4,
};
const breadth = (word: "narrow" | "broad", up: number, upWeightPercent: number | null = null): Claim => ({
  kind: "breadth",
  said: word,
  up,
  of: 11,
  upWeightPercent,
});
const moved = (word: "rose" | "fell" | "muted", changePercent: number | null): Claim => ({
  kind: "direction",
  said: word,
  changePercent,
});
const terminal: TerminalClaim = {
  kind: "terminal",
  rate: said("3.10"),
  decision: "2026-12-09",
  startPercent: 4.33,
  path: [
    { decision: "2026-09-16", ratePercent: 3.38 },
    { decision: "2026-10-28", ratePercent: 3.242 },
    { decision: "2026-12-09", ratePercent: 3.102 },
  ],
};

/** What two published issues said, in words of our own, and what their own figures make of it. */
const statements: readonly (readonly [statement: string, claim: Claim, verdict: "passed" | "refused"])[] = [
  ["The contributions of July sum to +0.10", sum(contributions(july), "0.10"), "passed"],
  ["The contributions of November sum to an index of +0.36", sum(contributions(november), "0.36"), "passed"],
  ["4.33 less the 1.228 of easing is 3.10", gap("4.33", "1.228", "3.10"), "passed"],
  ["The spread is 9.1 inside its five-year mean", gap("61.9", "52.8", "9.1"), "passed"],
  ["The spread is about 9 inside its five-year mean", gap("61.9", "52.8", "9"), "passed"],
  ["The spread is 6.7 above the cycle's tight", gap("52.8", "46.1", "6.7"), "passed"],
  ["The spread is 58.4 tighter than the wides of 2022", gap("111.2", "52.8", "58.4"), "passed"],
  ["The CDX level is 52.8", level("CDX.NA.IG.5Y", "52.8", 52.751), "passed"],
  ["The spread is in the upper half of its band", band(52.751, "upper"), "passed"],
  ["It has fallen into the lower half of its 50-55 band", band(52.751, "lower"), "refused"],
  ["The IG OAS is 52.8", level("US.ICE.IG.OAS", "52.8", 81), "refused"],
  ["Each of the seven meetings of March to December 2026 has 14 to 16 bp of the 122.8", steps, "refused"],
  ["The rates end at 3.10 in December 2026, with 14 bp still priced there", terminal, "refused"],
  ["Participation was narrow, with nine of eleven sectors up", breadth("narrow", 9, 57.7), "refused"],
  ["MOVE was muted, up 6.5 percent", moved("muted", 6.5), "refused"],
  [
    "The index gained 0.10 percent, which is the sum, not its closes",
    level("SPX", "0.10", 0.0638),
    "refused",
  ],
];

describe("a statement of a published issue", () => {
  for (const [statement, claim, verdict] of statements) {
    it(`is ${verdict}: ${statement}`, () => expect(ruleOn(claim, "made-up.md:1").verdict).toBe(verdict));
  }

  it("is refused with what its figures say instead", () => {
    expect(ruleOn(steps, "lead.md:7")).toEqual({
      gate: "claims",
      place: "lead.md:7",
      verdict: "refused",
      message:
        "7 meetings of 14 to 16 bp make 98 to 112 of 122.8 bp, with 14.5 to 15 bp elsewhere: -4.2 to 10.3 bp are left for 4 further meetings.",
    });
    expect(ruleOn(band(52.751, "lower"), "x").message).toBe(
      "52.751 stands 55% of the way up from 50 to 55; the lower half is said.",
    );
    expect(ruleOn(terminal, "x").message).toBe(
      "The lowest listed rate, 3.10, is first reached on 9 December 2026, the last listed meeting: it is the end of the horizon, not a turn.",
    );
    expect(ruleOn(breadth("narrow", 9, 57.7), "x").message).toContain("9 of 11 rose, with 58% of the weight");
  });

  it("passes with the rounding that explains a miss", () => {
    expect(ruleOn(sum(contributions(november), "0.36"), "x").message).toBe(
      "The parts sum to 0.35, 0.36 is said; 11 parts, each rounded, may miss it by up to 0.055.",
    );
    expect(ruleOn(sum(contributions(july), "0.10"), "x").message).toBe("The parts sum to 0.1, 0.10 is said.");
  });
});

describe("a sum", () => {
  it("may miss by half a unit of each part, not more", () => {
    const parts = contributions(november);
    expect(ruleOn(sum(parts, "0.40"), "x").verdict).toBe("passed");
    expect(ruleOn(sum(parts, "0.41"), "x").verdict).toBe("refused");
    expect(ruleOn(sum(parts, "0.29"), "x").verdict).toBe("refused");
    expect(ruleOn(sum([0.1], "0.11"), "x").verdict).toBe("refused");
    expect(ruleOn(sum([], "0.10"), "x").verdict).toBe("not evaluated");
  });
});

describe("a difference", () => {
  it("is held to the places in which each of its numbers was said", () => {
    expect(ruleOn(gap("61.9", "52.8", "10"), "x").verdict).toBe("refused");
    expect(ruleOn(gap("61.9", "52.751", "9.1"), "x").verdict).toBe("passed");
    expect(ruleOn(gap("4.375", "1.228", "3.10"), "x").verdict).toBe("refused");
    expect(ruleOn(gap("52.8", "61.9", "9.1"), "x").verdict).toBe("refused");
  });
});

describe("steps", () => {
  const left = (claim: Partial<StepsClaim>) => ruleOn({ ...steps, ...claim }, "x").verdict;

  it("pass where the total leaves room for the meetings that are not named", () => {
    expect(left({ totalBp: said("-170") })).toBe("passed");
    expect(left({ each: { meetings: 4, ...bp(-14, -16) }, rest: 7 })).toBe("passed");
    expect(left({ each: { meetings: 7, ...bp(-16, -14) } })).toBe("refused");
  });

  it("pass of a tightening path as of an easing one", () => {
    const up = { totalBp: said("60"), others: [], rest: 2 };
    expect(left({ ...up, each: { meetings: 2, ...bp(25, 27) } })).toBe("refused");
    expect(left({ ...up, each: { meetings: 2, ...bp(14, 16) } })).toBe("passed");
    expect(left({ ...up, each: { meetings: 2, ...bp(-14, -16) } })).toBe("passed");
  });

  it("of all meetings make the total", () => {
    expect(left({ rest: 0, others: [] })).toBe("refused");
    expect(left({ rest: 0, totalBp: said("-118.8") })).toBe("passed");
  });

  it("leave one meeting anything but a move the other way", () => {
    expect(left({ rest: 1 })).toBe("passed");
    expect(left({ rest: 1, totalBp: said("-110") })).toBe("refused");
  });

  it("cannot be held against a path that goes nowhere", () => {
    expect(left({ totalBp: said("0.0") })).toBe("not evaluated");
  });
});

describe("an end of the path", () => {
  const on = (rates: readonly number[], rest: Partial<TerminalClaim> = {}) => {
    const path = rates.map((ratePercent, index) => ({ decision: `2026-0${index + 1}-15`, ratePercent }));
    return ruleOn({ ...terminal, path, decision: "2026-02-15", ...rest }, "x").verdict;
  };

  it("is a trough where a later meeting is no lower, as printed", () => {
    expect(on([3.4, 3.1, 3.2])).toBe("passed");
    expect(on([3.4, 3.104, 3.101])).toBe("passed");
    expect(on([3.4, 3.104, 3.094])).toBe("refused");
  });

  it("is the peak of a tightening path", () => {
    expect(on([5, 5.25, 5.1], { startPercent: 4.33, rate: said("5.25") })).toBe("passed");
    expect(on([5, 5.25, 5.3], { startPercent: 4.33, rate: said("5.25") })).toBe("refused");
  });

  it("is refused with another rate or on another day", () => {
    expect(on([3.4, 3.1, 3.2], { rate: said("3.40") })).toBe("refused");
    expect(on([3.4, 3.1, 3.2], { decision: "2026-03-15" })).toBe("refused");
  });

  it("cannot be told from one meeting", () => {
    expect(on([3.1])).toBe("not evaluated");
  });
});

describe("a level", () => {
  it("is that of the instrument of its name, rounded once to the places said", () => {
    expect(ruleOn(level("UST.10Y", "4.2", 4.16), "x").verdict).toBe("passed");
    expect(ruleOn(level("UST.10Y", "4.9", 4.16), "x").verdict).toBe("refused");
    expect(ruleOn(level("US.ICE.IG.OAS", "52.8", null), "x").verdict).toBe("not evaluated");
  });

  it("is in a half of a band only where the band has two ends", () => {
    expect(ruleOn(band(51.11, "lower"), "x").verdict).toBe("passed");
    expect(ruleOn(band(52.5, "lower"), "x").verdict).toBe("refused");
    expect(ruleOn(band(52.5, "upper"), "x").verdict).toBe("refused");
    expect(ruleOn(band(120, "lower"), "x").verdict).toBe("not evaluated");
    expect(ruleOn(band(-1, "lower"), "x").verdict).toBe("not evaluated");
  });
});

describe("a word for a day", () => {
  it("counts sectors: half of them are neither narrow nor broad", () => {
    expect(ruleOn(breadth("narrow", 3), "x").verdict).toBe("passed");
    expect(ruleOn(breadth("broad", 9), "x").verdict).toBe("passed");
    expect(ruleOn(breadth("broad", 5), "x").verdict).toBe("refused");
    const even = { kind: "breadth", up: 5, of: 10, upWeightPercent: null } as const;
    expect(ruleOn({ ...even, said: "narrow" }, "x").verdict).toBe("refused");
    expect(ruleOn({ ...even, said: "broad" }, "x").verdict).toBe("refused");
    expect(ruleOn({ ...even, said: "broad", up: 0, of: 0 }, "x").verdict).toBe("not evaluated");
  });

  it("has the sign of the change, as printed", () => {
    expect(ruleOn(moved("rose", 0.36), "x").verdict).toBe("passed");
    expect(ruleOn(moved("fell", 0.36), "x").verdict).toBe("refused");
    expect(ruleOn(moved("rose", 0.004), "x").verdict).toBe("refused");
    expect(ruleOn(moved("muted", -1.2), "x").verdict).toBe("passed");
    expect(ruleOn(moved("muted", -2), "x").verdict).toBe("refused");
    expect(ruleOn(moved("rose", null), "x").verdict).toBe("not evaluated");
  });
});
