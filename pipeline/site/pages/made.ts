import { createHash } from "node:crypto";
import type { IsoInstant } from "../../model/unit.ts";

/** Who may keep an answer: everybody for minutes, everybody for good, nobody. */
export type Keeping = "minutes" | "for good" | "never";

/** A page or file of the site before it is known who asks: its bytes are made only where they are wanted. */
export interface Made {
  readonly status: number;
  readonly type: string;
  readonly keeping: Keeping;
  /** SHA-256 of the bytes where it is known before they are; null: it is taken of them. */
  readonly sha256: string | null;
  /** When what it shows last changed; null: not told. */
  readonly modified: IsoInstant | null;
  /** More of the answer's headers. */
  readonly headers: Readonly<Record<string, string>>;
  /** Its Content-Security-Policy. */
  policy(): Promise<string>;
  bytes(): Promise<Uint8Array>;
}

export interface SiteRequest {
  readonly method: string;
  /** Below the site's address, without query, as it was sent. */
  readonly path: string;
  /** Without "?". */
  readonly query: string;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

export interface SiteReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export const HTML = "text/html; charset=utf-8";
const KEEPING: Readonly<Record<Keeping, string>> = {
  // A correction is to be seen by everybody within minutes.
  minutes: "public, max-age=120",
  "for good": "public, max-age=31536000, immutable",
  never: "private, no-store",
};
const NOTHING = new Uint8Array();

/** A page of the frame: nothing runs, nothing comes from elsewhere. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

/** A file that is opened by itself: a PDF's and a picture's viewer may style its own page. */
const FILE_POLICY = "default-src 'none'; style-src 'unsafe-inline'";

export function madePage(html: string, more: Partial<Made> = {}): Made {
  return madeOf(new TextEncoder().encode(html), { type: HTML, policy: async () => PAGE_POLICY, ...more });
}

export function madeOf(bytes: Uint8Array, more: Partial<Made> & Pick<Made, "type">): Made {
  return {
    status: 200,
    keeping: "minutes",
    sha256: null,
    modified: null,
    headers: {},
    policy: async () => FILE_POLICY,
    bytes: async () => bytes,
    ...more,
  };
}

/**
 * The answer to one request: no bytes where the one who asks has them already. To HEAD it is that of GET: the server tells their length and
 * leaves them out.
 */
export async function replyOf(made: Made, { headers }: Pick<SiteRequest, "headers">): Promise<SiteReply> {
  const { status, type, keeping, modified } = made;
  const bytes = made.sha256 === null ? await made.bytes() : null;
  const etag = `"${made.sha256?.slice(0, 32) ?? hashOf(bytes!)}"`;
  const all = {
    "content-type": type,
    "cache-control": KEEPING[keeping],
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    ...(keeping !== "never" && status === 200 ? { etag } : {}),
    ...(keeping !== "never" && modified ? { "last-modified": new Date(modified).toUTCString() } : {}),
    "content-security-policy": await made.policy(),
    ...made.headers,
  };
  if (status === 200 && keeping !== "never" && isKnown(headers, { etag, modified }))
    return { status: 304, headers: all, body: NOTHING };
  return { status, headers: all, body: bytes ?? (await made.bytes()) };
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 32);
}

/** RFC 9110, 13.2.2: a date counts only where no tag is named. */
function isKnown(
  headers: SiteRequest["headers"],
  { etag, modified }: { readonly etag: string; readonly modified: IsoInstant | null },
): boolean {
  const tags = headers["if-none-match"];
  if (tags !== undefined)
    return tags.trim() === "*" || tags.split(",").some((one) => one.trim().replace(/^W\//, "") === etag);
  const since = Date.parse(headers["if-modified-since"] ?? "");
  return modified !== null && !Number.isNaN(since) && Math.floor(Date.parse(modified) / 1000) * 1000 <= since;
}
