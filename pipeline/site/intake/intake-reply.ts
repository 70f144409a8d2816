import type { Asked, Reply } from "../../world/serve.ts";
import { type IntakeOutcome, type IntakeWorld, takeMessage } from "./intake.ts";
import { MOST_MESSAGE_BYTES } from "./watch-maildir.ts";

/**
 * POST /intake: one message as it came, `message/rfc822`. The outcome is answered, so that a webhook can log it; none of them is worth
 * sending the message again.
 */
export async function intakeReply(
  asked: Pick<Asked, "body">,
  linkKey: string,
  world: IntakeWorld & { count(outcome: IntakeOutcome): void },
): Promise<Reply> {
  const bytes = await asked.body(MOST_MESSAGE_BYTES);
  if (bytes === null) return said(413, { error: `A message has ${MOST_MESSAGE_BYTES} bytes at most.` });
  if (bytes.length === 0) return said(400, { error: "Send the message itself as the body: message/rfc822." });
  const outcome = await takeMessage(bytes, linkKey, world);
  world.count(outcome);
  return said(outcome === "unreadable" ? 422 : 200, { outcome });
}

function said(status: number, words: Readonly<Record<string, string>>): Reply {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: `${JSON.stringify(words)}\n`,
  };
}
