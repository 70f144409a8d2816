import type { Fault } from "./upstream.ts";

/** A fault by the name that the table gives it. */
export interface Named {
  readonly name: string;
  readonly fault: Fault;
  /** What a visit comes to by it, where a source has no other word for it. */
  readonly verdict: string;
  /** Never ends by itself: the faulted pages are waited for only so long. */
  readonly endless?: true;
}

/** More than is read of any page. Of an answer without a body, 304, the server would write 8 GiB into nothing. */
const HUGE_BYTES = 2 ** 25;

/** The faults that any source may have. */
export const COMMON: readonly Named[] = [
  { name: "503", fault: { mode: "status" }, verdict: "http_error" },
  { name: "403", fault: { mode: "status", code: 403 }, verdict: "blocked" },
  { name: "401", fault: { mode: "status", code: 401 }, verdict: "auth" },
  {
    name: "429, retry-after",
    fault: { mode: "status", code: 429, headers: { "retry-after": "2" } },
    verdict: "rate_limited",
  },
  { name: "hang", fault: { mode: "hang" }, verdict: "http_error", endless: true },
  { name: "slow", fault: { mode: "slow" }, verdict: "http_error", endless: true },
  { name: "truncate", fault: { mode: "truncate" }, verdict: "http_error" },
  { name: "truncate, honest length", fault: { mode: "truncate", clean: true }, verdict: "http_error" },
  { name: "reset", fault: { mode: "reset" }, verdict: "http_error" },
  { name: "html200", fault: { mode: "html200" }, verdict: "soft_error" },
  { name: "empty200", fault: { mode: "empty200" }, verdict: "empty" },
  { name: "garbage", fault: { mode: "garbage" }, verdict: "shape_changed" },
  { name: "stale, 7 days", fault: { mode: "stale", days: 7 }, verdict: "stale" },
  { name: "huge", fault: { mode: "huge", bytes: HUGE_BYTES }, verdict: "http_error" },
  { name: "redirect loop", fault: { mode: "redirect-loop" }, verdict: "http_error" },
  { name: "redirect inside", fault: { mode: "redirect" }, verdict: "http_error" },
];

export function shaped(
  name: string,
  how: Readonly<Record<string, unknown>>,
  verdict = "shape_changed",
): Named {
  return { name, fault: { mode: "shape", ...how }, verdict };
}

/** Columns, keys or tags under other names. */
export function renamed(names: Readonly<Record<string, string>>): Named {
  const words = Object.entries(names).map(([from, to]) => `${from} is ${to}`);
  return shaped(words.join(", "), { rename: names });
}

/** Where a text ends after some characters, as a proxy leaves it that unpacks and cuts. */
export function cut(characters: number): Named {
  return shaped("cut within a line", { replace: [[`^([\\s\\S]{${characters}})[\\s\\S]*$`, "$1"]] });
}

/** The same, but with the last line whole. */
export function cutAtLine(characters: number, verdict: string): Named {
  const kept = `^([\\s\\S]{${characters}}[\\s\\S]*?\\n)[\\s\\S]*$`;
  return shaped("cut at a line's end", { replace: [[kept, "$1"]] }, verdict);
}

/** The answer of so many hours ago, with what was not over then. */
export function hoursAgo(hours: number, verdict: string): Named {
  return { name: `a copy of ${hours} hours ago`, fault: { mode: "stale", days: hours / 24 }, verdict };
}

/** An error that is dressed as an answer. */
export function soft(name: string, body: unknown, verdict: string, code = 200): Named {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const type = typeof body === "string" ? "text/plain" : "application/json";
  return { name, fault: { mode: "body", body: text, code, type }, verdict };
}

export const WARNING = shaped("a warning above the body", { prefix: "Warning: disk full in line 12\n" });
