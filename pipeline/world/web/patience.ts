import { httpDate, instantAt, retryAfterMs } from "./http-date.ts";
import type { WebSettings } from "./settings.ts";
import type { Trouble } from "./troubles.ts";
import type { Answer } from "./wire.ts";

/** Statuses that another time may not be given: too many requests, and gateways whose back rooms are busy. */
const PASSING = new Set([429, 502, 503, 504]);

/** What one page may still cost. */
export interface Allowance {
  retries: number;
  ms: number;
}

/** How long to wait before the next try, and whether the host has asked for it. */
export interface Wait {
  readonly ms: number;
  readonly asked: boolean;
}

/**
 * Whether and when to try again: for what passes, within the allowance, after a wait drawn evenly from [0, backoff * 2^tries) (AWS
 * Architecture Blog, "Exponential Backoff And Jitter": full jitter), or as long as Retry-After says if that is longer.
 *
 * @param tries how often it was tried again already
 * @param now our own clock, milliseconds since 1970; for an answer without a Date
 * @returns null: what came is what there is
 */
export function waitBefore(
  got: Answer | Trouble,
  { retries, ms }: Allowance,
  settings: WebSettings,
  now: number,
): Wait | null {
  const passing = got.kind === "answer" ? PASSING.has(got.status) : got.passing;
  if (!passing || retries <= 0) return null;
  const drawn = settings.random() * settings.backoffMs * 2 ** (settings.retries - retries);
  const wished = got.kind === "answer" ? (wishOf(got, now) ?? 0) : 0;
  const wait = Math.max(drawn, wished);
  return wished > settings.longestRetryAfterMs || wait >= ms ? null : { ms: wait, asked: wished > 0 };
}

/** ", and asks to come back after …" for an answer with a Retry-After; "" for others. */
export function comeBackWords(answer: Answer, now: number): string {
  const wish = PASSING.has(answer.status) ? wishOf(answer, now) : null;
  if (!wish) return "";
  const moment = instantAt(answeredAt(answer, now) + wish);
  return moment ? `, and asks to come back after ${moment}` : ", and asks not to come back";
}

function wishOf(answer: Answer, now: number): number | null {
  return retryAfterMs(answer.header("retry-after"), answeredAt(answer, now));
}

function answeredAt(answer: Answer, now: number): number {
  return httpDate(answer.header("date")) ?? now;
}
