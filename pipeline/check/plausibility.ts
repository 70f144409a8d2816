import type { Finding } from "../model/finding.ts";
import type { Gate } from "./gate.ts";

/** What collect thought of the data: rows that it left out, sources that stood in or disagree. */
export const plausibility: Gate = ({ snapshot: { judgements, visits, series } }) => {
  if (judgements.length > 0)
    return judgements.map(
      ({ series: place, verdict, rule, message, remedy }): Finding => ({
        gate: "plausibility",
        verdict,
        place,
        message: `${message} (${rule})`,
        ...(remedy && verdict === "refused" ? { remedy } : {}),
      }),
    );
  const judged = visits.length > 0 && Object.keys(series).length > 0;
  const message = judged
    ? `${Object.keys(series).length} series were compared with their own history and with each other's sources.`
    : "Series of this source are not compared with their own history.";
  return [{ gate: "plausibility", verdict: judged ? "passed" : "not evaluated", place: "snapshot", message }];
};

/** Sources whose last answer was none: what depends on them may be old. */
export const sources: Gate = ({ snapshot: { visits } }) => {
  if (visits.length === 0)
    return [
      {
        gate: "sources",
        verdict: "not evaluated",
        place: "snapshot",
        message: "This data came without a log of sources.",
      },
    ];
  const bad = visits.filter(({ verdict }) => verdict !== "ok" && verdict !== "stale" && verdict !== "empty");
  if (bad.length > 0)
    return bad.map(
      ({ source, at, verdict, reason }): Finding => ({
        gate: "sources",
        verdict: "noted",
        place: source,
        message: `${verdict} at ${at}${reason ? `: ${reason}` : "."}`,
      }),
    );
  return [
    {
      gate: "sources",
      verdict: "passed",
      place: "snapshot",
      message: `${visits.length} addresses answered as they should.`,
    },
  ];
};
