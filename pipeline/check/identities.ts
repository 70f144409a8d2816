import type { Finding } from "../model/finding.ts";
import type { Identity } from "../model/identity.ts";
import type { Gate } from "./gate.ts";

/** What each section says must hold between its figures. */
export const identities: Gate = ({ report }) => {
  const stated = report.sections.flatMap(({ id, identities: own }) =>
    own.map((identity) => holds(identity, id)),
  );
  if (stated.length > 0) return stated;
  return [
    {
      gate: "identities",
      verdict: "not evaluated",
      place: "report",
      message: "No section states an identity.",
    },
  ];
};

/** One identity as a finding. */
export function holds({ name, left, right, unit, tolerance, because }: Identity, place: string): Finding {
  const gap = Math.abs(left - right);
  const sides = `${name}: ${shown(left)} and ${shown(right)} ${unit}`;
  if (gap <= tolerance)
    return {
      gate: "identities",
      verdict: "passed",
      place,
      message: `${sides}, within ${shown(tolerance)} (${because}).`,
    };
  const message = `${sides} differ by ${shown(gap)}; ${shown(tolerance)} is allowed (${because}).`;
  return {
    gate: "identities",
    verdict: "refused",
    place,
    message,
    remedy: "One of the two sides is wrong: npx tracker why shows what each is made of.",
  };
}

function shown(value: number): string {
  return String(Number(value.toPrecision(6)));
}
