import { describe, expect, it } from "vitest";
import { verdictOn } from "../../../pipeline/deliver/sending/verdict.ts";
import type { Step } from "../../../pipeline/world/relays/relay.ts";

function said(step: Step, reply: string): string {
  const [, code, enhanced, text] = /^(\d{3})(?: (\d\.\d+\.\d+))? ?(.*)$/.exec(reply)!;
  const verdict = verdictOn({
    outcome: "replied",
    step,
    code: Number(code),
    enhanced: enhanced ?? null,
    text: text ?? "",
  });
  return verdict.fate === "later" ? `later: ${verdict.because}` : verdict.fate;
}

describe("what a relay's words mean for a reader", () => {
  it.each([
    ["end", "250 2.0.0 Ok", "accepted"],
    // For now.
    ["mail", "421 4.3.2 Going down", "later: relay"],
    ["mail", "452 4.3.1 Disk full", "later: relay"],
    ["mail", "450 4.7.1 Too fast", "later: relay"],
    ["data", "451 Try later", "later: relay"],
    ["rcpt", "454 4.7.0 TLS not available", "later: relay"],
    ["rcpt", "450 4.2.0 Greylisted", "later: reader"],
    ["rcpt", "452 4.2.2 Mailbox full", "later: reader"],
    ["rcpt", "451 4.3.0 Lookup failed", "later: relay"],
    ["end", "451 4.7.1 Greylisted", "later: reader"],
    ["end", "452 4.3.1 Disk full", "later: relay"],
    // A dead address.
    ["rcpt", "550 5.1.1 No such user", "dead"],
    ["rcpt", "550 5.1.10 Null MX", "dead"],
    ["rcpt", "550 5.1.2 No such domain", "dead"],
    ["rcpt", "553 5.1.3 Bad address", "dead"],
    ["rcpt", "551 5.1.6 Moved", "dead"],
    ["rcpt", "550 No such user here", "dead"],
    ["rcpt", "551 User not local", "dead"],
    ["rcpt", "553 Mailbox name invalid", "dead"],
    ["rcpt", "550 5.0.0 Unknown user", "dead"],
    ["end", "550 5.1.1 No such user", "dead"],
    ["data", "550 5.1.1 No such user", "dead"],
    // This mailbox, this time.
    ["rcpt", "552 5.2.2 Mailbox full", "refused"],
    ["rcpt", "550 5.2.1 Disabled", "refused"],
    ["rcpt", "552 Over quota", "refused"],
    ["rcpt", "550 5.4.1 Recipient refused: access", "refused"],
    ["rcpt", "552 5.3.4 Too big", "refused"],
    ["end", "552 5.2.3 Too big for this mailbox", "refused"],
    // The reader's domain does not want us.
    ["rcpt", "550 5.7.1 Blocked", "later: policy"],
    ["rcpt", "554 5.7.1 Relay access denied", "later: policy"],
    ["rcpt", "550 Relaying denied", "later: policy"],
    ["rcpt", "550 Blocked, see a list of spam", "later: policy"],
    ["rcpt", "554 No", "later: policy"],
    ["rcpt", "550 5.1.8 Sender's domain does not exist", "later: policy"],
    ["rcpt", "501 5.5.4 Bad parameter", "later: policy"],
    ["end", "552 Exceeded storage", "later: policy"],
    // All would refuse it.
    ["mail", "550 5.1.8 Sender refused", "content"],
    ["mail", "553 Sender not owned by user", "content"],
    ["mail", "552 5.3.4 Message too big", "content"],
    ["mail", "550 No", "content"],
    ["data", "554 5.5.1 No valid recipients", "content"],
    ["end", "554 5.6.0 Bad content", "content"],
    ["end", "550 5.7.1 Spam", "content"],
    ["end", "554 Rejected", "content"],
    // The relay was not given what it wants.
    ["mail", "530 5.7.0 Authentication required", "closed"],
    ["rcpt", "530 5.7.0 Must issue STARTTLS first", "closed"],
  ] as const)("at %s, %s: %s", (step, reply, fate) => {
    expect(said(step, reply)).toBe(fate);
  });

  it("a line lost before the last dot is tried again, one lost after it is for a person", () => {
    expect(verdictOn({ outcome: "lost", step: "before", reason: "x" })).toEqual({
      fate: "later",
      because: "relay",
    });
    expect(verdictOn({ outcome: "lost", step: "end", reason: "x" })).toEqual({ fate: "uncertain" });
  });
});
