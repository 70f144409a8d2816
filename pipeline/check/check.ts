import type { Artifacts } from "../model/artifacts.ts";
import type { Finding } from "../model/finding.ts";
import { agreement } from "./agreement.ts";
import { chartAlts } from "./chart-alts.ts";
import { chartInk } from "./chart-ink.ts";
import { chartLabels } from "./chart-labels.ts";
import { chartText } from "./chart-text.ts";
import { approval, completeness, refusedAtTheDoor, simulated } from "./completeness.ts";
import { freshness } from "./freshness.ts";
import type { Checked, Gate } from "./gate.ts";
import { identities } from "./identities.ts";
import { mailMarkup } from "./mail-markup.ts";
import { pageMarkup } from "./page-markup.ts";
import { pageReading } from "./page-reading.ts";
import { pages } from "./pages.ts";
import { plausibility, sources } from "./plausibility.ts";
import { printGuards } from "./print-guards.ts";
import { prose } from "./prose-gate.ts";
import { sameObservation } from "./same-observation.ts";

const gates: readonly Gate[] = [
  completeness,
  freshness,
  plausibility,
  sources,
  identities,
  agreement,
  sameObservation,
  chartLabels,
  prose,
  pages,
  printGuards,
  chartInk,
  chartText,
  chartAlts,
  pageMarkup,
  pageReading,
  mailMarkup,
  refusedAtTheDoor,
  simulated,
  approval,
];

/** Those that look at prints. */
const ofPrints: ReadonlySet<Gate> = new Set([pages, printGuards]);

/** Every gate over one issue. */
export function check(checked: Checked): readonly Finding[] {
  return gates.flatMap((gate) => gate(checked));
}

/**
 * Every gate over one issue whose prints are still being made: whoever does not look at them need not wait.
 *
 * @param begin told that gates begin to look; what it returns is called when they wait, and when they are done
 */
export async function checkWhilePrinting(
  unprinted: Checked,
  prints: Promise<Artifacts>,
  begin: () => (() => void) | undefined = () => undefined,
): Promise<readonly Finding[]> {
  const rest = begin();
  const early = new Map(gates.filter((gate) => !ofPrints.has(gate)).map((gate) => [gate, gate(unprinted)]));
  rest?.();
  const printed = { ...unprinted, artifacts: { ...unprinted.artifacts, ...(await prints) } };
  const end = begin();
  const findings = gates.flatMap((gate) => early.get(gate) ?? gate(printed));
  end?.();
  return findings;
}
