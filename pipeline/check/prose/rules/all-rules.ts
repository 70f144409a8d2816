import type { Rule } from "../rule.ts";
import { assetWords } from "./asset-words.ts";
import { bandName } from "./band-name.ts";
import { breadth } from "./breadth.ts";
import { comparison } from "./comparison.ts";
import { count } from "./count.ts";
import { direction } from "./direction.ts";
import { instrument } from "./instrument.ts";
import { otherDay } from "./other-day.ts";
import { policyWords } from "./policy-words.ts";
import { position } from "./position.ts";
import { rank } from "./rank.ts";
import { regimeWords } from "./regime-words.ts";
import { releases } from "./releases.ts";
import { sectorComparison } from "./sector-comparison.ts";
import { steps } from "./steps.ts";
import { sum } from "./sum.ts";
import { superlative } from "./superlative.ts";
import { tallies } from "./tallies.ts";
import { targetRange } from "./target-range.ts";
import { terminal } from "./terminal.ts";
import { unread } from "./unread.ts";

/** The rules on words, in the order in which they look at a sentence: what takes several numbers with it comes before what takes one. */
export const wordRules: readonly Rule[] = [
  steps,
  terminal,
  sum,
  targetRange,
  position,
  bandName,
  comparison,
  rank,
  superlative,
  count,
  tallies,
  regimeWords,
  policyWords,
  releases,
  instrument,
  otherDay,
  sectorComparison,
  breadth,
  assetWords,
  direction,
  unread,
];
