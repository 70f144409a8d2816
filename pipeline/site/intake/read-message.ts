import PostalMime, { type Attachment, type Email } from "postal-mime";
import { SITE_PATHS } from "../../post/places.ts";
import { readDeliveryStatus } from "./delivery-status.ts";
import { readFeedbackReport } from "./feedback-report.ts";
import { type Block, fieldBlocks } from "./field-blocks.ts";
import type { ReadMessage, Returned } from "./report.ts";

/**
 * All that is of use stands at the beginning of a message: what follows is the letter that came back, with its PDF. Lines are counted too: of
 * 250,000 empty ones postal-mime makes nine seconds.
 */
const READ_BYTES = 262_144;
const READ_LINES = 3000;
const LINE_END = 10;
const LIMITS = { maxNestingDepth: 12, maxHeadersSize: 131_072, forceRfc822Attachments: true };

/** A message from anywhere. Nothing that it holds makes this throw. */
export async function readMessage(bytes: Uint8Array): Promise<ReadMessage> {
  let email: Email;
  try {
    email = await PostalMime.parse(beginningOf(bytes), LIMITS);
  } catch (cause) {
    return { kind: "unreadable", why: cause instanceof Error ? cause.message.slice(0, 200) : "unknown" };
  }
  const { attachments } = email;
  const status = partOf(attachments, /^message\/(global-)?delivery-status$/);
  const feedback = partOf(attachments, /^message\/feedback-report$/);
  const told =
    (feedback !== null ? readFeedbackReport(feedback) : null) ??
    (status !== null ? readDeliveryStatus(status) : null);
  if (told) return { kind: "report", report: { ...told, returned: returnedIn(attachments) } };
  return { kind: isAutoReply(email) ? "auto-reply" : "no report" };
}

function beginningOf(bytes: Uint8Array): Uint8Array {
  let end = 0;
  for (let line = 0; line < READ_LINES; line += 1) {
    const at = bytes.indexOf(LINE_END, end);
    if (at < 0 || at >= READ_BYTES) return bytes.subarray(0, READ_BYTES);
    end = at + 1;
  }
  return bytes.subarray(0, end);
}

function partOf(attachments: readonly Attachment[], type: RegExp): string | null {
  const part = attachments.find(({ mimeType }) => type.test(mimeType));
  return part ? textOf(part) : null;
}

function textOf({ content }: Attachment): string {
  return typeof content === "string" ? content : new TextDecoder("latin1").decode(content);
}

/** The letter, or its headers alone, as whoever refused it sent it back. */
function returnedIn(attachments: readonly Attachment[]): Returned {
  const letter = partOf(
    attachments,
    /^(message\/(rfc822|global)|text\/rfc822-headers|message\/global-headers)$/,
  );
  const headers: Block = fieldBlocks(letter?.trimStart() ?? "")[0] ?? new Map();
  const token = tokenIn(headers.get("list-unsubscribe") ?? "");
  return { token, messageId: /<[^<>\s]{3,250}>/.exec(headers.get("message-id") ?? "")?.[0] ?? null };
}

function tokenIn(header: string): string | null {
  // A line that was folded within the link has a space there now.
  const link = /<\s*(https?:[^>]*)>/i.exec(header)?.[1]?.replace(/\s/g, "") ?? "";
  const at = link.lastIndexOf(SITE_PATHS.unsubscribe);
  return at < 0
    ? null
    : (/^[\w-]{20,120}$/.exec(link.slice(at + SITE_PATHS.unsubscribe.length))?.[0] ?? null);
}

function isAutoReply({ headers }: Email): boolean {
  return headers.some(
    ({ key, value }) =>
      (key === "auto-submitted" && !/^no\b/i.test(value.trim())) ||
      ["x-autoreply", "x-autorespond", "x-auto-response-suppress"].includes(key) ||
      (key === "precedence" && /auto_reply|bulk|junk/i.test(value)),
  );
}
