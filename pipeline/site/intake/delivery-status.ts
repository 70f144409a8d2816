import { addressIn, type Block, fieldBlocks } from "./field-blocks.ts";
import type { Report } from "./report.ts";

type Told = Omit<Report, "returned">;

/**
 * The message/delivery-status part of a report (RFC 3464): the worst that it tells of any recipient.
 *
 * @see RFC 3463 for the codes: subject 3 is the other system, 6 the letter's content, 7 its policy. None of them says that the address is dead.
 */
export function readDeliveryStatus(text: string): Told | null {
  const told = fieldBlocks(text)
    .filter(
      (block) => block.has("action") && (block.has("final-recipient") || block.has("original-recipient")),
    )
    .map(toldOf);
  const worst = ["dead", "not now", "nothing"].map((tells) => told.find((one) => one.tells === tells));
  const first = worst.find((one) => one !== undefined);
  return first ? { ...first, addresses: told.flatMap(({ addresses }) => addresses) } : null;
}

function toldOf(block: Block): Told {
  const word = /^[245]\.\d{1,3}\.\d{1,3}\b/.exec(block.get("status") ?? "")?.[0] ?? "without a code";
  const found = ["final-recipient", "original-recipient"].flatMap((name) => addressIn(block.get(name)) ?? []);
  const addresses = [...new Set(found)];
  const action = block.get("action")!.toLowerCase();
  if (action === "delayed") return { tells: "not now", word, addresses };
  if (!action.startsWith("failed")) return { tells: "nothing", word, addresses };
  return { tells: isDead(word) ? "dead" : "not now", word, addresses };
}

/** Mailbox full, letter too long, waited for too long. */
const PASSING = ["5.2.2", "5.2.3", "5.4.7"];

function isDead(code: string): boolean {
  return /^5\.[01245]\./.test(code) && !PASSING.includes(code);
}
