import { lookup } from "node:dns/promises";
import { setTimeout as pause } from "node:timers/promises";

/** An address of a host, as node:dns tells it. */
export interface HostAddress {
  readonly address: string;
  readonly family: number;
}

/** How long is waited for what, and what a test wants to have in its hand. Milliseconds. */
export interface WebSettings {
  /** Until the connection stands, TLS included. */
  readonly connectMs: number;
  /** From the question, connecting included, to the head of the answer. */
  readonly firstByteMs: number;
  /** For one page with all its redirects and tries; standing in line for a host is not counted. */
  readonly wholeMs: number;
  /** For the mirror to say which moment it replays. */
  readonly momentMs: number;
  readonly retries: number;
  readonly redirects: number;
  /** The longest wait before the first retry; it doubles from one to the next. */
  readonly backoffMs: number;
  /** A Retry-After beyond it is not waited for. */
  readonly longestRetryAfterMs: number;
  /** In [0, 1). */
  random(): number;
  /** Comes back early when the signal is given; never rejects. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  /** A clock that only goes on. */
  ticks(): number;
  /** All addresses of a host. */
  lookup(host: string): Promise<readonly HostAddress[]>;
}

export const DEFAULT_SETTINGS: WebSettings = {
  connectMs: 5_000,
  firstByteMs: 15_000,
  wholeMs: 45_000,
  momentMs: 2_000,
  retries: 2,
  redirects: 5,
  backoffMs: 1_000,
  longestRetryAfterMs: 20_000,
  random: Math.random,
  sleep: (ms, signal) => pause(ms, undefined, { signal }).catch(() => {}),
  ticks: () => performance.now(),
  lookup: (host) => lookup(host, { all: true }),
};

/** "15 s", "0.2 s". */
export function seconds(ms: number): string {
  return `${Math.round(ms / 100) / 10} s`;
}
