import { masked, withoutMail } from "../masked.ts";

/** Letters of a reason that are kept. */
const MOST_LETTERS = 2000;

/** What pg-boss itself says of a job, in words that a person can act on. */
const OF_THE_QUEUE: readonly (readonly [RegExp, string])[] = [
  [/^job heartbeat timeout$/, "Its worker died or was cut off: nothing more was heard of it."],
  [/^job timed out$|^handler execution exceeded/, "It took longer than a job of its kind may."],
  [/^pg-boss shut down/, "Its worker was stopped before it was done, and gave it back."],
];

/** Why an attempt failed, as one text without secrets, addresses of readers and a stack. */
export function reasonOf(cause: unknown): string {
  const words = cause instanceof Error ? cause.message || cause.name : String(cause);
  // Some carry a whole page. What is cut here within a secret is not among what is kept.
  const bare = withoutMail(masked(words.slice(0, 4 * MOST_LETTERS))).trim();
  return bare.length > MOST_LETTERS ? `${bare.slice(0, MOST_LETTERS - 1)}…` : bare;
}

/** The reason that was kept with a job: ours, or one of pg-boss. */
export function keptReason(output: unknown): string {
  const { reason, message, value } = (output ?? {}) as {
    reason?: string;
    message?: string;
    value?: { message?: string };
  };
  const words = reason ?? message ?? value?.message ?? "No reason was kept.";
  return OF_THE_QUEUE.find(([said]) => said.test(words))?.[1] ?? reasonOf(words);
}
