import type { Finding } from "../model/finding.ts";
import type { Visit } from "../model/visit.ts";
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
  const bad = visits.filter(isTrouble);
  if (bad.length > 0)
    return [...Map.groupBy(bad, ({ source, verdict }) => `${source} ${verdict}`).values()].map(troubleOf);
  return [
    {
      gate: "sources",
      verdict: "passed",
      place: "snapshot",
      message: `${visits.length} addresses answered as they should.`,
    },
  ];
};

/** What is old or empty is told by the freshness of its series; a feed has none. */
function isTrouble({ verdict, series }: Visit): boolean {
  return verdict !== "ok" && (series.length === 0 || (verdict !== "stale" && verdict !== "empty"));
}

/** One finding for all addresses of a source that failed in one way, with the newest reason. */
function troubleOf(visits: readonly Visit[]): Finding {
  const { source, verdict, at, reason } = visits.reduce((a, b) => (b.at > a.at ? b : a));
  const many = visits.length === 1 ? "" : ` for ${visits.length} addresses`;
  return {
    gate: "sources",
    verdict: "noted",
    place: source,
    message: `${verdict}${many} at ${at}${reason ? `: ${reason}` : "."}`,
  };
}
