import { createHash } from "node:crypto";
import type { Reply } from "../../world/serve.ts";

/** On every answer, unless it brings its own. */
const HEADERS = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "x-frame-options": "DENY",
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
  "cache-control": "no-store",
} as const;
const A_YEAR = 31_536_000;

/** An answer with the headers of the house. */
export function armoured(reply: Reply, { isHttps }: { readonly isHttps: boolean }): Reply {
  const policy = reply.headers["content-security-policy"] ?? policyOf(reply);
  const https = isHttps ? { "strict-transport-security": `max-age=${A_YEAR}` } : {};
  return {
    ...reply,
    headers: { ...HEADERS, ...https, ...reply.headers, "content-security-policy": unframed(policy) },
  };
}

/** Nothing runs and nothing is fetched from elsewhere. A page's own stylesheets are let in by their hashes, nobody else's. */
function policyOf({ headers, body }: Reply): string {
  if (!headers["content-type"]?.startsWith("text/html") || typeof body === "function")
    return "default-src 'none'";
  const html = typeof body === "string" ? body : new TextDecoder().decode(body);
  const styles = [...html.matchAll(/<style\b[^>]*>([\s\S]*?)<\/style>/g)].map(
    ([, css]) => `'sha256-${createHash("sha256").update(css!).digest("base64")}'`,
  );
  return [
    "default-src 'none'",
    `style-src 'self' ${styles.join(" ")}`.trim(),
    // Bars of an issue's tables have their lengths in attributes: they can draw, and fetch or run nothing.
    ...(/<[^>]* style="/.test(html) ? ["style-src-attr 'unsafe-inline'"] : []),
    "img-src 'self' data:",
    "font-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
  ].join("; ");
}

function unframed(policy: string): string {
  return policy.includes("frame-ancestors") ? policy : `${policy}; frame-ancestors 'none'`;
}
