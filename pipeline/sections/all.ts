import { headlines } from "./headlines/headlines.ts";
import { igSpread } from "./ig-spread/ig-spread.ts";
import { keyFigures } from "./key-figures/key-figures.ts";
import { policyPath } from "./policy-path/policy-path.ts";
import type { Section } from "./section.ts";
import { sectorAttribution } from "./sector-attribution/sector-attribution.ts";

/** Every section that an issue can have; content/tracker.yaml chooses and orders. Written by hand: the compiler checks it. */
export const allSections = [
  keyFigures,
  headlines,
  sectorAttribution,
  igSpread,
  policyPath,
] as readonly Section[];
