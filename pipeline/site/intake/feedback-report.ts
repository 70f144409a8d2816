import { addressIn, fieldBlocks } from "./field-blocks.ts";
import type { Report } from "./report.ts";

/** Kinds that are no complaint: a reader who takes one back, and reports of signatures (RFC 6591). */
const NO_COMPLAINT = ["not-spam", "auth-failure", "dmarc"];

/** The message/feedback-report part of a complaint (RFC 5965). */
export function readFeedbackReport(text: string): Omit<Report, "returned"> | null {
  const [block] = fieldBlocks(text);
  const type = /^[\w-]{1,40}/.exec(block?.get("feedback-type") ?? "")?.[0]?.toLowerCase();
  if (block === undefined || type === undefined) return null;
  const found = ["original-rcpt-to", "removal-recipient"].flatMap((name) => addressIn(block.get(name)) ?? []);
  return {
    tells: NO_COMPLAINT.includes(type) ? "nothing" : "complaint",
    word: type,
    addresses: [...new Set(found)],
  };
}
