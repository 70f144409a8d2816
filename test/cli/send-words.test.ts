import { describe, expect, it } from "vitest";
import { sentWords } from "../../pipeline/cli/send-words.ts";
import type { SentEdition } from "../../pipeline/desk/sending/sent.ts";
import { DELIVERY_STATES, type Tally } from "../../pipeline/model/delivery.ts";

const none = Object.fromEntries(DELIVERY_STATES.map((state) => [state, 0])) as unknown as Tally;
const edition = (more: Partial<SentEdition>): SentEdition => ({
  tier: "free",
  version: "2025-11-05/free/1",
  enqueued: { issues: 10_000, corrections: 0, there: 0, superseded: 0 },
  tally: { ...none, accepted: 10_000 },
  accepted: 10_000,
  milliseconds: 32_000,
  end: { why: "done" },
  ...more,
});
const told = (more: Partial<SentEdition>, limited = false) =>
  sentWords(
    { findings: [], editions: [edition(more)], limited },
    { again: "npx tracker send 2025-11-05", date: "2025-11-05" },
  );

describe("what a sending came to", () => {
  it("is all done where each was accepted, or is settled for good", () => {
    expect(told({})).toEqual({
      left: false,
      text: "2025-11-05/free/1: 10,000 of 10,000 accepted, 10,000 in this run (32 s, 313 a second)\nNothing is left to be sent.",
    });
    expect(told({ tally: { ...none, sent: 3, refused: 1, withdrawn: 1, superseded: 1 } }).left).toBe(false);
  });

  it.each(["queued", "deferred", "handed over", "uncertain"] as const)(
    "has something left where one is %s",
    (state) => {
      const { left, text } = told({ tally: { ...none, [state]: 1 } });
      expect(left).toBe(true);
      expect(text).toMatch(/\n {2}1 .*npx tracker (send|receipts) 2025-11-05/);
    },
  );

  it.each([
    [
      { why: "content refused", reply: "554 5.7.1 Spam" },
      /would refuse this letter for everybody\. It said: 554 5\.7\.1 Spam/,
    ],
    [{ why: "no relay", reasons: ["Relay out is down."] }, /no relay takes anything\. Relay out is down\./],
    [{ why: "taken over" }, /Another process has taken it over/],
    [{ why: "deferred left", next: "2025-11-05T22:00:00.000Z" }, /the next one is due at 2025-11-05T22:00/],
    [{ why: "left to workers" }, /Workers go on with it\. How far they are: npx tracker status --queue/],
    [
      { why: "given up", reasons: ["Left are 3 deferred."] },
      /Workers gave it up\. Left are 3 deferred\. See: /,
    ],
    [{ why: "not reached" }, /It was not begun in this run/],
  ] as const)("says why it ended: %o", (end, words) => {
    expect(told({ end })).toMatchObject({ left: true, text: expect.stringMatching(words) });
  });
});
