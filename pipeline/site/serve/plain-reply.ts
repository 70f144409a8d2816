import type { Reply } from "../../world/serve.ts";

const TEXT = { "content-type": "text/plain; charset=utf-8" };

/** A sentence for whoever asked wrongly. */
export function plain(status: number, words: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers: { ...TEXT, ...headers }, body: `${words}\n` };
}

export function tooMany(): Reply {
  return plain(429, "Too many requests. Try again in a minute.", { "retry-after": "60" });
}
