import type { Finding } from "../model/finding.ts";
import type { Gate } from "./check.ts";

/** A section without its figures does not go out unnoticed. */
export const completeness: Gate = ({ report }) =>
  report.sections.map(({ id, unavailable }): Finding => {
    if (unavailable === null)
      return { gate: "completeness", verdict: "passed", place: id, message: "The section has its figures." };
    return {
      gate: "completeness",
      verdict: "refused",
      place: id,
      message: unavailable,
      remedy: "Bring its data, or take the section out of content/tracker.yaml.",
    };
  });

/** What was refused at the door, by name: an editor may want to know. */
export const refusedAtTheDoor: Gate = ({ snapshot }) =>
  snapshot.refused.map(({ place, reason }) => ({ gate: "door", verdict: "noted", place, message: reason }));

/** Simulated data can be built and read, never sent. */
export const simulated: Gate = ({ snapshot }) =>
  snapshot.simulated
    ? [
        {
          gate: "simulated",
          verdict: "refused",
          place: "snapshot",
          message: "The figures are simulated.",
          remedy: "Sample issues are for reading; send refuses them.",
        },
      ]
    : [{ gate: "simulated", verdict: "passed", place: "snapshot", message: "The figures are observed." }];

/** Nobody has approved anything yet: never green. */
export const approval: Gate = ({ date }) => [
  { gate: "approval", verdict: "not evaluated", place: date, message: "Nobody was asked for approval." },
];
