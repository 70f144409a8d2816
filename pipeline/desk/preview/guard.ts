import type { Asked, Reply } from "../../world/serve.ts";

/** By what a request is known to come from the preview's own page. */
export interface House {
  readonly port: number;
  /** Stands in the page alone: who writes must have read it. */
  readonly token: string;
}

/** What keeps other pages of the same browser out: names that lead here (DNS rebinding), other origins, other paths. Null lets it in. */
export function refusal({ method, target, headers }: Asked, { port, token }: House): Reply | null {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host = "", origin } = headers;
  if (!hosts.includes(host)) return plain(403, "This name is not the preview's.");
  if (origin !== undefined && origin !== `http://${host}`)
    return plain(403, "Another page may not ask here.");
  // What a browser calls "same-site" may be another port of this machine.
  if (!["same-origin", "none"].includes(headers["sec-fetch-site"] ?? "none"))
    return plain(403, "Another page may not ask here.");
  if (!isPlainPath(target)) return plain(400, "There is no such address.");
  if (method === "GET" || method === "HEAD") return null;
  if (method !== "PUT") return plain(405, "Only GET and PUT are answered.");
  return headers["x-tracker-token"] === token
    ? null
    : plain(403, "The page is of another preview: load it again.");
}

/** A path that means the same to everybody: no steps up, nothing hidden in percent signs but what a name may need. */
function isPlainPath(target: string): boolean {
  const [path = ""] = target.split("?");
  return (
    path.startsWith("/") && !/\/\/|\\|(?:^|\/)\.|%(?:2e|2f|5c|00|25)/i.test(path) && target.length < 4000
  );
}

/** On every answer. The page's own rules; a document of the issue has others. */
const HEADERS = {
  "x-content-type-options": "nosniff",
  "cache-control": "no-store",
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
};
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "worker-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");
const ISSUE_POLICY = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join("; ");

export const TYPES = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  mjs: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  pdf: "application/pdf",
  woff2: "font/woff2",
  json: "application/json; charset=utf-8",
  txt: "text/plain; charset=utf-8",
  stream: "text/event-stream",
} as const;

/** An answer with the headers of the house. */
export function reply(
  kind: keyof typeof TYPES,
  body: Reply["body"],
  { status = 200, ofIssue = false, headers = {} }: Replying = {},
): Reply {
  const policy = ofIssue ? ISSUE_POLICY : PAGE_POLICY;
  return {
    status,
    headers: { ...HEADERS, "content-security-policy": policy, "content-type": TYPES[kind], ...headers },
    body,
  };
}

interface Replying {
  readonly status?: number;
  /** A document of the issue: with styles of its own, and shown in a frame. */
  readonly ofIssue?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A sentence for whoever asked wrongly. */
export function plain(status: number, sentence: string): Reply {
  return reply("txt", `${sentence}\n`, { status });
}
