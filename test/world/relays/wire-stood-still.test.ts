import { describe, expect, it } from "vitest";
import { realRelays } from "../../../pipeline/world/relays/real-relays.ts";
import { farMailServer } from "../../support/chaos/far-mail-server.ts";
import { letterTo, relayAt } from "../../support/smtp-letters.ts";

/** As a process does that waits for a locked database: nothing is read, no timer is looked at. */
function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

describe("a process that stands still for longer than a relay may take to answer", () => {
  it("hears the answer that came meanwhile, and nobody is in doubt", async () => {
    const server = await farMailServer({ seed: 1, delayMs: 40 });
    const opened = await realRelays("example.com").open(
      relayAt(server.port, { replySeconds: 0.2 }),
      null,
      null,
    );
    if ("trouble" in opened) throw new Error(opened.reason);
    const handed = await opened.hand(letterTo("ada@example.org"), async () => {
      setTimeout(() => setImmediate(standStill, 500), 5);
      return true;
    });
    expect(handed).toMatchObject({ outcome: "replied", step: "end", code: 250 });
    expect(await server.letters()).toEqual(["ada@example.org"]);
    await opened.close();
  });

  it("still gives up a relay that said nothing", async () => {
    const troubles = [{ name: "silent", moment: "after", fault: "silence" }] as const;
    const server = await farMailServer({ seed: 1, share: 1, troubles });
    const opened = await realRelays("example.com").open(
      relayAt(server.port, { replySeconds: 0.2 }),
      null,
      null,
    );
    if ("trouble" in opened) throw new Error(opened.reason);
    const handed = await opened.hand(letterTo("ada@example.org"), async () => true);
    expect(handed).toMatchObject({
      outcome: "lost",
      step: "end",
      reason: "The relay kept silent for 0.2 s.",
    });
  });
});
