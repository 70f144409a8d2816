import type { Web, WebReply, WebRequest } from "../../pipeline/world/world.ts";

/** The moment at which a made-up page comes. */
export const AT = "2025-11-05T22:30:00Z";

/** What an address answers; a function decides by the request. */
export type Answer = MadeUpPage | Refused | ((request: WebRequest) => MadeUpPage | Refused);

/** A page. Where it has an etag, whoever names it is told that nothing changed. */
export interface MadeUpPage {
  readonly body: string | Uint8Array;
  readonly etag?: string;
  readonly at?: string;
}

/** No page. */
export interface Refused {
  readonly status: number | null;
  readonly verdict?: Extract<WebReply, { outcome: "failed" }>["verdict"];
  readonly excerpt?: string;
  readonly at?: string;
}

/** A web that answers from a table. */
export interface MadeUpWeb extends Web {
  /** All that was asked, in order. */
  readonly requests: readonly WebRequest[];
}

/**
 * The answer of an address is the one of the longest name that it begins with, without "https://"; what no name begins is not found.
 *
 * @param keys environment variables that are set
 */
export function madeUpWeb(table: Readonly<Record<string, Answer>>, keys: readonly string[] = []): MadeUpWeb {
  const requests: WebRequest[] = [];
  const names = Object.keys(table).sort((a, b) => b.length - a.length);
  return {
    requests,
    secrets: new Set(keys),
    async get(request) {
      requests.push(request);
      const name = names.find((one) => request.url.startsWith(`https://${one}`));
      const answer = name === undefined ? { status: 404 } : table[name]!;
      return replyTo(request, typeof answer === "function" ? answer(request) : answer);
    },
  };
}

function replyTo({ url, known }: WebRequest, answer: MadeUpPage | Refused): WebReply {
  if ("status" in answer) {
    const { status, verdict = "http_error", excerpt = "", at = AT } = answer;
    const reason = `${new URL(url).host} answered ${status ?? "nothing"}.`;
    return { outcome: "failed", at, verdict, status, excerpt, reason };
  }
  const { body, etag = null, at = AT } = answer;
  if (etag !== null && known?.etag === etag) return { outcome: "unchanged", at };
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  return { outcome: "fetched", at, bytes, type: "", charset: null, etag, lastModified: null };
}
