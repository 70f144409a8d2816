import type { PublicAsked } from "../../pipeline/world/public-server.ts";

interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly network?: string;
  readonly isHere?: boolean;
}

/** A request as the public server hands it on. */
export function asked(
  target: string,
  { method, headers, body = "", network, isHere }: Asking = {},
): PublicAsked {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  return {
    method: method ?? (body === "" ? "GET" : "POST"),
    target,
    headers: { host: "tracker.example.com", ...headers },
    caller: { network: network ?? "192.0.2.0/24", isHere: isHere ?? false, isBehindUnknownProxy: false },
    body: async (most) => (bytes.length > most ? null : bytes),
  };
}

/** A form as a browser sends it from a page of this site. */
export function form(
  target: string,
  fields: Readonly<Record<string, string>>,
  more: Asking = {},
): PublicAsked {
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    "sec-fetch-site": "same-origin",
    ...more.headers,
  };
  return asked(target, { ...more, method: "POST", headers, body: new URLSearchParams(fields).toString() });
}
