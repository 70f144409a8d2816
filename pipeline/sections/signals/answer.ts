/** Whether a condition is met; "unknown" where what it needs is missing. */
export const answers = ["yes", "no", "unknown"] as const;
export type Answer = (typeof answers)[number];

/** The answer to a question that may not be answerable. */
export function answerOf(met: boolean | null): Answer {
  if (met === null) return "unknown";
  return met ? "yes" : "no";
}

/** A signal needs all its conditions: one that is known not to be met settles it, and one that is unknown may not count as that. */
export function stateOf(conditions: readonly Answer[]): "on" | "off" | "not-evaluated" {
  if (conditions.includes("no")) return "off";
  return conditions.includes("unknown") ? "not-evaluated" : "on";
}
