import { PipelineError } from "../../../errors.ts";
import type { OwnSchema } from "./described.ts";

/** SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html */
const WRONG_CREDENTIALS = ["28000", "28P01"];
const NO_DATABASE = "3D000";
const NOT_ALLOWED = ["42501", "25006"];
const TOO_MANY = ["53300", "53400"];
const FULL = ["53100", "53200"];
const DAMAGED = ["XX001", "XX002"];
/** A text with the letter U+0000. */
const NO_LETTER = ["22021", "22P05"];
const LOCKED = ["55P03", "57014"];
/** The server goes down, comes up, or closed the connection. */
const CUT = ["57P01", "57P02", "57P03", "08000", "08003", "08006", "08001", "08004"];
const NO_ANSWER = [
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
];

/** Whether a connection is gone and another one may do better: the server restarts, or the line was cut. */
export function isCut(cause: unknown): boolean {
  const { code, message = "" } = cause as { code?: string; message?: string };
  return (
    [...CUT, ...NO_ANSWER].includes(code ?? "") ||
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
      message,
    )
  );
}

interface Told {
  readonly when: (code: string) => boolean;
  readonly message: (holds: string) => string;
  readonly remedy: string;
}

const TOLD: readonly Told[] = [
  {
    when: (code) => WRONG_CREDENTIALS.includes(code),
    message: () => "The database does not let this user in.",
    remedy: "Check user and password in TRACKER_DATABASE.",
  },
  {
    when: (code) => code === NO_DATABASE,
    message: () => "There is no such database.",
    remedy: "Check its name in TRACKER_DATABASE, or make it: CREATE DATABASE …",
  },
  {
    when: (code) => NOT_ALLOWED.includes(code),
    message: (holds) => `The user of TRACKER_DATABASE may not write ${holds}.`,
    remedy: "Give it the right to create schemas in this database and to write them, or name another user.",
  },
  {
    when: (code) => TOO_MANY.includes(code),
    message: () => "The database has as many connections as it takes.",
    remedy: "Run fewer workers, or raise max_connections.",
  },
  {
    when: (code) => FULL.includes(code),
    message: () => "The database has no space or memory left.",
    remedy: "Free some space on its disk and run again: nothing was recorded.",
  },
  {
    when: (code) => NO_LETTER.includes(code),
    message: (holds) => `A text among ${holds} holds the letter U+0000, which PostgreSQL keeps in no text.`,
    remedy: "Take the letter out where the text comes from and run again: nothing was recorded.",
  },
];

/** What a person should read of whatever PostgreSQL or the line to it said; a bug stays what it is. */
export function faultOf(
  place: string,
  { holds, restore }: Pick<OwnSchema, "holds" | "restore">,
  cause: unknown,
): unknown {
  if (cause instanceof PipelineError) return cause;
  const { code = "", message } = cause as { code?: string; message: string };
  const known = TOLD.find(({ when }) => when(code));
  if (known)
    return new PipelineError({
      ...{ code: "database", place, message: known.message(holds), remedy: known.remedy, cause },
    });
  if (LOCKED.includes(code))
    return new PipelineError({
      code: "archive-busy",
      place,
      message: `Another process has been writing ${holds} for too long.`,
      remedy: "Wait until it has ended and run again: nothing was recorded.",
      cause,
    });
  if (DAMAGED.includes(code))
    return new PipelineError({
      ...{
        code: "archive-damaged",
        place,
        message: `PostgreSQL cannot read it: ${message}.`,
        remedy: restore,
        cause,
      },
    });
  return isCut(cause) ? noAnswer(place, cause) : cause;
}

export function noAnswer(place: string, cause: unknown): PipelineError {
  const { code, message } = cause as { code?: string; message: string };
  return new PipelineError({
    code: "database",
    place,
    message: `The database does not answer (${code ?? message}).`,
    remedy: "Check that it runs and that this machine reaches it, and run again: nothing was recorded.",
    cause,
  });
}

/** The line broke between the last word and its answer. */
export function unknownEnd(place: string, holds: string, cause: unknown): PipelineError {
  return new PipelineError({
    code: "database",
    place,
    message: `The connection broke while a change of ${holds} was being recorded: it stands there whole or not at all.`,
    remedy: "Run again: what stands there already is not done twice.",
    cause,
  });
}

/** The tables are of another layout: they are sound, and must stay where they are. */
export function newerSchema(place: string, { holds }: OwnSchema): PipelineError {
  return new PipelineError({
    code: "archive-damaged",
    place,
    message: `A newer version of this program keeps ${holds} there.`,
    remedy: "Update the program on this machine; the database needs no mending.",
  });
}
