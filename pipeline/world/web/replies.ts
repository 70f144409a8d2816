import type { WebReply, WebRequest } from "../world.ts";
import { excerptOf } from "./excerpt.ts";
import { type Keys, maskBytes } from "./keys.ts";
import type { Moments } from "./moments.ts";
import { comeBackWords } from "./patience.ts";
import { seconds } from "./settings.ts";
import type { Answer } from "./wire.ts";

type Failure = Extract<WebReply, { outcome: "failed" }>;
type Verdict = Failure["verdict"];

/** Makes failures: one sentence each that begins with the host. */
export type Fail = (found: {
  readonly host: string;
  readonly because: string;
  readonly verdict?: Verdict;
  readonly answer?: Answer;
}) => Failure;

/** @param mask of keys, through which every word goes */
export function failing(mask: (words: string) => string, moments: Moments): Fail {
  return ({ host, because, verdict = "http_error", answer }) => {
    const excerpt = answer ? excerptOf(answer.body.bytes, mask) : "";
    return {
      outcome: "failed",
      at: moments.at(answer?.header("date") ?? null),
      verdict,
      status: answer?.status ?? null,
      excerpt,
      reason: `${mask(`${host} ${because}`)}${excerpt && `: "${excerpt}"`}.`,
    };
  };
}

/** What an answer that is no redirect comes to. */
export function replyOf(
  answer: Answer,
  asked: {
    readonly request: WebRequest;
    readonly host: string;
    /** " after 3 tries", or "". */
    readonly tries: string;
    readonly keys: Keys;
    readonly moments: Moments;
    readonly fail: Fail;
    readonly wholeMs: number;
    /** Our own clock, milliseconds since 1970. */
    readonly now: number;
  },
): WebReply {
  const { request, host, tries, moments, fail } = asked;
  const { status } = answer;
  if (status === 200 || status === 204) {
    const fault = bodyFault(answer, request.limitBytes, asked.wholeMs);
    return fault
      ? fail({ host, because: `answered ${status} but ${fault}`, answer })
      : fetched(answer, request, asked);
  }
  const conditional = request.known?.etag || request.known?.lastModified;
  if (status === 304 && conditional) return { outcome: "unchanged", at: moments.at(answer.header("date")) };
  if (status === 304) return fail({ host, because: "answered 304, unchanged, to a first question", answer });
  const because = `answered ${status}${tries}${comeBackWords(answer, asked.now)}`;
  return fail({ host, because, verdict: verdictOf(answer), answer });
}

/** What a status means. A key that is refused may come as 400: FRED does so. */
function verdictOf({ status, body }: Answer): Verdict {
  if (status === 401) return "auth";
  if (status === 403) return "blocked";
  if (status === 429) return "rate_limited";
  const speaksOfKey = /api[_ -]?key/i.test(Buffer.from(body.bytes).toString("latin1"));
  return status === 400 && speaksOfKey ? "auth" : "http_error";
}

/** Why a body cannot be had, as the rest of a sentence that begins with the host; null: it is here. */
function bodyFault({ body, header }: Answer, limitBytes: number, wholeMs: number): string | null {
  const { end, bytes } = body;
  if (end === "too-long") return `sent more than ${limitBytes} bytes, the most that is read of this page`;
  if (end === "cut-short") return `sent a body that is cut short: it ends after ${bytes.length} bytes`;
  if (end === "too-slow")
    return `was not done within ${seconds(wholeMs)}: ${bytes.length} bytes had come by then`;
  if (end === "unreadable")
    return `sent a body that cannot be unpacked as "${(header("content-encoding") ?? "").slice(0, 40)}"`;
  return null;
}

/** A body that repeats the key is kept without it. */
function fetched(
  answer: Answer,
  { secret }: WebRequest,
  { moments, keys }: { readonly moments: Moments; readonly keys: Keys },
): WebReply {
  const type = answer.header("content-type") ?? "";
  return {
    outcome: "fetched",
    at: moments.at(answer.header("date")),
    bytes: maskBytes(answer.body.bytes, keys.get(secret?.variable ?? "") ?? null),
    type: type.split(";")[0]!.trim().toLowerCase(),
    charset: /;\s*charset\s*=\s*["']?([^\s"';]+)/i.exec(type)?.[1]?.toLowerCase() ?? null,
    etag: sendable(answer.header("etag"), keys),
    lastModified: sendable(answer.header("last-modified"), keys),
  };
}

/** A validator that can be sent back as it is and kept: printable ASCII of a decent length, no key in it; null otherwise. */
function sendable(header: string | null, keys: Keys): string | null {
  const fit = header !== null && header.length <= 500 && /^[\x20-\x7e]+$/.test(header);
  return fit && ![...keys.values()].some((key) => header.includes(key)) ? header : null;
}
