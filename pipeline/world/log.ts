import pino, { type DestinationStream } from "pino";
import { PipelineError } from "../errors.ts";
import { masked, withoutMail } from "./masked.ts";

export const LOG_LEVELS = ["debug", "info", "warn", "error", "silent"] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What a line is about, by names of their own so that lines can be searched by them. */
export interface LogFacts {
  /** "2025-11-05 paid". */
  readonly issue?: string;
  readonly job?: string;
  readonly kind?: string;
  readonly worker?: string;
  readonly [fact: string]: string | number | boolean | null | undefined;
}

/** Lines for machines and for who looks after them. What readers of an issue or writers must know is said elsewhere. */
export interface Log {
  debug(sentence: string, facts?: LogFacts): void;
  info(sentence: string, facts?: LogFacts): void;
  warn(sentence: string, facts?: LogFacts): void;
  error(sentence: string, facts?: LogFacts): void;
  /** The same with facts that stand on every line. */
  about(facts: LogFacts): Log;
}

const STDERR = 2;

/**
 * A line of JSON for each call: time in UTC, level, message and facts; nothing of this machine. Whatever looks like a password, a key or
 * a database's user is masked in the finished line, and so is any address of mail.
 *
 * @param level `TRACKER_LOG`; "info" where it is not set
 * @param into standard error where it is not given
 * @throws PipelineError usage
 */
export function openLog(level: string | undefined, into?: DestinationStream): Log {
  const known = LOG_LEVELS.find((one) => one === (level ?? "info"));
  if (known === undefined)
    throw new PipelineError({
      code: "usage",
      place: "TRACKER_LOG",
      message: `There is no such level: ${JSON.stringify(level)}.`,
      remedy: `Set one of ${LOG_LEVELS.join(", ")}, or nothing.`,
    });
  const options: pino.LoggerOptions = {
    level: known,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    hooks: { streamWrite: (line) => withoutMail(masked(line)) },
  };
  // Written at once: what a process said last is what one wants to know.
  return logOver(pino(options, into ?? pino.destination({ fd: STDERR, sync: true })));
}

function logOver(lines: pino.Logger): Log {
  const saying =
    (level: Exclude<LogLevel, "silent">) =>
    (sentence: string, facts: LogFacts = {}) =>
      lines[level](facts, sentence);
  return {
    debug: saying("debug"),
    info: saying("info"),
    warn: saying("warn"),
    error: saying("error"),
    about: (facts) => logOver(lines.child(facts)),
  };
}
