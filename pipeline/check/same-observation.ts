import type { Figure, Input } from "../model/figure.ts";
import type { Finding } from "../model/finding.ts";
import type { Observation } from "../model/series.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Gate } from "./gate.ts";

/** One observation is one number: whatever any printed figure is made of is what the snapshot holds for that day. */
export const sameObservation: Gate = ({ snapshot, filled: { ledger } }) => {
  const finding = (verdict: Finding["verdict"], message: string): Finding => ({
    gate: "same observation",
    verdict,
    place: "ledger",
    message,
  });
  const seen = new Set<string>();
  const wrong: Finding[] = [];
  for (const { id, figure } of ledger.entries) {
    for (const observation of observationsOf(figure)) {
      const { series, date, value, unit } = observation;
      const key = `${series} ${date} ${value} ${unit}`;
      if (seen.has(key)) continue;
      seen.add(key);
      const held = heldFor(observation, snapshot);
      if (held === `${value} ${unit}`) continue;
      wrong.push({
        ...finding("refused", `${series} of ${date} is ${value} ${unit} here and ${held} in the snapshot.`),
        place: id,
        remedy: "Build the issue again from one snapshot.",
      });
    }
  }
  if (wrong.length > 0) return wrong;
  if (seen.size === 0) return [finding("not evaluated", "No printed figure names an observation.")];
  return [
    finding("passed", `${seen.size} observations are behind the figures, each as the snapshot holds it.`),
  ];
};

/** The observations that a figure is made of, however deep. */
function observationsOf(figure: Figure): readonly Observation[] {
  return figure.inputs.flatMap((input: Input) => {
    if ("kind" in input) return observationsOf(input);
    return "date" in input ? [input] : [];
  });
}

function heldFor({ series, date }: Observation, { series: all }: Snapshot): string {
  const found = all[series];
  const value = found?.values[found.dates.indexOf(date)];
  return found && value != null ? `${value} ${found.unit}` : "missing";
}
