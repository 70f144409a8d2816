import type { Finding } from "../model/finding.ts";
import type { Claim, Ruling } from "./claim.ts";
import {
  bandRuling,
  breadthRuling,
  directionRuling,
  gapRuling,
  instrumentRuling,
  sumRuling,
} from "./claim-rules.ts";
import { stepsRuling, terminalRuling } from "./path-rules.ts";

/** What the figures say of a claim. */
export function ruleOn(claim: Claim, place: string): Finding {
  return { gate: "claims", place, ...rulingOf(claim) };
}

function rulingOf(claim: Claim): Ruling {
  switch (claim.kind) {
    case "sum":
      return sumRuling(claim);
    case "gap":
      return gapRuling(claim);
    case "steps":
      return stepsRuling(claim);
    case "terminal":
      return terminalRuling(claim);
    case "band":
      return bandRuling(claim);
    case "instrument":
      return instrumentRuling(claim);
    case "breadth":
      return breadthRuling(claim);
    case "direction":
      return directionRuling(claim);
  }
}
