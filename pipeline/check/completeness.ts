import type { Finding } from "../model/finding.ts";
import { marks, withoutMarks } from "../model/marks.ts";
import { absenceWords } from "../sections/absent.ts";
import type { Gate } from "./gate.ts";

/** A section without its figures does not go out unnoticed; one with gaps is named. */
export const completeness: Gate = ({ report: { sections }, filled: { marked } }) => {
  if (sections.length === 0)
    return [
      {
        gate: "completeness",
        verdict: "not evaluated",
        place: "report",
        message: "The issue has no sections.",
      },
    ];
  return sections.map(({ id, unavailable }): Finding => {
    if (unavailable !== null)
      return {
        gate: "completeness",
        verdict: "refused",
        place: id,
        message: `The section is not available: ${absenceWords(unavailable)}.`,
        remedy: "Bring its data, or take the section out of content/tracker.yaml.",
      };
    const gaps = gapsIn(id, marked);
    if (gaps === 0)
      return { gate: "completeness", verdict: "passed", place: id, message: "The section has its figures." };
    const message = `The section prints "n/a" in ${gaps} ${gaps === 1 ? "place" : "places"}.`;
    return { gate: "completeness", verdict: "noted", place: id, message };
  });
};

/** How often a section's own text, not its writer's, says that a figure is not available. */
function gapsIn(id: string, marked: string): number {
  const block = (name: string) => `${marks.block}${name}${marks.blockEnd}`;
  const [, rest = ""] = marked.split(block(`section:${id}`));
  const [own = ""] = rest.split(marks.block);
  return withoutMarks(own).match(/\bn\/a\b/g)?.length ?? 0;
}

/** What was refused at the door, by name: an editor may want to know. */
export const refusedAtTheDoor: Gate = ({ snapshot: { refused, series, headlines } }) => {
  if (refused.length > 0)
    return refused.map(({ place, reason }) => ({ gate: "door", verdict: "noted", place, message: reason }));
  const came = Object.keys(series).length + headlines.length;
  const message = came > 0 ? "Nothing was refused at the door." : "Nothing came to the door.";
  return [{ gate: "door", verdict: came > 0 ? "passed" : "not evaluated", place: "snapshot", message }];
};

/** Simulated data can be built and read, never sent. */
export const simulated: Gate = ({ snapshot, report, filled }) =>
  snapshot.simulated || report.simulated || filled.simulated
    ? [
        {
          gate: "simulated",
          verdict: "refused",
          place: "snapshot",
          message: "The figures are simulated.",
          remedy:
            "Sample issues are for reading: nobody can approve or send one. Build from the archive or with --data.",
        },
      ]
    : [{ gate: "simulated", verdict: "passed", place: "snapshot", message: "The figures are observed." }];

/** Approval comes after the build, of the bytes that it made: `check` and `status` say in this finding's place how it stands. Never green. */
export const approval: Gate = ({ date }) => [
  {
    gate: "approval",
    verdict: "not evaluated",
    place: date,
    message: "Approval is asked for when the issue is built.",
  },
];
