import type { PublicAsked } from "../../world/public-server.ts";
import type { Routed } from "./routes.ts";

interface Answered {
  readonly at: string;
  readonly status: number;
  /** null: refused before anything was looked up. */
  readonly routed: Routed | null;
  readonly ms: number;
}

/**
 * One line for the log: `2025-11-05T21:30:00.000Z 200 GET /2025-11-05/ 192.0.2.0/24 3 ms`. No token, no query, no address of a reader or
 * of a machine, and nothing that a terminal would act on.
 */
export function requestLine(
  { method, caller }: Pick<PublicAsked, "method" | "caller">,
  { at, status, routed, ms }: Answered,
): string {
  const path = routed?.shown ?? "-";
  return `${at} ${status} ${method} ${path} ${caller.network} ${Math.round(ms)} ms`.replace(
    /[^\x20-\x7e]/g,
    "?",
  );
}
