import { anchors } from "./anchors/anchors.ts";
import { headlines } from "./headlines/headlines.ts";
import { igSpread } from "./ig-spread/ig-spread.ts";
import { keyFigures } from "./key-figures/key-figures.ts";
import { mag7 } from "./mag7/mag7.ts";
import { models } from "./models/models.ts";
import { policyPath } from "./policy-path/policy-path.ts";
import { rateSensitivity } from "./rate-sensitivity/rate-sensitivity.ts";
import { ratesShock } from "./rates-shock/rates-shock.ts";
import { regime } from "./regime/regime.ts";
import type { Section } from "./section.ts";
import { sectorAttribution } from "./sector-attribution/sector-attribution.ts";
import { signals } from "./signals/signals.ts";
import { watch } from "./watch/watch.ts";

/** Every section that an issue can have; content/tracker.yaml chooses and orders. Written by hand: the compiler checks it. */
export const allSections = [
  keyFigures,
  headlines,
  models,
  regime,
  sectorAttribution,
  igSpread,
  mag7,
  policyPath,
  rateSensitivity,
  signals,
  anchors,
  ratesShock,
  watch,
] as readonly Section[];
